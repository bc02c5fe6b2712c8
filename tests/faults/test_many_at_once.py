"""Many acts at once, and kills at any instant: the order is total, nothing is lost, nothing is doubled."""

from __future__ import annotations

import pytest

#: By the day on the database that many write to side by side; on SQLite, where they stand in line, in the soak.
ON_POSTGRESQL_DAILY = pytest.mark.parametrize(
    "house", ["postgres", pytest.param("sqlite", marks=pytest.mark.slow)], indirect=True
)


@pytest.mark.slow
def test_two_hundred_acts_from_eight_processes_are_all_there_in_one_order(house):
    report = house.report("crowd", "8", "25")
    assert report["acknowledged"] == report["in the book"] == report["instructions"] == 200
    assert report["without gaps"] and report["size"] == 201
    house.floor("rebuild")


@ON_POSTGRESQL_DAILY
@pytest.mark.timeout(240)
@pytest.mark.parametrize("kills", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_at_any_instant_lose_nothing_that_was_acknowledged(house, kills):
    report = house.report("kills", str(kills), "1923")
    assert report["lost"] == 0
    # A kill between the commit and the acknowledgement leaves at most one entry a round that nobody was told of.
    assert report["unacknowledged"] <= kills
    assert report["entries"] == report["size"]
    assert report["acknowledged"] > kills // 4, "the kills came too early to test anything"
    house.floor("rebuild")
