"""Divisor rules: each list's votes are divided by a row of numbers, and the highest quotients take the seats.

d'Hondt divides by 1, 2, 3 ... (Victor D'Hondt, 1878; in the United States Jefferson's rule, 1792) and favours large lists;
Sainte-Laguë divides by 1, 3, 5 ... (André Sainte-Laguë, 1910; Webster's rule, 1832) and favours neither large nor small.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import chain, islice

from .shares import Claim, Shares, checked, highest, lowest
from .ties import Open, Ties

#: By name: what is added from one divisor to the next, and the first. d'Hondt 1, 2, 3 ...; Sainte-Laguë 1, 3, 5 ...
DIVISORS: dict[str, tuple[int, int]] = {"dhondt": (1, 1), "sainte-lague": (2, 1)}


def share_by_dhondt(votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None = None) -> Shares:
    """Seats by the highest quotients of votes over 1, 2, 3 ...; no list gets more than its `most`."""
    return _shared("dhondt", votes, seats, ties, most)


def share_by_sainte_lague(votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None = None) -> Shares:
    """Seats by the highest quotients of votes over 1, 3, 5 ...; no list gets more than its `most`."""
    return _shared("sainte-lague", votes, seats, ties, most)


def _shared(method: str, votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None) -> Shares:
    checked(votes, seats, most)
    step, first = DIVISORS[method]
    room = [min(seats, limit) if given else 0 for given, limit in zip(votes, most or [seats] * len(votes), strict=True)]
    filled = min(seats, sum(room))
    won = _certain(votes, seats, room, step, first)
    left = filled - sum(won)

    # Quotients are compared as whole numbers: two different ones differ by at least 1 over the product of their
    # divisors, so multiplied by the square of the greatest divisor and cut off they still differ, and equal ones stay equal.
    finer = (step * seats + first) ** 2
    heap = [
        (-(votes[list_] * finer // (step * won[list_] + first)), list_)
        for list_ in range(len(votes))
        if won[list_] < room[list_]
    ]
    heapq.heapify(heap)
    before = len(ties.met)
    while left and heap:
        height = heap[0][0]
        level = [heapq.heappop(heap)[1]]
        while heap and heap[0][0] == height:
            level.append(heapq.heappop(heap)[1])
        taking = level
        if len(level) > left:
            try:
                favoured = ties.favour([list_ + 1 for list_ in level], left, "seat", filled - left + 1)
            except Open:
                break
            taking = [number - 1 for number in favoured]
        for list_ in taking:
            won[list_] += 1
            if won[list_] < room[list_]:
                heapq.heappush(heap, (-(votes[list_] * finer // (step * won[list_] + first)), list_))
        left -= len(taking)

    lowest_won, highest_missed = [], []
    for list_, number in enumerate(won):
        if number:
            lowest_won.append(Claim(list_ + 1, votes[list_], step * (number - 1) + first))
        if votes[list_] and (most is None or number < most[list_]):
            highest_missed.append(Claim(list_ + 1, votes[list_], step * number + first))
    return Shares(
        method, tuple(votes), seats, tuple(won), tuple(ties.met[before:]), "quotient",
        lowest(lowest_won), highest(highest_missed) if seats else (),
    )  # fmt: skip


def _certain(votes: Sequence[int], seats: int, room: Sequence[int], step: int, first: int) -> list[int]:
    """Seats that can be given at once: all quotients above a height at which there are certainly not too many of them.

    Why: to give 10,000 seats one by one would cost ten times as much. The quotients of a list at least as high as `total / reach`
    are (votes * reach // total - first) // step + 1; over all lists they sum to at most `seats` for the reach taken here.
    """
    standing = sum(1 for limit in room if limit)
    total = sum(given for given, limit in zip(votes, room, strict=True) if limit)
    reach = max(0, step * seats - standing * (step - first))
    return [
        min(limit, (given * reach // total - first) // step + 1) if limit else 0
        for given, limit in zip(votes, room, strict=True)
    ]


def quotients(shares: Shares, beyond: int = 0) -> list[Claim]:
    """The quotients that won seats, from the highest down, and then so many of those `beyond`: the table on the wall.

    Equal ones stand in the order of the lists.
    """
    step, first = DIVISORS[shares.method]
    finer = (step * (max(shares.won, default=0) + beyond) + first) ** 2

    def row(list_: int, begin: int, end: int) -> list[tuple[int, int, int]]:
        given = shares.votes[list_] if begin < end else 0
        return [(-(given * finer // (step * turn + first)), list_, turn) for turn in range(begin, end) if given]

    winning = heapq.merge(*(row(list_, 0, won) for list_, won in enumerate(shares.won)))
    waiting = heapq.merge(*(row(list_, won, won + beyond) for list_, won in enumerate(shares.won)))
    return [
        Claim(list_ + 1, shares.votes[list_], step * turn + first)
        for _, list_, turn in chain(winning, islice(waiting, beyond))
    ]
