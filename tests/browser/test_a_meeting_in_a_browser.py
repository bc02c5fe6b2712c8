"""One meeting as people in the room meet it: the chair and the members on phones without JavaScript, the wall with its one script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from floor.meetings.deciding.doors import put_to_the_vote
from floor.meetings.models import Meeting, Motion
from floor.meetings.speakers.asking import ask_to_speak
from floor.meetings.tests.pages_in_the_room import MOVER, SECONDER, called_for_now, open_by_pages, press
from floor.site.tests.visiting import signed_in
from tests.motions import amend, move
from tests.world import CHAIR, SECRETARY, TELLERS, World

from .conftest import sign_in

TEXT = "The canteen opens at six in the morning and closes at ten at night.\n\nThe committee reports what meals cost."


@pytest.fixture
def meeting_of_today(transactional_db) -> tuple[World, Meeting]:
    cache.clear()
    return called_for_now(items=[{"title": "The canteen and its hours"}, {"title": "Other business"}])


@pytest.fixture
def site(meeting_of_today, live_server) -> str:
    return live_server.url


@pytest.fixture
def debate(meeting_of_today) -> Meeting:
    """A motion, an amendment, one who speaks and others who wait."""
    world, meeting = meeting_of_today
    open_by_pages(meeting)
    motion = move(world, meeting, words=TEXT, by=MOVER)
    amend(world, motion, "six in the morning", "five in the morning", by=SECONDER)
    for member, side in ((MOVER, "for"), (SECONDER, "against"), (7, "neither")):
        ask_to_speak(meeting.pk, member, side=side)
    press(signed_in(CHAIR), f"/meetings/{meeting.pk}/chair/", "call")
    return meeting


def pages_of(page: Any, meeting: Meeting) -> Iterator[str]:
    """Every page in the room, for those for whom it is."""
    page.goto(f"/meetings/{meeting.pk}/projector/")
    yield "projector"
    sign_in(page, CHAIR)
    for name in ("room", "chair", "teller", "door", "door/code", "move", "procedure", "procedure/?what=recess"):
        page.goto(f"/meetings/{meeting.pk}/{name if '?' in name else name + '/'}")
        yield name
    for motion in Motion.objects.order_by("pk"):
        page.goto(f"/motions/{motion.pk}/")
        yield f"motion {motion.pk}"
        page.goto(f"/motions/{motion.pk}/amend/")
        yield f"amending {motion.pk}"


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1920, "dark")])
def test_axe_finds_nothing_on_any_page_in_the_room(window, debate, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = window(width, scheme, bypass_csp=True)
    found = {}
    for name in pages_of(page, debate):
        if violations := axe.run(page).response["violations"]:
            found[name] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]  # fmt: skip
    assert found == {}


@pytest.mark.slow
def test_no_page_in_the_room_scrolls_sideways_or_complains(window, debate):
    page = window(320)
    wide = {name: page.evaluate("document.documentElement.scrollWidth") for name in pages_of(page, debate)}
    assert {name: found for name, found in wide.items() if found > 320} == {}
    assert page.complaints == []


@pytest.mark.slow
def test_the_wall_never_scrolls_runs_its_clock_and_shows_the_vote_by_itself(window, debate):
    wall = window(1920)
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(f"/meetings/{debate.pk}/projector/")
    assert wall.evaluate("document.documentElement.scrollHeight") <= 1080
    before = wall.locator(".clock .time").inner_text()
    wall.wait_for_function(
        "seen => document.querySelector('.clock .time').textContent !== seen", arg=before, timeout=5000
    )
    chair = signed_in(CHAIR)
    table = f"/meetings/{debate.pk}/chair/"
    press(chair, table, "end the speech")
    for _ in range(2):
        press(chair, table, "call")
        press(chair, table, "end the speech")
    press(chair, table, "put")
    wall.get_by_text("We vote now: raise your hands").wait_for(timeout=15_000)
    press(chair, table, "enter the hands", for_0=6, against_0=3, abstaining_0=1)
    wall.get_by_text("10 present of 12 entitled").wait_for(timeout=15_000)
    assert wall.complaints == []


@pytest.mark.slow
def test_a_phone_asks_again_by_itself_and_is_told_that_nothing_has_changed(window, debate, monkeypatch):
    monkeypatch.setattr("floor.meetings.pages.room.AGAIN_AFTER", 2)
    phone = window(360, java_script_enabled=False)
    sign_in(phone, 10)
    answers: list[int] = []
    phone.on("response", lambda answer: answers.append(answer.status) if answer.url.endswith("/room/") else None)
    phone.goto(f"/meetings/{debate.pk}/room/")
    phone.wait_for_timeout(7_000)
    assert len(answers) >= 3, answers
    phone.goto(f"/meetings/{debate.pk}/room/?still=yes")
    answers.clear()
    phone.wait_for_timeout(4_000)
    assert answers == []


def test_a_meeting_is_run_on_a_phone_without_javascript(window, meeting_of_today):
    """Opened, counted by heads, an item taken up, a speaker heard, a motion moved, seconded, put, counted by hands, closed."""
    _world, meeting = meeting_of_today
    chair, member, other = (window(360, java_script_enabled=False) for _ in range(3))
    sign_in(chair, SECRETARY)
    sign_in(member, MOVER)
    sign_in(other, SECONDER)
    table, room = f"/meetings/{meeting.pk}/chair/", f"/meetings/{meeting.pk}/room/"
    chair.goto(table)
    chair.get_by_role("button", name="Open the meeting").click()
    for one in (member, other):
        code = _door_code(meeting)
        one.goto(f"{room}?door={code}")
        one.get_by_role("button", name="Come in").click()
    _first(chair).get_by_label("Entitled people in the room").fill("9")
    _first(chair).get_by_label("Tellers who counted").fill(f"{TELLERS[0]}, {TELLERS[1]}")
    chair.get_by_role("button", name="Enter the heads").first.click()
    for office, number in (("chair", SECRETARY), ("a teller", TELLERS[0]), ("a teller", TELLERS[1])):
        _first(chair).get_by_label("Who was chosen: number on the register").fill(str(number))
        _first(chair).get_by_label("Hands", exact=True).fill("9")
        _first(chair).get_by_role("button").click()
        assert office and "Not done" not in chair.content()
    chair.get_by_role("button", name="Take up the next item").first.click()

    member.goto(room)
    member.get_by_role("button", name="Speak for").click()
    assert "You are on the list" in member.content()
    chair.get_by_role("link", name="Look again").click()
    chair.get_by_role("button", name="Call the next speaker").first.click()
    chair.get_by_role("button", name="They have finished").first.click()

    member.goto(f"/meetings/{meeting.pk}/move/")
    member.get_by_label("The motion, in a line").fill("Tea is free")
    member.get_by_label("It is a declaration").check()
    member.get_by_role("button", name="Move it").click()
    other.goto(room)
    other.get_by_role("button", name="Second it").click()
    chair.get_by_role("link", name="Look again").click()
    chair.get_by_role("button", name="Put it to the vote").first.click()
    other.goto(room)
    assert "Raise your hand" in other.content()
    _first(chair).get_by_label("For", exact=True).fill("7")
    _first(chair).get_by_label("Against", exact=True).fill("1")
    chair.get_by_role("button", name="Enter the hands").click()
    assert Motion.objects.get().state == "carried"
    chair.get_by_role("button", name="Take up the next item").first.click()
    chair.get_by_role("button", name="Close the meeting").first.click()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.how_closed) == ("closed", "agenda done")


def test_a_vote_in_secret_leads_from_the_room_to_the_booth(window, meeting_of_today):
    world, meeting = meeting_of_today
    open_by_pages(meeting)
    put_to_the_vote(move(world, meeting, by=MOVER).pk, CHAIR, ballot="secret")
    phone = window(360, java_script_enabled=False)
    sign_in(phone, SECONDER)
    phone.goto(f"/meetings/{meeting.pk}/room/")
    phone.get_by_role("link", name="Fill in my paper").click()
    assert "/vote/" in phone.url


def _first(page: Any) -> Any:
    return page.locator(".next-step")


def _door_code(meeting: Meeting) -> str:
    from floor.meetings.pages.door_codes import new_door_code

    return new_door_code(meeting.pk)
