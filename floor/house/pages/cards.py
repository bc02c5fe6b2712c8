"""Issuing cards: a sheet to print and cut. A code is shown once, here, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import segno
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from floor.book.act import Refusal
from floor.house.acts.cards import IssueCard
from floor.house.models import Card, Member
from floor.site.cards import lock_for, new_code

from .by_form import do_for, key_of
from .finding import for_members, must_admit, unit_or_404
from .forms import Numbers, day, end_of

#: Cards on one sheet: each is an act of its own, and its lock takes a moment to make.
MOST = 40


class SheetForm(forms.Form):
    members = Numbers(
        label=gettext_lazy("For the members"),
        help_text=gettext_lazy("Their numbers on the register. An earlier card of theirs is withdrawn."),
    )
    expires = day(gettext_lazy("Good until"))

    def clean_members(self) -> list[int]:
        numbers = list(dict.fromkeys(self.cleaned_data["members"]))
        if len(numbers) > MOST:
            raise forms.ValidationError(_("At most %(most)s cards go on one sheet.") % {"most": MOST})
        return numbers


@dataclass(frozen=True, slots=True)
class Printed:
    """One card on the sheet, or why there is none."""

    member: Member
    card: int | None
    code: str
    qr: SafeString
    why_not: str = ""


@never_cache
@for_members
def issue(request: Any, number: int) -> HttpResponse:
    """The sheet for members of one unit."""
    here = unit_or_404(number)
    must_admit(request, here.unit)
    without = Member.objects.filter(unit=here.unit, left=None).exclude(
        pk__in=Card.objects.filter(withdrawn=None, expires__gt=request.house.at, member__unit=here.unit).values(
            "member"
        )
    )
    suggested = ", ".join(map(str, without.order_by("number").values_list("number", flat=True)[:MOST]))
    initial = {"members": suggested, "expires": (request.house.at + timedelta(days=730)).date()}
    form = SheetForm(request.POST or None, initial=initial)
    sheet: list[Printed] = []
    if request.method == "POST" and form.is_valid():
        people = Member.objects.filter(pk__in=form.cleaned_data["members"], unit=here.unit, left=None).order_by(
            "number"
        )
        sheet = [_issue(request, member, form.cleaned_data["expires"]) for member in people]
    context = {
        "here": here,
        "form": form,
        "key": key_of(request),
        "sheet": sheet,
        "door": request.build_absolute_uri(reverse("sign-in")),
    }
    return render(request, "house/sheet.html", context)


def _issue(request: Any, member: Member, expires: Any) -> Printed:
    code = new_code()
    try:
        receipt = do_for(
            request, IssueCard(member=member.pk, lock=lock_for(code), expires=end_of(expires)), part=f" {member.pk}"
        )
    except Refusal as refusal:
        return Printed(member, None, "", mark_safe(""), refusal.reason)
    if receipt.repeated:
        # The form came twice: the card was made the first time, and its code was shown then.
        return Printed(
            member,
            None,
            "",
            mark_safe(""),
            _("This card was issued a moment ago; its code was shown then and is kept nowhere."),
        )
    card = Card.objects.filter(member=member, withdrawn=None).order_by("-pk").values_list("pk", flat=True).first()
    return Printed(member, card, code, qr_of(request, card or 0))


def qr_of(request: Any, card: int) -> SafeString:
    """A QR code that opens the sign-in page with the card's number. The code stays on paper: an address gets about."""
    address = request.build_absolute_uri(f"{reverse('sign-in')}?card={card}")
    svg = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", svgclass="qr", lineclass=None
    )
    return mark_safe(svg)
