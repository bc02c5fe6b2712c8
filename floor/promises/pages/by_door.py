"""Forms that go through a door: what is said enters the book by the clock, and who said it is kept nowhere (R17)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from floor.book.act import Refusal
from floor.house.pages.by_form import key_of


def door_page(
    request: Any, form: forms.Form, context: dict[str, Any], through: Callable[[dict[str, Any]], str], template: str = "house/act.html",
) -> HttpResponse:  # fmt: skip
    """A page with a form that goes through a door; `through` does it and says which address to go on to."""
    refusal, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(through(form.cleaned_data))
            except Refusal as refused:
                refusal, status = refused, 409
    shown = {"form": form, "key": key_of(request), "refusal": refusal} | context
    return render(request, template, shown, status=status)


def once_without_a_name(request: Any) -> str:
    """The form's own key, so that sending it twice does it once. Unlike that of other acts it is not tied to a member."""
    return hashlib.sha256(f"door\n{key_of(request)}".encode()).hexdigest()
