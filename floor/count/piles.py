"""The papers of a transferable vote on their way: a pile for each candidate, and on each paper a note of what it is worth.

This is how tellers work at a table. A paper is touched only when it moves, and a whole pile moves at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .papers import Rankings

Rows = NDArray[np.intp]


@dataclass(slots=True)
class Moved:
    """What a transfer brought: votes per candidate who got any, and what went to nobody."""

    to: dict[int, int] = field(default_factory=dict)
    ended: int = 0


class Piles:
    """Who holds which papers. Values are whole numbers in units of one scale, the same for all."""

    def __init__(self, papers: Rankings, scale: int, standing: Collection[int]) -> None:
        ranks = _ending_in_nobody(papers.ranks)
        rows, depth = ranks.shape
        self._cells, self._weights = ranks.ravel(), papers.weights
        self._single = bool((papers.weights == 1).all())
        # Where each paper has got to: a place in `_cells`, which holds all papers one after the other.
        self._at = np.arange(rows, dtype=np.intp) * depth
        # What a paper is worth is one of few values; a row holds its place in `_values`, which are exact at any size.
        self._values, self._worth = [scale], np.zeros(rows, dtype=np.int32)
        self._piles: list[list[Rows]] = [[] for _ in range(papers.candidates + 1)]
        self.votes = [0] * (papers.candidates + 1)
        """Votes by candidate's number; index 0 is not used."""
        self.valid = sum(self._deal(np.arange(rows, dtype=np.intp), standing).to.values()) // scale

    def move(self, candidate: int, value_of: Callable[[int], int], standing: Collection[int]) -> Moved:
        """Pass a whole pile on to the next of `standing` on each paper; `value_of` gives a paper's new value for its old one.

        The candidate whose pile it is stands no longer, or their papers stay where they are.
        """
        rows = np.concatenate([np.zeros(0, dtype=np.intp), *self._piles[candidate]])
        self._piles[candidate] = []
        self.votes[candidate] = 0
        self._revalue(rows, value_of)
        return self._deal(rows, standing)

    def _revalue(self, rows: Rows, value_of: Callable[[int], int]) -> None:
        changed = np.arange(len(self._values), dtype=np.int32)
        worth = self._worth[rows]
        for old in np.flatnonzero(np.bincount(worth, minlength=1)):
            value = value_of(self._values[old]) if len(rows) else self._values[old]
            if value not in self._values:
                self._values.append(value)
            changed[old] = self._values.index(value)
        self._worth[rows] = changed[worth]

    def _deal(self, rows: Rows, standing: Collection[int]) -> Moved:
        """Lay papers on the pile of the first of `standing` from where each paper has got to."""
        open_to = np.zeros(len(self._piles), dtype=np.bool_)
        open_to[list(standing)] = True
        holders = self._next(rows, open_to)
        moved = Moved()
        for candidate in sorted(standing):
            theirs = rows[holders == candidate]
            if len(theirs):
                self._piles[candidate].append(theirs)
                moved.to[candidate] = self._worth_of(theirs)
                self.votes[candidate] += moved.to[candidate]
        moved.ended = self._worth_of(rows[holders == 0])
        return moved

    def _next(self, rows: Rows, open_to: NDArray[np.bool_]) -> NDArray[np.unsignedinteger]:
        """For each row the candidate it goes to, 0 for nobody; moves `_at` there."""
        at = self._at[rows]
        holders: NDArray[np.unsignedinteger] = self._cells[at]
        closed = ~open_to
        closed[0] = False
        waiting = np.flatnonzero(closed[holders])
        while len(waiting):
            further = at[waiting] + 1
            at[waiting] = further
            named = self._cells[further]
            holders[waiting] = named
            waiting = waiting[closed[named]]
        self._at[rows] = at
        return holders

    def _worth_of(self, rows: Rows) -> int:
        papers = np.zeros(len(self._values), dtype=np.int64)
        if self._single:
            papers += np.bincount(self._worth[rows], minlength=len(papers))
        else:
            np.add.at(papers, self._worth[rows], self._weights[rows])
        return sum(int(papers[at]) * self._values[at] for at in np.flatnonzero(papers))


def _ending_in_nobody(ranks: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Rankings in which each paper ends with 0, as a full one does not by itself."""
    if ranks.shape[1] and not ranks[:, -1].any():
        return np.ascontiguousarray(ranks)
    ended: NDArray[np.unsignedinteger] = np.zeros((len(ranks), ranks.shape[1] + 1), dtype=ranks.dtype)
    ended[:, :-1] = ranks
    return ended
