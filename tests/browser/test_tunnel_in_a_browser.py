"""The wind tunnel's figures and differences in a real browser: read by everybody, on a phone and on a wall."""

from __future__ import annotations

import pytest

from floor.book.act import by_member
from floor.book.doing import attach_text, do
from floor.house.acts.statutes import ProposeAmendment
from floor.house.tests.test_tunnel_pages import BY_SHOPS, with_congress

PAGES = ["/statutes/", "/statutes/proposals/1/", "/statutes/tunnel/"]


@pytest.fixture
def proposed(site):
    """A proposal after which each shop elects by itself."""
    do(ProposeAmendment(statutes=attach_text(with_congress(BY_SHOPS))), by_member(9))


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_tunnels_pages(window, proposed, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = window(width, scheme, bypass_csp=True)
    found = {}
    for path in PAGES:
        page.goto(path)
        violations = axe.run(page).response["violations"]
        if violations:
            found[path] = [
                (one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations
            ]
    assert found == {}


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_the_tunnels_pages_do_not_scroll_sideways_and_complain_of_nothing(window, proposed, width):
    page = window(width)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.complaints == []


@pytest.mark.slow
def test_a_bar_is_as_long_as_its_figure_says(window, proposed):
    page = window(1280)
    page.goto("/statutes/")
    bar = page.locator("#tunnel .tunnel-bar").first
    whole = bar.bounding_box()["width"]
    share = bar.locator("rect").bounding_box()["width"] / whole
    assert share == pytest.approx(7 / 12, abs=0.01)
    assert bar.locator("line").bounding_box()["x"] - bar.bounding_box()["x"] == pytest.approx(whole / 2, abs=2)


@pytest.mark.slow
def test_the_report_looks_as_it_does_in_a_file(window, proposed):
    """Its own style is let in, by its hash."""
    page = window(1280)
    page.goto("/statutes/")
    page.get_by_role("link", name="The whole report").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Works of the tests"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Georgia")
    assert page.locator("svg").count() >= 2


def test_a_proposal_stands_in_two_columns_and_on_a_phone_one_below_the_other(window, proposed):
    for width, side_by_side in ((1280, True), (360, False)):
        page = window(width)
        page.goto("/statutes/proposals/1/")
        now, then = (
            page.get_by_role("heading", name=name).first.bounding_box() for name in ("Now", "If it is carried")
        )
        assert (abs(now["y"] - then["y"]) < 2) is side_by_side
