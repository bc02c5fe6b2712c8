"""Scottish STV: sixty real elections, counts done by hand, and what the rules say of each case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.papers import Rankings
from floor.count.reading import read_file
from floor.count.scottish_stv import count_scottish_stv
from floor.count.tests.elections import rankings
from floor.count.tests.tellers import elected_by_hand
from floor.count.ties import by_lot, drawn, left_open

VECTORS = Path(__file__).parent / "vectors" / "scottish"
EXPECTED = json.loads((VECTORS / "expected.json").read_text())


def votes(*whole: str) -> tuple[int, ...]:
    return tuple(int(one.replace(".", "")) for one in whole)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_election_comes_out_as_it_did(name: str):
    urn, expected = read_file(VECTORS / f"{name}.blt"), EXPECTED[name]
    account = count_scottish_stv(urn.papers, urn.seats, by_lot("no lot is needed", len(urn.names)))
    assert sorted(account.elected) == expected["elected"]
    assert account.facts["quota"] == expected["quota"]
    assert [amount // account.scale for amount in account.rounds[0].votes] == expected["first_preferences"]
    assert (account.papers, account.seats) == (expected["papers"], expected["seats"])


@settings(max_examples=60, deadline=None)
@given(rankings(max_papers=8), st.integers(1, 5))
def test_it_agrees_with_tellers_who_go_paper_by_paper(papers: Rankings, seats: int):
    account = count_scottish_stv(papers, seats, by_lot("s", papers.candidates))
    assert set(account.elected) == elected_by_hand(papers, seats, drawn("s", papers.candidates))


def test_the_quota_is_cut_to_a_whole_number_and_one_added():
    account = count_scottish_stv(Rankings.of(3, {(1,): 7, (2,): 2, (3,): 2}), 2, left_open())
    assert account.facts["quota"] == 11 // 3 + 1 == 4


def test_a_surplus_passes_on_at_a_value_cut_to_five_decimals():
    # Ten papers, quota 4, surplus 3 on 7 papers: 3/7 is 0.42857 142...
    account = count_scottish_stv(Rankings.of(4, {(1, 2): 5, (1, 3): 1, (1,): 1, (2,): 1, (3,): 2}), 2, left_open())
    assert account.rounds[1].votes == votes("4.00000", "3.14285", "2.42857", "0.00000")
    assert account.rounds[1].exhausted == 42857 + 1  # the paper that ends, and what was cut off


def test_a_paper_that_came_at_less_than_one_passes_on_at_a_share_of_that():
    papers = Rankings.of(5, {(1, 2, 3): 12, (2, 4): 3, (3,): 3, (4,): 3, (5,): 2})
    account = count_scottish_stv(papers, 3, left_open())
    # Quota 6. From 1: 6/12 is 0.5, 2 then has 9; surplus 3 of 9, so 0.5 * 3/9 is 0.16666 on twelve papers.
    assert account.rounds[1].votes == votes("6.00000", "9.00000", "3.00000", "3.00000", "2.00000")
    assert account.rounds[2].votes == votes("6.00000", "6.00000", "4.99992", "3.99999", "2.00000")


def test_the_largest_surplus_goes_first_and_nothing_goes_to_those_elected():
    papers = Rankings.of(4, {(1, 2, 3): 10, (2, 1, 4): 14, (3,): 3, (4,): 2})
    account = count_scottish_stv(papers, 3, left_open())
    assert [step.candidates for round in account.rounds for step in round.steps if step.what == "surplus"] == [
        (2,),
        (1,),
    ]
    assert account.rounds[1].votes[0] == 10 * account.scale


def test_nothing_is_transferred_once_no_more_stand_than_seats():
    papers = Rankings.of(3, {(1, 2): 9, (2,): 1, (3,): 1})
    account = count_scottish_stv(papers, 2, by_lot("s", 3))
    assert account.elected[0] == 1
    last = account.rounds[-1].steps
    assert last[-1].why == "last seats" or last[-1].what == "elected"
    assert not any(step.what in ("transfer", "surplus") for step in last)


def test_equals_are_parted_by_the_latest_earlier_stage_at_which_they_differed():
    # 4 is excluded first; its paper goes to 3, who then is level with 2. Before that 3 had fewer.
    papers = Rankings.of(4, {(1,): 5, (2,): 3, (3,): 2, (4, 3): 1})
    account = count_scottish_stv(papers, 1, left_open())
    excluded = [step.candidates for round in account.rounds for step in round.steps if step.what == "excluded"]
    assert excluded[:2] == [(4,), (3,)]
    (tie,) = account.ties
    assert (tie.among, tie.favoured, tie.how, tie.round) == ((2, 3), (2,), "earlier stage", 2)


def test_the_latest_stage_counts_before_the_first():
    # 2 leads 3 at first by 5 to 4, then 4's papers make it 5 to 6, then 5's make it 6 to 6: the second stage decides.
    papers = Rankings.of(5, {(1,): 10, (2,): 5, (3,): 4, (4, 3): 2, (5, 2): 1, (5, 1): 2})
    account = count_scottish_stv(papers, 1, left_open())
    excluded = [step.candidates for round in account.rounds for step in round.steps if step.what == "excluded"]
    assert excluded[:3] == [(4,), (5,), (2,)]


def test_equals_that_never_differed_are_parted_by_the_lot_and_it_is_told():
    papers = Rankings.of(3, {(1,): 5, (2, 1): 2, (3, 2): 2})
    account = count_scottish_stv(papers, 1, by_lot("seed", 3))
    assert account.ties == ()  # 1 has the quota of 5 at once
    papers = Rankings.of(3, {(1,): 4, (2, 1): 3, (3, 2): 3})
    (tie,) = count_scottish_stv(papers, 1, by_lot("seed", 3)).ties
    assert (tie.among, tie.places, tie.how, tie.for_) == ((2, 3), 1, "lot", "exclusion")


def test_a_tie_left_open_stops_the_count_with_those_elected_so_far():
    account = count_scottish_stv(Rankings.of(4, {(1,): 5, (2,): 2, (3,): 2, (4,): 2}), 2, left_open())
    assert account.open_tie is not None and account.open_tie.among == (2, 3, 4)
    assert account.elected == (1,)


def test_candidates_nobody_names_are_excluded_together_without_a_lot():
    account = count_scottish_stv(Rankings.of(5, {(1,): 4, (2,): 3}), 1, left_open())
    assert account.elected == (1,) and account.open_tie is None
    account = count_scottish_stv(Rankings.of(5, {(1,): 4, (2,): 3, (3,): 2}), 1, left_open())
    assert account.elected == (1,) and account.ties == ()


def test_blank_papers_are_counted_but_not_in_the_quota():
    account = count_scottish_stv(Rankings.of(2, {(): 10, (1,): 3, (2,): 1}), 1, left_open())
    assert (account.papers, account.blank, account.facts["quota"], account.elected) == (14, 10, 3, (1,))
