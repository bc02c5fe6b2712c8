"""The pairwise table, and the two rules that are read from it: Schulze and ranked pairs."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.pairwise import pairwise_table
from floor.count.papers import NotPapers, Orders, Rankings
from floor.count.ranked_pairs import count_ranked_pairs
from floor.count.schulze import count_schulze
from floor.count.telling import in_english
from floor.count.ties import as_chosen, by_lot, left_open

from .elections import doubled, orders, permuted, rankings, shuffled

RULES = [count_schulze, count_ranked_pairs]
both_rules = pytest.mark.parametrize("count", RULES)

KNOWN = json.loads((Path(__file__).parent / "vectors" / "condorcet.json").read_text())["polls"]

#: Markus Schulze, A new monotonic, clone-independent ... single-winner election method, example 1 (and en.wikipedia.org).
SCHULZE = Rankings.of(
    5,
    {
        tuple("ABCDE".index(letter) + 1 for letter in paper): number
        for paper, number in {
            "ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8,
        }.items()
    },
)  # fmt: skip
#: Condorcet 1785, as told by H. P. Young, Condorcet's theory of voting (1988): sixty votes in a circle.
CONDORCET = Rankings.of(3, {(1, 2, 3): 23, (2, 3, 1): 17, (2, 1, 3): 2, (3, 1, 2): 10, (3, 2, 1): 8})
TENNESSEE = Rankings.of(4, {(1, 2, 3, 4): 42, (2, 3, 4, 1): 26, (3, 4, 2, 1): 15, (4, 3, 2, 1): 17})
#: Three who beat each other in a circle, all by one.
CIRCLE = Rankings.of(3, [(1, 2, 3), (2, 3, 1), (3, 1, 2)])
#: The same circle, all three beaten by candidate 4.
BELOW_FOUR = Rankings.of(4, [(4, 1, 2, 3), (4, 2, 3, 1), (4, 3, 1, 2)])


def possible(count, papers, seats=1):
    """Who can be elected to one seat: the elected, or all in a tie that stays open."""
    account = count(papers, seats, left_open())
    return set(account.elected) if account.open_tie is None else set(account.open_tie.among)


def with_margins(candidates, wanted):
    """Papers with these margins, all even: two papers for each two votes, alike but for the one pair (McGarvey 1953)."""
    papers: dict[tuple[int, ...], int] = {}
    for pair, margin in wanted.items():
        others = [one for one in range(1, candidates + 1) if one not in pair]
        for paper in ((*pair, *others), (*reversed(others), *pair)):
            papers[paper] = papers.get(paper, 0) + margin // 2
    return Rankings.of(candidates, papers)


def test_the_table_says_how_many_papers_put_one_before_another():
    assert pairwise_table(CONDORCET).tolist() == [[0, 33, 25], [27, 0, 42], [35, 18, 0]]


def test_who_is_not_named_stands_level_after_all_who_are():
    table = pairwise_table(Rankings.of(4, {(2,): 5, (3, 1): 2, (): 9}))
    assert table.tolist() == [[0, 2, 0, 2], [5, 0, 5, 5], [2, 2, 0, 2], [0, 0, 0, 0]]
    assert pairwise_table(Orders.of(3, {((1, 2),): 4})).tolist() == [[0, 0, 4], [0, 0, 4], [0, 0, 0]]


def test_a_number_of_papers_below_nought_is_refused():
    with pytest.raises(NotPapers, match="below nought"):
        pairwise_table(Rankings(2, np.array([[1]], dtype=np.uint8), np.array([-1])))


@settings(max_examples=30, deadline=None)
@given(papers=rankings())
def test_the_table_is_the_same_as_one_made_paper_by_paper(papers):
    expected = [[0] * papers.candidates for _ in range(papers.candidates)]
    for ranks, number in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True):
        named = [one for one in ranks if one]
        for one in range(1, papers.candidates + 1):
            for other in range(1, papers.candidates + 1):
                if one in named and one != other and (other not in named or named.index(one) < named.index(other)):
                    expected[one - 1][other - 1] += number
    assert pairwise_table(papers).tolist() == expected
    assert pairwise_table(Orders.from_rankings(papers)).tolist() == expected


def test_schulzes_first_example_has_his_paths_and_his_ranking():
    account = count_schulze(SCHULZE, 5, left_open())
    assert account.elected == (5, 1, 3, 2, 4)
    assert account.facts["paths"] == [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
    ]


def test_ranked_pairs_leaves_out_condorcets_smallest_margin():
    account = count_ranked_pairs(CONDORCET, 3, left_open())
    assert account.elected == (2, 3, 1)
    assert account.facts["locked"] == [[2, 3], [3, 1]]
    assert in_english(account, ["Ann", "Bob", "Cem"])[0] == (
        "Round 1: Bob leads Cem by 24. This is kept. Cem leads Ann by 10. This is kept. "
        "Ann leads Bob by 6. This is left out: it would contradict what was kept before."
    )


@both_rules
def test_nashville_beats_all_others_in_the_tennessee_example(count):
    account = count(TENNESSEE, 4, left_open())
    assert account.elected == (2, 3, 4, 1)
    assert count(TENNESSEE, 1, left_open()).elected == (2,)


@pytest.mark.parametrize(("count", "name"), [(count_schulze, "schulze"), (count_ranked_pairs, "ranked pairs")])
def test_two_hundred_known_answers_agree(count, name):
    assert len(KNOWN) == 200
    for poll in KNOWN:
        papers = Orders.of(
            poll["candidates"], {tuple(tuple(group) for group in groups): number for number, groups in poll["papers"]}
        )
        account = count(papers, 1, by_lot("known answers", papers.candidates))
        assert account.elected[0] in poll[name], poll
        if not account.ties:
            assert list(account.elected) == poll[name], poll
        open_tie = count(papers, 1, left_open()).open_tie
        if open_tie is not None and open_tie.for_ == "seat":
            assert list(open_tie.among) == poll[name], poll


@both_rules
def test_a_circle_of_equals_is_a_tie_that_the_lot_settles(count):
    for lot in permutations((1, 2, 3)):
        account = count(CIRCLE, 1, as_chosen(lot, "lot"))
        assert [tie.among for tie in account.ties] == [(1, 2, 3)]
        assert account.elected == (lot[0],)
    account = count(CIRCLE, 1, left_open())
    assert account.elected == ()
    assert account.open_tie.among == (1, 2, 3)


def test_ranked_pairs_draws_the_lot_for_the_order_of_equal_pairs():
    account = count_ranked_pairs(CIRCLE, 1, as_chosen((2, 3, 1), "lot"))
    (tie,) = account.ties
    assert (tie.among, tie.favoured, tie.for_) == ((1, 2, 3), (2, 3), "pair")
    assert account.facts["locked"] == [[3, 1], [2, 3]]
    account = count_ranked_pairs(CIRCLE, 2, left_open())
    assert account.elected == ()
    assert account.open_tie.for_ == "pair"


def test_ranked_pairs_draws_no_lot_for_equal_pairs_among_those_who_cannot_be_elected():
    # 1, 2 and 3 beat each other in a circle and all others; 4, 5 and 6 stand in a circle of equals with larger margins.
    below = {(4, 5): 20, (5, 6): 20, (6, 4): 20}
    above = {(one, other): 30 for one in (1, 2, 3) for other in (4, 5, 6)}
    papers = with_margins(6, {(1, 2): 8, (2, 3): 6, (3, 1): 4} | above | below)
    account = count_ranked_pairs(papers, 1, left_open())
    assert account.elected == (1,)
    assert account.ties == ()


def test_ranked_pairs_draws_no_lot_for_equal_pairs_once_the_seat_is_certain():
    # 1 stands above everyone by pairs kept before the circle of equals 2, 3, 4; only 5 beats 1, by the smallest margin.
    large = {(1, other): 30 for other in (2, 3, 4)} | {(one, 5): 20 for one in (2, 3, 4)}
    papers = with_margins(5, large | {(2, 3): 10, (3, 4): 10, (4, 2): 10, (5, 1): 2})
    account = count_ranked_pairs(papers, 1, left_open())
    assert account.elected == (1,)
    assert account.ties == ()


@both_rules
def test_no_lot_is_drawn_for_a_circle_below_the_last_seat(count):
    account = count(BELOW_FOUR, 1, left_open())
    assert account.elected == (4,)
    assert account.ties == ()


@both_rules
def test_who_is_elected_for_certain_is_elected_though_a_tie_below_stays_open(count):
    account = count(BELOW_FOUR, 2, left_open())
    assert account.elected == (4,)
    assert account.open_tie.among == (1, 2, 3)


@both_rules
def test_no_lot_is_drawn_where_all_who_stand_level_are_elected(count):
    account = count(BELOW_FOUR, 4, left_open())
    assert set(account.elected) == {1, 2, 3, 4}
    assert account.ties == ()


@both_rules
def test_two_who_stand_level_are_a_tie(count):
    papers = Rankings.of(3, {(1, 2): 3, (2, 1): 3})
    assert count(papers, 1, left_open()).open_tie.among == (1, 2)
    assert count(papers, 1, as_chosen((3, 2, 1), "lot")).elected == (2,)
    assert count(papers, 2, left_open()).open_tie is None


@both_rules
def test_nothing_to_count_breaks_nothing(count):
    for papers in (Rankings.of(2, {}), Rankings.of(2, {(): 5}), Orders.of(2, {((1, 2),): 5})):
        account = count(papers, 1, left_open())
        assert account.open_tie.among == (1, 2)
        assert account.blank == papers.total
    assert count(Rankings.of(1, {}), 1, left_open()).elected == (1,)
    assert count(Rankings.of(0, {}), 1, left_open()).elected == ()
    assert count(Rankings.of(2, {(2,): 1}), 9, left_open()).elected == (2, 1)
    assert count(Rankings.of(2, {(2,): 1}), 0, left_open()).elected == ()


@both_rules
@settings(max_examples=30, deadline=None)
@given(papers=orders())
def test_whoever_beats_everyone_is_elected_and_no_lot_is_drawn(count, papers):
    table = pairwise_table(papers)
    beats_all = [
        one + 1 for one in range(papers.candidates) if (table[one] > table[:, one]).sum() == papers.candidates - 1
    ]
    account = count(papers, 1, left_open())
    if beats_all:
        assert list(account.elected) == beats_all
        assert account.ties == ()


@both_rules
@settings(max_examples=30, deadline=None)
@given(data=st.data(), papers=orders(), seats=st.integers(1, 3))
def test_neither_order_nor_number_of_papers_nor_names_matter(count, data, papers, seats):
    account = count(papers, seats, by_lot("x", papers.candidates))
    assert len(account.elected) == min(seats, papers.candidates)
    assert count(doubled(papers), seats, by_lot("x", papers.candidates)).elected == account.elected
    rows = data.draw(st.permutations(range(len(papers.weights))))
    assert count(shuffled(papers, rows), seats, by_lot("x", papers.candidates)) == account
    names = data.draw(st.permutations(range(1, papers.candidates + 1)))
    renamed = count(permuted(papers, names), seats, left_open())
    before = count(papers, seats, left_open())
    assert set(renamed.elected) == {names[one - 1] for one in before.elected}
    assert (renamed.open_tie is None) == (before.open_tie is None)


@both_rules
@settings(max_examples=30, deadline=None)
@given(papers=orders(), seats=st.integers(1, 3))
def test_who_is_elected_though_a_tie_stays_open_is_elected_however_it_is_settled(count, papers, seats):
    certain = set(count(papers, seats, left_open()).elected)
    for lot in (range(1, papers.candidates + 1), range(papers.candidates, 0, -1)):
        assert certain <= set(count(papers, seats, as_chosen(tuple(lot), "lot")).elected)


@both_rules
@settings(max_examples=40, deadline=None)
@given(data=st.data(), papers=orders(min_candidates=2))
def test_standing_higher_on_a_paper_never_costs_the_seat(count, data, papers):
    before = count(papers, 1, left_open())
    if before.open_tie is not None or not len(papers.weights):
        return
    (one,) = before.elected
    row = data.draw(st.integers(0, len(papers.weights) - 1))
    places = papers.places.copy()
    places[row] += 1
    places[row, one - 1] = data.draw(st.integers(0, int(places[row, one - 1]) - 1))
    assert one in possible(count, Orders(papers.candidates, places, papers.weights))


@both_rules
@settings(max_examples=30, deadline=None)
@given(papers=orders(), seats=st.integers(1, 3))
def test_every_account_can_be_told(count, papers, seats):
    names = [f"Candidate {one}" for one in range(1, papers.candidates + 1)]
    assert in_english(count(papers, seats, by_lot("x", papers.candidates)), names)
