"""Elections in bulk: the votes of factions in many groups in, the seats of each faction in each group out.

Rules stand for methods by what they do to factions that vote as one: where the larger side takes all, it does; a quota of Droop with
the largest remainders stands for the proportional ones. An equality is decided by chance.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from floor.law.words import Method

from . import thresholds
from .registers import Numbers

Elect = Callable[[Numbers, Numbers, np.random.Generator], Numbers]


def all_to_the_largest(votes: Numbers, seats: Numbers, dice: np.random.Generator) -> Numbers:
    won = np.zeros_like(votes)
    if len(votes) == 2:
        won[0] = seats * _ahead(votes, votes, dice)
        won[1] = seats - won[0]
        return won
    won[_first(votes, dice), np.arange(len(seats))] = seats
    return won


def all_but_one_to_the_largest(votes: Numbers, seats: Numbers, dice: np.random.Generator) -> Numbers:
    """The limited vote with one cross fewer than seats: the strongest fill theirs, the next have one, unless they are far behind."""
    won = np.zeros_like(votes)
    groups = np.arange(len(seats))
    first = _first(votes, dice)
    rest = votes.copy()
    rest[first, groups] = -1
    second = _first(rest, dice)
    crosses = np.maximum(seats - 1, 1)
    # Spread over one candidate more, do the strongest still pass the next?
    all_of_them = votes[first, groups] * crosses > rest[second, groups] * seats
    more = np.where((crosses < seats) & ~all_of_them, 1, 0)
    won[first, groups] = seats - more
    won[second, groups] += more
    return won


def by_droop(votes: Numbers, seats: Numbers, dice: np.random.Generator) -> Numbers:
    total = sum(votes[1:], start=votes[0])
    return _by_quota(votes, seats, np.floor(total / (seats + 1)).astype(np.int64) + 1, None, dice)


def by_nearest(votes: Numbers, seats: Numbers, dice: np.random.Generator) -> Numbers:
    """Hare's quota: each faction to the seats nearest to its share, largest remainders first."""
    return _by_quota(votes, seats, np.maximum(votes.sum(axis=0), 1), np.maximum(seats, 1), dice)


def _by_quota(
    votes: Numbers, seats: Numbers, quota: Numbers, over: Numbers | None, dice: np.random.Generator
) -> Numbers:
    shares = votes if over is None else votes * over
    # Whole numbers this small are divided exactly, and far sooner, as floating ones: a quotient a hair below a whole number differs
    # from it by one part in the quota at least.
    if len(votes) == 2:
        won = np.empty_like(votes)
        whole = np.floor(shares[0] / quota).astype(np.int64)
        other = np.floor(shares[1] / quota).astype(np.int64)
        left = seats - whole - other
        rest = shares - np.array([whole * quota, other * quota])
        ahead = _ahead(rest, votes, dice)
        # No more than two seats are left, and two only where nobody has a remainder to speak of.
        won[0] = whole + (left + ahead >> 1)
        won[1] = seats - won[0]
        return won
    whole = np.floor(shares / quota).astype(np.int64)
    rest = shares - whole * quota
    left = seats - whole.sum(axis=0)
    # More seats than voters: what nobody has a vote for goes round.
    whole += left // len(votes)
    left %= len(votes)
    # Remainders are whole: what is added decides between equals, by their votes, and then by chance.
    chance = rest + votes / (votes.sum(axis=0) + 1) * 0.5 + dice.random(rest.shape) * 1e-7
    groups = np.arange(len(seats))
    for turn in range(len(votes)):
        open_ = left > turn
        if not open_.any():
            break
        best = np.argmax(chance, axis=0)
        whole[best, groups] += open_
        chance[best, groups] = -1.0
    return whole


def _ahead(rest: Numbers, votes: Numbers, dice: np.random.Generator) -> NDArray[np.bool_]:
    """Where the first of two has more left; between equals whoever has more votes, and then chance decides."""
    difference = rest[0] - rest[1]
    ahead: NDArray[np.bool_] = difference > 0
    equal = np.flatnonzero(difference == 0)
    by_votes = votes[0, equal] - votes[1, equal]
    ahead[equal] = (by_votes > 0) | ((by_votes == 0) & (dice.random(len(equal)) < 0.5))
    return ahead


def _first(votes: Numbers, dice: np.random.Generator) -> NDArray[np.intp]:
    first: NDArray[np.intp] = np.argmax(votes + dice.random(votes.shape) * 0.5, axis=0)
    return first


_STANDING_FOR: dict[thresholds.Share, Elect] = {
    thresholds.of_half: all_to_the_largest,
    thresholds.of_droop: by_droop,
    thresholds.of_the_nearest: by_nearest,
    thresholds.of_limited: all_but_one_to_the_largest,
}


def election_by(method: Method) -> Elect:
    """The rule that stands for a method."""
    return _STANDING_FOR[thresholds.SHARES[method]]
