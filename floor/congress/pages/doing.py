"""What an officer does by form: send a question down, and name the cut-off by which seats are shared out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.congress.acts.apportioning import SetApportionment
from floor.congress.acts.sending_down import SendDown
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, unit_or_404
from floor.house.pages.texts import as_written, name_of

from .forms import CutOffForm, SendDownForm


@for_members
def send_down(request: Any, number: int) -> HttpResponse:
    """Send a question down to every unit of a level."""
    here = unit_or_404(number)
    form = SendDownForm(request.POST or None, law=request.house.law, unit=here.unit)
    context = {
        "title": _("Send a question down from %(unit)s") % {"unit": here.name}, "button": _("Send it down"), "back": reverse("referrals", args=[number]),
        "lede": _("It goes to every unit of the level, with one text and until one day. Each decides by its own rule; the return is counted by the book."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        return SendDown(unit=number, text=name_of(text) if text else "", **form.given()), (text,) if text else ()

    return act_page(request, form, "house/act.html", context, make)


@for_members
def share_out(request: Any, number: int) -> HttpResponse:
    """Name the cut-off for the seats of a body."""
    here = unit_or_404(number)
    form = CutOffForm(request.POST or None, law=request.house.law, unit=here.unit)
    context = {
        "title": _("Share out seats, %(unit)s") % {"unit": here.name}, "button": _("Share them out"), "back": reverse("apportionments", args=[number]),
        "lede": _("The numbers nobody enters: they are counted from the register as it stood at that moment, by the rule of the statutes."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        body, part = form.body_and_part()
        return SetApportionment(unit=number, body=body, part=part, cut_off=data["cut_off"])

    return act_page(request, form, "house/act.html", context, make)
