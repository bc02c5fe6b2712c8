"""Reading and comparing tellers' sheets, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.polls.on_paper.tallying import INVALID, NotSheets, as_text, differences_between, papers_in, sheets_in
from floor.polls.urn.paper import Form

CROSSES = Form("marks", 5, 3)
RANKS = Form("rankings", 5, 5)
QUESTION = Form("question", 2, 2)

said = st.one_of(
    st.just(INVALID), st.lists(st.integers(1, 5), max_size=3, unique=True).map(lambda one: tuple(sorted(one)))
)
piles = st.dictionaries(st.integers(1, 500), said, max_size=30)


@given(piles)
def test_what_is_kept_reads_back_the_same(sheets):
    assert sheets_in(CROSSES, as_text(CROSSES, sheets)) == sheets


@given(piles, piles)
def test_differences_are_none_exactly_when_two_entered_the_same(first, second):
    assert (differences_between(CROSSES, first, second) == []) == (first == second)
    assert differences_between(CROSSES, first, first) == []


@given(piles, st.randoms())
def test_no_number_of_a_sheet_reaches_the_urn(sheets, chance):
    numbers = list(sheets)
    chance.shuffle(numbers)
    mixed = dict(zip(numbers, sheets.values(), strict=True))
    assert papers_in(sheets, "2") == papers_in(mixed, "2")


def test_the_order_of_crosses_says_nothing_and_that_of_choices_does():
    assert sheets_in(CROSSES, "1,3,1") == {1: (1, 3)}
    assert sheets_in(RANKS, "1,3,1") == {1: (3, 1)}


def test_answers_can_be_written_in_words_or_figures():
    assert sheets_in(QUESTION, "1,for,Against\n2;yes;no".replace(";", ",")) == {1: (1, 2), 2: (1, 2)}
    assert sheets_in(QUESTION, "1,1,3\n2,b\n3,I") == {1: (1, 3), 2: (), 3: INVALID}
    with pytest.raises(NotSheets, match="Sheet 4: There are 2 parts"):
        sheets_in(QUESTION, "4,for")


def test_all_faults_are_told_at_once_but_not_hundreds():
    with pytest.raises(NotSheets, match=r"Sheet 1: .*Sheet 2: .*And 190 more"):
        sheets_in(CROSSES, "\n".join(f"{n},9" for n in range(1, 201)))


@given(st.text(max_size=200))
def test_no_text_whatever_brings_it_down(text):
    try:
        sheets_in(RANKS, text)
    except NotSheets as fault:
        assert str(fault).endswith((".", "…"))
