"""What it takes to win a majority, as it is found: for one sitting, and for all sittings of a body."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .registers import Numbers


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
    """So many can: there is a way. More than there are members where nobody can."""

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most

    @property
    def possible(self) -> bool:
        return self.at_most <= self.members

    @property
    def share(self) -> Fraction:
        return Fraction(self.at_most, self.members) if self.members else Fraction(0)


@dataclass(frozen=True, slots=True)
class Captures:
    """What it takes in each sitting of a body, as columns."""

    members: Numbers
    seats: Numbers
    at_least: Numbers
    at_most: Numbers

    def __len__(self) -> int:
        return len(self.members)

    def __getitem__(self, at: int) -> Captured:
        seats = int(self.seats[at])
        return Captured(int(self.members[at]), seats, seats // 2 + 1, int(self.at_least[at]), int(self.at_most[at]))

    @property
    def largest(self) -> Captured:
        """The sitting that stands for the most members."""
        return self[int(np.argmax(self.members))]

    @property
    def easiest(self) -> Captured:
        """The sitting with a majority for the smallest share of its members."""
        share = np.where(self.members > 0, self.at_most / np.maximum(self.members, 1), np.inf)
        return self[int(np.argmin(share))]
