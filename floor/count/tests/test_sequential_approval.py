"""Seat after seat from approvals: sequential proportional approval, Phragmén, equal shares."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.approval import count_approval
from floor.count.approvals import Fractions
from floor.count.equal_shares import count_equal_shares
from floor.count.papers import Marks
from floor.count.phragmen import count_phragmen
from floor.count.sequential_pav import count_sequential_pav
from floor.count.telling import in_english
from floor.count.ties import as_chosen, by_lot, left_open

from .elections import doubled, marks, permuted, shuffled

RULES = [count_sequential_pav, count_phragmen, count_equal_shares]
every_rule = pytest.mark.parametrize("count", RULES)

KNOWN = json.loads((Path(__file__).parent / "vectors" / "approval.json").read_text())["polls"]

A, B, C, P, Q, R = range(1, 7)
#: E. Phragmén 1895, in Svante Janson, Phragmén's and Thiele's election methods (2016): three seats.
PHRAGMENS_EXAMPLE = Marks.of(6, {(A, B, C): 1034, (P, Q, R): 519, (A, B, Q): 90, (A, P, Q): 47})

parties = st.lists(st.integers(1, 60), min_size=1, max_size=4)


def lists(sizes: list[int], seats: int) -> Marks:
    """Everyone approves of one whole list, each with as many candidates as there are seats."""
    papers = {tuple(range(1 + seats * number, 1 + seats * (number + 1))): size for number, size in enumerate(sizes)}
    return Marks.of(seats * len(sizes), papers)


def seats_of_lists(elected, sizes, seats):
    return [sum(1 for one in elected if (one - 1) // seats == number) for number in range(len(sizes))]


def test_phragmens_example_comes_to_the_same_figures_worked_by_hand():
    account = count_phragmen(PHRAGMENS_EXAMPLE, 3, left_open())
    assert account.elected == (A, Q, B)
    first = Fraction(1034 + 90 + 47)
    second = (519 + 90 + 47) / (1 + (90 + 47) / first)
    third = (1034 + 90) / (1 + 1034 / first + 90 / second)
    assert [Fraction(dict(round.steps[0].facts)["exactly"]) for round in account.rounds] == [first, second, third]
    shown = [account.decimal(round.votes[one - 1]) for round, one in zip(account.rounds, account.elected, strict=True)]
    assert shown == ["1171.000000", "587.290519", "551.994517"]


def test_thieles_rule_has_other_figures_and_the_same_seats_there():
    account = count_sequential_pav(PHRAGMENS_EXAMPLE, 3, left_open())
    assert account.elected == (A, Q, B)
    figures = [
        account.decimal(round.votes[one - 1]) for round, one in zip(account.rounds, account.elected, strict=True)
    ]
    assert figures == ["1171.000000", "587.500000", "547.000000"]


def test_equal_shares_sells_seats_at_the_same_price_and_fills_up_by_phragmen():
    # Ten papers, two seats: a seat costs five votes. Three papers cannot buy one; the six can, and have one left between them.
    account = count_equal_shares(Marks.of(3, {(1, 2): 6, (3,): 3, (): 1}), 2, by_lot("x", 3))
    first, second = account.rounds
    assert account.facts["bought"] == 1
    assert (first.quota, first.votes) == (5_000_000, (6_000_000, 6_000_000, 3_000_000))
    assert dict(first.steps[0].facts)["exactly"] == "5/6"
    # Unspent votes: one of the six, three of the three; one over (1 - 1/5) / 6 is 7.5, one over (1 - 3/5) / 3 is also 7.5.
    assert second.votes[2] == 7_500_000
    assert {tie.round for tie in account.ties} == {1, 2}


def test_equal_shares_lets_the_poor_pay_what_they_have():
    # Two seats of six papers cost three each. Candidate 1 costs the first three everything; for 2, all four who approve
    # must still find three votes: they have but one.
    account = count_equal_shares(Marks.of(3, {(1, 2): 3, (2,): 1, (3,): 2}), 2, left_open())
    assert account.elected[0] == 2
    assert dict(account.rounds[0].steps[0].facts)["exactly"] == "3/4"
    assert account.rounds[0].votes == (3_000_000, 4_000_000, 2_000_000)


@pytest.mark.parametrize(
    ("count", "rule"),
    [
        (count_approval, "av"),
        (count_sequential_pav, "seqpav"),
        (count_phragmen, "seqphragmen"),
        (count_equal_shares, "equal-shares"),
    ],
)
def test_sixty_known_answers_agree(count, rule):
    assert len(KNOWN) == 60
    for poll in KNOWN:
        papers = Marks.of(poll["candidates"], [tuple(paper) for paper in poll["papers"]])
        known = {tuple(committee) for committee in poll[rule]}
        account = count(papers, poll["seats"], by_lot(poll["instance"], papers.candidates))
        assert tuple(sorted(account.elected)) in known, poll["instance"]
        still_open = count(papers, poll["seats"], left_open())
        if still_open.open_tie is None:
            assert known == {tuple(sorted(still_open.elected))}, poll["instance"]
        else:
            assert all(set(still_open.elected) <= set(committee) for committee in known), poll["instance"]


@pytest.mark.parametrize("count", [count_sequential_pav, count_phragmen])
@settings(max_examples=50, deadline=None)
@given(sizes=parties, seats=st.integers(1, 5))
def test_lists_get_the_seats_that_dhondt_gives_them(count, sizes, seats):
    elected = count(lists(sizes, seats), seats, by_lot("x", seats * len(sizes))).elected
    got = seats_of_lists(elected, sizes, seats)
    # D'Hondt: no list would have a better right to another's last seat.
    best_left_out = max(Fraction(size, own + 1) for size, own in zip(sizes, got, strict=True))
    last_let_in = min(Fraction(size, own) for size, own in zip(sizes, got, strict=True) if own)
    assert last_let_in >= best_left_out


@settings(max_examples=50, deadline=None)
@given(sizes=parties, seats=st.integers(1, 5))
def test_equal_shares_gives_a_list_at_least_its_whole_quotas(sizes, seats):
    elected = count_equal_shares(lists(sizes, seats), seats, by_lot("x", seats * len(sizes))).elected
    for size, own in zip(sizes, seats_of_lists(elected, sizes, seats), strict=True):
        assert own >= min(size * seats // sum(sizes), seats)


@every_rule
def test_papers_that_are_not_approvals_are_invalid_and_told(count):
    account = count(Marks(2, np.array([[2, 0], [-1, 1], [0, 1], [0, 0]]), np.array([5, 4, 3, 2])), 1, left_open())
    assert (account.papers, account.blank, account.facts["invalid"]) == (14, 2, 9)
    assert account.elected == (2,)


@every_rule
def test_two_who_stand_level_are_a_tie_that_the_lot_settles(count):
    papers = Marks.of(3, {(1,): 4, (2,): 4, (3,): 1})
    assert count(papers, 1, as_chosen((2, 1, 3), "lot")).elected == (2,)
    account = count(papers, 1, left_open())
    assert account.elected == ()
    assert account.open_tie.among == (1, 2)


@every_rule
def test_no_lot_is_drawn_where_there_are_seats_for_all_and_no_paper_approves_of_two(count):
    account = count(Marks.of(3, {(1,): 4, (2,): 4, (3,): 1}), 2, left_open())
    assert set(account.elected) == {1, 2}
    assert account.ties == ()


@every_rule
def test_who_was_elected_before_a_tie_that_stays_open_is_elected(count):
    account = count(Marks.of(4, {(1,): 9, (2,): 4, (3,): 4, (4,): 1}), 2, left_open())
    assert account.elected == (1,)
    assert account.open_tie.among == (2, 3)


@every_rule
def test_nothing_to_count_breaks_nothing(count):
    for papers in (Marks.of(2, {}), Marks.of(2, {(): 5})):
        account = count(papers, 1, left_open())
        assert account.open_tie.among == (1, 2)
        assert account.blank == papers.total
    assert count(Marks.of(1, {}), 1, left_open()).elected == (1,)
    assert count(Marks.of(0, {}), 1, left_open()).elected == ()
    assert count(Marks.of(3, {(2,): 5, (1,): 1}), 7, left_open()).elected == (2, 1, 3)
    assert count(Marks.of(2, {(2,): 1}), 0, left_open()).elected == ()


@every_rule
@settings(max_examples=50, deadline=None)
@given(data=st.data(), papers=marks(), seats=st.integers(1, 4))
def test_neither_order_nor_number_of_papers_nor_names_matter(count, data, papers, seats):
    account = count(papers, seats, by_lot("x", papers.candidates))
    assert len(account.elected) == len(set(account.elected)) == min(seats, papers.candidates)
    assert count(doubled(papers), seats, by_lot("x", papers.candidates)).elected == account.elected
    rows = data.draw(st.permutations(range(len(papers.weights))))
    assert count(shuffled(papers, rows), seats, by_lot("x", papers.candidates)) == account
    names = data.draw(st.permutations(range(1, papers.candidates + 1)))
    renamed = count(permuted(papers, names), seats, left_open())
    before = count(papers, seats, left_open())
    if before.open_tie is None:
        assert renamed.open_tie is None
        assert set(renamed.elected) == {names[one - 1] for one in before.elected}


@pytest.mark.parametrize("count", [count_sequential_pav, count_phragmen])
@settings(max_examples=50, deadline=None)
@given(papers=marks(), seats=st.integers(1, 4))
def test_a_further_paper_for_one_elected_alone_never_costs_the_seat(count, papers, seats):
    for one in count(papers, seats, by_lot("x", papers.candidates)).elected:
        more = np.zeros((1, papers.candidates), dtype=np.int64)
        more[0, one - 1] = 1
        joined = Marks(papers.candidates, np.vstack([papers.marks, more]), np.append(papers.weights, 1))
        assert one in count(joined, seats, by_lot("x", papers.candidates)).elected


@settings(max_examples=50, deadline=None)
@given(papers=marks(), seats=st.integers(1, 4))
def test_no_paper_pays_more_than_its_one_vote(papers, seats):
    account = count_equal_shares(papers, seats, by_lot("x", papers.candidates))
    bought = [round for round in account.rounds if round.steps and round.steps[0].what == "bought"]
    assert len(bought) == account.facts["bought"]
    paid = [Fraction(dict(round.steps[0].facts)["exactly"]) for round in bought]
    assert all(0 < each <= 1 for each in paid)
    assert paid == sorted(paid)
    if papers.total:
        assert len(bought) * Fraction(papers.total, seats) <= papers.total - account.blank


@every_rule
@settings(max_examples=30, deadline=None)
@given(papers=marks(), seats=st.integers(1, 4))
def test_every_account_can_be_told(count, papers, seats):
    names = [f"Candidate {one}" for one in range(1, papers.candidates + 1)]
    assert in_english(count(papers, seats, by_lot("x", papers.candidates)), names)


@given(st.lists(st.integers(-(2**90), 2**90), min_size=1, max_size=5), st.integers(0, 2**31))
def test_sums_of_long_numbers_are_exact(numbers, papers):
    support = np.array([[papers, 1]] * len(numbers), dtype=np.int64)
    assert Fractions(numbers).sums(support) == [papers * sum(numbers), sum(numbers)]
