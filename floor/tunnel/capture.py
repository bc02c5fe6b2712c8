"""Capture: the smallest number of members whose votes can win a majority of each body, however they are placed.

From the bottom up. What it costs to win k of a group's seats follows from how its electors are counted; what it costs to win m
seats of a sitting is the cheapest way to spread m over its groups. The second is a knapsack. It is solved exactly by adding one
group after the other; where a sitting is too large for that, its costs lie between two proven bounds, which are nearly always
the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .pyramid import Body, Groups
from .registers import Numbers
from .thresholds import needed_for

#: Sittings with more seats times choices than that are bounded instead of solved.
WORK = 20_000_000
_NEVER = np.int64(1) << 60


@dataclass(frozen=True, slots=True)
class Captured:
    """What it takes to win a majority of one sitting of a body."""

    members: int
    """The members the sitting stands for."""
    seats: int
    majority: int
    at_least: int
    """No fewer members can do it."""
    at_most: int
    """So many can: there is a way."""

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most

    @property
    def share(self) -> Fraction:
        return Fraction(self.at_most, self.members) if self.members else Fraction(0)


@dataclass(frozen=True, slots=True)
class _Costs:
    """For one sitting, the members it takes to win 0, 1, 2 ... seats: at least, and at most."""

    low: Numbers
    high: Numbers


def capture_all(pyramid: dict[str, Body]) -> dict[str, list[Captured]]:
    """For each body, what it takes in each of its sittings."""
    costs: dict[str, list[_Costs]] = {}
    found: dict[str, list[Captured]] = {}
    for name, body in pyramid.items():
        costs[name] = _costs_of(body, costs)
        found[name] = [_captured(body, at, one) for at, one in enumerate(costs[name])]
    return found


def _captured(body: Body, at: int, costs: _Costs) -> Captured:
    seats = len(costs.low) - 1 + body.outside
    majority = seats // 2 + 1
    members = int(body.members[at])
    if majority >= len(costs.low):
        # Those from outside hold as many seats as all who are elected: nobody inside can win a majority.
        return Captured(members, seats, majority, members + 1, members + 1)
    return Captured(members, seats, majority, int(costs.low[majority]), int(costs.high[majority]))


def _costs_of(body: Body, below: dict[str, list[_Costs]]) -> list[_Costs]:
    """The costs of each sitting of a body."""
    lines: list[list[_Costs]] = [[] for _ in body.members]
    for groups in body.groups:
        for sitting, costs in zip(groups.of.tolist(), _costs_of_groups(groups, below), strict=True):
            lines[sitting].append(costs)
    known: dict[tuple[int, ...], _Costs] = {}
    found = []
    for several in lines:
        # Units of one size cost the same: what was worked out for one serves for all.
        like = tuple(sorted(map(id, several)))
        if like not in known:
            known[like] = _together(several)
        found.append(known[like])
    return found


def _costs_of_groups(groups: Groups, below: dict[str, list[_Costs]]) -> list[_Costs]:
    """What each group's seats cost: straight from the votes of members, or through the delegates who vote there."""
    known: dict[tuple[int, int], _Costs] = {}
    found = []
    lines = zip(groups.seats.tolist(), groups.size.tolist(), groups.sitting.tolist(), strict=True)
    for seats, size, sitting in lines:
        if not groups.by:
            if (seats, size) not in known:
                need = _need(size, seats, groups.takes_all)
                known[seats, size] = _Costs(need, need)
            found.append(known[seats, size])
            continue
        votes = _need(size, seats, groups.takes_all)
        under = below[groups.by][sitting]
        found.append(_Costs(_at(under.low, votes), _at(under.high, votes)))
    return found


def _need(size: int, seats: int, takes_all: bool) -> Numbers:
    need = needed_for(size, seats, np.arange(seats + 1), takes_all)
    # Whoever has every vote has every seat, in groups too small for their seats, too.
    return np.minimum(need, size).astype(np.int64)


