"""Acts by form. A form carries a key of its own, so that sending it twice does it once; a refusal comes back as a sentence."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from pydantic import ValidationError

from floor.book.act import Act, Refusal, by_member
from floor.book.doing import Receipt, do

_KEY = re.compile(r"[A-Za-z0-9_-]{20,60}")


def key_of(request: Any) -> str:
    """The key of this form: the one it was sent with, or a fresh one."""
    sent = request.POST.get("once", "")
    return sent if _KEY.fullmatch(sent) else secrets.token_urlsafe(24)


def once_for(member: int, key: str) -> str:
    """The key as the book keeps it: each member's own, so that nobody's key can stand in another's way."""
    return hashlib.sha256(f"{member}\n{key}".encode()).hexdigest()


def do_for(request: Any, act: Act, attach: tuple[str, ...] = (), part: str = "") -> Receipt:
    """Do an act as the member who is here. Raises its Refusal."""
    return do(
        act, by_member(request.member.pk), once=once_for(request.member.pk, key_of(request) + part), attach=attach
    )


def act_page(
    request: Any, form: forms.Form | None, template: str, context: dict[str, Any],
    make: Callable[[dict[str, Any]], tuple[Act, tuple[str, ...]] | Act], *, checking: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page with a form that does one act: shown, checked, done once, and then the receipt.

    With `checking` the form is only read and its sums are shown: for forms that have a button for that.
    """
    refusal: Refusal | None = None
    context = {"form": form, "key": key_of(request)} | context
    status = 200
    if request.method == "POST" and not checking:
        if form is not None and not form.is_valid():
            status = 422
        else:
            try:
                made = make(form.cleaned_data if form is not None else {})
                act, attach = made if isinstance(made, tuple) else (made, ())
                receipt = do_for(request, act, attach)
                return redirect("receipt", receipt.n)
            except Refusal as refused:
                refusal, status = refused, 409
                # What was refused may be sent again in better form: that is a new request.
                context["key"] = secrets.token_urlsafe(24)
            except ValidationError as malformed:
                refusal, status = Refusal(_("the form"), " ".join(sentences_of(malformed))), 422
    return render(request, template, context | {"refusal": refusal}, status=status)


def sentences_of(malformed: ValidationError) -> list[str]:
    """What pydantic found, as sentences for the person who filled the form in."""
    said = []
    for error in malformed.errors(include_url=False, include_input=False, include_context=False):
        place = " ".join(str(step) for step in error["loc"]).replace("_", " ")
        message = str(error["msg"]).removeprefix("Value error, ")
        said.append(f"{place}: {message}." if place else f"{message}.")
    return said
