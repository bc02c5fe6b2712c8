"""Many acts at once, and kills at any instant: the order is total, nothing is lost, nothing is doubled."""

from __future__ import annotations

import pytest


def test_two_hundred_acts_from_eight_processes_are_all_there_in_one_order(house):
    report = house.report("crowd", "8", "25")
    assert report["acknowledged"] == report["in the book"] == report["instructions"] == 200
    assert report["without gaps"] and report["size"] == 201
    house.floor("rebuild")


@pytest.mark.timeout(240)
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(house):
    report = house.report("kills", "200", "1923")
    assert report["lost"] == 0
    # A kill between the commit and the acknowledgement leaves at most one entry a round that nobody was told of.
    assert report["unacknowledged"] <= 200
    assert report["entries"] == report["size"]
    assert report["acknowledged"] > 50, "the kills came too early to test anything"
    house.floor("rebuild")
