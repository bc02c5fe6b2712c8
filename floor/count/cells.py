"""The cells of all papers, one after the other: how papers go on, many at a time, from one name to the next that is open.

Where a paper has got to is a place among the cells; which paper it is follows from that, so nothing else need be kept for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from .papers import Numbers, Rankings

Places = NDArray[np.intp]
#: A candidate's number for each of some papers, 0 for those at their end.
Holders = NDArray[np.unsignedinteger]


class Cells:
    """Rankings on which papers are followed from name to name."""

    def __init__(self, papers: Rankings) -> None:
        ranks = _ending_in_nobody(papers.ranks)
        self._rows, self._depth = ranks.shape
        self._names, self._candidates = ranks.ravel(), papers.candidates
        self._weights = None if (papers.weights == 1).all() else papers.weights

    def beginnings(self) -> Places:
        """The first cell of every paper."""
        return np.arange(0, self._rows * self._depth, self._depth, dtype=np.intp)

    def go_on(self, at: Places, to: Collection[int]) -> Holders:
        """Move `at` to the first cell from there, itself included, that names one of `to`, or where the paper ends: who that is."""
        closed = np.ones(self._candidates + 1, dtype=np.bool_)
        closed[[0, *to]] = False
        holders: Holders = self._names.take(at)
        waiting = np.flatnonzero(closed.take(holders))
        while len(waiting):
            further = at.take(waiting) + 1
            at[waiting] = further
            named = self._names.take(further)
            holders[waiting] = named
            waiting = waiting.compress(closed.take(named))
        return holders

    def how_many(self, at: Places) -> int:
        """How many papers these are: alike ones lie together."""
        return len(at) if self._weights is None else int(self._weights.take(at // self._depth).sum())

    def how_many_of_each(self, at: Places, kinds: NDArray[np.intp], number: int) -> Numbers:
        """How many papers are of each of so many kinds."""
        if self._weights is None:
            return np.bincount(kinds, minlength=number)
        papers = np.zeros(number, dtype=np.int64)
        np.add.at(papers, kinds, self._weights.take(at // self._depth))
        return papers


def by_holder(holders: Holders | Numbers) -> Iterator[tuple[int, Places]]:
    """For each candidate who holds any (0: nobody) which of the papers are theirs."""
    order = np.argsort(holders, kind="stable")
    end = 0
    for candidate, number in enumerate(np.bincount(holders, minlength=1).tolist()):
        begin, end = end, end + number
        if number:
            yield candidate, order[begin:end]


def _ending_in_nobody(ranks: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Rankings in which each paper ends with 0, as a full one does not by itself."""
    if ranks.shape[1] and not ranks[:, -1].any():
        return np.ascontiguousarray(ranks)
    ended: NDArray[np.unsignedinteger] = np.zeros((len(ranks), ranks.shape[1] + 1), dtype=ranks.dtype)
    ended[:, :-1] = ranks
    return ended
