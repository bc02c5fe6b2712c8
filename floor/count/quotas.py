"""Quota rules: a list has a seat for each whole quota of its votes; the seats left go to the largest remainders.

The Hare quota is votes over seats (Thomas Hare, 1857; Hamilton's rule, 1792; in Germany Hare/Niemeyer). The Droop quota is the
smallest number of votes that so many lists and no more can reach: votes over seats and one, rounded down, and one (Henry Droop, 1868).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .shares import Claim, Shares, checked, highest, lowest
from .ties import Open, Ties


def share_by_hare(votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None = None) -> Shares:
    """Largest remainders with the Hare quota, votes over seats, kept exact; no list gets more than its `most`."""
    return _shared("hare", votes, seats, ties, most)


def share_by_droop(votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None = None) -> Shares:
    """Largest remainders with the Droop quota, floor(votes / (seats + 1)) + 1; no list gets more than its `most`."""
    return _shared("droop", votes, seats, ties, most)


def quota_of(method: str, votes: int, seats: int) -> tuple[int, int]:
    """The quota as a whole number over another: (votes, seats) for Hare, whole votes over 1 for Droop."""
    return (votes, seats) if method == "hare" else (votes // (seats + 1) + 1, 1)


def _shared(method: str, votes: Sequence[int], seats: int, ties: Ties, most: Sequence[int] | None) -> Shares:
    checked(votes, seats, most)
    room = [limit if given else 0 for given, limit in zip(votes, most or [seats] * len(votes), strict=True)]
    filled = min(seats, sum(room))
    won = [0] * len(votes)
    left = filled
    facts: dict[str, object] = {}
    before = len(ties.met)
    last: tuple[Claim, ...] = ()
    missed: tuple[Claim, ...] = ()
    while left:
        open_lists = [list_ for list_ in range(len(votes)) if won[list_] < room[list_]]
        quota, over = quota_of(method, sum(votes[list_] for list_ in open_lists), left)
        whole = {list_: votes[list_] * over // quota for list_ in open_lists}
        rest = {list_: votes[list_] * over % quota for list_ in open_lists}
        if not facts:
            facts = {
                "quota": quota, "quota over": over,
                "whole": [whole.get(list_, 0) for list_ in range(len(votes))],
                "remainders": [rest.get(list_, 0) for list_ in range(len(votes))],
            }  # fmt: skip
        given = 0
        for list_, number in whole.items():
            taken = min(number, room[list_] - won[list_])
            won[list_] += taken
            given += taken
        left -= given
        waiting = [list_ for list_ in open_lists if won[list_] < room[list_]]
        if left > len(waiting) and given:
            # A list ran out of candidates, or there are more seats than votes: whole quotas are counted once more.
            continue
        left, last, missed, stopped = _by_remainder(rest, waiting, left, over, won, ties, filled)
        if stopped:
            break
    return Shares(method, tuple(votes), seats, tuple(won), tuple(ties.met[before:]), "remainder", last, missed, facts)


def _by_remainder(
    rest: dict[int, int], waiting: list[int], left: int, over: int, won: list[int], ties: Ties, filled: int
) -> tuple[int, tuple[Claim, ...], tuple[Claim, ...], bool]:
    """One seat each from the largest remainder on: what is left then, the last to get one, the first to miss one, and
    whether an open tie stopped it."""
    got: list[int] = []
    stopped = False
    for _, equals in groupby(sorted(waiting, key=lambda list_: -rest[list_]), key=lambda list_: rest[list_]):
        level = list(equals)
        if not left:
            break
        if len(level) > left:
            try:
                favoured = ties.favour([list_ + 1 for list_ in level], left, "seat", filled - left + 1)
            except Open:
                stopped = True
                break
            level = [number - 1 for number in favoured]
        for list_ in level:
            won[list_] += 1
        got += level
        left -= len(level)
    last = lowest([Claim(list_ + 1, rest[list_], over) for list_ in got])
    served = set(got)
    missed = highest([Claim(list_ + 1, rest[list_], over) for list_ in waiting if list_ not in served])
    return left, last, missed, stopped
