"""A body: its article, its rules, who holds its seats and offices until when, what is vacant and what is still owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from floor.book.addresses import number_in
from floor.house import law_in_words, reading
from floor.house.models import Handover, Instruction, Mandate, Seat
from floor.house.reading import PAGE
from floor.house.standing import live

from .finding import founded, unit_or_404
from .units import crumbs_to


@dataclass(frozen=True, slots=True)
class Held:
    """A seat with its holder or its vacancy, and how much of the term has run."""

    seat: Seat
    mandate: Mandate | None
    instructions: tuple[Instruction, ...]
    days_left: int | None
    run: int
    term: int


def held(seats: list[Seat], at: datetime) -> list[Held]:
    """Seats with their holders and instructions: two queries for any number of them."""
    running = Mandate.objects.filter(live(at), seat__in=seats).select_related("holder", "result")
    by_seat = {mandate.seat_id: mandate for mandate in running}
    told: dict[int, list[Instruction]] = {}
    for instruction in (
        Instruction.objects.filter(mandate__in=by_seat.values()).select_related("result").order_by("given", "pk")
    ):
        told.setdefault(instruction.mandate_id, []).append(instruction)
    return [_held(seat, by_seat.get(seat.pk), told, at) for seat in seats]


def _held(seat: Seat, mandate: Mandate | None, told: dict[int, list[Instruction]], at: datetime) -> Held:
    if mandate is None or mandate.ends is None:
        return Held(seat, mandate, tuple(told.get(mandate.pk, ()) if mandate else ()), None, 0, 0)
    left = max(0, -(-int((mandate.ends - at).total_seconds()) // 86400))
    term = max(1, (mandate.ends - mandate.starts).days)
    return Held(seat, mandate, tuple(told.get(mandate.pk, ())), left, max(0, term - left), term)


@founded
def body(request: Any, number: int, slug: str) -> HttpResponse:
    """One body at one unit."""
    house, here = request.house, unit_or_404(number)
    name = reading.body_at(slug, house.law, here.unit)
    if name is None:
        raise Http404
    rule = house.law.body.get(name)
    if rule and (rule.at != here.unit.level or rule.line != here.unit.line):
        # A body that moved to another level keeps the pages of the seats it had.
        rule = None
    after = number_in(request.GET, "after") or 0
    seats = Seat.objects.filter(unit=here.unit, body=name, abolished=None).select_related("sent_by").order_by("pk")
    if rule is None and not seats.exists():
        raise Http404
    page = list(seats.filter(office="", pk__gt=after)[: PAGE + 1])
    offices = list(seats.exclude(office=""))
    shown = held([*offices, *page[:PAGE]], house.at)
    own, _placed = reading.above(here.unit)
    handovers = Handover.objects.filter(mandate__seat__unit=here.unit, mandate__seat__body=name, received=None)
    context = {
        "here": here, "name": name, "slug": slug, "rule": rule, "crumbs": [*crumbs_to(own, here), ("", name)],
        "article": house.statutes.article_of("body", name) if rule else None,
        "rules": list(law_in_words.body(house.law, name)) if rule else [],
        "exceptions": house.law.exceptions_of(name) if rule else [],
        "offices": shown[: len(offices)],
        "seats": shown[len(offices) :], "more": page[PAGE - 1].pk if len(page) > PAGE else None, "after": after,
        "filled": reading.seats_by_body(here.unit, house.at).get(name, (0, 0)),
        "senders": reading.called(seat.sent_by_id for seat in page if seat.sent_by_id),
        "handovers": handovers.select_related("mandate__seat", "mandate__holder").order_by("due", "pk")[:PAGE],
        "past": past(here.unit, name, house.at),
        "parts": rule.parts if rule else {},
    }  # fmt: skip
    return render(request, "house/body.html", context)


def past(unit: Any, name: str, at: datetime) -> list[Mandate]:
    """The mandates of this body that have ended, the last ones first."""
    gone = Mandate.objects.filter(Q(ended__lte=at) | Q(ends__lte=at), seat__unit=unit, seat__body=name)
    return list(gone.select_related("holder", "seat").order_by("-starts", "-pk")[:30])
