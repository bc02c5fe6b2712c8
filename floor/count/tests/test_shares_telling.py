"""Seats shared out, told as a story."""

from __future__ import annotations

import pytest

from floor.count.apportionment import apportionment_called
from floor.count.shares import Claim
from floor.count.shares_telling import SENTENCES, percent, told, told_apart
from floor.count.ties import as_chosen, by_lot, left_open


def story(votes, seats, rule="dhondt", ties=None, **more):
    shares = apportionment_called(rule).share(votes, seats, ties or left_open())
    return [str(sentence) for sentence in told(shares, ["A", "B", "C"][: len(votes)], **more)]


def test_the_last_seat_and_the_first_that_missed_are_told():
    assert story((210, 120, 38), 4) == ["The last seat went to A with 70; next was B with 60."]


def test_a_majority_of_the_seats_without_one_of_the_votes_is_told():
    assert "List A with 48.8 % of the votes takes a majority of the seats: 9 of 17." in story((557, 306, 279), 17)
    assert not any("majority" in each for each in story((557, 306, 251), 17))


def test_a_tie_is_told_as_settled_by_the_lot_as_settled_otherwise_or_open():
    assert "Nothing settles it, so seats not given yet: 1." in story((5, 5), 3)[0]
    assert "By the lot" in story((5, 5), 3, ties=by_lot("x", 2))[0]
    assert "(chair), they went to B." in story((5, 5), 3, ties=as_chosen([2, 1]))[0]


def test_remainders_are_told_in_votes():
    assert story((210, 120, 38), 9, "hare") == [
        "A seat for every 40.88 votes, and the seats left to the largest remainders.",
        "The last seat went to C with a remainder of 38 votes; next was A with 5.55.",
    ]


def test_no_votes_and_everybody_below_the_threshold_are_told():
    assert story((0, 0), 3) == ["No list has a vote, so no seat is given."]
    assert story((0, 0), 3, cast=[4, 5], need=6) == [
        "Every list is below the threshold of 6 votes, so no seat is given."
    ]
    assert story((90, 0), 3, cast=[90, 2], need=5)[0] == "B: below the threshold of 5 votes, so without a seat."


def test_two_quotients_that_differ_are_never_shown_alike():
    assert told_apart(Claim(1, 10**9 + 1, 3), Claim(2, 10**9, 3)) == ("333333333.66", "333333333.33")
    assert told_apart(Claim(1, 100001, 30000), Claim(2, 100000, 30000)) == ("3.33336", "3.33333")
    assert told_apart(Claim(1, 1, 3), Claim(2, 2, 6)) == ("0.33", "0.33")


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(557, 1142, "48.8"), (0, 5, "0.0"), (1, 1, "100.0"), (1, 3, "33.3"), (0, 0, "0.0")]
)
def test_percentages_are_rounded_to_one_decimal(part, whole, said):
    assert percent(part, whole) == said


def test_every_sentence_ends_as_one():
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
