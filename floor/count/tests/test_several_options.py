"""A question with several options: any method chooses one, and a share of the papers can be asked for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from floor.count.methods import METHODS
from floor.count.papers import Marks, NotPapers, Orders, Rankings
from floor.count.several_options import USUAL, choose, naming
from floor.count.tests.elections import rankings
from floor.count.ties import as_chosen, by_lot, left_open

#: A hall for the congress: the first is the most named first choice, the second is liked by more than half over every other.
HALLS = Rankings.of(3, {(1, 2): 40, (3, 2): 35, (2, 3): 25})
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("method", "option"),
    [
        ("plurality", 1),
        ("two-round", 3),
        ("instant run-off", 3),
        ("schulze", 2),
        ("ranked pairs", 2),
        ("approval", 2),
        ("irv", 3),
    ],
)
def test_each_method_chooses_in_its_own_way(method, option):
    assert choose(HALLS, method, left_open()).option == option


def test_every_usual_method_is_there():
    assert set(USUAL) <= set(METHODS)


def test_an_option_needs_the_share_that_the_rule_asks_for():
    papers = Rankings.of(3, {(1,): 50, (2,): 30, (3,): 20})
    choice = choose(papers, "plurality", left_open(), share=HALF)
    assert (choice.option, choice.need, choice.behind) == (None, 51, 50)
    assert choose(papers, "plurality", left_open(), share=HALF, strict=False).option == 1


def test_blank_papers_count_towards_the_share():
    papers = Rankings.of(2, {(1,): 5, (2,): 2, (): 3})
    assert choose(papers, "plurality", left_open(), share=HALF).option is None
    assert choose(papers, "plurality", left_open()).option == 1


def test_the_status_quo_stands_where_too_few_want_a_change():
    papers = Rankings.of(3, {(1,): 50, (2,): 30, (3,): 20})
    assert choose(papers, "plurality", left_open(), share=HALF, status_quo=3).option == 3
    kept = choose(Rankings.of(2, {(1,): 4, (2,): 3, (): 9}), "plurality", left_open(), share=HALF, status_quo=1)
    assert kept.option == 1


def test_a_tie_left_open_chooses_nothing_and_is_told():
    papers = Rankings.of(2, {(1,): 5, (2,): 5})
    choice = choose(papers, "plurality", left_open())
    assert (choice.option, choice.account.open_tie.among) == (None, (1, 2))
    assert choose(papers, "plurality", as_chosen([2, 1])).option == 2


def test_nobody_voted_and_nothing_is_chosen():
    for method in USUAL:
        assert choose(Rankings.of(2, {(): 4}), method, by_lot("s", 2)).option is None
        assert choose(Rankings.of(2, {}), method, by_lot("s", 2)).option is None


@pytest.mark.parametrize(
    "papers",
    [
        Rankings.of(3, {(1, 2): 4, (2,): 3, (): 2}),
        Orders.of(3, {((1, 2),): 4, ((2,),): 3, (): 2}),
        Marks.of(3, {(1, 2): 4, (2,): 3, (): 2}),
    ],
    ids=["rankings", "orders", "marks"],
)
def test_papers_that_name_an_option_are_counted_alike_however_they_are_written(papers):
    assert [naming(papers, option) for option in (1, 2, 3)] == [4, 7, 0]


def test_crosses_cannot_be_read_as_a_ranking():
    with pytest.raises(NotPapers, match="“instant run-off” reads rankings; these papers are marks"):
        choose(Marks.of(2, {(1,): 1}), "instant run-off", left_open())


@settings(max_examples=30, deadline=None)
@given(rankings(max_candidates=4))
def test_only_an_option_that_somebody_named_is_chosen_by_plurality(papers):
    choice = choose(papers, "plurality", by_lot("s", papers.candidates))
    assert choice.option is None or naming(papers, choice.option) > 0
