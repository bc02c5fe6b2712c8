"""Asking for the week of a unit by e-mail, and stopping it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, unit_or_404
from floor.press.acts.digesting import SubscribeDigest, UnsubscribeDigest
from floor.press.models import DigestSubscription

from .finding import way_to_board


@for_members
def digest(request: Any, number: int) -> HttpResponse:
    """One button: to get it, or to get it no longer."""
    here = unit_or_404(number)
    gets = DigestSubscription.objects.filter(member=request.member, unit=here.unit).exists()
    context = {
        "title": _("The week of %(unit)s by e-mail") % {"unit": here.name}, "button": _("Stop it") if gets else _("Send it to me"), "confirm": True,
        "lede": _("You get it now. You can stop it here at any time.") if gets else _("Once a week, what is on the board. It goes to the address in the register; nobody else learns it."),
        "back": reverse("board", args=[number]), "crumbs": way_to_board(here, _("By e-mail")),
    }  # fmt: skip
    act = UnsubscribeDigest(unit=number) if gets else SubscribeDigest(unit=number)
    return act_page(request, None, "house/act.html", context, lambda _data: act)
