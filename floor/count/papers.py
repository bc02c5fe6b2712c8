"""Papers: what was cast, without a name. Alike papers lie together with their number, so that a million are a small table.

Three kinds. On *rankings* candidates are put in order; on *orders* several may stand level; on *marks* each candidate has a
whole number: a cross, an approval, points. Candidates are numbers from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Places = NDArray[np.uint16]


class NotPapers(ValueError):
    """What was given cannot be counted; says which paper or line, and what would be right."""


@dataclass(frozen=True, slots=True)
class Rankings:
    """Papers that put candidates in order."""

    candidates: int
    ranks: NDArray[np.unsignedinteger]
    """One row per distinct paper: candidate numbers from the first choice on, then 0 where the paper ends."""
    weights: Numbers
    """How many papers are alike, per row."""

    @property
    def total(self) -> int:
        return int(self.weights.sum())

    @classmethod
    def of(cls, candidates: int, papers: Iterable[Sequence[int]] | Mapping[tuple[int, ...], int]) -> Rankings:
        """From plain sequences: `Rankings.of(3, [(1, 2), (3,)])`, or with numbers: `{(1, 2): 40, (3,): 2}`."""
        counted = papers if isinstance(papers, Mapping) else _counted(papers)
        depth = max((len(paper) for paper in counted), default=0)
        ranks = np.zeros((len(counted), max(depth, 1)), dtype=small_enough(candidates))
        for row, paper in enumerate(counted):
            check_ranking(candidates, paper)
            ranks[row, : len(paper)] = paper
        return cls(candidates, ranks, np.fromiter(counted.values(), dtype=np.int64, count=len(counted)))


@dataclass(frozen=True, slots=True)
class Orders:
    """Papers on which several candidates may stand level."""

    candidates: int
    places: Places
    """One row per distinct paper: the place of each candidate, 1 for the first; all who are not named share the last."""
    weights: Numbers

    @property
    def total(self) -> int:
        return int(self.weights.sum())

    @classmethod
    def of(cls, candidates: int, papers: Mapping[tuple[tuple[int, ...], ...], int]) -> Orders:
        """From groups in order: `Orders.of(3, {((1, 2), (3,)): 5})` are five papers with 1 and 2 level before 3."""
        places = np.zeros((len(papers), candidates), dtype=np.uint16)
        for row, groups in enumerate(papers):
            check_ranking(candidates, [candidate for group in groups for candidate in group])
            for place, group in enumerate(groups, start=1):
                places[row, [candidate - 1 for candidate in group]] = place
            places[row, places[row] == 0] = len(groups) + 1
        return cls(candidates, places, np.fromiter(papers.values(), dtype=np.int64, count=len(papers)))

    @classmethod
    def from_rankings(cls, papers: Rankings) -> Orders:
        """Strict rankings read as orders: whoever is not named stands level after all who are."""
        rows, depth = papers.ranks.shape
        places = np.full((rows, papers.candidates + 1), depth + 1, dtype=np.uint16)
        for column in range(depth - 1, -1, -1):
            places[np.arange(rows), papers.ranks[:, column]] = column + 1
        return cls(papers.candidates, places[:, 1:], papers.weights)


@dataclass(frozen=True, slots=True)
class Marks:
    """Papers that give each candidate a whole number: 1 for a cross or an approval, or points."""

    candidates: int
    marks: NDArray[np.integer]
    """One row per distinct paper, one column per candidate. Numbers of any size, so that crosses can lie in a byte each."""
    weights: Numbers

    @property
    def total(self) -> int:
        return int(self.weights.sum())

    @classmethod
    def of(cls, candidates: int, papers: Iterable[Sequence[int]] | Mapping[tuple[int, ...], int]) -> Marks:
        """From the candidates marked on each paper: `Marks.of(3, [(1, 3), (2,)])`; a candidate named twice has two points."""
        counted = papers if isinstance(papers, Mapping) else _counted(papers)
        marks = np.zeros((len(counted), candidates), dtype=np.int64)
        for row, paper in enumerate(counted):
            for candidate in paper:
                if not 1 <= candidate <= candidates:
                    raise NotPapers(f"There is no candidate {candidate}; there are {candidates}.")
                marks[row, candidate - 1] += 1
        return cls(candidates, marks, np.fromiter(counted.values(), dtype=np.int64, count=len(counted)))

    @classmethod
    def from_rankings(cls, papers: Rankings, most: int | None = None) -> Marks:
        """Everyone named on a paper is marked, or the first `most` of them: a list of names read as crosses."""
        rows, depth = papers.ranks.shape
        marks = np.zeros((rows, papers.candidates + 1), dtype=np.uint8)
        for column in range(depth if most is None else min(depth, most)):
            marks[np.arange(rows), papers.ranks[:, column]] = 1
        return cls(papers.candidates, marks[:, 1:], papers.weights)


Papers = Rankings | Orders | Marks


def small_enough(candidates: int) -> type[np.unsignedinteger]:
    """The smallest whole numbers that can name so many candidates."""
    return np.uint8 if candidates < 256 else np.uint16


def check_ranking(candidates: int, paper: Sequence[int]) -> None:
    """Refuse a paper that names nobody known, or somebody twice."""
    stranger = next((candidate for candidate in paper if not 1 <= candidate <= candidates), None)
    if stranger is not None:
        raise NotPapers(f"There is no candidate {stranger}; there are {candidates}.")
    if len(set(paper)) != len(paper):
        raise NotPapers(f"A paper names a candidate twice: {' '.join(map(str, paper))}.")


def _counted(papers: Iterable[Sequence[int]]) -> dict[tuple[int, ...], int]:
    counted: dict[tuple[int, ...], int] = {}
    for paper in papers:
        counted[tuple(paper)] = counted.get(tuple(paper), 0) + 1
    return counted
