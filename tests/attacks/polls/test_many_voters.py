"""Everybody at once, kills at any instant, the closing in the middle: papers and marks agree, and nobody is left in doubt."""

from __future__ import annotations

import pytest

#: By the day on the database that many write to side by side; on SQLite, where they stand in line, in the soak.
ON_POSTGRESQL_DAILY = pytest.mark.parametrize(
    "poll_house", ["postgres", pytest.param("sqlite", marks=pytest.mark.slow)], indirect=True
)


@ON_POSTGRESQL_DAILY
@pytest.mark.timeout(300)
def test_five_hundred_voters_at_once_lose_no_paper_and_nobody_votes_twice(poll_house):
    poll_house.run("prepare", "500")
    report = poll_house.report("crowd", "4", "500")
    assert report["taken"] == report["marks"] == report["papers"] == 500
    assert report["doubled"] == report["lost"] == 0
    # Each was tried twice.
    assert report["answers"]["already"] == 500 and report["answers"]["refused"] == 0
    ended = poll_house.report("close", str(4 * 24 * 3600))
    assert ended["state"] == "counted" and ended["outcome"]["figures"]["papers"] == ended["voted"] == 500
    assert ended["marks left"] == ended["papers left"] == ended["keys left"] == 0


@pytest.mark.timeout(120)
def test_lines_to_the_database_that_are_cut_lose_no_paper_and_nobody_votes_twice(building, tmp_path):
    """On SQLite there is no line to cut."""
    poll_house = building.house("postgres", tmp_path)
    poll_house.run("prepare", "200")
    report = poll_house.report("crowd", "4", "200", "CUT")
    assert report["answers"]["not written"] > 5, "no line was cut in the middle of a paper"
    assert report["marks"] == report["papers"] == 200
    assert report["doubled"] == report["lost"] == report["answers"]["refused"] == 0
    # Who was told that nobody knows came again, and was told that it is in the urn.
    assert report["taken"] <= 200 <= report["taken"] + report["answers"]["perhaps"]


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_kills_at_any_instant_leave_papers_and_marks_agreeing(poll_house):
    check_kills(poll_house, 40, 1_000)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_hundred_kills_leave_papers_and_marks_agreeing(poll_house):
    check_kills(poll_house, 200, 5_000)


def check_kills(poll_house, rounds, people):
    poll_house.run("prepare", str(min(people, 1_000)))
    report = poll_house.report("kills", str(rounds), "1905")
    assert report["marks"] == report["papers"] and report["differed"] == 0
    assert report["lost"] == report["doubled"] == 0
    # A kill between the commit and the answer leaves at most one paper a round that nobody was told of.
    assert report["acknowledged"] <= report["marks"] <= report["acknowledged"] + rounds
    assert report["acknowledged"] > rounds // 2, "the kills came too early to test anything"
    ended = poll_house.report("close", str(4 * 24 * 3600))
    # Whether there was a quorum depends on how many were quick enough to vote before they were killed.
    assert ended["state"] in ("counted", "failed")
    assert ended["voted"] == ended["outcome"]["figures"]["papers"] == report["marks"]


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("ahead", ["0", "0.4"])
def test_a_closing_in_the_middle_counts_each_paper_that_was_acknowledged(poll_house, ahead):
    """Also when the clock of the server that counts is ahead of those that still take papers."""
    poll_house.run("prepare", "1000")
    ended = poll_house.report("closing_time", "3", "1000", ahead)
    assert ended["answers"]["taken"] == ended["voted"] == ended["outcome"]["figures"]["papers"] > 0
    assert ended["answers"]["refused"] > 0, "everyone was through before it closed"
    assert ended["answers"]["not written"] == 0
    assert ended["papers left"] == ended["marks left"] == 0
