"""A page with many small forms, each of which does one thing: what was pressed is looked up by its name and done once.

Two devices and a double click do nothing twice. A form that comes a second time leads on as if it had come once; one that was drawn
before somebody else did something is answered with a sentence.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from pydantic import ValidationError

from floor.book.act import Act, Refusal
from floor.book.addresses import number_in
from floor.book.doing import Receipt
from floor.book.models import Entry
from floor.house.pages.by_form import do_for, key_of, once_for, sentences_of

#: What was sent, read by the form: the fields, and what the button is about.
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A form as a page draws it."""

    name: str
    says: str
    about: int | None = None
    hint: str = ""
    form: forms.Form | None = None
    hidden: Mapping[str, object] = field(default_factory=dict)
    plain: bool = True


Deed = Callable[[Any, Data], Receipt | str | None]
"""Does it for the request. Gives the receipt, an address to go on to, or nothing where a door leaves no receipt."""


def do_once(
    request: Any, deed: Deed | None, form: forms.Form | None, draw: Callable[[Refusal, int], HttpResponse], back: str, still_so: Callable[[], None] | None = None
) -> HttpResponse:  # fmt: skip
    """Do what was pressed and go back to the page; or draw the page again with the sentence that says why not."""
    if deed is None:
        return draw(Refusal(_("the form"), _("This page has no such button. Load it again.")), 422)
    if came_before(request):
        return redirect(back)
    if form is not None and not form.is_valid():
        return draw(Refusal(_("the form"), faults_of(form)), 422)
    try:
        if still_so is not None:
            still_so()
        data = dict(form.cleaned_data) if form is not None else {}
        done = deed(request, data | {"about": number_in(request.POST, "about")})
    except Refusal as refused:
        return draw(refused, 409)
    except ValidationError as malformed:
        return draw(Refusal(_("the form"), " ".join(sentences_of(malformed))), 422)
    if isinstance(done, Receipt):
        return redirect(f"{back}?done={done.n}")
    return redirect(done or back)


def came_before(request: Any) -> bool:
    """Whether this very form has been sent and done already, as by a double click."""
    own = once_for(request.member.pk, key_of(request))
    return Entry.objects.filter(once=own).exists()


def deed(make: Callable[[Data], Act | tuple[Act, tuple[str, ...]]]) -> Deed:
    """The deed that is one act of whoever is here."""

    def do_it(request: Any, data: Data) -> Receipt:
        made = make(data)
        act, attach = made if isinstance(made, tuple) else (made, ())
        return do_for(request, act, attach)

    return do_it


def fresh_key() -> str:
    """A key for each form of a page; what was refused may be sent again in better form and is a new request."""
    return secrets.token_urlsafe(24)


def faults_of(form: forms.Form) -> str:
    """What is amiss in a form, as sentences that name the field."""
    said = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        said += [f"{label}: {error}" if label else str(error) for error in errors]
    return " ".join(said)


def done_just_now(request: Any) -> int | None:
    """The entry that the last form made, for the line that says so."""
    return number_in(request.GET, "done")
