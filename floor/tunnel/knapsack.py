"""The cheapest way to have so many seats of a sitting, when each of its groups sells its own at its own prices.

`costs[k]` is what k seats of a group cost, rising with k. One group is added after the other, many sittings at a time; where a
sitting is too large for that, its costs lie between two proven bounds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .registers import Numbers

#: More than any register has members: a price at which nobody can buy.
NEVER = np.int64(1) << 60
#: How many numbers one step of many sittings may hold at a time.
BATCH = 4_000_000
#: A rest of more seats than that is bounded by whole groups alone.
LONGEST_REST = 64


def cheapest(costs: Sequence[Numbers]) -> Numbers:
    """The cheapest way to at least 0, 1, 2 ... seats of one sitting."""
    return cheapest_of_many([list(costs)])[0]


def cheapest_of_many(sittings: Sequence[Sequence[Numbers]]) -> list[Numbers]:
    """The same for many sittings: those with about as many groups and seats are worked out side by side."""
    found: list[Numbers] = [np.zeros(1, dtype=np.int64)] * len(sittings)
    alike: dict[tuple[int, int, int], list[int]] = {}
    for at, groups in enumerate(sittings):
        seats = sum(len(one) - 1 for one in groups)
        longest = max((len(one) - 1 for one in groups), default=0)
        shape = len(groups).bit_length(), seats.bit_length(), longest.bit_length()
        alike.setdefault(shape, []).append(at)
    for (_, _, _), places in alike.items():
        most = max(sum(len(one) - 1 for one in sittings[at]) for at in places) + 1
        step = max(1, BATCH // most)
        for start in range(0, len(places), step):
            some = places[start : start + step]
            for at, costs in zip(some, _side_by_side([sittings[at] for at in some]), strict=True):
                found[at] = costs
    return found


def _side_by_side(sittings: Sequence[Sequence[Numbers]]) -> list[Numbers]:
    groups = max((len(one) for one in sittings), default=0)
    seats = np.array([sum(len(one) - 1 for one in several) for several in sittings])
    best = np.full((len(sittings), int(seats.max()) + 1), NEVER, dtype=np.int64)
    best[:, 0] = 0
    ordered = [sorted(several, key=len) for several in sittings]
    done = 0
    for turn in range(groups):
        longest = max(len(several[turn]) for several in ordered if turn < len(several))
        prices = np.full((len(sittings), longest), NEVER, dtype=np.int64)
        prices[:, 0] = 0
        for at, several in enumerate(ordered):
            if turn < len(several):
                prices[at, : len(several[turn])] = several[turn]
        done = min(done + longest - 1, best.shape[1] - 1)
        before = best[:, : done + 1].copy()
        for wanted in range(1, longest):
            if wanted <= done:
                reached = before[:, : done + 1 - wanted] + prices[:, wanted, None]
                np.minimum(best[:, wanted : done + 1], reached, out=best[:, wanted : done + 1])
    # To have at least so many seats can be cheaper than exactly so many.
    best = np.minimum.accumulate(best[:, ::-1], axis=1)[:, ::-1]
    return [np.ascontiguousarray(line[: count + 1]) for line, count in zip(best, seats.tolist(), strict=True)]


def one_seat_each(prices: Numbers) -> Numbers:
    """Where each group has one seat, the cheapest are won first, and that is exact."""
    return np.concatenate([[0], np.cumsum(np.sort(prices))]).astype(np.int64)


def never_cheaper(costs: Sequence[Numbers], times: Numbers) -> Numbers:
    """A lower bound, for groups that occur so many times: as if each seat could be had at the best average of its group."""
    steps: list[NDArray[np.float64]] = []
    often: list[Numbers] = []
    for one, count in zip(costs, times.tolist(), strict=True):
        corners = _hull(one)
        widths = np.diff(corners)
        steps.append(np.diff(one[corners]) / widths)
        often.append(widths * count)
    price, many = np.concatenate(steps), np.concatenate(often)
    order = np.argsort(price, kind="stable")
    paid = np.cumsum(np.repeat(price[order], many[order]))
    # A hair is taken off, so that rounding never lifts a lower bound.
    low = np.ceil(paid - 1e-6 - paid * 1e-12).astype(np.int64)
    return np.concatenate([[0], np.maximum(low, 0)])


def surely_enough(costs: Sequence[Numbers], times: Numbers) -> Numbers:
    """An upper bound, a way that there is: whole groups by the price of a seat, and the rest in the cheapest that is left."""
    full = np.array([len(one) - 1 for one in costs])
    price = np.array([int(one[-1]) for one in costs])
    order = np.argsort(price / full, kind="stable")
    line = np.repeat(order, times[order])
    reach = np.concatenate([[0], np.cumsum(full[line])])
    paid = np.concatenate([[0], np.cumsum(price[line])])
    total = int(reach[-1])
    wanted = np.arange(total + 1)
    after = np.searchsorted(reach, wanted, side="left")
    best = paid[after]
    # Seats that the whole groups before leave open, bought singly from one of those that come after.
    before = np.maximum(after - 1, 0)
    rest = wanted - reach[before]
    for seats in range(1, min(int(full.max()), LONGEST_REST) + 1):
        each = np.array([int(one[seats]) if seats < len(one) else int(NEVER) for one in costs])[line]
        cheapest_left = np.append(np.minimum.accumulate(each[::-1])[::-1], NEVER)
        here = rest == seats
        best[here] = np.minimum(best[here], paid[before[here]] + cheapest_left[before[here]])
    return np.minimum.accumulate(best[::-1])[::-1].astype(np.int64)


def _hull(costs: Numbers) -> list[int]:
    """The corners of the lower convex hull of a group's costs."""
    corners = [0]
    prices = costs.tolist()
    for at in range(1, len(prices)):
        corners.append(at)
        while len(corners) > 2 and not _turns_up(prices, *corners[-3:]):
            del corners[-2]
    return corners


def _turns_up(prices: list[int], first: int, middle: int, last: int) -> bool:
    return (prices[middle] - prices[first]) * (last - first) < (prices[last] - prices[first]) * (middle - first)
