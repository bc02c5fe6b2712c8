"""What is around a meeting as a person meets it: on a phone, at a desk, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.timezone import now

from floor.meetings.models import Item, Meeting, Petition
from floor.meetings.pages.forms import as_typed
from floor.meetings.tests.lived import everything_once
from floor.site.tests.visiting import ORDINARY, SECRETARY, found_works_of_today
from tests.world import FACTORY

from .conftest import sign_in


@pytest.fixture
def site(transactional_db, live_server) -> str:
    cache.clear()
    everything_once(found_works_of_today())
    return live_server.url


def open_to_all() -> list[str]:
    numbers = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    item = Item.objects.exclude(objection="").get().pk
    return [
        "/meetings/", f"/meetings/?unit={FACTORY}", f"/meetings/?unit={FACTORY}&body=general+meeting", "/meetings/?state=past", "/meetings/petitions/",
        *(f"/meetings/{number}/" for number in numbers), f"/meetings/{numbers[2]}/agenda/", f"/meetings/items/{item}/", "/meetings/items/1/",
        *(f"/meetings/petitions/{number}/" for number in (1, 2, 3)), f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/general-meeting/",
    ]  # fmt: skip


def for_a_member() -> list[str]:
    coming, item = Meeting.objects.filter(state="called", petition=None).get().pk, Item.objects.get(title="A choir").pk
    body = f"unit={FACTORY}&body=general+meeting"
    return [
        "/", "/me/", f"/meetings/call/?unit={FACTORY}", f"/meetings/call/?{body}", f"/meetings/petitions/new/?{body}", f"/meetings/petitions/new/?{body}&kind=text",
        f"/meetings/items/{item}/object/", f"/meetings/items/{item}/take-back/", "/meetings/petitions/2/",
        *(f"/meetings/{coming}/{what}" for what in ("", "propose/", "another-day/", "place/", "call-off/", "against/", "hindrance/")),
    ]  # fmt: skip


def every_page(page: Any) -> Iterator[str]:
    for path in open_to_all():
        page.goto(path)
        yield path
    sign_in(page, SECRETARY)
    for path in for_a_member():
        page.goto(path)
        yield path


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_any_page_around_a_meeting(window, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = window(width, scheme, bypass_csp=True)
    found = {}
    for path in every_page(page):
        if violations := axe.run(page).response["violations"]:
            found[path] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]  # fmt: skip
    assert found == {}


@pytest.mark.slow
def test_no_page_around_a_meeting_scrolls_sideways_or_complains(window):
    page = window(320)
    wide = {path: page.evaluate("document.documentElement.scrollWidth") for path in every_page(page)}
    assert {path: found for path, found in wide.items() if found > 320} == {}
    assert page.complaints == []


@pytest.mark.slow
def test_members_call_a_meeting_by_petition_on_their_phones_without_javascript(window):
    page = window(360, java_script_enabled=False)
    sign_in(page, ORDINARY)
    page.goto(f"/meetings/call/?unit={FACTORY}")
    page.get_by_role("link", name="General meeting", exact=True).click()
    page.get_by_role("link", name="Begin a petition for a meeting").click()
    page.get_by_label("What the meeting is to be about").fill("Lamps in the yard")
    page.get_by_label("When it is to start").fill(as_typed(now() + timedelta(days=6)))
    page.get_by_role("textbox", name="Where").fill("Canteen")
    page.get_by_label("Its agenda").fill("Lamps\nThe night shift")
    page.get_by_role("button", name="Begin the petition").click()
    petition = Petition.objects.get(title="Lamps in the yard")
    other = window(360, java_script_enabled=False)
    sign_in(other, 5)
    other.goto(f"/meetings/petitions/{petition.pk}/")
    other.get_by_role("button", name="Sign it").click()
    assert "the meeting was called on" in other.content()
    meeting = Meeting.objects.get(petition=petition)
    other.goto(f"/meetings/{meeting.pk}/")
    other.get_by_role("link", name="Propose an item").click()
    other.get_by_label("The item, in a line").fill("A bench at the gate")
    other.get_by_role("button", name="Put it on the agenda").click()
    assert meeting.items.filter(title="A bench at the gate", origin="member").exists()


def test_the_sheet_to_hang_up_fits_on_one_page(window):
    page = window(1280)
    coming = Meeting.objects.filter(state="called", petition=None).get().pk
    page.goto(f"/meetings/{coming}/agenda/")
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Back to the meeting").is_visible()
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type/Page/") == 1
