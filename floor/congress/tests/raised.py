"""A planned organisation, founded and elected by the real acts; what happened is written down beside it, in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from floor.book.act import FOUNDING
from floor.book.doing import attach_text, do
from floor.congress.acts.apportioning import SetApportionment
from floor.house.acts.founding import Adoption, FirstUnit, Founder
from floor.house.acts.members import Join, Person
from tests.world import World, founding

from .generated import NATION, Plan, Rule


@dataclass(frozen=True)
class Sent:
    """Somebody who was sent: in which body they sit, at which unit, and who sent them."""

    holder: int
    rule: Rule
    unit: int
    by: int


@dataclass
class Raised:
    """The organisation as it stands, and the record of who was sent where, kept by hand."""

    plan: Plan
    world: World
    sent: list[Sent]
    numbers: dict[tuple[str, int], int]
    """The members by whom seats are shared out, where a cut-off was set: by body and electing unit."""
    asked: list[tuple[Rule, int, int]]
    """The elections: the rule, the unit that elected, the unit in whose body they sit."""

    def sitting(self, body: str, unit: int) -> list[int]:
        """Who sits in a body, whoever sent them."""
        return [one.holder for one in self.sent if (one.rule.body, one.unit) == (body, unit)]

    def seats_of(self, rule: Rule, unit: int) -> int:
        """The seats that a unit fills, by the cut-off where one was set, by the register elsewhere."""
        counted = self.numbers.get((rule.body, unit))
        return rule.seats_for(len(self.plan.members_of(unit)) if counted is None else counted)

    def shops_behind(self, one: Sent) -> set[int]:
        """The shops in which those sat who sent somebody, or who sent those, and so on down."""
        if one.rule.by == "shop meeting":
            return {one.by}
        below = [other for other in self.sent if (other.rule.body, other.unit) == (one.rule.by, one.by)]
        return {shop for other in below for shop in self.shops_behind(other)}

    def resting_on(self, gone: Iterable[Sent]) -> set[Sent]:
        """What falls with these seats: seats above that only their holders could get, and what rests on those in turn."""
        fallen = set(gone)
        while more := {one for one in self.sent if one not in fallen and one.rule.own and self._stood_on(one, fallen)}:
            fallen |= more
        return fallen

    def _stood_on(self, one: Sent, fallen: set[Sent]) -> bool:
        return any((below.holder, below.rule.body, below.unit) == (one.holder, one.rule.by, one.by) for below in fallen)


@contextmanager
def raised(plan: Plan) -> Iterator[Raised]:
    """Found it, set a cut-off for some bodies, let people join, elect from the shops up; all of it is taken back afterwards."""
    around = transaction.atomic()
    # Acts are durable: as in every test they may lie within a transaction that is taken back.
    around._from_testcase = True
    with around:
        made = Raised(plan, World(datetime(2026, 3, 1, 18, 0, tzinfo=UTC)), [], {}, [])
        _found(made)
        _set_cut_offs(made)
        for rule in plan.rules:
            for node in plan.at(rule.by_level):
                _elect(made, rule, node.number)
        yield made
        transaction.set_rollback(True)


def _found(made: Raised) -> None:
    plan, world = made.plan, made.world
    units = [
        FirstUnit(level=node.level, title=f"Unit {node.number}", line=node.line, parent=node.parent, place=node.place)
        for node in plan.nodes
    ]
    people = [Founder(unit=home, person=Person(name=f"Founder {n}")) for n, home in enumerate(plan.founders)]
    all_of_them = len(people)
    adoption = Adoption(present=all_of_them, votes_for=all_of_them, against=0, abstaining=0, tellers=[1, 2])
    text = attach_text(plan.statutes())
    do(founding(world.now, text, units=units, founders=people, adoption=adoption, elections=[]), FOUNDING, at=world.now)
    everybody = {"entitled": all_of_them, "present": all_of_them, "cast": all_of_them}
    world.elect(by=2, unit=NATION, body="bureau", votes={1: all_of_them}, tellers=[2, 3], **everybody)
    one = {"entitled": 1, "present": 1, "cast": 1}
    world.elect(by=2, unit=NATION, body="bureau", office="secretary", votes={1: 1}, tellers=[2, 3], **one)
    world.wait(days=1)


def _set_cut_offs(made: Raised) -> None:
    """For some bodies the secretary names a moment; people who join afterwards count for the others alone."""
    plan, world = made.plan, made.world
    for rule in plan.rules[1:]:
        if plan.random.random() < 0.4:
            units = [node.number for node in plan.at(rule.by_level)]
            for seat in {plan.seat_of(rule, unit) for unit in units} - {None}:
                world.say(SetApportionment(unit=seat, body=rule.body, cut_off=world.now - timedelta(hours=1)), 1)
            made.numbers |= {(rule.body, unit): len(plan.members_of(unit)) for unit in units}
    for _ in range(plan.random.choice([0, 3, 8])):
        home = plan.random.choice(plan.shops)
        plan.joined.append(home)
        number = len(plan.founders) + len(plan.joined)
        world.say(Join(unit=home, number=number, person=Person(name=f"Newcomer {number}"), confirmed=True), 1)
    world.wait(days=1)


def _elect(made: Raised, rule: Rule, unit: int) -> None:
    """One electorate sends as many as it has seats for, at times one fewer; where nobody sits, nobody is sent."""
    plan, world = made.plan, made.world
    seat = plan.seat_of(rule, unit)
    members = plan.members_of(unit)
    electors = members if rule.by == "shop meeting" else made.sitting(rule.by, unit)
    if seat is None or not electors:
        return
    taken = set(made.sitting(rule.body, seat))
    standing = sorted({*(electors if rule.own else members)} - taken)
    seats = made.seats_of(rule, unit)
    chosen = plan.random.sample(standing, min(seats, len(standing)))
    if len(chosen) > 1 and plan.random.random() < 0.2:
        chosen.pop()
    if not chosen:
        return
    everybody = len(plan.members_of(NATION))
    tellers = [number for number in range(1, everybody + 1) if number not in chosen][:2]
    entitled = len(set(electors))
    world.elect(
        by=tellers[0], unit=unit, for_unit=None if seat == unit else seat, body=rule.body, votes=dict.fromkeys(chosen, entitled),
        entitled=entitled, present=entitled, cast=entitled, tellers=tellers,
    )  # fmt: skip
    made.asked.append((rule, unit, seat))
    made.sent += [Sent(holder, rule, seat, unit) for holder in chosen]
