"""Paradoxes of sharing out seats, found by search: where more leads to less.

A rule of the statutes gives each unit seats for its members: there, members who join must not cost a seat, and a unit must not gain
by cutting itself in two. Methods that share out a fixed number have three classical faults: Alabama (one seat more for all, one
fewer for somebody), population (somebody grows faster and loses a seat to somebody who grows slower), a new state (somebody joins
with their due seats, and others exchange theirs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from floor.count.apportionment import APPORTIONMENTS
from floor.count.ties import Ties, by_lot
from floor.law.language import Law
from floor.law.values import Seats

from .pyramid import seats_for
from .registers import Numbers

#: A rule that shares out a number of seats among members or votes.
Share = Callable[[Sequence[int], int], tuple[int, ...]]
_SEED = "the wind tunnel"


@dataclass(frozen=True, slots=True)
class Paradox:
    """One case of one: which, and what happens, as a sentence."""

    name: str
    sentence: str


def sharing_by(method: str) -> Share:
    """A method of the counting room as a rule on plain numbers; ties by a lot that is always the same."""
    rule = APPORTIONMENTS[method]

    def share(members: Sequence[int], seats: int) -> tuple[int, ...]:
        ties: Ties = by_lot(_SEED, len(members))
        return rule.share(members, seats, ties).won

    return share


def alabama(share: Share, members: Sequence[int], most_seats: int) -> Paradox | None:
    """The first number of seats at which one seat more takes one away from somebody."""
    before = share(members, 1)
    for seats in range(2, most_seats + 1):
        after = share(members, seats)
        for unit, (had, has) in enumerate(zip(before, after, strict=True), start=1):
            if has < had:
                return Paradox(
                    "Alabama",
                    f"With {_counted(seats - 1)} a unit of {_people(members[unit - 1])} has {had}; with {seats} it has {has}.",
                )
        before = after
    return None


def population(share: Share, members: Sequence[int], seats: int, tries: int = 2_000, seed: int = 1) -> Paradox | None:
    """Members come and go a little: does a unit that grew by a greater part lose a seat to one that grew by less?"""
    dice = np.random.default_rng(seed)
    was = share(members, seats)
    for _ in range(tries):
        change = dice.integers(-5, 6, len(members))
        then = [max(1, number + number * int(by) // 100) for number, by in zip(members, change, strict=True)]
        now = share(then, seats)
        lost = [unit for unit in range(len(members)) if now[unit] < was[unit]]
        won = [unit for unit in range(len(members)) if now[unit] > was[unit]]
        for one in lost:
            for other in won:
                if then[one] > members[one] and then[one] * members[other] > then[other] * members[one]:
                    return Paradox(
                        "population",
                        f"A unit grows from {members[one]} to {then[one]} members and loses a seat to one that goes from {members[other]} to {then[other]}.",
                    )
    return None


def new_state(share: Share, members: Sequence[int], seats: int) -> Paradox | None:
    """A unit joins, and brings the seats it is due: do the others keep theirs?"""
    was, total = share(members, seats), sum(members)
    for joins in sorted({max(1, total * part // 100) for part in range(1, 51)}):
        due = round(joins * seats / total)
        if not due:
            continue
        now = share([*members, joins], seats + due)
        changed = [unit for unit in range(len(members)) if now[unit] != was[unit]]
        if now[-1] == due and changed:
            unit = changed[0]
            return Paradox(
                "new state",
                f"A unit of {joins} joins with the {_counted(due)} it is due, and one of {members[unit]} goes from {was[unit]} to {now[unit]}.",
            )
    return None


def of_a_rule(rule: Seats, sizes: Numbers) -> Iterator[Paradox]:
    """Where a ratio or bands punish growth, or reward a unit for cutting itself in two."""
    if rule.fixed is not None or rule.total is not None or not len(sizes):
        return
    upto = np.arange(int(sizes.max()) + 1)
    seats = seats_for(rule, upto)
    falls = np.flatnonzero(np.diff(seats) < 0)
    if len(falls):
        at = int(falls[0])
        yield Paradox(
            "growth", f"A unit of {at} members has {seats[at]} seats; one member more, and it has {seats[at + 1]}."
        )
    different = np.unique(sizes[sizes > 1])
    halves = seats[different // 2] + seats[different - different // 2]
    gain = np.where(seats[different] > 0, halves / np.maximum(seats[different], 1), 0.0)
    if len(gain) and float(gain.max()) > 1:
        at = int(np.argmax(gain))
        size = int(different[at])
        yield Paradox(
            "splitting",
            f"A unit of {size} members has {_counted(int(seats[size]))}; cut in two, its halves have {_counted(int(halves[at]))} together.",
        )


def _counted(seats: int) -> str:
    return "1 seat" if seats == 1 else f"{seats} seats"


def _people(members: int) -> str:
    return "1 member" if members == 1 else f"{members} members"


def of_the_methods(law: Law, sizes: Sequence[int]) -> Iterator[tuple[str, Paradox]]:
    """The classical faults of every method that the statutes use for lists or to share out a total, with these sizes."""
    rules = [(name, rule) for name in law.body for rule in law.elections_of(name).values()]
    used: dict[str, str] = {rule.method: name for name, rule in rules}
    used |= {rule.seats.method: name for name, rule in rules if rule.seats.total is not None}
    for method, body in used.items():
        if method not in APPORTIONMENTS or len(sizes) < 3:
            continue
        share, seats = sharing_by(method), 3 * len(sizes)
        for found in (alabama(share, sizes, 60), population(share, sizes, seats), new_state(share, sizes, seats)):
            if found is not None:
                yield body, found
