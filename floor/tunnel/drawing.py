"""How many of a unit's members are of one mind, drawn for many units at once, exactly and quickly.

If everyone of a unit decides alone, the number is binomial; if those of one unit are alike, it is beta-binomial: the share of each
unit is itself drawn, around the share of the whole. The number depends on the size of the unit alone, and many units have the same
size: so what the numbers of each size add up to is worked out once, and a draw is looking up a random number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .registers import Numbers

#: Units with more members than that are drawn one by one: they are few, as their members are many.
LARGEST_IN_TABLE = 600
#: Places of the guide for each size.
GUIDES = 256
#: Units drawn at a time: what is worked on stays near the processor.
AT_A_TIME = 10_240


@dataclass(frozen=True, slots=True)
class Drawn:
    """Draws how many of so many members are of one mind.

    `share` is that of the whole; `likeness` is how alike those of one unit are: 0 not more than strangers, towards 1 of one mind.
    """

    share: float
    likeness: float
    table: NDArray[np.float64]
    """For each size in turn, its number and the chance of at most 0, 1, 2 ...: rising from one end to the other."""
    guide: Numbers
    """Where in the table to begin to look."""
    starts: Numbers

    def of(self, sizes: Numbers, dice: np.random.Generator) -> Numbers:
        """One draw for each unit."""
        if self.share >= 1 or self.share <= 0:
            return sizes * int(self.share >= 1)
        if len(sizes) > AT_A_TIME:
            parts = np.split(sizes, range(AT_A_TIME, len(sizes), AT_A_TIME))
            return np.concatenate([self.of(part, dice) for part in parts])
        in_table = len(self.starts)
        if not len(sizes) or int(sizes.max()) < in_table:
            return self._looked_up(sizes, dice)
        found = np.empty_like(sizes)
        small = sizes < in_table
        found[small] = self._looked_up(sizes[small], dice)
        found[~small] = self._one_by_one(sizes[~small], dice)
        return found

    def _looked_up(self, sizes: Numbers, dice: np.random.Generator) -> Numbers:
        # A hair below 1, so that no rounding of the sum leads into the next size.
        wanted = sizes + dice.random(len(sizes)) * (1 - 1e-12)
        # The guide says where to begin; from there it is seldom more than a step.
        at = self.guide[(wanted * GUIDES).astype(np.int64)]
        further = np.flatnonzero(self.table[at] <= wanted)
        while len(further):
            at[further] += 1
            further = further[self.table[at[further]] <= wanted[further]]
        return at - self.starts[sizes]

    def _one_by_one(self, sizes: Numbers, dice: np.random.Generator) -> Numbers:
        if not self.likeness:
            return dice.binomial(sizes, self.share)
        weight = 1 / self.likeness - 1
        return dice.binomial(sizes, dice.beta(self.share * weight, (1 - self.share) * weight, len(sizes)))


def drawn(share: float, likeness: float, largest: int) -> Drawn:
    """Make ready to draw for units of up to `largest` members."""
    most = min(largest, LARGEST_IN_TABLE)
    sizes = np.arange(most + 1)
    starts = sizes * (sizes + 1) // 2
    if not 0 < share < 1:
        return Drawn(share, likeness, np.empty(0), starts, starts)
    weight = 1 / likeness - 1 if likeness else 0.0
    ours, theirs = (
        _rising(share, share * weight, likeness, most),
        _rising(1 - share, (1 - share) * weight, likeness, most),
    )
    all_of = _rising(1.0, weight, likeness, most)
    factorial = _logs(np.arange(1.0, most + 1))
    table = np.empty(int(starts[-1]) + most + 1)
    for size in range(most + 1):
        some = slice(0, size + 1)
        ways = factorial[size] - factorial[some] - factorial[some][::-1]
        chances = np.exp(ways + ours[some] + theirs[some][::-1] - all_of[size])
        upto = np.cumsum(chances)
        # Rounding must not leave a gap at the end of a size.
        table[starts[size] : starts[size] + size + 1] = size + np.minimum(upto / upto[-1], 1.0)
    guide = np.searchsorted(table, np.arange((most + 1) * GUIDES) / GUIDES, side="right")
    return Drawn(share, likeness, table, guide, starts)


def _rising(share: float, weight: float, likeness: float, most: int) -> NDArray[np.float64]:
    """The logarithms of share^k, or of its likeness' counterpart weight (weight+1) ... (weight+k-1)."""
    steps: NDArray[np.float64] = np.full(most, share) if not likeness else weight + np.arange(float(most))
    return _logs(steps)


def _logs(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.log(steps))])
