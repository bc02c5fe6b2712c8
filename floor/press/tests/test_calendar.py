"""The calendar and the feed, held against their standards, and against the worst texts people write."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floor.house.board import Event, Line
from floor.press.calendar import calendar, escaped, folded
from floor.press.feed import feed

AT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def line(text: str = "General meeting", **event) -> Line:
    return Line("coming", AT, text, "/meetings/2/", ("Canteen",), event=Event("meeting-2", AT, **event))


def unfolded(made: bytes) -> list[str]:
    assert made.endswith(b"\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    return made.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_calendar_has_what_the_standard_asks_of_it():
    said = unfolded(calendar("Bolt shop", "floor.example.org", [line()], "https://floor.example.org"))
    assert said[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for needed in (
        "UID:meeting-2@floor.example.org",
        "DTSTART:20261125T180000Z",
        "DTEND:20261125T200000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
    ):
        assert needed in said
    assert [one.split(":")[0] for one in said].count("DTSTAMP") == 1
    assert "URL:https://floor.example.org/meetings/2/" in said


def test_what_is_moved_has_a_higher_number_and_the_same_name_and_what_is_called_off_says_so():
    moved = unfolded(calendar("x", "f", [line(changed=2)]))
    off = unfolded(calendar("x", "f", [line(changed=3, called_off=True)]))
    assert ("UID:meeting-2@f" in moved, "SEQUENCE:2" in moved) == (True, True)
    assert ("UID:meeting-2@f" in off, "SEQUENCE:3" in off, "STATUS:CANCELLED" in off) == (True, True, True)


def test_what_has_no_hour_is_in_no_calendar():
    assert "BEGIN:VEVENT" not in unfolded(calendar("x", "f", [Line("open", AT, "Repair the roof")]))


def test_moments_are_in_utc_whatever_the_zone_they_come_in():
    from zoneinfo import ZoneInfo

    there = AT.astimezone(ZoneInfo("Asia/Kathmandu"))
    said = unfolded(calendar("x", "f", [Line("coming", there, "A", event=Event("a", there))]))
    assert "DTSTART:20261125T180000Z" in said


@given(st.text(max_size=300))
@example("x" * 300)
@example("Собрание, \n" * 30)
def test_no_text_breaks_out_of_its_line_or_makes_one_longer_than_75_octets(text):
    made = calendar("Shop", "f", [line(text, place=text)])
    for each in made.split(b"\r\n"):
        assert len(each) <= 75
        each.decode()
    said = unfolded(made)
    assert [one for one in said if one.startswith("SUMMARY:")] == [f"SUMMARY:{escaped(text)}"]
    assert sum(one == "BEGIN:VEVENT" for one in said) == 1


def test_folding_cuts_no_letter_in_two():
    pieces = folded("SUMMARY:" + "Собрание " * 30).split(b"\r\n")[:-1]
    assert len(pieces) > 3
    assert [piece.decode() for piece in pieces]
    assert all(piece.startswith(b" ") for piece in pieces[1:])


def test_commas_and_semicolons_and_line_ends_do_not_mean_anything():
    assert escaped("a, b; c\\d\r\ne") == "a\\, b\\; c\\\\d\\ne"


@given(st.text(max_size=200))
def test_a_feed_is_well_formed_whatever_people_write(text):
    made = feed(
        "Board",
        "Works",
        [Line("letter", AT, text, "/letters/1/", (text,), body=text)],
        address="https://f",
        page="/b/",
        itself="/b.atom",
        now=AT,
    )
    tree = ET.fromstring(made)
    assert tree.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated"):
        assert tree.find(f"{ATOM}entry/{ATOM}{needed}") is not None


def test_entries_of_a_feed_have_names_of_their_own_and_no_date_to_come():
    lines = [Line("decided", AT + timedelta(days=at), f"Demand {at}", "/demands/1/") for at in range(5)]
    tree = ET.fromstring(feed("B", "W", lines, address="https://f", page="/b/", itself="/b.atom", now=AT))
    names = [one.text for one in tree.iter(f"{ATOM}id")]
    assert len(set(names)) == len(names) == 6
    assert {one.text for one in tree.iter(f"{ATOM}updated")} == {"2026-11-25T18:00:00Z"}


@pytest.mark.parametrize("ends", [AT - timedelta(hours=1), None])
def test_nothing_ends_before_it_starts(ends):
    said = unfolded(calendar("x", "f", [line(ends=ends)]))
    end = next(one for one in said if one.startswith("DTEND:"))
    assert end >= "DTEND:20261125T180000Z"
