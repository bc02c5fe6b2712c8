"""How many votes of a group win how many of its seats, whatever everyone else does. Whole numbers, exact.

The votes are counted as if two sides stood: one that wants the seats, and all others together, each side voting as well as it
can. Ties go against whoever wants the seats: to the incumbent, or to a lot that nobody can count on.
"""

from __future__ import annotations

import numpy as np

from .registers import Numbers


def needed_for(voters: Numbers | int, seats: Numbers | int, wanted: Numbers | int, takes_all: bool) -> Numbers:
    """The fewest of `voters` who win `wanted` of `seats`: for one at least; where one side takes all, the same for all."""
    voters, seats, wanted = np.asarray(voters), np.asarray(seats), np.asarray(wanted)
    if takes_all:
        return np.where(wanted > 0, voters // 2 + 1, 0)
    return np.where(wanted > 0, voters * wanted // (seats + 1) + 1, 0)


def won_with(voters: int, seats: int, votes: int, takes_all: bool) -> int:
    """How many seats so many votes win for certain."""
    if takes_all:
        return seats if 2 * votes > voters else 0
    return max(wanted for wanted in range(seats + 1) if wanted == 0 or votes >= voters * wanted // (seats + 1) + 1)