def _at(costs: Numbers, votes: Numbers) -> Numbers:
    return costs[np.minimum(votes, len(costs) - 1)]


def _together(groups: Sequence[_Costs]) -> _Costs:
    """The costs of a sitting from those of its groups."""
    if not groups:
        return _Costs(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    if len(groups) == 1:
        return groups[0]
    seats = sum(len(one.low) - 1 for one in groups)
    if sum(len(one.low) for one in groups) * seats <= WORK:
        low = _exactly([one.low for one in groups], seats)
        same = all(one.low is one.high for one in groups)
        return _Costs(low, low if same else _exactly([one.high for one in groups], seats))
    if all(len(one.low) == 2 for one in groups):
        return _Costs(_cheapest_first(groups, "low"), _cheapest_first(groups, "high"))
    return _bounds(groups)


def _exactly(costs: Sequence[Numbers], seats: int) -> Numbers:
    """One group after the other: the cheapest way to each number of seats so far."""
    best = np.full(seats + 1, _NEVER, dtype=np.int64)
    best[0] = 0
    done = 0
    for one in sorted(costs, key=len):
        top = done + len(one) - 1
        new = best[: top + 1].copy()
        for wanted in range(1, len(one)):
            np.minimum(new[wanted:], best[: top + 1 - wanted] + one[wanted], out=new[wanted:])
        best[: top + 1] = new
        done = top
    # To have at least so many seats can be cheaper than exactly so many.
    return np.minimum.accumulate(best[::-1])[::-1].copy()


def _cheapest_first(groups: Sequence[_Costs], bound: str) -> Numbers:
    """Where each group has one seat, the cheapest are won first, and that is exact."""
    prices = np.sort(np.array([getattr(one, bound)[1] for one in groups]))
    return np.concatenate([[0], np.cumsum(prices)])


def _bounds(groups: Sequence[_Costs]) -> _Costs:
    """Below: as if seats could be had at the best average price of their group. Above: a way that there is."""
    prices: list[NDArray[np.float64]] = []
    whole: list[tuple[float, int, int]] = []
    known: dict[int, list[NDArray[np.float64]]] = {}
    for one in groups:
        if id(one) not in known:
            known[id(one)] = _prices(one.low)
        prices += known[id(one)]
        full = len(one.high) - 1
        whole.append((int(one.high[full]) / full, full, int(one.high[full])))
    low = np.concatenate([[0.0], np.cumsum(np.sort(np.concatenate(prices)))])
    # Floats below 2^53 are exact for whole sums; a hair is taken off so that rounding never lifts a lower bound.
    below = np.ceil(low - 1e-6 * np.maximum(1.0, low * 1e-9)).astype(np.int64)
    whole.sort()
    reach = np.concatenate([[0], np.cumsum([seats for _, seats, _ in whole])])
    paid = np.concatenate([[0], np.cumsum([cost for _, _, cost in whole])])
    above = paid[np.searchsorted(reach, np.arange(len(low)), side="left")].astype(np.int64)
    return _Costs(below, np.maximum(above, below))


def _prices(costs: Numbers) -> list[NDArray[np.float64]]:
    """What each further seat of a group costs at the best average: along its convex hull."""
    hull = _hull(costs)
    return [np.full(end - start, int(costs[end] - costs[start]) / (end - start)) for start, end in pairwise(hull)]


def _hull(costs: Numbers) -> list[int]:
    """The corners of the lower convex hull of a group's costs."""
    corners = [0]
    for at in range(1, len(costs)):
        corners.append(at)
        while len(corners) > 2 and not _turns_up(costs, *corners[-3:]):
            del corners[-2]
    return corners


def _turns_up(costs: Numbers, first: int, middle: int, last: int) -> bool:
    return int(costs[middle] - costs[first]) * (last - first) < int(costs[last] - costs[first]) * (middle - first)
