"""Papers shared out by what each candidate keeps of them: the inner work of Meek's method, in whole numbers.

Only the beginning of a paper matters: those elected that it names, one after the other, and the first who still hopes, who
keeps all that is left. So papers alike up to there are put together, which leaves a few hundred kinds of a million papers.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from .papers import Numbers, Rankings

#: One vote in billionths: the share of a paper that a hopeful candidate keeps.
KEEP_ALL = 1_000_000_000


class Kept:
    """What share of each paper that comes to them the candidates keep, and what they have by it."""

    def __init__(self, papers: Rankings) -> None:
        self.candidates = papers.candidates
        self._ranks, self._weights = papers.ranks, papers.weights
        self.share = [0] + [KEEP_ALL] * papers.candidates
        """By candidate's number, in billionths; index 0 is not used."""
        self.valid = int(papers.weights[(papers.ranks != 0).any(axis=1)].sum()) if len(papers.ranks) else 0
        self._for: tuple[frozenset[int], frozenset[int]] | None = None
        self._kinds: NDArray[np.unsignedinteger] = papers.ranks[:0]
        self._alike: Numbers = papers.weights[:0]

    def lower(self, candidate: int, quota: int, votes: int) -> None:
        """Let an elected candidate keep only what makes the quota: the share times quota over votes, rounded up."""
        raised = -(-self.share[candidate] * quota // votes)
        self.share[candidate] = min(raised, KEEP_ALL)

    def give_all_up(self, candidate: int) -> None:
        """An excluded candidate keeps nothing."""
        self.share[candidate] = 0

    def votes(self, hoping: Collection[int], elected: Collection[int]) -> tuple[list[int], int]:
        """The votes of each candidate by the shares as they are, and what is left of papers that have come to their end."""
        wanted = (frozenset(hoping), frozenset(elected))
        if wanted != self._for:
            self._put_together(*wanted)
            self._for = wanted
        share = np.array(self.share, dtype=np.int64)
        totals = [0] * (self.candidates + 1)
        left = np.full(len(self._alike), KEEP_ALL, dtype=np.int64)
        for column in range(self._kinds.shape[1]):
            named = self._kinds[:, column]
            # Rounded up, as the rule has it: at most a billionth per paper and step. 10**9 * 10**9 is well within 64 bits.
            kept = (left * share[named] + (KEEP_ALL - 1)) // KEEP_ALL
            left -= kept
            brought = kept * self._alike
            for candidate in np.flatnonzero(np.bincount(named, minlength=1)):
                totals[candidate] += int(brought[named == candidate].sum())
        exhausted = self.valid * KEEP_ALL - sum(totals[1:])
        return totals[1:], exhausted

    def _put_together(self, hoping: frozenset[int], elected: frozenset[int]) -> None:
        """The kinds of papers there are, as far as anyone counts who hopes or is elected."""
        counts, ends = np.zeros((2, self.candidates + 1), dtype=np.bool_)
        counts[list(hoping | elected)] = True
        ends[list(hoping)] = True
        rows, depth = self._ranks.shape
        kinds: NDArray[np.unsignedinteger] = np.zeros((rows, len(elected) + 1), dtype=self._ranks.dtype)
        filled = np.zeros(rows, dtype=np.intp)
        asked = np.arange(rows)
        for column in range(depth):
            named = self._ranks[asked, column]
            matters = counts[named]
            kinds[asked[matters], filled[asked[matters]]] = named[matters]
            filled[asked[matters]] += 1
            asked = asked[~ends[named] & (named != 0)]
        self._kinds, self._alike = _alike(kinds, self._weights, self.candidates)


def _alike(
    rows: NDArray[np.unsignedinteger], weights: Numbers, candidates: int
) -> tuple[NDArray[np.unsignedinteger], Numbers]:
    """Distinct rows and how many papers each stands for."""
    key = np.zeros(len(rows), dtype=np.int64)
    size = 1
    for column in range(rows.shape[1]):
        if size > (1 << 62) // (candidates + 1):
            # The key would outgrow 64 bits: number the kinds met so far, and go on from there.
            distinct, key = np.unique(key, return_inverse=True)
            size = len(distinct)
        key = key * (candidates + 1) + rows[:, column]
        size *= candidates + 1
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    alike = np.zeros(len(first), dtype=np.int64)
    np.add.at(alike, kind, weights)
    return rows[first], alike
