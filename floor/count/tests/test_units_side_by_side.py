"""Votes by unit beside votes of members: who is for, whom they stand for, and where the ways of counting disagree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.shares import NotVotes
from floor.count.ties import as_chosen, left_open
from floor.count.units_side_by_side import Sides, UnitVote, side_by_side

LARGE, SMALL, SMALLER = UnitVote("mill", 60, 40, 1000), UnitVote("yard", 4, 6, 90), UnitVote("shed", 3, 5, 80)


def test_small_units_can_outvote_one_in_which_most_members_work():
    found = side_by_side((LARGE, SMALL, SMALLER), left_open())
    assert (found.units, found.units.verdict) == (Sides(1, 2), "against")
    assert (found.members, found.members.verdict) == (Sides(67, 51), "for")
    assert found.block == Sides(1000, 170)
    assert found.divided == Sides(600 + 36 + 30, 400 + 54 + 50)
    assert not found.agree


def test_a_block_vote_hides_a_minority_that_a_divided_vote_shows():
    units = (UnitVote("a", 51, 49, 100), UnitVote("b", 0, 90, 90))
    found = side_by_side(units, left_open())
    assert (found.block.verdict, found.divided.verdict) == ("for", "against")


def test_units_that_split_or_are_silent_count_on_neither_side():
    found = side_by_side(
        (UnitVote("a", 5, 5, 10), UnitVote("b", 0, 0, 7, abstain=3), UnitVote("c", 1, 0, 4)), left_open()
    )
    assert (found.units, found.split, found.silent) == (Sides(1, 0), 1, 1)
    assert found.block == Sides(4, 0)
    assert found.divided == Sides(9, 5)


def test_the_odd_member_of_a_unit_that_split_is_a_tie():
    ties = left_open()
    assert side_by_side((UnitVote("a", 5, 5, 11),), ties).divided == Sides(5, 5)
    assert ties.met[0].among == (1, 2)
    assert side_by_side((UnitVote("a", 5, 5, 11),), as_chosen([2, 1])).divided == Sides(5, 6)


units = st.lists(
    st.builds(UnitVote, st.just("u"), st.integers(0, 30), st.integers(0, 30), st.integers(0, 300)), max_size=6
)


@settings(max_examples=50, deadline=None)
@given(units)
def test_every_member_of_a_unit_that_voted_stands_on_one_side_when_divided(given_units):
    found = side_by_side(given_units, as_chosen([2, 1]))
    voted = sum(unit.members for unit in given_units if unit.stand != "silent")
    assert found.divided.votes_for + found.divided.against == voted
    assert found.block.votes_for + found.block.against <= voted
    assert found.units.votes_for + found.units.against + found.split + found.silent == len(given_units)


def test_figures_that_cannot_be_are_refused():
    with pytest.raises(NotVotes, match="figures of mill"):
        UnitVote("mill", -1, 2, 3)
