"""Elections of lists: from papers to people, on closed and on open lists, with thresholds and short lists."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.lists import CandidateList, count_lists, gathered
from floor.count.shares import NotVotes
from floor.count.ties import as_chosen, by_lot, left_open


def of(*lists: tuple[int, int]) -> tuple[CandidateList, ...]:
    """Closed lists of (candidates, votes), with candidates numbered on from list to list."""
    made, first = [], 1
    for number, votes in lists:
        made.append(CandidateList(tuple(range(first, first + number)), votes))
        first += number
    return tuple(made)


@st.composite
def elections(draw: st.DrawFn) -> tuple[CandidateList, ...]:
    sizes = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 60)), min_size=1, max_size=5))
    return of(*sizes)


def test_the_first_on_each_list_are_elected():
    election = count_lists(of((9, 210), (9, 120), (9, 38)), 9, left_open())
    assert election.won == (5, 3, 1)
    assert election.elected == (1, 2, 3, 4, 5, 10, 11, 12, 19)


def test_each_is_seated_by_a_quotient_of_the_list():
    election = count_lists(of((2, 210), (2, 120)), 3, left_open())
    assert [(each.candidate, each.claim.votes, each.claim.divisor) for each in election.seated] == [
        (1, 210, 1), (2, 210, 2), (3, 120, 1),
    ]  # fmt: skip


def test_a_list_with_too_few_candidates_passes_its_seat_to_the_next_highest_quotient():
    # 210 105 70 52.5 | 120 60 40 | 58: the third seat of the first list, which has two candidates, goes to the second's 60.
    election = count_lists(of((2, 210), (9, 120), (9, 58)), 5, left_open())
    assert election.won == (2, 2, 1)
    assert count_lists(of((9, 210), (9, 120), (9, 58)), 5, left_open()).won == (3, 2, 0)


@pytest.mark.parametrize("rule", ["hare", "droop", "sainte-lague"])
def test_a_short_list_passes_its_seats_on_under_every_rule(rule):
    election = count_lists(of((2, 800), (9, 150), (9, 50)), 10, left_open(), rule)
    assert election.won[0] == 2
    assert sum(election.won) == 10
    assert election.won[1] > election.won[2]


@pytest.mark.parametrize("rule", ["hare", "droop", "dhondt", "sainte-lague"])
@pytest.mark.parametrize(("second", "third", "won"), [(150, 50, (2, 6, 2)), (190, 10, (2, 8, 0))])
def test_what_a_short_list_leaves_is_shared_in_proportion(rule, second, third, won):
    # 800 votes would be worth eight seats; six of them go to the other lists, on top of the two these have anyway.
    assert count_lists(of((2, 800), (9, second), (9, third)), 10, by_lot("s", 3), rule).won == won


def test_on_an_open_list_personal_votes_come_first_and_then_the_order_of_the_list():
    lists = gathered([[1, 2, 3, 4], [5, 6]], for_lists={1: 14, 2: 9}, for_candidates={3: 4, 2: 1, 4: 1, 6: 2})
    assert [each.votes for each in lists] == [20, 11]
    election = count_lists(lists, 4, left_open(), open_=True)
    assert election.elected == (3, 2, 4, 6)
    assert count_lists(lists, 4, left_open(), open_=False).elected == (1, 2, 3, 5)


def test_a_list_below_the_threshold_takes_no_seat_and_is_named():
    lists = of((20, 500), (20, 451), (20, 49))
    election = count_lists(lists, 19, left_open(), threshold=Fraction(1, 20))
    assert election.below == (3,)
    assert election.won == (10, 9, 0)
    assert election.shares.votes == (500, 451, 0)
    assert count_lists(lists, 21, left_open()).won == (11, 9, 1)


def test_when_every_list_is_below_the_threshold_nobody_is_elected():
    election = count_lists(of((3, 5), (3, 5)), 4, left_open(), threshold=Fraction(3, 5))
    assert (election.elected, election.below, election.shares.unfilled) == ((), (1, 2), 4)


def test_more_seats_than_candidates_elect_them_all():
    election = count_lists(of((2, 5), (1, 3)), 9, left_open())
    assert election.elected == (1, 2, 3)
    assert election.shares.unfilled == 6


def test_an_open_tie_leaves_the_seat_empty_and_a_settled_one_fills_it():
    assert count_lists(of((3, 10), (3, 10)), 3, left_open()).elected == (1, 4)
    assert count_lists(of((3, 10), (3, 10)), 3, as_chosen([2, 1])).elected == (1, 4, 5)


@settings(max_examples=50, deadline=None)
@given(elections(), st.integers(0, 12), st.sampled_from(["dhondt", "sainte-lague", "hare", "droop"]))
def test_on_closed_lists_nobody_is_elected_before_one_who_stands_higher(lists, seats, rule):
    election = count_lists(lists, seats, by_lot("s", len(lists)), rule)
    for each, won in zip(lists, election.won, strict=True):
        assert [one for one in each.candidates if one in election.elected] == list(each.candidates[:won])
    room = sum(len(each.candidates) for each in lists if each.votes)
    assert len(election.elected) == min(seats, room)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: gathered([[1, 2], [2]], {}, {}), "on two lists"),
        (lambda: gathered([[1], [2]], {3: 1}, {}), "no list 3; there are 2"),
        (lambda: gathered([[1], [2]], {}, {7: 1}), "Candidate 7 stands on no list"),
        (lambda: count_lists((CandidateList((1, 1), 5),), 1, left_open()), "twice on one"),
        (
            lambda: count_lists((CandidateList((1, 2), 5, (1,)),), 1, left_open()),
            "2 candidates, but personal votes for 1",
        ),
    ],
)
def test_lists_that_cannot_be_are_refused(wrong, why):
    with pytest.raises(NotVotes, match=why):
        wrong()
