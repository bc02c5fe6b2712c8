"""Approvals as the sequential rules need them: who is supported by papers in which state, exactly and quickly.

Papers that have fared alike so far (as many of theirs elected, the same load, the same money left) are one group, so that
a hundred thousand distinct papers need only a few exact fractions.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np
from numpy.typing import NDArray

from .crosses import sort_out
from .papers import Marks, Numbers
from .ties import Ties

Groups = NDArray[np.int32]

#: Shown amounts have six decimals, cut off; what is compared is exact.
SCALE = 1_000_000


@dataclass(frozen=True, slots=True)
class Approvals:
    """Valid papers of approvals."""

    approves: NDArray[np.bool_]
    """One row per candidate, one column per distinct paper."""
    weights: Numbers
    papers: int
    blank: int
    invalid: int

    @classmethod
    def of(cls, papers: Marks) -> Approvals:
        """The approvals on the papers. One with anything else than a cross or nothing for a candidate is invalid."""
        pile = sort_out(papers)
        approves = np.ascontiguousarray((papers.marks > 0).T)
        return cls(approves, pile.weights, pile.papers, pile.blank, pile.invalid)

    @property
    def candidates(self) -> int:
        return len(self.approves)

    @property
    def valid(self) -> int:
        """Papers that count, the blank among them."""
        return self.papers - self.invalid

    def support(self, group: Groups, groups: int) -> Numbers:
        """The papers that approve each candidate (column), by their group (row)."""
        support = np.zeros((self.candidates, groups), dtype=np.int64)
        # Counting is many times quicker than adding, and in large polls nearly all papers are distinct.
        alone = bool((self.weights == 1).all())
        for candidate, approving in enumerate(self.approves):
            rows = np.flatnonzero(approving)
            if alone:
                support[candidate] = np.bincount(group.take(rows), minlength=groups)
            else:
                np.add.at(support[candidate], group.take(rows), self.weights.take(rows))
        return support.T

    def next_of(self, level: Collection[int], seats_left: int, ties: Ties, round: int) -> int:
        """Who of those who stand level is elected next. Raises Open if nothing settles it.

        No lot is drawn where there are seats for all and no paper approves two of them: electing one changes nothing
        for another, so all are elected, in whatever order.
        """
        if len(level) <= seats_left and self._share_no_paper(level):
            return min(level)
        return ties.favour(level, 1, "seat", round)[0]

    def _share_no_paper(self, candidates: Collection[int]) -> bool:
        together = np.zeros(len(self.weights), dtype=np.bool_)
        for candidate in candidates:
            approving = self.approves[candidate - 1] & (self.weights > 0)
            if (together & approving).any():
                return False
            together |= approving
        return True


@dataclass(slots=True)
class Fractions:
    """Exact fractions over one denominator, one per group of papers."""

    numerators: list[int]
    denominator: int = 1

    def over(self, denominator: int) -> None:
        """Bring them over a denominator that is also a multiple of this one."""
        common = lcm(self.denominator, denominator)
        if (factor := common // self.denominator) != 1:
            self.numerators = [factor * numerator for numerator in self.numerators]
            self.denominator = common

    def sums(self, support: Numbers) -> list[int]:
        """For each column the numerators, each as often as it says. Exact: long numbers go through in pieces of 16 bits."""
        if not self.numerators:
            return [0] * support.shape[1]
        least = min(self.numerators)
        longest = max(self.numerators) - least
        pieces = longest.bit_length() // 16 + 1
        packed = b"".join((numerator - least).to_bytes(2 * pieces, "little") for numerator in self.numerators)
        table = np.frombuffer(packed, dtype="<u2").reshape(len(self.numerators), pieces).astype(np.int64)
        totals = support.sum(axis=0).tolist()
        return [
            least * total + sum(piece << (16 * place) for place, piece in enumerate(column))
            for total, column in zip(totals, (support.T @ table).tolist(), strict=True)
        ]


def shown(numerator: int, denominator: int) -> int:
    """A fraction in units of the scale, cut off."""
    return numerator * SCALE // denominator


def spread(candidates: int, amounts: dict[int, int]) -> tuple[int, ...]:
    """Amounts of some candidates as a row for all."""
    return tuple(amounts.get(one, 0) for one in range(1, candidates + 1))


def standing(candidates: int, elected: Sequence[int]) -> list[int]:
    """Who is not elected yet."""
    return [one for one in range(1, candidates + 1) if one not in elected]
