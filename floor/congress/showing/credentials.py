"""The credentials of a meeting of delegates with the seats each unit was given: by a cut-off, or else by the register of today. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.returns.asking_below import units_below
from floor.house.models import Unit
from floor.law.language import Law
from floor.meetings.authority import units_of
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting
from floor.meetings.showing.credentials import (
    Delegation,
    Voice,
    Whole,
    credentials_of,
    day_of,
    voice_in,
    whole_of,
    why_vacant,
    with_shares,
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """All that a congress must know of itself before it decides: who may vote in it, who is missing, who only speaks."""

    delegations: tuple[Delegation, ...]
    whole: Whole
    vacant: dict[str, int]
    """By how the last mandate in the seat ended; "" for a seat that was never filled."""
    voice: Voice
    shared_out: tuple[Apportionment, ...]
    """The cut-offs by which seats were given; none where the register of the day of each election decided."""

    def of(self, unit: int) -> Delegation | None:
        return next((one for one in self.delegations if (one.sent_by or 0) == unit), None)


def is_of_delegates(meeting: Meeting) -> bool:
    """Whether people sit in it by a mandate."""
    rule = law_of(meeting).body.get(meeting.body)
    return rule is not None and not rule.sits


def full_credentials(meeting: Meeting, at: datetime) -> Credentials:
    """Everything, in at most eight queries, whatever the number of delegates."""
    made = _apportionments(meeting, day_of(meeting, at))
    delegations = _delegations(meeting, at, made)
    whole = whole_of(delegations)
    vacant = why_vacant(meeting, at) if whole.vacant else {}
    return Credentials(tuple(delegations), whole, _all_told(vacant, whole.vacant), voice_in(meeting, at), tuple(made))


def units_send_to(meeting: Meeting) -> bool:
    """Whether units below send delegates to it: a congress, and not a committee that one electorate fills. No query."""
    law = law_of(meeting)
    body = law.body.get(meeting.body)
    if body is None or body.sits:
        return False
    rules = law.elections_of(meeting.body).values()
    return any(law.body[name].at != body.at for rule in rules for name in rule.electors if name in law.body)


def strength_of(meeting: Meeting, at: datetime) -> tuple[Whole, list[Apportionment]]:
    """The figures alone, and by which cut-offs, in at most four queries."""
    made = _apportionments(meeting, day_of(meeting, at))
    return whole_of(_delegations(meeting, at, made)), made


def _delegations(meeting: Meeting, at: datetime, made: list[Apportionment]) -> list[Delegation]:
    law, shares = law_of(meeting), _at_the_cut_off(made)
    if meeting.closed is None:
        shares |= {unit: given for unit, given in _by_the_register(meeting, law, made).items() if unit not in shares}
    return with_shares(credentials_of(meeting, at), shares)


def _apportionments(meeting: Meeting, day: datetime) -> list[Apportionment]:
    held = Q(replaced=None) | Q(replaced__gt=day)
    found = Apportionment.objects.filter(held, unit__in=units_of(meeting), body=meeting.body, set_on__lte=day)
    return list(found.order_by("unit", "part", "pk"))


def _at_the_cut_off(made: list[Apportionment]) -> dict[int, tuple[int, int]]:
    """Members and seats of each unit; of a body with several parts, all its seats."""
    shares: dict[int, tuple[int, int]] = {}
    rows = ApportionedSeats.objects.filter(apportionment__in=made) if made else ApportionedSeats.objects.none()
    for unit, members, seats in rows.values_list("unit", "members", "seats"):
        shares[unit] = (members, shares.get(unit, (0, 0))[1] + seats)
    return shares


def _by_the_register(meeting: Meeting, law: Law, made: list[Apportionment]) -> dict[int, tuple[int, int]]:
    """What the statutes give each electing unit by its register of today, where nothing was shared out beforehand; a total must be."""
    shares: dict[int, tuple[int, int]] = {}
    fixed = {(one.unit_id, one.part) for one in made}
    for unit in units_of(meeting):
        for part, rule in law.elections_of(meeting.body).items():
            if (unit.pk, part) in fixed or rule.seats.total is not None:
                continue
            for number, members in _electing(unit, law, rule.electors).items():
                shares[number] = (members, shares.get(number, (0, 0))[1] + rule.seats.number_for(members))
    return shares


def _electing(unit: Unit, law: Law, electors: tuple[str, ...]) -> dict[int, int]:
    bodies = [law.body[name] for name in electors if name in law.body]
    return {
        number: members
        for body in bodies
        for number, members in units_below(unit, body.at, body.line).values_list("pk", "members_below")
    }


def _all_told(vacant: dict[str, int], in_all: int) -> dict[str, int]:
    """Seats that were given and have no row of their own yet were never filled either; rows that nobody is owed any more are left out."""
    left, told = in_all, {}
    for how in [how for how in vacant if how]:
        told[how] = min(vacant[how], left)
        left -= told[how]
    return ({"": left} if left else {}) | {how: number for how, number in told.items() if number}
