"""A congress from credentials to resolution: seats shared out, a question down to the shops and back, delegates by name beside members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import RLock
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from floor.congress.acts.sending_down import SendDown
from floor.congress.models import Referral
from floor.meetings.acts.moving import SecondMotion
from floor.meetings.doors import count_cards
from floor.meetings.models import Motion
from floor.polls.models import Poll
from tests.congress import CONGRESS, call_the_roll
from tests.motions import move, put
from tests.world import DISTRICT

from .a_congress import (
    AWAY,
    CHAIR,
    CONVENER,
    HERE,
    TEXT,
    TITLE,
    Congress,
    call_it,
    come_back,
    elect_delegates,
    found_district,
    go_down,
    have_a_voice,
    preside,
    share_out,
    shops_decide,
    take_seats,
)
from .clock import clock_of
from .hall_of_1500 import device_of
from .the_table import first, said, turn

FORM = "%Y-%m-%dT%H:%M"


@pytest.fixture
def congress(transactional_db) -> Iterator[Congress]:
    cache.clear()
    # Every page is known before the clock is told what time it is; none keeps that time afterwards.
    assert get_resolver().url_patterns
    congress = found_district()
    with clock_of(congress.world):
        yield congress


@pytest.fixture
def _requests_take_turns(monkeypatch) -> None:
    """The database of the tests lies in memory, on one line for all threads: two requests at once would share a transaction there."""
    waiting, answer = RLock(), WSGIHandler.__call__

    def one_after_the_other(handler: Any, *request: Any) -> Any:
        with waiting:
            return answer(handler, *request)

    monkeypatch.setattr(WSGIHandler, "__call__", one_after_the_other)


@pytest.fixture
def site(congress, _requests_take_turns, live_server) -> str:
    return live_server.url


# ------------------------------------------------------------------------------------- without JavaScript, on a phone


def test_a_congress_from_its_credentials_to_its_resolution(window, congress):
    chair = device_of(window, CHAIR)
    share_out_by_form(congress, chair)
    elect_delegates(congress)
    ask_below_by_form(congress, chair)
    read_the_return(congress, window)
    call_it(congress)
    come_to_the_congress(congress, window)
    preside(congress)
    decide_by_name(congress, window, chair)
    see_delegates_beside_members(congress, window)
    assert [one for one in chair.refused if one[0] != 409] == [], "nobody was sent to a page that is not theirs"


def share_out_by_form(congress: Congress, chair: Any) -> None:
    chair.goto(f"/units/{DISTRICT}/seats/share-out/")
    chair.get_by_label("Whose seats are shared out").select_option(CONGRESS)
    chair.get_by_label("By the register of which moment").fill(congress.world.now.strftime(FORM))
    turn(chair, "Share them out")
    assert "By the register of" in page_of(chair, f"/units/{DISTRICT}/seats/")


def ask_below_by_form(congress: Congress, chair: Any) -> None:
    chair.goto(f"/units/{DISTRICT}/returns/new/")
    chair.get_by_label("Which body asks").select_option(CONGRESS)
    chair.get_by_label("The question, in a line").fill(TITLE)
    chair.get_by_label("Its full text").fill(TEXT)
    chair.get_by_label("Who decides below").select_option("shop ‣ shop meeting")
    chair.get_by_label("What is weighed in the end").select_option("members")
    for label, hours in (("From when they decide", 3), ("Until when they decide", 80)):
        chair.get_by_label(label).fill((congress.world.now + timedelta(hours=hours)).strftime(FORM))
    turn(chair, "Send it down")
    go_down(congress)


def read_the_return(congress: Congress, window: Any) -> None:
    """It fills up while shops decide; when all have, or will not, it is declared by itself."""
    reader, address = window(360, java_script_enabled=False), f"/returns/{congress.referral.pk}/"
    shops_decide(congress, {5: (5, 1), 6: (4, 2), 7: (1, 3)})
    assert "6 units asked, 3 decided, 2 for it with 12 members behind them." in page_of(reader, address)
    shops_decide(congress, {8: (1, 3), 9: (0, 2)})
    come_back(congress)
    told = page_of(reader, address)
    assert "6 units asked, 5 decided, 2 for it" in told and "carried The return was declared on" in told


def come_to_the_congress(congress: Congress, window: Any) -> None:
    """Delegates take their seats on their phones; who only has a voice comes in with that; the hall reads the credentials."""
    for member in HERE:
        phone = device_of(window, member)
        phone.goto(congress.page("room"))
        turn(phone, "Take my seat")
        assert "you are in" in said(phone)
    voice = device_of(window, CONVENER)
    voice.goto(congress.page("room"))
    turn(voice, "Come in, to speak")
    assert "with a consultative voice" in said(voice)
    count_cards(congress.meeting.pk, at=congress.world.now)
    reader = window(360, java_script_enabled=False)
    told = page_of(reader, congress.page("credentials"))
    assert "5 delegates hold a mandate for 6 seats; 4 came." in told, told
    assert "Never elected 1" in told and "In the room with a consultative voice: 1." in told
    reader.get_by_role("link", name="Red Rose spinning mill").click()
    assert f"Member {AWAY} did not come" in said(reader) and "Delegate" not in said(reader), "by number to strangers"
    assert f"Delegate {AWAY}" in page_of(voice, f"{congress.page('credentials')}?unit=4"), "by name to members"
    assert "came 3, mandates 3, seats 3" in page_of(reader, f"{congress.page('credentials')}?projector")


def decide_by_name(congress: Congress, window: Any, chair: Any) -> None:
    """A motion, the roll called by the chair, and the resolution announced on the wall."""
    mover = device_of(window, 2)
    mover.goto(congress.page("move"))
    mover.get_by_label("The motion, in a line").fill(TITLE)
    mover.get_by_label("It is a declaration").check()
    turn(mover, "Move it")
    seconder = device_of(window, 7)
    seconder.goto(congress.page("room"))
    turn(seconder, "Second it")
    chair.goto(congress.page("chair"))
    put_it = first(chair)
    put_it.get_by_label("How").select_option("roll call")
    turn(put_it, "Put it to the vote")
    poll = Poll.objects.get(ballot="roll call")
    chair.goto(congress.page("chair"))
    chair.get_by_role("link", name="To the vote").click()
    assert f"Delegate {AWAY}" not in said(chair), "who has not come is not called"
    for mandate, word in zip(sorted(one for one, _votes in poll.form["delegates"]), ("for", "for", "against", "for"), strict=False):  # fmt: skip
        chair.locator(f"[name={word}_{mandate}_1]").fill("1")
    turn(chair, "Declare it")
    motion = Motion.objects.get()
    assert motion.state == "carried", (motion.state, said(chair))
    wall = window(1920)
    wall.goto(congress.page("projector"))
    assert "carried" in wall.inner_text("main") and TITLE in wall.inner_text("main")


def see_delegates_beside_members(congress: Congress, window: Any) -> None:
    reader = window(360, java_script_enabled=False)
    told = page_of(reader, f"/returns/{congress.referral.pk}/")
    assert "The district congress itself: 3 for, 1 against, 0 abstaining. Those below: 11 for, 11 against" in told
    assert "The members these delegates stand for 16 for, 4 against" in told, told
    assert "Dynamo" in told and "otherwise" in told, (
        "the delegate of the second works voted for what its shops rejected"
    )
    told = page_of(reader, f"/polls/{Poll.objects.get(ballot='roll call').pk}/result/")
    assert "What the members below said" in told


def page_of(page: Any, address: str) -> str:
    page.goto(address)
    return said(page)


# --------------------------------------------------------------------------------------------------- what it looks like


def in_the_middle(congress: Congress) -> list[str]:
    """A congress at work, all done by acts; its pages."""
    share_out(congress)
    elect_delegates(congress)
    world = congress.world
    opens = world.now + timedelta(hours=3)
    sent = {"unit": DISTRICT, "body": CONGRESS, "level": "shop", "electors": "shop meeting", "carried_by": "members"}
    world.say(SendDown(**sent, title=TITLE, text=world.attach(TEXT), opens=opens, closes=opens + timedelta(days=3)), CHAIR)  # fmt: skip
    go_down(congress)
    shops_decide(congress, {5: (5, 1), 6: (4, 2), 7: (1, 3), 8: (1, 3), 9: (0, 2)})
    come_back(congress)
    meeting = call_it(congress)
    take_seats(congress)
    have_a_voice(congress)
    count_cards(meeting.pk, at=world.now)
    preside(congress)
    motion = move(world, meeting, TITLE, by=2, declaration=True, seconded=False)
    world.say(SecondMotion(motion=motion.pk), 7)
    poll = put(world, motion, by=CHAIR, ballot="roll call")
    call_the_roll(world, poll, {1: "for", 2: "for", 7: "against", 13: "for"}, by=CHAIR)
    number = Referral.objects.get().pk
    return [
        f"/meetings/{meeting.pk}/credentials/", f"/meetings/{meeting.pk}/credentials/?unit=3", f"/meetings/{meeting.pk}/credentials/?unit=2",
        f"/returns/{number}/", f"/returns/{number}/?unit=3", f"/units/{DISTRICT}/returns/", f"/units/{DISTRICT}/seats/", f"/units/{DISTRICT}/pyramid/",
        f"/units/{DISTRICT}/board/", f"/polls/{poll.pk}/result/", f"/meetings/{meeting.pk}/",
    ]  # fmt: skip


TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_every_page_of_a_congress_fits_its_screen_and_axe_finds_nothing_on_it(window, congress):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    pages = in_the_middle(congress)
    wall = [f"{pages[0]}?projector"]
    forms = [f"/units/{DISTRICT}/returns/new/", f"/units/{DISTRICT}/seats/share-out/"]
    found, too_wide = {}, {}
    for width, scheme, addresses in (
        (360, "light", pages + forms),
        (1200, "dark", pages),
        (1920, "light", wall),
        (1920, "dark", wall),
    ):
        page = window(width, scheme, bypass_csp=True)
        for address in addresses:
            page.goto(address)
            if violations := axe.run(page).response["violations"]:
                found[width, scheme, address] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]  # fmt: skip
            if (over := page.evaluate(TOO_WIDE)) > 0:
                too_wide[width, address] = over
    assert found == {}
    assert too_wide == {}
