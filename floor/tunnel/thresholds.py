"""How many votes of a group win how many of its seats, whatever everyone else does. Whole numbers, exact.

The votes are counted as if two sides stood: one that wants the seats, and all others together, each side voting as well as it
can. Ties go against whoever wants the seats: to the incumbent, or to a lot that nobody can count on. Or, asked so, to them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import numpy as np

from floor.law.words import Method

from .registers import Numbers

#: seats, wanted -> the share of the votes above which so many seats are won, as numerator and denominator.
Share = Callable[[int, Numbers], tuple[Numbers, Numbers]]


def of_half(seats: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
    return np.ones_like(wanted), np.full_like(wanted, 2)


def of_droop(seats: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
    return wanted, np.full_like(wanted, seats + 1)


def of_the_nearest(seats: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """A side has its last seat when its share comes nearer to it than the other side's to the same seat."""
    return 2 * wanted - 1, np.full_like(wanted, 2 * seats)


def of_limited(seats: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """With one cross fewer than seats, both sides spread their crosses over as many candidates as they hope to elect.

    Of `c` crosses a side of v votes gives each of its k candidates v·c/k, no more than v; the others need one more than is left.
    """
    crosses = max(seats - 1, 1)
    ours, theirs = np.maximum(wanted, crosses), np.maximum(seats - wanted + 1, crosses)
    return ours, ours + theirs


#: For each method of the statutes, the share that wins. Where there is one line between two sides, the larger takes all.
SHARES: dict[Method, Share] = {
    "plurality": of_half,
    "block": of_half,
    "two-round": of_half,
    "approval": of_half,
    "instant run-off": of_half,
    "schulze": of_half,
    "ranked pairs": of_half,
    "limited": of_limited,
    "cumulative": of_droop,
    "stv": of_droop,
    "stv-wig": of_droop,
    "meek": of_droop,
    "sequential pav": of_droop,
    "phragmen": of_droop,
    "equal shares": of_droop,
    "dhondt": of_droop,
    "droop": of_droop,
    "sainte-lague": of_the_nearest,
    "hare": of_the_nearest,
}


def takes_all(method: Method) -> bool:
    """Whether the largest side of a group takes every seat it elects."""
    return SHARES[method] is of_half


@lru_cache(maxsize=100_000)
def needed_for(
    voters: int, seats: int, method: Method, threshold: Fraction = Fraction(0), ties_won: bool = False
) -> Numbers:
    """The fewest of `voters` who win 0, 1, 2 ... of `seats` for certain; with `ties_won`, equal votes are enough.

    Whoever has every vote has every seat, in groups too small for their seats, too.
    """
    wanted = np.arange(1, seats + 1, dtype=np.int64)
    over, under = SHARES[method](seats, wanted)
    votes = -(-voters * over // under) if ties_won else voters * over // under + 1
    least = -(-voters * threshold.numerator // threshold.denominator)
    found = np.concatenate([[0], np.minimum(np.maximum(votes, max(least, 1)), voters)])
    found.flags.writeable = False
    return found


def won_with(voters: int, seats: int, votes: int, method: Method) -> int:
    """How many seats so many votes win for certain."""
    return int(np.searchsorted(needed_for(voters, seats, method), votes, side="right")) - 1
