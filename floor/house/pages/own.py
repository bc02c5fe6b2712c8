"""One's own page: my unit, my mandates, my card, and what I can do about each of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house import reading
from floor.house.acts.cards import WithdrawCard
from floor.house.acts.mandates import Resign
from floor.house.acts.members import CorrectPerson, Leave, Move
from floor.house.models import Card, Handover, Mandate
from floor.house.standing import live

from .by_form import act_page
from .finding import admits, for_members, own_mandate_or_404, unit_or_404
from .forms import PersonForm


@for_members
def me(request: Any) -> HttpResponse:
    """What I am here."""
    house, member = request.house, request.member
    mandates = list(Mandate.objects.filter(live(house.at), holder=member).select_related("seat").order_by("pk"))
    mine = Q(mandate__holder=member, handed_over=None)
    next_to_me = Q(
        mandate__seat__in=[mandate.seat_id for mandate in mandates], received=None, handed_over__isnull=False
    )
    handovers = list(Handover.objects.filter(mine | next_to_me).select_related("mandate__seat"))
    units = reading.called([member.unit_id, *(mandate.seat.unit_id for mandate in mandates)])
    context = {
        "unit": units.get(member.unit_id), "mandates": [(one, units.get(one.seat.unit_id)) for one in mandates],
        "cards": Card.objects.filter(member=member, withdrawn=None, expires__gt=house.at),
        "owed": [one for one in handovers if one.handed_over is None], "to_sign": [one for one in handovers if one.handed_over], "admits": admits(request, member.unit), "admitted_by": house.law.membership.admitted_by,
    }  # fmt: skip
    return render(request, "house/me.html", context)


@for_members
def leave(request: Any) -> HttpResponse:
    """Leave the organisation, at once."""
    count = Mandate.objects.filter(live(request.house.at), holder=request.member).count()
    context = {
        "title": _("Leave the organisation"), "mandates": count, "confirm": True, "button": _("Leave now"), "back": reverse("me"),
        "lede": _("It takes effect at once. Nobody can refuse, delay or vote on it, and nothing you owe holds you back."),
    }  # fmt: skip
    return act_page(request, None, "house/leave.html", context, lambda _data: Leave(member=request.member.pk))


@for_members
def correct(request: Any) -> HttpResponse:
    """Correct what the register knows of me."""
    member, law = request.member, request.house.law
    form = PersonForm(request.POST or None, law=law, initial=PersonForm.initial_of(member, law))
    context = {
        "title": _("Correct your data"), "button": _("Correct"), "back": reverse("me"),
        "lede": _("Name, contact and categories stay in the private store. They never enter the book."),
    }  # fmt: skip
    return act_page(
        request, form, "house/act.html", context, lambda _data: CorrectPerson(member=member.pk, person=form.person())
    )


@for_members
def move(request: Any) -> HttpResponse:
    """Move to another unit: first find it, then confirm."""
    to, words = number_in(request.GET, "to"), words_in(request.GET, "name")
    if to is None:
        level = request.house.law.members_at
        found = [
            row
            for row in reading.search_units(words, 200)
            if row.unit.level == level and row.unit.closed is None and row.until is None
        ]
        return render(
            request, "house/move.html", {"title": _("Move to another unit"), "found": found[:50], "words": words}
        )
    unit = unit_or_404(to)
    context = {
        "title": _("Move to %(unit)s") % {"unit": unit.name}, "confirm": True, "button": _("Move"), "back": reverse("me"),
        "lede": _("Mandates from electors you no longer belong to end with the move."),
    }  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: Move(member=request.member.pk, to=unit.pk))


@for_members
def resign(request: Any, number: int) -> HttpResponse:
    """Give a mandate back."""
    mandate = own_mandate_or_404(request, number)
    unit = unit_or_404(mandate.seat.unit_id)
    seat = mandate.seat.office or mandate.seat.body
    context = {
        "title": _("Resign: %(seat)s, %(unit)s") % {"seat": seat, "unit": unit.name}, "confirm": True, "button": _("Resign this mandate"),
        "back": reverse("me"), "lede": _("It takes effect at once. The seat is vacant until its electors fill it."),
    }  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: Resign(mandate=mandate.pk))


@for_members
def withdraw_card(request: Any, number: int) -> HttpResponse:
    """Withdraw a card of one's own, or of a member whose register one keeps; the act says who may."""
    context = {
        "title": _("Withdraw card %(number)s") % {"number": number}, "confirm": True, "button": _("Withdraw it"), "back": reverse("me"),
        "lede": _("It opens nothing any more, from this moment on, wherever it is."),
    }  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: WithdrawCard(card=number))
