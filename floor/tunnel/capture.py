"""Capture: the smallest number of members whose votes can win a majority of each body, however they are placed.

From the bottom up. What it costs to win k of a group's seats follows from how its electors are counted; what it costs to win m
seats of a sitting is the cheapest way to spread m over its groups: a knapsack, solved exactly (see `knapsack`). Groups that are
alike cost the same, so each kind is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .captured import Captures
from .knapsack import NEVER, cheapest_of_many, never_cheaper, one_seat_each, surely_enough
from .pyramid import Body, Groups
from .registers import Numbers
from .thresholds import needed_for

#: Sittings with more seats times choices than that are bounded instead of solved.
WORK = 20_000_000


@dataclass(frozen=True, slots=True)
class Costs:
    """The members it takes to win 0, 1, 2 ... seats: at least, and at most."""

    low: Numbers
    high: Numbers

    @property
    def exact(self) -> bool:
        return self.low is self.high

    @property
    def seats(self) -> int:
        return len(self.low) - 1


@dataclass(frozen=True, slots=True)
class Kinds:
    """Many sittings, or groups: the different costs there are, and which of them each has."""

    costs: list[Costs]
    of: Numbers


_NOTHING = Costs(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))


def capture_all(pyramid: dict[str, Body], ties_won: bool = False) -> dict[str, Captures]:
    """For each body, what it takes in each of its sittings; with `ties_won`, equal votes below are enough."""
    costs: dict[str, Kinds] = {}
    found: dict[str, Captures] = {}
    for name, body in pyramid.items():
        kinds = costs[name] = _costs_of(body, costs, ties_won)
        found[name] = _captures(body, kinds)
    return found


def _captures(body: Body, kinds: Kinds) -> Captures:
    wins = [(one.seats + body.outside, *_of_a_majority(one, body.outside)) for one in kinds.costs]
    seats, low, high = np.array(wins, dtype=np.int64).reshape(-1, 3)[kinds.of].T
    # All members have all seats that members fill. Where those are no majority, one member more than there are would be needed.
    most = np.where(low < NEVER, body.members, body.members + 1)
    return Captures(body.members, seats, np.minimum(low, most), np.minimum(high, most))


def _of_a_majority(costs: Costs, outside: int) -> tuple[int, int]:
    majority = (costs.seats + outside) // 2 + 1
    if majority > costs.seats:
        return int(NEVER), int(NEVER)
    return int(costs.low[majority]), int(costs.high[majority])


def _costs_of(body: Body, below: dict[str, Kinds], ties_won: bool) -> Kinds:
    """The costs of each sitting of a body."""
    sides = [
        _together(_costs_of_groups(groups, below, ties_won), groups.of, len(body.members)) for groups in body.groups
    ]
    if len(sides) == 1:
        return sides[0]
    return _side_by_side(sides, len(body.members))


def _costs_of_groups(groups: Groups, below: dict[str, Kinds], ties_won: bool) -> Kinds:
    """What each group's seats cost: straight from the votes of members, or through the delegates who vote there."""
    keys = [groups.seats, groups.size]
    voters = None
    if groups.by:
        under = below[groups.by]
        kinds = Kinds(under.costs, under.of[groups.units])
        voters = kinds if groups.each_its_own else _together(kinds, groups.voting_in, len(groups.of))
        if groups.each_its_own:
            order = np.empty(len(groups.of), dtype=np.int64)
            order[groups.voting_in] = np.arange(len(groups.of))
            voters = Kinds(kinds.costs, kinds.of[order])
        keys.append(voters.of)
    different, of = _kinds_of_lines(keys)
    found = []
    for seats, size, *kind in different.tolist():
        votes = needed_for(size, seats, groups.method, groups.threshold, ties_won)
        if voters is None:
            found.append(Costs(votes, votes))
            continue
        bought = voters.costs[kind[0]]
        low = _at(bought.low, votes)
        found.append(Costs(low, low if bought.exact else _at(bought.high, votes)))
    return Kinds(found, of)


