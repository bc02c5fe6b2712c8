"""The credentials of a meeting of delegates: who sent how many, who sits on whose mandate, who came, what is vacant and why (M4, M51)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from floor.house.models import Mandate, Seat
from floor.house.standing import around, live
from floor.meetings.authority import units_of
from floor.meetings.consultative import bodies_with_a_voice
from floor.meetings.models import Meeting, SeatTaken


@dataclass(frozen=True, slots=True)
class Delegation:
    """The seats of one unit that sends delegates; of nobody in particular, where one electorate fills them all."""

    sent_by: int | None
    seats: int
    mandates: int
    came: int
    substitutes: int = 0
    """Of the mandates: those that took the place of another before that one's term was over."""
    members: int | None = None
    """By whom its seats were measured, where they were shared out at a cut-off."""

    @property
    def vacant(self) -> int:
        return max(0, self.seats - self.mandates)

    @property
    def absent(self) -> int:
        """Mandates whose holder did not come."""
        return max(0, self.mandates - self.came)

    @property
    def under_strength(self) -> bool:
        return self.mandates < self.seats


@dataclass(frozen=True, slots=True)
class Whole:
    """All delegations of a meeting together."""

    delegations: int
    seats: int
    mandates: int
    came: int
    substitutes: int
    under_strength: int
    nobody_came: int
    """Delegations that hold mandates, and of which nobody came."""

    @property
    def vacant(self) -> int:
        return max(0, self.seats - self.mandates)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may speak without a vote: the bodies of the statutes, how many sit in them, how many are in the room."""

    bodies: tuple[str, ...]
    people: int
    here: int


def day_of(meeting: Meeting, at: datetime) -> datetime:
    """Of a meeting that is over, the moment at which it closed."""
    return min(at, meeting.closed) if meeting.closed else at


def seats_of(meeting: Meeting, day: datetime) -> QuerySet[Seat]:
    """The seats of the body that meets; offices are no seats."""
    there = Q(abolished=None) | Q(abolished__gt=day)
    return Seat.objects.filter(there, unit__in=units_of(meeting), body=meeting.body, office="")


def mandates_on(day: datetime) -> QuerySet[Mandate]:
    """The live mandates of a day, each with whether it took the place of another before that one's term was over."""
    earlier = Mandate.objects.filter(
        Q(ends=None) | Q(ends__gt=OuterRef("starts")), seat=OuterRef("seat"), pk__lt=OuterRef("pk"), ended__lte=OuterRef("starts")
    )  # fmt: skip
    return Mandate.objects.filter(live(day)).annotate(
        substitute=Exists(earlier.exclude(how_ended__in=("succeeded", "expired")))
    )


def credentials_of(meeting: Meeting, at: datetime) -> list[Delegation]:
    """Delegation by delegation, each mandate live on the day. Two queries. Empty where everyone sits."""
    if not meeting.body:
        return []
    day = day_of(meeting, at)
    held = Q(mandates__in=Mandate.objects.filter(live(day)))
    subs = Q(mandates__in=mandates_on(day).filter(substitute=True))
    came = Q(mandates__meetings__meeting=meeting)
    rows = (
        seats_of(meeting, day).values_list("sent_by")
        .annotate(
            in_all=Count("pk", distinct=True), filled=Count("pk", filter=held, distinct=True), here=Count("pk", filter=came, distinct=True),
            stand_ins=Count("pk", filter=subs, distinct=True), first=Min("mandates__starts"),
        )
        .filter(Q(first=None) | Q(first__lte=day)).order_by(F("sent_by").asc(nulls_first=True))
    )  # fmt: skip
    return [Delegation(*row[:5]) for row in rows]


def whole_of(delegations: Iterable[Delegation]) -> Whole:
    rows = list(delegations)
    return Whole(
        len(rows), sum(one.seats for one in rows), sum(one.mandates for one in rows), sum(one.came for one in rows),
        sum(one.substitutes for one in rows), sum(one.under_strength for one in rows),
        sum(bool(one.mandates) and not one.came for one in rows),
    )  # fmt: skip


def with_shares(delegations: Iterable[Delegation], shares: dict[int, tuple[int, int]]) -> list[Delegation]:
    """The same with the seats that each unit was given: its members and its seats by the unit's number. Units that sent nobody come in."""
    found = {one.sent_by or 0: one for one in delegations}
    for unit, (members, seats) in shares.items():
        one = found.get(unit, Delegation(unit, 0, 0, 0))
        found[unit] = replace(one, seats=max(seats, one.mandates), members=members)
    return [found[unit] for unit in sorted(found)]


@dataclass(frozen=True, slots=True)
class Place:
    """One seat of a delegation: who holds it, whether they came; or since when it is vacant, and why."""

    seat: Seat
    mandate: Mandate | None
    substitute: bool
    taken: SeatTaken | None
    last: Mandate | None
    """Of a vacant seat, the mandate that ended; none where it was never filled."""


def places_of(meeting: Meeting, at: datetime, sent_by: int | None, after: int = 0, limit: int = 50) -> list[Place]:
    """The seats of one delegation, by number, after a given one. Five queries."""
    day = day_of(meeting, at)
    seats = list(seats_of(meeting, day).filter(sent_by=sent_by, pk__gt=after).order_by("pk")[:limit])
    held = {one.seat_id: one for one in mandates_on(day).filter(seat__in=seats).select_related("holder", "result")}
    taken = {
        one.mandate_id: one
        for one in SeatTaken.objects.filter(meeting=meeting, mandate__in=held.values()).order_by("pk")
    }
    empty = [seat for seat in seats if seat.pk not in held]
    gone = Mandate.objects.filter(seat__in=empty, starts__lte=day).order_by("pk") if empty else ()
    last = {one.seat_id: one for one in gone}
    return [
        Place(
            seat, (mandate := held.get(seat.pk)), bool(mandate and mandate.substitute), taken.get(mandate.pk) if mandate else None,
            last.get(seat.pk),
        )
        for seat in seats
    ]  # fmt: skip


def why_vacant(meeting: Meeting, at: datetime) -> dict[str, int]:
    """How many seats are vacant on the day, by how the last mandate in them ended; "" for a seat that was never filled. Two queries."""
    day = day_of(meeting, at)
    before = Mandate.objects.filter(seat=OuterRef("pk"), starts__lte=day).order_by("-starts", "-pk")
    held = Mandate.objects.filter(live(day), seat=OuterRef("pk"))
    empty = seats_of(meeting, day).filter(~Exists(held)).annotate(
        how=Subquery(before.values("how_ended")[:1]), last=Subquery(before.values("pk")[:1])
    )  # fmt: skip
    found: dict[str, int] = {}
    for how, last, number in empty.order_by().values_list("how", "last").annotate(n=Count("pk")):
        # A term that ran out may not have been noted yet.
        word = "" if last is None else how or "expired"
        found[word] = found.get(word, 0) + number
    return dict(sorted(found.items()))


def voice_in(meeting: Meeting, at: datetime) -> Voice:
    """Those whom the statutes give a voice without a vote, and all in the room who have one. At most two queries."""
    bodies = tuple(bodies_with_a_voice(meeting))
    people = 0
    if bodies:
        units = units_of(meeting)
        near = Q(seat__unit__in={number for unit in units for number in around(unit)})
        for unit in units:
            near |= Q(seat__unit__path__startswith=unit.path) | Q(seat__unit__place_path__startswith=unit.path)
        sitting = Mandate.objects.filter(near, live(day_of(meeting, at)), seat__body__in=bodies, seat__office="")
        people = sitting.values("holder").distinct().count()
    return Voice(bodies, people, meeting.consultative)
