"""Nobody can put elections off: seats that somebody held and that stand empty, or soon will, are filled by the clock (R1, R21).

The runner-up first, where the statutes say so; else an election is called, at the dates of the statutes. What a poll left open, by
a tie or for want of a quorum, is called again. Each look is one query for all rules, and two or three for a rule under which a seat is
empty; none is for a unit or a seat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Value

from floor.book.act import CLOCK, Act, Refusal, Scene
from floor.book.doing import statutes_in_force
from floor.book.ticking import falls_due
from floor.house.models import Mandate, Seat
from floor.house.one_rule import rule_kept_for
from floor.house.seats_fixed import fixed_seats
from floor.house.standing import live
from floor.law.language import Election, Law, Office
from floor.polls.acts.calling import CallElection
from floor.polls.acts.substituting import SeatSubstitute
from floor.polls.electing.dates import successors_by
from floor.polls.electing.substitutes import RUNNING, substitute_for, vacated_early
from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the statutes that fills seats."""

    body: str
    part: str
    office: str
    says: Election | Office

    @property
    def seats(self) -> dict[str, str]:
        return {"body": self.body, "part": self.part, "office": self.office}


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    """The acts of the clock that fill seats. A generator, because a seat that is filled calls for no election."""
    statutes = statutes_in_force(moment)
    if statutes is None:
        return
    yield from substitutes_due(Scene(0, moment, CLOCK, statutes))
    yield from polls_to_call_again()
    for rule in rules_to_look_at(statutes.on(moment.date()), moment):
        yield from elections_due(rule, moment)


def substitutes_due(scene: Scene) -> Iterator[SeatSubstitute]:
    for poll, vacated in vacated_early(scene.at):
        try:
            found = substitute_for(poll, vacated, scene)
        except Refusal:
            # Papers that can't be read back keep one seat empty, not the clock from everything else; verifying says so.
            continue
        if found:
            yield SeatSubstitute(poll=found.poll, vacated=found.vacated, member=found.member)


def polls_to_call_again() -> Iterator[CallElection]:
    """A poll takes its notice and its days to run: called again at once, seats are voted on no more often than that."""
    for poll in list(Poll.objects.filter(again=True).defer("outcome", "form").order_by("pk")):
        yield CallElection(
            unit=poll.unit_id, for_unit=_elsewhere(poll.for_unit_id, poll.unit_id), body=poll.body, part=poll.part,
            office=poll.office, again_of=poll.pk,
        )  # fmt: skip


def rules_that_fill_seats(law: Law) -> Iterator[Rule]:
    for name, body in law.body.items():
        for part, election in law.elections_of(name).items():
            yield Rule(name, part, "", election)
        for office, rule in body.offices.items():
            yield Rule(name, "", office, rule)


def rules_to_look_at(law: Law, moment: datetime) -> list[Rule]:
    """The rules under which some seat that was held may be empty now or soon: one query for all, so that a quiet minute costs little."""
    rules = list(rules_that_fill_seats(law))
    latest = max((successors_by(rule.says, moment) for rule in rules), default=moment)
    of_the_seat = Mandate.objects.filter(seat=OuterRef("pk"))
    for_long = of_the_seat.filter(Q(ends=None) | Q(ends__gt=latest), ended=None)
    empty = Seat.objects.filter(~Exists(for_long), Exists(of_the_seat), abolished=None, unit__closed=None)
    found = set(empty.values_list("body", "part", "office").distinct())
    return [rule for rule in rules if (rule.body, rule.part, rule.office) in found]


def elections_due(rule: Rule, moment: datetime) -> Iterator[CallElection]:
    """Elections to call under one rule: where a seat that was held is vacant, or will be when an election is over."""
    found = places_to_fill(rule, moment)
    if not found:
        return
    running = set(Poll.objects.filter(kind="election", state__in=RUNNING, **rule.seats).values_list("for_unit", "unit"))
    fixed = {} if rule.office else fixed_seats(rule.body, rule.part)
    for place in found:
        unit = place["sent_by"] or place["unit"]
        says = _rule_for(rule, place, moment)
        if (place["unit"], unit) not in running and _are_too_few(says, place, fixed.get((place["unit"], unit))):
            yield CallElection(unit=unit, for_unit=_elsewhere(place["unit"], unit), **rule.seats)


def places_to_fill(rule: Rule, moment: datetime) -> list[dict[str, Any]]:
    """Units with vacant seats under one rule: how many are held there, and how many that were held are not. One query.

    Seats that nobody ever held wait for somebody to call their first election.
    """
    of_the_body = Mandate.objects.filter(
        live(moment), seat__unit=OuterRef("unit"), seat__body=rule.body, seat__office=""
    )
    # An office that a body fills from among its own waits until somebody sits in the body.
    can_elect = (
        Exists(of_the_body) if isinstance(rule.says, Office) and rule.says.elected_by == "itself" else Value(True)
    )
    still_to_run = Q(ends=None) | Q(ends__gt=successors_by(rule.says, moment))
    of_the_seat = Mandate.objects.filter(seat=OuterRef("pk"))
    held = Exists(of_the_seat.filter(still_to_run, ended=None))
    return list(
        Seat.objects.filter(**rule.seats, abolished=None, unit__closed=None)
        .annotate(held=held, was_held=Exists(of_the_seat), can_elect=can_elect)
        .filter(can_elect=True)
        .values("unit", "sent_by")
        .annotate(
            running=Count("pk", filter=Q(held=True)), vacated=Count("pk", filter=Q(held=False, was_held=True)),
            members=F("unit__members_below"), members_of_sender=F("sent_by__members_below"),
        )
        .filter(vacated__gt=0)
        .order_by("unit", "sent_by")
    )  # fmt: skip


def _rule_for(rule: Rule, place: dict[str, Any], moment: datetime) -> Election | Office:
    """The rule by which a seat is filled: of delegates, that of the earlier statutes while it is kept for all of them."""
    kept = rule_kept_for(moment, place["unit"], rule.body, rule.part) if place["sent_by"] and not rule.office else None
    return kept or rule.says


def _are_too_few(says: Election | Office, place: dict[str, Any], fixed: int | None) -> bool:
    """Whether fewer sit than the statutes give now: a unit that has shrunk does not elect for seats it has no right to."""
    if isinstance(says, Office):
        return not place["running"]
    if fixed is not None:
        return bool(place["running"] < fixed)
    if says.seats.total is not None:
        return False  # A total gives nobody a seat before it is shared out; the clock of the congress sees to that.
    members = place["members_of_sender"] if place["sent_by"] else place["members"]
    return bool(place["running"] < says.seats.number_for(members))


def _elsewhere(for_unit: int | None, unit: int) -> int | None:
    return for_unit if for_unit != unit else None
