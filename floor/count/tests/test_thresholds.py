"""Thresholds: exact shares, and lists below them take no seat."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.count.apportionment import apportionment_called
from floor.count.shares import NotVotes
from floor.count.thresholds import exact_share, kept, reaches, votes_needed
from floor.count.ties import left_open

BUNDESTAG_2025 = {
    "CDU": 11196374, "AfD": 10328780, "SPD": 8149124, "Grüne": 5762380, "Linke": 4356532, "CSU": 2964028,
    "BSW": 2481032, "FDP": 2148757, "SSW": 76138,
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("5%", Fraction(1, 20)), ("5 %", Fraction(1, 20)), ("3.25%", Fraction(13, 400)), ("3,25 %", Fraction(13, 400)),
        ("1/20", Fraction(1, 20)), ("0.05", Fraction(1, 20)), ("0", Fraction(0)), ("100%", Fraction(1)), ("1", Fraction(1)),
    ],
)  # fmt: skip
def test_a_share_is_read_exactly(written, share):
    assert exact_share(written) == share


@pytest.mark.parametrize("written", ["", "five", "-5%", "101%", "1/0", "3/2", "5", "%", "1e-2"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(NotVotes, match="write"):
        exact_share(written)


def test_a_list_exactly_at_the_threshold_takes_part_and_one_vote_below_does_not():
    assert kept((50, 950), Fraction(1, 20)) == (50, 950)
    assert kept((49, 951), Fraction(1, 20)) == (0, 951)


@given(st.integers(0, 10**12), st.fractions(0, 1, max_denominator=10_000))
def test_the_votes_needed_are_the_fewest_that_reach_it(total, threshold):
    need = votes_needed(threshold, total)
    assert reaches(need, threshold, total)
    assert not reaches(need - 1, threshold, total)


def test_blank_papers_raise_the_threshold_where_they_count():
    assert kept((30, 970), Fraction(3, 100)) == (30, 970)
    assert kept((30, 970), Fraction(3, 100), total=1001) == (0, 970)
    with pytest.raises(NotVotes, match="1000 votes together, but only 999 were cast"):
        kept((30, 970), Fraction(3, 100), total=999)


def test_the_bundestag_of_2025():
    """49,649,512 valid second votes; one list missed 5 % by 0.02 %, the list of a national minority needs no 5 %."""
    names = list(BUNDESTAG_2025)
    votes = kept(list(BUNDESTAG_2025.values()), Fraction(1, 20), 49_649_512, exempt={names.index("SSW") + 1})
    shares = apportionment_called("sainte-lague").share(votes, 630, left_open())
    assert dict(zip(names, shares.won, strict=True)) == {
        "CDU": 164, "AfD": 152, "SPD": 120, "Grüne": 85, "Linke": 64, "CSU": 44, "BSW": 0, "FDP": 0, "SSW": 1,
    }  # fmt: skip


def test_if_all_are_below_nobody_has_a_seat():
    votes = kept((1, 1, 1), Fraction(1, 2))
    assert apportionment_called("hare").share(votes, 3, left_open()).won == (0, 0, 0)
