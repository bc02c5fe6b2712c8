"""On what conditions officials serve: released from work or not, paid by which grade, in which of how many terms, when back at work.

And who is sent to bodies outside, with which instructions, and who can take that back (M49, M53). Every condition is one of the
statutes; nobody sets it for a person. Reads only, in a bounded number of queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from floor.law.language import Body, Election, Law, Office
from floor.law.values import Duration

from .chains import TakingBack, taking_back
from .models import Instruction, Mandate, Seat, Unit
from .reading import PAGE, before
from .standing import live, with_merged

_YEAR = Duration(months=12)


@dataclass(frozen=True, slots=True)
class BackAtWork:
    """The time of each year that an official spends back at work: how long, and when this year's begins at the latest."""

    rotation: Duration
    year: int
    """Which year in office it is, without a pause."""
    begins_by: datetime
    year_ends: datetime


@dataclass(frozen=True, slots=True)
class Official:
    """An office of a unit: its conditions, and who serves on them."""

    seat: Seat
    rule: Office
    mandate: Mandate | None
    term: int
    limit: int | None
    of_the_seat: bool
    """Whether it is the terms in the seat that are limited, because those in the office are not."""
    pause: Duration | None
    since: datetime | None
    back_at_work: BackAtWork | None

    @property
    def is_last_term(self) -> bool:
        return self.limit is not None and self.mandate is not None and self.term >= self.limit


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody sent to a body outside: by whom, with which instructions, and who can take it back."""

    seat: Seat
    mandate: Mandate | None
    instructions: tuple[Instruction, ...]
    taken_back: TakingBack | None


@dataclass(frozen=True, slots=True)
class SentOutside:
    """Those whom a unit sends to a body outside the organisation."""

    body: str
    rule: Body
    people: tuple[Representative, ...]
    more: bool

    @property
    def sent(self) -> int:
        return sum(one.mandate is not None for one in self.people)


def back_at_work(rotation: Duration, since: datetime, at: datetime) -> BackAtWork:
    """When the time back at work begins at the latest, so that it fits into the year in office that runs. Pure."""
    year, ends = 1, _YEAR.after(since)
    while ends <= at:
        year, ends = year + 1, Duration(months=12 * (year + 1)).after(since)
    return BackAtWork(rotation, year, before(ends, rotation), ends)


def _bodies_at(law: Law, unit: Unit) -> dict[str, Body]:
    return {name: body for name, body in law.body.items() if (body.at, body.line) == (unit.level, unit.line)}


def officials_of(unit: Unit, law: Law, at: datetime) -> list[Official]:
    """The offices of a unit's bodies, those who are released from work first: three queries."""
    bodies = _bodies_at(law, unit)
    seats = Seat.objects.filter(unit=unit, body__in=bodies, abolished=None).exclude(office="").order_by("pk")
    seats = [seat for seat in seats if seat.office in bodies[seat.body].offices]
    running = Mandate.objects.filter(live(at), seat__unit=unit, seat__body__in={seat.body for seat in seats})
    mandates = list(running.select_related("seat", "holder"))
    in_office = {mandate.seat_id: mandate for mandate in mandates if mandate.seat.office}
    seated = {(mandate.holder_id, mandate.seat.body): mandate for mandate in mandates if not mandate.seat.office}
    starts = _starts_in_a_row(unit, list(in_office.values()))
    found = []
    for seat in seats:
        mandate = in_office.get(seat.pk)
        sits = seated.get((mandate.holder_id, seat.body)) if mandate else None
        found.append(_official(seat, law, mandate, sits, starts.get(seat.pk), at))
    return sorted(found, key=lambda one: (not (one.rule.released or one.rule.pay), one.seat.body, one.seat.pk))


def _official(
    seat: Seat, law: Law, mandate: Mandate | None, sits: Mandate | None, since: datetime | None, at: datetime
) -> Official:
    rule, of_the_body = law.body[seat.body].offices[seat.office], law.elections_of(seat.body)
    for_seats = of_the_body.get(sits.seat.part if sits else "")
    own = rule.limit is not None or rule.elected_by != "itself"
    limit = rule.limit if own else for_seats.limit if for_seats else None
    counted = mandate if own else sits
    return Official(
        seat=seat, rule=rule, mandate=mandate, term=counted.terms if counted else 0, limit=limit, of_the_seat=not own and limit is not None,
        pause=_pause(for_seats), since=since, back_at_work=back_at_work(rule.rotation, since, at) if rule.rotation and since else None,
    )  # fmt: skip


def _pause(rule: Election | None) -> Duration | None:
    return rule.pause if rule else None


def _starts_in_a_row(unit: Unit, in_office: Sequence[Mandate]) -> dict[int, datetime]:
    """Since when each has held the office without a pause: the beginning of the first of the terms they serve in a row."""
    past = Mandate.objects.filter(
        seat__unit__in=with_merged(unit.pk), holder__in={one.holder_id for one in in_office}
    ).exclude(seat__office="")
    held: dict[tuple[int, str, str], list[datetime]] = {}
    for holder, body, office, starts in past.order_by("starts", "pk").values_list(
        "holder", "seat__body", "seat__office", "starts"
    ):
        held.setdefault((holder, body, office), []).append(starts)
    return {
        one.seat_id: held[one.holder_id, one.seat.body, one.seat.office][-max(1, one.terms) :][0] for one in in_office
    }  # fmt: skip


def sent_outside(unit: Unit, law: Law, at: datetime) -> list[SentOutside]:
    """Whom a unit sends to bodies outside, with their instructions: three queries, and one for each electorate that sent them."""
    bodies = {name: body for name, body in _bodies_at(law, unit).items() if body.outside}
    if not bodies:
        return []
    seats = list(Seat.objects.filter(unit=unit, body__in=bodies, office="", abolished=None).order_by("body", "pk"))
    running = Mandate.objects.filter(live(at), seat__in=seats).select_related("seat", "holder", "result__unit")
    held = {mandate.seat_id: mandate for mandate in running}
    told: dict[int, list[Instruction]] = {}
    for row in Instruction.objects.filter(mandate__in=held.values()).select_related("result").order_by("given", "pk"):
        told.setdefault(row.mandate_id, []).append(row)
    known: dict[tuple[str, str, str, int], TakingBack | None] = {}

    def person(seat: Seat) -> Representative:
        mandate = held.get(seat.pk)
        if mandate is None:
            return Representative(seat, None, (), None)
        key = seat.body, seat.part, mandate.result.electors, mandate.result.unit_id
        if key not in known:
            known[key] = taking_back(mandate, law, at)
        return Representative(seat, mandate, tuple(told.get(mandate.pk, ())), known[key])

    found = []
    for name, body in bodies.items():
        here = [seat for seat in seats if seat.body == name]
        found.append(SentOutside(name, body, tuple(person(seat) for seat in here[:PAGE]), len(here) > PAGE))
    return found
