"""The papers of a transferable vote on their way: for each candidate a pile, in it a parcel for each value a paper can have.

This is how tellers work at a table. A paper is touched only when its pile moves, and what all papers of a parcel are worth is
written on the parcel, not on each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np

from .cells import Cells, Places, by_holder
from .papers import Rankings


@dataclass(slots=True)
class Moved:
    """What a transfer brought: votes per candidate who got any, and what went to nobody."""

    to: dict[int, int] = field(default_factory=dict)
    ended: int = 0


class Piles:
    """Who holds which papers. Values are whole numbers in units of one scale, the same for all, and exact at any size."""

    def __init__(self, papers: Rankings, scale: int, standing: Collection[int]) -> None:
        self._cells = Cells(papers)
        self._piles: list[dict[int, list[Places]]] = [{} for _ in range(papers.candidates + 1)]
        self.votes = [0] * (papers.candidates + 1)
        """Votes by candidate's number; index 0 is not used."""
        begun = Moved()
        self._deal(self._cells.beginnings(), scale, standing, begun)
        self.valid = sum(begun.to.values()) // scale

    def move(self, candidate: int, value_of: Callable[[int], int], standing: Collection[int]) -> Moved:
        """Pass a whole pile on to the next of `standing` on each paper; `value_of` gives a paper's new value for its old one.

        The candidate whose pile it is stands no longer.
        """
        parcels: dict[int, list[Places]] = {}
        for value, places in self._piles[candidate].items():
            parcels.setdefault(value_of(value), []).extend(places)
        self._piles[candidate] = {}
        self.votes[candidate] = 0
        moved = Moved()
        for value, places in parcels.items():
            self._deal(np.concatenate(places) + 1, value, standing, moved)
        return moved

    def _deal(self, at: Places, value: int, standing: Collection[int], moved: Moved) -> None:
        """Lay a parcel on the piles of the first of `standing` from where each paper has got to."""
        for candidate, which in by_holder(self._cells.go_on(at, standing)):
            theirs = at.take(which)
            worth = value * self._cells.how_many(theirs)
            if not candidate:
                moved.ended += worth
                continue
            self._piles[candidate].setdefault(value, []).append(theirs)
            moved.to[candidate] = moved.to.get(candidate, 0) + worth
            self.votes[candidate] += worth
