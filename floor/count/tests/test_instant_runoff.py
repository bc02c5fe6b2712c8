"""Instant run-off: exclusions until somebody has more than half."""

from __future__ import annotations

from hypothesis import given, settings

from floor.count.instant_runoff import count_instant_runoff
from floor.count.papers import Rankings
from floor.count.tests.elections import rankings
from floor.count.ties import by_lot, left_open


def test_whoever_has_more_than_half_is_elected_at_once():
    account = count_instant_runoff(Rankings.of(3, {(1,): 6, (2,): 3, (3, 2): 2}), 1, left_open())
    assert account.elected == (1,) and len(account.rounds) == 1
    assert account.rounds[0].steps[0].why == "majority"


def test_half_is_not_enough():
    account = count_instant_runoff(Rankings.of(3, {(1,): 5, (2,): 3, (3, 2): 2}), 1, left_open())
    assert account.open_tie is not None and account.open_tie.among == (1, 2)


def test_the_leader_of_the_first_round_can_lose_by_later_choices():
    account = count_instant_runoff(Rankings.of(3, {(1,): 4, (2, 3): 3, (3, 2): 2}), 1, left_open())
    assert account.elected == (2,)


def test_half_is_of_the_votes_that_still_count():
    account = count_instant_runoff(Rankings.of(3, {(1,): 4, (2,): 3, (3,): 2}), 1, left_open())
    assert account.elected == (1,) and account.rounds[1].exhausted == 2


def test_those_who_together_cannot_reach_the_next_are_excluded_together_without_a_lot():
    account = count_instant_runoff(Rankings.of(4, {(1,): 6, (2, 1): 5, (3, 2): 2, (4, 2): 2}), 1, left_open())
    assert account.elected == (2,) and account.ties == ()
    assert account.rounds[0].steps[0].candidates == (3, 4)


def test_those_who_together_could_reach_the_next_are_a_tie():
    account = count_instant_runoff(Rankings.of(4, {(1,): 6, (2, 1): 4, (3, 2): 2, (4, 2): 2}), 1, left_open())
    assert account.open_tie is not None and account.open_tie.among == (3, 4)


def test_for_more_seats_it_excludes_down_to_their_number():
    account = count_instant_runoff(Rankings.of(4, {(1, 2): 9, (2,): 2, (3,): 3, (4, 3): 1}), 2, left_open())
    assert account.elected == (1, 3)


@settings(max_examples=60, deadline=None)
@given(rankings(blanks=False))
def test_more_than_half_of_all_papers_always_win(papers: Rankings):
    account = count_instant_runoff(papers, 1, by_lot("s", papers.candidates))
    first = account.rounds[0].votes
    for candidate in range(1, papers.candidates + 1):
        if first[candidate - 1] * 2 > papers.total:
            assert account.elected == (candidate,)
