"""What is written reads back as the same urn."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.papers import Marks, NotPapers, Orders, Papers, Rankings
from floor.count.reading import Urn, read_urn
from floor.count.tests.elections import marks, orders, rankings
from floor.count.writing import write_blt, write_csv

names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6)
WRITERS = {".blt": write_blt, ".csv": write_csv}


def again(urn: Urn, ending: str) -> Urn:
    stream = io.StringIO(newline="")
    WRITERS[ending](urn, stream)
    return read_urn(stream.getvalue().encode(), ending)


def as_cast(papers: Papers) -> dict[tuple[int, ...], int]:
    """Any papers as rows with their numbers; orders by dense places, so that rankings can be compared with them."""
    if isinstance(papers, Rankings):
        papers = Orders.from_rankings(papers)
    cast: dict[tuple[int, ...], int] = {}
    rows = papers.marks if isinstance(papers, Marks) else papers.places
    for row, weight in zip(rows.tolist(), papers.weights.tolist(), strict=True):
        key = tuple(row) if isinstance(papers, Marks) else tuple(sorted(set(row)).index(place) for place in row)
        cast[key] = cast.get(key, 0) + weight
    return cast


@pytest.mark.parametrize("ending", WRITERS)
@settings(max_examples=50, deadline=None)
@given(st.one_of(rankings(), orders()), st.data())
def test_papers_in_order_read_back(ending: str, papers: Papers, data: st.DataObject):
    everyone = tuple(data.draw(st.lists(names, min_size=papers.candidates, max_size=papers.candidates, unique=True)))
    urn = Urn(everyone, papers, 3, "Works committee")
    back = again(urn, ending)
    assert (back.everyone, back.seats, back.title) == (everyone, 3, "Works committee")
    assert as_cast(back.papers) == as_cast(papers)


@settings(max_examples=50, deadline=None)
@given(marks(points=3))
def test_marks_read_back_from_csv(papers: Marks):
    back = again(Urn(tuple(f"No {one}" for one in range(1, papers.candidates + 1)), papers), ".csv")
    assert back.papers.candidates == papers.candidates and back.seats is None
    assert as_cast(back.papers) == as_cast(papers)


def test_rankings_keep_how_far_each_paper_goes():
    papers = Rankings.of(3, {(1, 2, 3): 4, (1, 2): 3, (): 2})
    for ending in WRITERS:
        back = again(Urn(("Ann", "Bea", "Kim"), papers, 1), ending).papers
        assert isinstance(back, Rankings)
        assert sorted(zip((np.count_nonzero(back.ranks, axis=1)).tolist(), back.weights.tolist(), strict=True)) == [
            (0, 2),
            (2, 3),
            (3, 4),
        ]


@pytest.mark.parametrize(
    "everyone",
    [
        ("0", "1", "2"),
        ("3", "1", "2"),
        ("Ann=Bea", "1", "#2"),
        ("Yes = No", "#1 = #2", "##"),
        ("Choice 1", "Choice 2", "papers"),
    ],
)
def test_names_that_look_like_something_else_read_back(everyone: tuple[str, ...]):
    urn = Urn(everyone, Orders.of(3, {((1, 2), (3,)): 2, ((2,), (1,)): 1}), 1)
    assert as_cast(again(urn, ".csv").papers) == as_cast(urn.papers)
    crosses = Urn(everyone, Marks.of(3, [(1, 2), (2,)]), 1)
    assert as_cast(again(crosses, ".csv").papers) == as_cast(crosses.papers)
    assert again(crosses, ".csv").names == everyone


def test_who_withdrew_stays_in_a_blt_file():
    urn = Urn(("Ann", "Bea", "Kim"), Rankings.of(2, {(2, 1): 3}), 1, "", frozenset({2}))
    back = again(urn, ".blt")
    assert (back.withdrawn, back.names) == ({2}, ("Ann", "Kim"))
    assert as_cast(back.papers) == as_cast(urn.papers)


def test_a_blt_file_cannot_hold_crosses():
    with pytest.raises(NotPapers, match="CSV"):
        again(Urn(("Ann",), Marks.of(1, [(1,)]), 1), ".blt")
