"""Two rounds: more than half at once, or a second round of the two who lead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.papers import Marks, Rankings
from floor.count.telling import in_english
from floor.count.ties import Open, as_chosen, by_lot, left_open
from floor.count.two_round import count_two_round, who_goes_on

from .elections import doubled, permuted, rankings, shuffled

#: Memphis, Nashville, Chattanooga, Knoxville (en.wikipedia.org, Two-round system and many others).
TENNESSEE = Rankings.of(4, {(1, 2, 3, 4): 42, (2, 3, 4, 1): 26, (3, 4, 2, 1): 15, (4, 3, 2, 1): 17})


def test_the_two_who_lead_meet_again_and_nashville_wins():
    account = count_two_round(TENNESSEE, 1, left_open())
    assert account.elected == (2,)
    assert [round.votes for round in account.rounds] == [(42, 26, 15, 17), (42, 58, 0, 0)]
    assert in_english(account, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]) == [
        "Round 1: Nobody has more than half. Into the second round go Memphis, Nashville. "
        "Not in the second round: Chattanooga, Knoxville.",
        "Round 2: Nashville is elected with 58 votes.",
    ]


def test_more_than_half_is_enough_and_exactly_half_is_not():
    assert len(count_two_round(Rankings.of(3, {(1,): 51, (2, 3): 49, (3, 2): 1}), 1, left_open()).rounds) == 1
    account = count_two_round(Rankings.of(3, {(1,): 50, (2, 3): 49, (3, 2): 1}), 1, by_lot("x", 3))
    assert account.rounds[1].votes == (50, 50, 0)
    assert account.ties[0].round == 2


def test_blank_papers_are_not_part_of_the_whole_that_half_is_taken_of():
    account = count_two_round(Rankings.of(3, {(1,): 5, (2,): 2, (3,): 2, (): 50}), 1, left_open())
    assert account.elected == (1,)
    assert account.blank == 50


def test_a_paper_that_names_neither_of_the_two_is_exhausted():
    account = count_two_round(Rankings.of(3, {(1,): 4, (2,): 3, (3,): 2}), 1, left_open())
    assert account.rounds[1].exhausted == 2
    assert account.elected == (1,)


def test_who_comes_second_is_settled_by_the_lot_or_stays_open():
    papers = Rankings.of(3, {(1,): 4, (2,): 3, (3, 2): 3})
    assert count_two_round(papers, 1, as_chosen((3, 2, 1), "lot")).rounds[1].votes == (4, 0, 3)
    account = count_two_round(papers, 1, left_open())
    assert account.elected == ()
    assert (account.open_tie.among, account.open_tie.for_) == ((2, 3), "place")


def test_for_two_seats_four_go_on_and_the_most_votes_win():
    papers = Rankings.of(5, {(1,): 9, (2,): 4, (3,): 5, (4,): 3, (5, 2): 2})
    account = count_two_round(papers, 2, left_open())
    assert account.rounds[1].votes == (9, 6, 5, 3, 0)
    assert account.elected == (1, 2)


def test_of_two_polls_the_first_says_who_stands_in_the_second():
    assert who_goes_on(Marks.of(3, {(1,): 5, (2,): 4, (3,): 3}), left_open()) == (1, 2)
    assert who_goes_on(Marks.of(3, {(1,): 8, (2,): 4, (3,): 3, (1, 2): 40}), left_open()) == (1,)
    with pytest.raises(Open):
        who_goes_on(Marks.of(3, {(1,): 5, (2,): 4, (3,): 4}), left_open())


def test_nothing_to_count_breaks_nothing():
    assert count_two_round(Rankings.of(3, {}), 1, left_open()).open_tie.among == (1, 2, 3)
    assert count_two_round(Rankings.of(3, {(): 4}), 1, by_lot("x", 3)).blank == 4
    assert count_two_round(Rankings.of(1, {}), 1, left_open()).elected == (1,)
    assert count_two_round(Rankings.of(2, {(2,): 1}), 5, left_open()).elected == (2, 1)
    assert count_two_round(Rankings.of(2, {(2,): 1}), 0, left_open()).elected == ()


@settings(max_examples=50, deadline=None)
@given(papers=rankings(), seats=st.integers(1, 3))
def test_every_paper_stands_somewhere_in_every_round(papers, seats):
    account = count_two_round(papers, seats, by_lot("x", papers.candidates))
    for round in account.rounds:
        assert sum(round.votes) + round.exhausted + account.blank == account.papers == papers.total
    assert len(account.elected) == min(seats, papers.candidates)


@settings(max_examples=50, deadline=None)
@given(data=st.data(), papers=rankings(), seats=st.integers(1, 3))
def test_neither_order_nor_number_of_papers_nor_names_matter(data, papers, seats):
    account = count_two_round(papers, seats, by_lot("x", papers.candidates))
    assert count_two_round(doubled(papers), seats, by_lot("x", papers.candidates)).elected == account.elected
    rows = data.draw(st.permutations(range(len(papers.weights))))
    assert count_two_round(shuffled(papers, rows), seats, by_lot("x", papers.candidates)) == account
    names = data.draw(st.permutations(range(1, papers.candidates + 1)))
    renamed = count_two_round(permuted(papers, names), seats, left_open())
    before = count_two_round(papers, seats, left_open())
    assert set(renamed.elected) == {names[one - 1] for one in before.elected}
