"""Seats reserved for the minority in a works council: jumping lists, and people elected singly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.lists import CandidateList, ListElection, count_lists
from floor.count.reserved import seats_of_the_minority
from floor.count.reserved_singly import count_with_reserved
from floor.count.shares import NotVotes
from floor.count.shares_telling import told_swaps
from floor.count.ties import Ties, as_chosen, by_lot, left_open


def elected(seats: int, reserved: int, *lists: tuple[str, int], ties: Ties | None = None) -> ListElection:
    """Lists written as "MMW": candidates in order, W of the minority; numbered on from list to list."""
    made, minority, number = [], set(), 0
    for people, votes in lists:
        numbers = tuple(range(number + 1, number + 1 + len(people)))
        minority |= {one for one, who in zip(numbers, people, strict=True) if who == "W"}
        made.append(CandidateList(numbers, votes))
        number += len(people)
    return count_lists(made, seats, ties or left_open(), minority=minority, reserved=reserved)


def test_with_enough_of_the_minority_nobody_gives_way():
    election = elected(3, 1, ("MWM", 60), ("MMM", 25))
    assert election.elected == (1, 2, 4)
    assert election.swaps == ()


def test_the_one_with_the_lowest_quotient_gives_way_on_the_same_list():
    # 60 30 | 25: the 25 is the lowest, and its list has a woman after him.
    election = elected(3, 1, ("MMW", 60), ("MMW", 25))
    assert election.elected == (1, 2, 6)
    assert [(swap.out.candidate, swap.in_.candidate) for swap in election.swaps] == [(4, 6)]
    assert election.won == (2, 1)


def test_if_the_same_list_has_none_the_seat_goes_to_the_next_highest_quotient_with_one():
    # 60 30 | 25 | next: 20 (first list), 15, 12.5: the woman is on the first list.
    election = elected(3, 1, ("MMMW", 60), ("MMM", 25))
    assert election.elected == (1, 2, 4)
    assert election.won == (3, 0)
    assert [(swap.in_.claim.votes, swap.in_.claim.divisor) for swap in election.swaps] == [(60, 3)]


def test_a_higher_quotient_of_a_list_without_the_minority_is_passed_over():
    # Seats: 60 30 | 25. Next quotients: 24 of the third list (men only), 20 of the first (woman).
    election = elected(3, 1, ("MMW", 60), ("MM", 25), ("MM", 24))
    assert election.won == (3, 0, 0)
    assert election.elected == (1, 2, 3)


def test_it_is_repeated_until_the_seats_are_filled():
    # 130 65 43.3 | 80 40: the 40 jumps to 32.5 of the first list, then the 43.3 gives way on its own list.
    election = elected(5, 2, ("MMMWW", 130), ("MMM", 80))
    assert [(swap.out.candidate, swap.in_.candidate, swap.in_.list_) for swap in election.swaps] == [
        (7, 4, 1),
        (3, 5, 1),
    ]
    assert election.elected == (1, 2, 4, 5, 6)
    assert election.won == (4, 1)


def test_two_jumps_to_the_same_list_take_its_next_two_quotients():
    election = elected(4, 2, ("MM", 60), ("MM", 50), ("WWW", 20))
    # 60 50 30 25 are men. 25 and 30 jump to 20 and 10 of the third list.
    assert [(swap.out.claim.votes // swap.out.claim.divisor, swap.in_.claim.divisor) for swap in election.swaps] == [
        (25, 1),
        (30, 2),
    ]
    assert election.won == (1, 1, 2)


def test_if_no_list_has_anybody_of_the_minority_left_the_seat_stays():
    election = elected(5, 2, ("MMMW", 130), ("MMM", 80))
    assert election.elected == (1, 2, 3, 4, 5)
    assert (election.won, election.short) == ((4, 1), 1)


def test_a_list_without_votes_or_below_the_threshold_inherits_nothing():
    election = elected(2, 1, ("MM", 50), ("W", 0))
    assert (election.elected, election.short) == ((1, 2), 1)


def test_equal_lowest_quotients_are_a_tie_and_the_lot_says_who_gives_way():
    lists = (("MW", 50), ("MW", 50))
    assert elected(2, 1, *lists, ties=as_chosen([1, 2])).elected == (1, 4)
    settled = elected(2, 1, *lists, ties=as_chosen([2, 1]))
    assert settled.elected == (2, 3)
    open_ = elected(2, 1, *lists)
    assert (open_.elected, open_.short) == ((1, 3), 1)


def test_equal_next_quotients_are_a_tie_and_the_lot_says_where_the_seat_goes():
    lists = (("M", 50), ("W", 20), ("W", 20))
    assert elected(1, 1, *lists, ties=as_chosen([3, 2, 1])).elected == (3,)
    assert elected(1, 1, *lists, ties=as_chosen([1, 2, 3])).elected == (2,)
    assert elected(1, 1, *lists).elected == (1,)


def test_of_several_lists_with_the_minority_the_one_with_the_next_highest_quotient_inherits():
    # 60 30 | 25 are seated, and 25 gives way; next are 20 of the first list, 12 of the third and 11 of the fourth.
    assert elected(3, 1, ("MMM", 60), ("MM", 25), ("MW", 12), ("W", 11)).elected == (1, 2, 6 + 1)
    assert elected(3, 1, ("MMM", 60), ("MM", 25), ("W", 11), ("MW", 12)).elected == (1, 2, 8)


def test_nobody_gives_way_while_a_tie_for_a_seat_is_open():
    election = elected(2, 1, ("MMW", 100), ("MMW", 50))
    assert (election.elected, election.swaps, election.short) == ((1,), (), 1)
    assert elected(2, 1, ("MMW", 100), ("MMW", 50), ties=as_chosen([1, 2])).elected == (1, 3)


def test_the_jump_is_told():
    election = elected(3, 1, ("MMMW", 60), ("MMM", 25))
    people = ["Arno", "Bernd", "Carl", "Dora", "Emil", "Fritz", "Gerd"]
    (sentence,) = map(str, told_swaps(election.swaps, people, ["Future", "Unity"]))
    assert sentence == (
        "Emil, elected with 25, gives way to Dora of list Future, which is next with 20: "
        "nobody of the minority is left on the list of Emil."
    )


def test_rules_without_quotients_cannot_jump():
    with pytest.raises(NotVotes, match="Take dhondt or sainte-lague"):
        count_lists((CandidateList((1, 2), 5),), 1, left_open(), "hare", minority={2}, reserved=1)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.text("MW", min_size=1, max_size=6), st.integers(1, 60)), min_size=1, max_size=4),
    st.integers(1, 8),
    st.integers(0, 8),
)
def test_the_minority_has_its_seats_or_nobody_of_it_is_left(lists, seats, reserved):
    election = elected(seats, reserved, *lists, ties=by_lot("s", len(lists)))
    everyone = "".join(people for people, _ in lists)
    women = sum(everyone[one - 1] == "W" for one in election.elected)
    assert women >= min(reserved, everyone.count("W"), len(election.elected))
    assert len(set(election.elected)) == min(seats, len(everyone))
    # Nobody of the minority ever gives way, and no more do than needed.
    assert all(
        everyone[swap.out.candidate - 1] == "M" and everyone[swap.in_.candidate - 1] == "W" for swap in election.swaps
    )
    assert not election.swaps or women <= reserved


@pytest.mark.parametrize(
    ("women", "men", "seats", "reserved"), [(80, 170, 9, 3), (871, 2598, 23, 6), (1, 99, 5, 0), (50, 51, 3, 1)]
)
def test_the_seats_of_the_minority_follow_its_part_of_the_workforce(women, men, seats, reserved):
    """80 of 250 are in our template; 871 of 3,469 and 6 of 23 seats in LAG Berlin-Brandenburg, 7 TaBV 358/17."""
    assert seats_of_the_minority(women, men, seats, left_open()) == reserved


class TestElectedSingly:
    def test_the_reserved_seats_come_first_then_all_others_by_votes(self):
        account = count_with_reserved((90, 80, 70, 20, 10), 3, {4, 5}, 1, left_open())
        assert account.elected == (4, 1, 2)
        assert [step.why for round_ in account.rounds for step in round_.steps] == [
            "reserved seat",
            "most votes",
            "most votes",
        ]

    def test_one_of_the_minority_with_more_votes_leaves_the_other_seats_open_to_all(self):
        assert count_with_reserved((90, 80, 70, 85), 3, {2, 4}, 1, left_open()).elected == (4, 1, 2)

    def test_reserved_seats_nobody_can_take_go_to_the_others(self):
        assert count_with_reserved((90, 80, 70), 2, {3}, 2, left_open()).elected == (3, 1)
        assert count_with_reserved((90, 80, 70), 2, set(), 2, left_open()).elected == (1, 2)
        assert count_with_reserved((90, 80, 0), 2, {3}, 1, left_open()).elected == (1, 2)

    def test_a_tie_for_the_reserved_seat_is_told(self):
        votes = (90, 20, 20)
        account = count_with_reserved(votes, 2, {2, 3}, 1, left_open())
        assert (account.elected, account.open_tie.among) == ((), (2, 3))
        assert count_with_reserved(votes, 2, {2, 3}, 1, as_chosen([3, 2, 1])).elected == (3, 1)

    def test_a_tie_that_changes_nothing_is_none(self):
        account = count_with_reserved((90, 20, 20), 3, {2, 3}, 1, left_open())
        assert (set(account.elected), account.ties) == ({1, 2, 3}, ())

    def test_a_tie_that_others_share_is_one(self):
        account = count_with_reserved((20, 20, 20), 2, {2, 3}, 1, left_open())
        assert account.open_tie is not None

    def test_a_tie_for_the_last_seat_is_told(self):
        account = count_with_reserved((20, 20, 5), 2, {3}, 1, left_open())
        assert (account.elected, account.open_tie.among) == ((3,), (1, 2))

    def test_nobody_without_a_vote_is_elected(self):
        assert count_with_reserved((0, 0, 0), 2, {3}, 1, left_open()).elected == ()

    def test_votes_that_are_no_numbers_are_refused(self):
        with pytest.raises(NotVotes, match="candidate 2"):
            count_with_reserved((1, -1), 1, set(), 0, left_open())
