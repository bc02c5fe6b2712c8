"""Plurality, block, limited, cumulative and approval: crosses are added up, and the most win."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.approval import count_approval
from floor.count.block import count_block
from floor.count.cumulative import count_cumulative
from floor.count.limited import METHOD as LIMITED
from floor.count.limited import count_limited
from floor.count.papers import Marks, NotPapers
from floor.count.plurality import count_plurality
from floor.count.telling import in_english
from floor.count.ties import as_chosen, by_lot, left_open

from .elections import doubled, marks, permuted, shuffled

RULES = [count_plurality, count_block, count_limited, count_cumulative, count_approval]
every_rule = pytest.mark.parametrize("count", RULES)
seats = st.integers(1, 4)


def test_whoever_has_the_most_crosses_is_elected():
    papers = Marks.of(3, {(1,): 40, (2,): 35, (3,): 25})
    account = count_plurality(papers, 1, left_open())
    assert account.elected == (1,)
    assert account.rounds[0].votes == (40, 35, 25)
    assert account.ties == ()


def test_plurality_elects_memphis_in_the_tennessee_example():
    # en.wikipedia.org, Ranked voting: capitals Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17.
    assert count_plurality(Marks.of(4, {(1,): 42, (2,): 26, (3,): 15, (4,): 17}), 1, left_open()).elected == (1,)


def test_a_paper_with_too_many_crosses_is_invalid_and_told():
    papers = Marks.of(3, {(1, 2): 7, (2,): 3, (): 2})
    account = count_plurality(papers, 1, left_open())
    assert (account.papers, account.blank, account.facts["invalid"]) == (12, 2, 7)
    assert account.rounds[0].votes == (0, 3, 0)


def test_block_takes_as_many_crosses_as_seats():
    papers = Marks.of(4, {(1, 2): 6, (3, 4): 5, (1, 2, 3): 4})
    account = count_block(papers, 2, left_open())
    assert set(account.elected) == {1, 2}
    assert account.facts["invalid"] == 4


def test_two_points_for_one_candidate_are_invalid_except_where_they_may_be_heaped():
    papers = Marks.of(3, {(1, 1): 5, (2, 3): 4})
    assert count_block(papers, 2, left_open()).facts["invalid"] == 5
    account = count_cumulative(papers, 2, by_lot("x", 3))
    assert account.facts["invalid"] == 0
    assert account.rounds[0].votes == (10, 4, 4)


def test_a_limited_paper_has_one_cross_fewer_than_seats_or_what_the_statutes_say():
    papers = Marks.of(4, {(1, 2): 6, (3, 4): 5, (1, 2, 3): 3})
    assert count_limited(papers, 3, left_open()).facts["invalid"] == 3
    assert count_limited(papers, 3, left_open(), limit=3).facts["invalid"] == 0
    assert count_limited(papers, 3, left_open(), limit=1).facts["invalid"] == 14
    assert [LIMITED.most_marks(number) for number in (1, 2, 5)] == [1, 1, 4]


def test_a_number_below_nought_makes_a_paper_invalid():
    papers = Marks(2, np.array([[1, -1], [0, 1], [2**62, 2**62]]), np.array([9, 1, 5]))
    for count in RULES:
        account = count(papers, 1, left_open())
        assert account.facts["invalid"] == 14
        assert account.rounds[0].votes == (0, 1)


def test_papers_that_do_not_fit_are_refused_with_a_sentence():
    with pytest.raises(NotPapers, match="one number for each of the 3 candidates"):
        count_approval(Marks(3, np.array([[1, 0]]), np.array([1])), 1, left_open())
    with pytest.raises(NotPapers, match="below nought"):
        count_approval(Marks(2, np.array([[1, 0]]), np.array([-1])), 1, left_open())


@every_rule
def test_two_who_stand_level_are_a_tie_that_the_lot_settles(count):
    papers = Marks.of(3, {(1,): 4, (2,): 4, (3,): 1})
    account = count(papers, 1, as_chosen((2, 1, 3), "lot"))
    assert account.elected == (2,)
    (tie,) = account.ties
    assert (tie.among, tie.favoured, tie.how) == ((1, 2), (2,), "lot")


@every_rule
def test_a_tie_left_open_elects_only_who_stands_above_it(count):
    account = count(Marks.of(3, {(1,): 4, (2,): 3, (3,): 3}), 2, left_open())
    assert account.elected == (1,)
    assert account.open_tie.among == (2, 3)
    assert "the count stops here" in " ".join(in_english(account, ["Ann", "Bob", "Cem"]))


@every_rule
def test_nothing_to_count_is_told_and_nothing_breaks(count):
    for papers in (Marks.of(2, {}), Marks.of(2, {(): 5})):
        account = count(papers, 1, left_open())
        assert account.elected == ()
        assert account.open_tie.among == (1, 2)
        assert account.blank == papers.total
    assert count(Marks.of(1, {}), 1, left_open()).elected == (1,)
    assert count(Marks.of(0, {}), 1, left_open()).elected == ()
    assert count(Marks.of(2, {(1,): 1}), 0, left_open()).elected == ()


@every_rule
def test_with_more_seats_than_candidates_all_are_elected(count):
    account = count(Marks.of(3, {(2,): 5, (1,): 1}), 7, left_open())
    assert account.elected == (2, 1, 3)
    assert account.ties == ()


@every_rule
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seats=seats)
def test_every_paper_is_counted_blank_or_invalid(count, data, seats):
    papers = data.draw(marks(points=2))
    account = count(papers, seats, by_lot("x", papers.candidates))
    assert account.papers == papers.total
    assert 0 <= account.blank + account.facts["invalid"] <= account.papers
    valid = account.papers - account.blank - account.facts["invalid"]
    assert valid <= sum(account.rounds[0].votes) or not papers.candidates
    if count is count_plurality:
        assert sum(account.rounds[0].votes) == valid


@every_rule
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seats=seats)
def test_neither_order_nor_number_of_papers_nor_names_matter(count, data, seats):
    papers = data.draw(marks(points=2))
    account = count(papers, seats, by_lot("x", papers.candidates))
    assert count(doubled(papers), seats, by_lot("x", papers.candidates)).elected == account.elected
    rows = data.draw(st.permutations(range(len(papers.weights))))
    assert count(shuffled(papers, rows), seats, by_lot("x", papers.candidates)) == account
    names = data.draw(st.permutations(range(1, papers.candidates + 1)))
    renamed = count(permuted(papers, names), seats, left_open())
    before = count(papers, seats, left_open())
    assert set(renamed.elected) == {names[one - 1] for one in before.elected}
    assert (renamed.open_tie is None) == (before.open_tie is None)


@every_rule
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seats=seats)
def test_one_more_cross_never_hurts(count, data, seats):
    papers = data.draw(marks(most=1))
    for one in count(papers, seats, by_lot("x", papers.candidates)).elected:
        more = Marks.of(papers.candidates, {(one,): 1})

        joined = Marks(papers.candidates, np.vstack([papers.marks, more.marks]), np.append(papers.weights, 1))
        assert one in count(joined, seats, by_lot("x", papers.candidates)).elected
