"""Undertakings, reports, missions and demands as a person meets them: on a phone, at a desk, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from floor.house.models import Mandate
from floor.promises.models import Report, Undertaking
from floor.promises.tests.lived import everything_once
from floor.site.tests.visiting import ORDINARY, found_works_of_today
from tests.world import CHAIR, DISTRICT, FACTORY

from .conftest import sign_in


@pytest.fixture
def site(transactional_db, live_server) -> str:
    cache.clear()
    everything_once(found_works_of_today())
    return live_server.url


def open_to_all() -> list[str]:
    report = Report.objects.filter(body="factory committee", mandate=None).latest("pk").pk
    delegate = Mandate.objects.get(holder=6, seat__body="district congress").pk
    return [
        f"/units/{FACTORY}/undertakings/", f"/units/{FACTORY}/undertakings/?state=overdue", "/undertakings/1/", "/undertakings/3/", f"/units/{FACTORY}/reports/",
        f"/reports/{report}/", f"/mandates/{delegate}/", "/mandates/3/", f"/units/{FACTORY}/missions/", "/missions/1/", f"/units/{FACTORY}/demands/", "/demands/1/",
        f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/factory-committee/",
    ]  # fmt: skip


def for_a_member() -> list[str]:
    open_one = Undertaking.objects.get(what="Hot water for all").pk
    return [
        "/me/", f"/units/{FACTORY}/undertakings/new/", f"/undertakings/{open_one}/", f"/undertakings/{open_one}/done/", "/undertakings/1/dispute/",
        f"/units/{FACTORY}/missions/new/", f"/units/{FACTORY}/demands/new/", "/demands/items/3/answer/", "/demands/1/withdraw/", "/mandates/1/ask/",
        f"/units/{DISTRICT}/bodies/district-congress/instruct/?from={FACTORY}",
    ]  # fmt: skip


def every_page(page: Any) -> Iterator[str]:
    for path in open_to_all():
        page.goto(path)
        yield path
    sign_in(page, CHAIR)
    for path in for_a_member():
        page.goto(path)
        yield path


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1200, "dark")])
def test_axe_finds_nothing_on_any_page_of_promises(window, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = window(width, scheme, bypass_csp=True)
    found = {}
    for path in every_page(page):
        if violations := axe.run(page).response["violations"]:
            found[path] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]  # fmt: skip
    assert found == {}


@pytest.mark.slow
def test_no_page_of_promises_scrolls_sideways_or_complains(window):
    page = window(320)
    wide = {path: page.evaluate("document.documentElement.scrollWidth") for path in every_page(page)}
    assert {path: found for path, found in wide.items() if found > 320} == {}
    assert page.complaints == []


def test_a_promise_is_reported_done_and_disputed_on_a_phone_without_javascript(window):
    page = window(360, java_script_enabled=False)
    overdue = Undertaking.objects.get(what="Hot water for all")
    sign_in(page, CHAIR)
    page.goto(f"/undertakings/{overdue.pk}/")
    page.get_by_role("link", name="Report it done").click()
    page.get_by_label("In words").fill("A boiler was put up in each shop.")
    page.get_by_role("button", name="Report it done").click()
    other = window(360, java_script_enabled=False)
    sign_in(other, ORDINARY)
    other.goto(f"/undertakings/{overdue.pk}/")
    other.get_by_role("link", name="Dispute the report").click()
    other.get_by_label("What is not true in the report").fill("There is none in the nail shop.")
    other.get_by_role("button", name="Dispute the report").click()
    assert "The report is disputed" in other.content() and "There is none in the nail shop." in other.content()
    overdue.refresh_from_db()
    assert overdue.state == "overdue" and overdue.disputed
