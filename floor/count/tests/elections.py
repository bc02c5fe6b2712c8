"""Whole elections for property tests: strategies that every method's tests share, and what is done to papers in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from floor.count.papers import Marks, Orders, Papers, Rankings

few = st.integers(min_value=1, max_value=9)


@st.composite
def rankings(
    draw: st.DrawFn, max_candidates: int = 6, min_candidates: int = 1, max_papers: int = 12, blanks: bool = True
) -> Rankings:
    """Strict rankings, complete or short, some of them blank unless `blanks` is False."""
    candidates = draw(st.integers(min_candidates, max_candidates))
    paper = st.permutations(range(1, candidates + 1)).flatmap(
        lambda order: st.integers(0 if blanks else 1, candidates).map(lambda depth: tuple(order[:depth]))
    )
    return Rankings.of(candidates, draw(st.dictionaries(paper, few, max_size=max_papers)))


@st.composite
def orders(draw: st.DrawFn, max_candidates: int = 6, min_candidates: int = 1, max_papers: int = 12) -> Orders:
    """Orders in which several may stand level, and some are not named at all."""
    candidates = draw(st.integers(min_candidates, max_candidates))
    places = st.lists(st.integers(0, candidates), min_size=candidates, max_size=candidates)
    return Orders.of(candidates, draw(st.dictionaries(places.map(_groups), few, max_size=max_papers)))


@st.composite
def marks(
    draw: st.DrawFn,
    max_candidates: int = 6,
    min_candidates: int = 1,
    max_papers: int = 12,
    most: int | None = None,
    points: int = 1,
) -> Marks:
    """Crosses or approvals; with `points` above 1, so many for one candidate; `most` bounds what a paper may give in all."""
    candidates = draw(st.integers(min_candidates, max_candidates))
    row = st.lists(st.integers(0, points), min_size=candidates, max_size=candidates).map(tuple)
    bounded = row if most is None else row.map(lambda given: _at_most(given, most))
    rows = draw(st.dictionaries(bounded, few, max_size=max_papers))
    table = np.array(list(rows), dtype=np.int64).reshape(len(rows), candidates)
    return Marks(candidates, table, np.array(list(rows.values()), dtype=np.int64))


def permuted(papers: Papers, permutation: Sequence[int]) -> Papers:
    """The same papers under other numbers: candidate `c` becomes `permutation[c - 1]`."""
    if isinstance(papers, Rankings):
        new = np.array([0, *permutation], dtype=papers.ranks.dtype)
        return Rankings(papers.candidates, new[papers.ranks], papers.weights)
    columns = np.argsort(np.array(permutation))
    if isinstance(papers, Orders):
        return Orders(papers.candidates, papers.places[:, columns], papers.weights)
    return Marks(papers.candidates, papers.marks[:, columns], papers.weights)


def doubled(papers: Papers) -> Papers:
    """Every paper a second time, as further rows: alike papers need not lie together."""
    weights = np.concatenate([papers.weights, papers.weights])
    if isinstance(papers, Rankings):
        return Rankings(papers.candidates, np.concatenate([papers.ranks, papers.ranks]), weights)
    if isinstance(papers, Orders):
        return Orders(papers.candidates, np.concatenate([papers.places, papers.places]), weights)
    return Marks(papers.candidates, np.concatenate([papers.marks, papers.marks]), weights)


def shuffled(papers: Papers, order: Sequence[int]) -> Papers:
    """The same papers in another order: `order` is a permutation of the row numbers from 0."""
    rows = list(order)
    if isinstance(papers, Rankings):
        return Rankings(papers.candidates, papers.ranks[rows], papers.weights[rows])
    if isinstance(papers, Orders):
        return Orders(papers.candidates, papers.places[rows], papers.weights[rows])
    return Marks(papers.candidates, papers.marks[rows], papers.weights[rows])


def _groups(places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Places per candidate, 0 for one who is not named, as groups in order."""
    return tuple(
        tuple(candidate for candidate, place in enumerate(places, start=1) if place == wanted)
        for wanted in sorted(set(places) - {0})
    )


def _at_most(given: tuple[int, ...], most: int) -> tuple[int, ...]:
    kept = []
    for points in given:
        kept.append(min(points, most))
        most -= kept[-1]
    return tuple(kept)
