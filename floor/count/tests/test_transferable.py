"""What holds for every way to count transferable votes: nothing is lost, no order matters, ties are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.instant_runoff import count_instant_runoff
from floor.count.meek import count_meek
from floor.count.papers import Rankings
from floor.count.scottish_stv import count_scottish_stv
from floor.count.tests.elections import doubled, permuted, rankings, shuffled
from floor.count.ties import Ties, as_chosen, by_lot, left_open
from floor.count.weighted_stv import count_weighted_stv

COUNTS = [count_scottish_stv, count_weighted_stv, count_meek, count_instant_runoff]
PROPORTIONAL = [count_scottish_stv, count_weighted_stv, count_meek]
every = pytest.mark.parametrize("count", COUNTS, ids=lambda count: count.__name__)
proportional = pytest.mark.parametrize("count", PROPORTIONAL, ids=lambda count: count.__name__)
seats_ = st.integers(1, 4)


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_)
def test_in_every_round_votes_and_exhausted_papers_make_all_papers(count, papers: Rankings, seats: int):
    account = count(papers, seats, by_lot("s", papers.candidates))
    for round in account.rounds:
        assert sum(round.votes) + round.exhausted == (account.papers - account.blank) * account.scale
        assert min(round.votes) >= 0 and round.exhausted >= 0


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_)
def test_as_many_are_elected_as_there_are_seats_or_candidates(count, papers: Rankings, seats: int):
    account = count(papers, seats, by_lot("s", papers.candidates))
    assert len(account.elected) == len(set(account.elected)) == min(seats, papers.candidates)


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_, st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(count, papers: Rankings, seats: int, chance):
    order = list(range(len(papers.weights)))
    chance.shuffle(order)
    ties = by_lot("s", papers.candidates), by_lot("s", papers.candidates)
    assert count(papers, seats, ties[0]) == count(shuffled(papers, order), seats, ties[1])


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_, st.randoms(use_true_random=False))
def test_other_numbers_for_the_candidates_only_change_the_numbers(count, papers: Rankings, seats: int, chance):
    renumbering = list(range(1, papers.candidates + 1))
    chance.shuffle(renumbering)
    lot = by_lot("s", papers.candidates).order
    account = count(papers, seats, as_chosen(lot, "lot"))
    other = count(permuted(papers, renumbering), seats, as_chosen([renumbering[one - 1] for one in lot], "lot"))
    assert {renumbering[one - 1] for one in account.elected} == set(other.elected)
    assert len(account.rounds) == len(other.rounds)


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_)
def test_alike_papers_need_not_lie_together(count, papers: Rankings, seats: int):
    together = Rankings(papers.candidates, papers.ranks, papers.weights * 2)
    ties = [by_lot("s", papers.candidates) for _ in range(2)]
    assert count(doubled(papers), seats, ties[0]) == count(together, seats, ties[1])


@proportional
@settings(max_examples=40, deadline=None)
@given(rankings(max_candidates=5, min_candidates=3), st.integers(1, 3), st.integers(1, 3))
def test_a_group_with_so_many_quotas_has_so_many_seats(count, papers: Rankings, seats: int, deserved: int):
    """Papers that all put the same candidates first, and are more than so many quotas, fill so many seats with them."""
    group = list(range(1, min(deserved, seats, papers.candidates) + 1))
    others = papers.total
    # More than `deserved` quotas, by a margin that covers what cutting to five decimals can lose.
    solid = 1
    while solid < len(group) * ((others + solid) // (seats + 1) + 1) + 1:
        solid += 1
    ranks = [tuple(int(one) for one in row if one) for row in papers.ranks]
    cast: dict[tuple[int, ...], int] = {}
    for paper, weight in zip(ranks, papers.weights.tolist(), strict=True):
        cast[paper] = cast.get(paper, 0) + weight
    cast[tuple(group)] = cast.get(tuple(group), 0) + solid
    account = count(Rankings.of(papers.candidates, cast), seats, by_lot("s", papers.candidates))
    assert set(group) <= set(account.elected)


@every
@settings(max_examples=40, deadline=None)
@given(rankings(), seats_)
def test_a_tie_left_open_is_open_or_there_was_none(count, papers: Rankings, seats: int):
    account = count(papers, seats, left_open())
    settled = count(papers, seats, by_lot("s", papers.candidates))
    if account.open_tie is None:
        assert account.elected == settled.elected
    else:
        assert any(tie.how == "lot" for tie in settled.ties)
        assert set(account.elected) <= set(settled.elected)


@every
def test_two_who_are_alike_in_everything_are_a_tie(count):
    papers = Rankings.of(2, {(1, 2): 3, (2, 1): 3})
    assert count(papers, 1, left_open()).open_tie.among == (1, 2)
    (tie,) = count(papers, 1, as_chosen([2, 1], "lot")).ties
    assert tie.favoured == (2,)
    assert count(papers, 1, as_chosen([2, 1], "lot")).elected == (2,)


@every
@pytest.mark.parametrize(
    "papers",
    [
        Rankings.of(1, {}),
        Rankings.of(1, {(): 3}),
        Rankings.of(4, {}),
        Rankings.of(4, {(): 5}),
        Rankings.of(3, {(2,): 1}),
        Rankings.of(300, {(299, 1): 2, (300,): 3}),
    ],
    ids=["one, no papers", "one, blank", "four, no papers", "four, blank", "one paper", "three hundred"],
)
@pytest.mark.parametrize("seats", [1, 3, 9])
def test_empty_and_odd_elections_have_a_sane_account(count, papers: Rankings, seats: int):
    account = count(papers, seats, by_lot("s", papers.candidates))
    assert len(account.elected) == min(seats, papers.candidates)
    assert account.rounds
    assert isinstance(count(papers, seats, Ties()).elected, tuple)


def test_stv_wig_keeps_nine_decimals():
    papers = Rankings.of(4, {(1, 2): 5, (1, 3): 1, (1,): 1, (2,): 1, (3,): 2})
    account = count_weighted_stv(papers, 2, left_open())
    assert account.decimal(account.rounds[1].votes[1]) == "3.142857140"