def _kinds_of_lines(columns: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """The different lines of some columns, and which of them each line is. (Sorting one number a line is quick.)"""
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        key = key * (int(column.max(initial=0)) + 1) + column
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    return np.stack([column[first] for column in columns], axis=1), of


def _at(costs: Numbers, votes: Numbers) -> Numbers:
    return costs[np.minimum(votes, len(costs) - 1)]


def _together(groups: Kinds, of: Numbers, sittings: int) -> Kinds:
    """The costs of sittings from those of their groups, which have no members in common."""
    if len(of) == sittings and bool((of == np.arange(sittings)).all()):
        return groups
    order = np.lexsort((groups.of, of))
    kinds, starts = groups.of[order], np.searchsorted(of[order], np.arange(sittings + 1))
    found = np.empty(sittings, dtype=np.int64)
    known: dict[bytes, int] = {}
    several: list[Numbers] = []
    for at, (start, end) in enumerate(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)):
        # Sittings with the same groups cost the same: what was worked out for one serves for all.
        these = kinds[start:end]
        number = known.setdefault(these.tobytes(), len(known))
        if number == len(several):
            several.append(these)
        found[at] = number
    return Kinds(_solve(groups.costs, several), found)


def _solve(costs: Sequence[Costs], sittings: Sequence[Numbers]) -> list[Costs]:
    """The costs of each sitting, exactly where that is not too long."""
    found: list[Costs] = [_NOTHING] * len(sittings)
    lengths = np.array([one.seats for one in costs])
    exactly: list[int] = []
    for at, these in enumerate(sittings):
        if len(these) == 1:
            found[at] = costs[these[0]]
        elif len(these) and bool((lengths[these] == 1).all()):
            low = one_seat_each(np.array([costs[kind].low[1] for kind in these.tolist()]))
            same = all(costs[kind].exact for kind in set(these.tolist()))
            high = low if same else one_seat_each(np.array([costs[kind].high[1] for kind in these.tolist()]))
            found[at] = Costs(low, high)
        elif len(these) and int((lengths[these] + 1).sum()) * int(lengths[these].sum()) > WORK:
            found[at] = _bounded(costs, these)
        elif len(these):
            exactly.append(at)
    lows = cheapest_of_many([[costs[kind].low for kind in sittings[at].tolist()] for at in exactly])
    loose = [at for at in exactly if not all(costs[kind].exact for kind in set(sittings[at].tolist()))]
    highs = cheapest_of_many([[costs[kind].high for kind in sittings[at].tolist()] for at in loose])
    upper = dict(zip(loose, highs, strict=True))
    for at, low in zip(exactly, lows, strict=True):
        found[at] = Costs(low, upper.get(at, low))
    return found


def _bounded(costs: Sequence[Costs], these: Numbers) -> Costs:
    kinds, times = np.unique(these, return_counts=True)
    low = never_cheaper([costs[kind].low for kind in kinds.tolist()], times)
    high = surely_enough([costs[kind].high for kind in kinds.tolist()], times)
    return Costs(low, np.maximum(low, high))


def _side_by_side(sides: Sequence[Kinds], sittings: int) -> Kinds:
    """The costs of sittings elected by several electorates that have members in common.

    Whoever votes in two of them is won once: so no more than the sum is needed, and no fewer than the dearest of them.
    """
    known: dict[tuple[int, ...], int] = {}
    lines = np.stack([side.of for side in sides]).T if sides else np.zeros((sittings, 0), dtype=np.int64)
    of = np.array([known.setdefault(tuple(line), len(known)) for line in lines.tolist()], dtype=np.int64)
    found = []
    for key in known:
        several = [side.costs[kind] for side, kind in zip(sides, key, strict=True)]
        filled = [one for one in several if one.seats]
        if len(filled) < 2:
            found.append(filled[0] if filled else _NOTHING)
            continue
        low, high = filled[0].low, filled[0].high
        for one in filled[1:]:
            low, high = _dearest(low, one.low), cheapest_of_many([[high, one.high]])[0]
        found.append(Costs(low, high))
    return Kinds(found, of)


def _dearest(one: Numbers, other: Numbers) -> Numbers:
    """For each number of seats in both, the least that the dearer of the two must cost."""
    found = np.full(len(one) + len(other) - 1, NEVER, dtype=np.int64)
    for seats, cost in enumerate(other.tolist()):
        part = found[seats : seats + len(one)]
        np.minimum(part, np.maximum(one, cost), out=part)
    return np.minimum.accumulate(found[::-1])[::-1].copy()
