"""Seats by numbers of members: ratios with their remainders, and bands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.count.bands import seats_by_bands, seats_by_ratio
from floor.count.shares import NotVotes
from floor.count.tests.test_apportionment import LAW

(CONVENTION,) = LAW["seat-bands"]


@pytest.mark.parametrize("band", CONVENTION["bands"], ids=str)
def test_a_band_holds_from_its_first_member_to_its_last(band):
    first, last, seats = band
    assert seats_by_bands(first, CONVENTION["bands"]) == seats_by_bands(last, CONVENTION["bands"]) == seats
    assert seats_by_bands(first - 1, CONVENTION["bands"]) < seats


def test_beyond_the_last_band_its_seats_stand_or_so_many_more_per_group_begun():
    works = [[5, 20, 1], [21, 9000, 35]]
    assert seats_by_bands(9001, works) == 35
    assert [seats_by_bands(number, works, further=(3000, 2)) for number in (9000, 9001, 12000, 12001)] == [
        35,
        37,
        37,
        39,
    ]
    assert seats_by_bands(4, works, further=(3000, 2)) == 0


@pytest.mark.parametrize(
    ("bands", "why"),
    [
        ([], "at least one row"),
        ([[1, 100, 1], [102, 200, 2]], "begins at 101, not at 102"),
        ([[1, 100, 1], [100, 200, 2]], "begins at 101, not at 100"),
        ([[10, 1, 1]], "from, to, seats"),
        ([[1, 10]], "from, to, seats"),
    ],
)
def test_bands_with_gaps_or_overlaps_are_refused(bands, why):
    with pytest.raises(NotVotes, match=why):
        seats_by_bands(5, bands)


@pytest.mark.parametrize(
    ("remainder", "expected"),
    [
        ("more than half", {0: 0, 1: 0, 50: 0, 51: 1, 100: 1, 150: 1, 151: 2, 199: 2}),
        ("half", {0: 0, 49: 0, 50: 1, 149: 1, 150: 2}),
        ("any", {0: 0, 1: 1, 100: 1, 101: 2}),
        ("none", {0: 0, 99: 0, 100: 1, 199: 1, 200: 2}),
    ],
)
def test_a_remainder_is_worth_what_the_rule_says(remainder, expected):
    assert {number: seats_by_ratio(number, 100, remainder=remainder) for number in expected} == expected


@given(
    st.integers(0, 5000),
    st.integers(1, 300),
    st.integers(1, 5),
    st.sampled_from(["half", "more than half", "any", "none"]),
)
def test_one_member_more_never_costs_a_seat(members, per, each, remainder):
    assert seats_by_ratio(members, per, each, remainder=remainder) <= seats_by_ratio(
        members + 1, per, each, remainder=remainder
    )


def test_the_least_and_the_most_hold_but_nobody_at_all_has_no_seat():
    assert seats_by_ratio(0, 100, at_least=2) == 0
    assert seats_by_ratio(1, 100, at_least=2) == 2
    assert seats_by_ratio(10_000, 100, at_least=2, at_most=9) == 9
    with pytest.raises(NotVotes, match="cannot both hold"):
        seats_by_ratio(1, 100, at_least=3, at_most=2)
    with pytest.raises(NotVotes, match="not 1 per 0"):
        seats_by_ratio(1, 0)
    with pytest.raises(NotVotes, match="number of members"):
        seats_by_bands(-1, [[1, 2, 3]])


def test_the_statutes_count_the_same():
    values = pytest.importorskip("floor.law.values")
    ratio = values.Seats.parse("2 per 30 members, at least 3, at most 40")
    bands = values.Seats.parse(CONVENTION["bands"])
    for members in range(0, 2500, 7):
        assert ratio.number_for(members) == seats_by_ratio(members, 30, 2, at_least=3, at_most=40)
        assert bands.number_for(members) == seats_by_bands(members, CONVENTION["bands"])
