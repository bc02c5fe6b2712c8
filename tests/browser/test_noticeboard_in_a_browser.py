"""The noticeboard in a real browser: on a phone, on a wide screen, large for a projector; nothing runs over, and axe finds nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from floor.press.tests.lived import everything_once
from tests.world import BOLTS, FACTORY, SECRETARY, World

from .conftest import sign_in

OPEN = [
    f"/units/{FACTORY}/board/", f"/units/{FACTORY}/board/?large", f"/units/{BOLTS}/board/", f"/units/{FACTORY}/letters/", "/letters/1/",
    f"/units/{FACTORY}/platforms/", "/platforms/1/", "/notices/1/",
]  # fmt: skip
FOR_MEMBERS = [f"/units/{FACTORY}/letters/new/", f"/units/{FACTORY}/platforms/new/", f"/units/{FACTORY}/notices/new/", f"/units/{FACTORY}/digest/", "/platforms/1/mail/"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1200, "dark")])
def test_the_pages_of_the_press_fit_and_can_be_read_by_everyone(window, width, scheme, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    everything_once(World(datetime.now(UTC) - timedelta(minutes=1)))
    page = window(width, scheme, bypass_csp=True)
    found, wide = {}, []
    for path in OPEN:
        look(page, path, axe, found, wide, tmp_path)
    sign_in(page, SECRETARY)
    for path in FOR_MEMBERS:
        look(page, path, axe, found, wide, tmp_path)
    assert found == {}
    assert wide == []


def look(page, path, axe, found, wide, tmp_path):
    page.goto(path)
    if violations := axe.run(page).response["violations"]:
        found[path] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wide.append(path)
    page.screenshot(path=tmp_path / f"{path.strip('/').replace('/', '-').replace('?', '-')}.png", full_page=True)
