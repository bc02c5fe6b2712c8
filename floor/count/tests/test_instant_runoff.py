"""Instant run-off: exclusions until somebody has more than half."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.instant_runoff import count_instant_runoff
from floor.count.papers import Rankings
from floor.count.tests.elections import doubled, rankings
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


@settings(max_examples=60, deadline=None)
@given(rankings(), st.integers(1, 4))
def test_every_paper_cast_twice_changes_nothing(papers: Rankings, seats: int):
    once = count_instant_runoff(papers, seats, by_lot("s", papers.candidates))
    twice = count_instant_runoff(doubled(papers), seats, by_lot("s", papers.candidates))
    assert twice.elected == once.elected and twice.ties == once.ties


@settings(max_examples=100, deadline=None)
@given(rankings(min_candidates=3, blanks=False), st.data())
def test_naming_a_further_choice_never_hurts_those_named_before(papers: Rankings, data: st.DataObject):
    ties = by_lot("s", papers.candidates)
    row = data.draw(st.integers(0, len(papers.ranks) - 1)) if len(papers.ranks) else None
    unnamed = set(range(1, papers.candidates + 1)) - set(papers.ranks[row].tolist()) if row is not None else set()
    if not unnamed:
        return
    named = [one for one in papers.ranks[row].tolist() if one]
    longer = {tuple(one for one in paper if one): weight for paper, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True)}  # fmt: skip
    weight = longer.pop(tuple(named))
    further = (*named, data.draw(st.sampled_from(sorted(unnamed))))
    longer[further] = longer.get(further, 0) + weight
    before = count_instant_runoff(papers, 1, ties)
    after = count_instant_runoff(Rankings.of(papers.candidates, longer), 1, by_lot("s", papers.candidates))
    if before.elected[0] in named:
        assert after.elected == before.elected
