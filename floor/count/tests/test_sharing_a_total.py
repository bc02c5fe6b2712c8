"""A total shared out among units: the sum is the total, nobody stands below the least, and growing costs nobody a seat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.count.apportionment import APPORTIONMENTS, apportionment_called
from floor.count.shares import NotVotes
from floor.count.sharing_a_total import share_total
from floor.count.ties import by_lot
from floor.law.seats import SHARED_BY

MEMBERS = st.lists(st.integers(0, 500), min_size=1, max_size=12).filter(any)
METHODS = st.sampled_from(sorted(APPORTIONMENTS))


def test_the_statutes_know_every_method_of_the_counting_room_by_the_same_name():
    assert set(SHARED_BY) == set(APPORTIONMENTS)
    for method, names in SHARED_BY.items():
        assert {apportionment_called(name).name for name in names} <= {method}


@given(MEMBERS, st.integers(0, 40), st.integers(0, 3), METHODS)
def test_the_sum_is_the_total_and_each_unit_with_members_has_the_least(members, more, least, method):
    there = sum(1 for people in members if people)
    total = least * there + more
    found = share_total(members, total, method, at_least=least, seed="x")
    assert sum(found.won) == total
    for people, seats in zip(members, found.won, strict=True):
        assert seats >= least if people else seats == 0


@given(MEMBERS, st.integers(0, 40), st.integers(0, 3), METHODS)
def test_a_larger_unit_never_has_fewer_seats_than_a_smaller_one(members, more, least, method):
    total = least * sum(1 for people in members if people) + more
    won = share_total(members, total, method, at_least=least, seed="x").won
    for people, seats in zip(members, won, strict=True):
        assert all(seats >= other for size, other in zip(members, won, strict=True) if size < people)


@given(MEMBERS, st.integers(1, 40), METHODS)
def test_without_a_least_it_is_the_method_itself(members, total, method):
    alone = APPORTIONMENTS[method].share(members, total, by_lot("x", len(members)))
    found = share_total(members, total, method, seed="x")
    assert found.won == alone.won and found.lifted == ()


def test_who_is_lifted_to_the_least_takes_it_from_the_others_by_the_same_rule():
    # Hare alone: 6, 3, 1, 0. One for the smallest leaves nine: 5.4, 2.7, 0.9.
    found = share_total([600, 300, 100, 3], 10, "hare", at_least=1, seed="x")
    assert (found.won, found.lifted, found.shares.seats) == ((5, 3, 1, 1), (4,), 9)


def test_lifting_goes_on_until_nobody_falls_below():
    # d'Hondt alone: 9, 1, 0. With two for the smallest the second, too, falls to one and is lifted.
    assert share_total([900, 160, 40], 10, "dhondt", at_least=0, seed="x").won == (9, 1, 0)
    found = share_total([900, 160, 40], 10, "dhondt", at_least=2, seed="x")
    assert (found.won, found.lifted) == ((6, 2, 2), (2, 3))


def test_a_most_leaves_the_rest_to_the_others():
    assert share_total([900, 50, 50], 10, "sainte-lague", at_most=4, seed="x").won == (4, 3, 3)


@pytest.mark.parametrize(
    ("members", "limits", "why"),
    [
        ([5, 5, 5], {"at_least": 4}, "need 12 seats; there are 10"),
        ([5, 5, 0], {"at_most": 4}, "fill 8 seats; there are 10"),
        ([0, 0], {}, "Nobody stands on the register"),
    ],
)
def test_what_cannot_be_shared_out_is_refused_with_the_figures(members, limits, why):
    with pytest.raises(NotVotes, match=why):
        share_total(members, 10, "hare", seed="x", **limits)


def test_units_that_stand_level_draw_lots_from_the_seed():
    lots = {share_total([10, 10, 10], 4, "sainte-lague", seed=str(seed)).won for seed in range(40)}
    assert lots == {(2, 1, 1), (1, 2, 1), (1, 1, 2)}
    assert share_total([10, 10, 10], 4, "sainte-lague", seed="7").shares.ties[0].how == "lot"
