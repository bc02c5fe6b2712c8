"""The pages of polls as a person meets them: on a phone, at a desk, on the wall of the hall, on paper, by keyboard alone."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from floor.polls.models import Mark
from floor.site.tests.visiting import ORDINARY

from .clock import clock_of
from .conftest import sign_in
from .house_of_polls import HouseOfPolls, house_of_polls
from .pages_of_polls import every_page

PHONE, DESK, PROJECTOR = 360, 1200, 1920


@pytest.fixture
def house(transactional_db) -> HouseOfPolls:
    cache.clear()
    house = house_of_polls()
    with clock_of(house.world):
        yield house


@pytest.fixture
def site(house, live_server) -> str:
    return live_server.url


def result_of(house: HouseOfPolls, name: str) -> str:
    return f"/polls/{house.polls[name].pk}/result/"


def booth_of(house: HouseOfPolls, name: str) -> str:
    return f"/polls/{house.polls[name].pk}/vote/"


# ---- Everyone can read and reach it --------------------------------------------------------------------------------


def violations_on(page) -> list[tuple]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark"), (PROJECTOR, "light")])
def test_axe_finds_nothing_on_any_page_of_the_polls(window, house, width, scheme):
    page = window(width, scheme, bypass_csp=True)
    found = {path: violations for path in every_page(page, house) if (violations := violations_on(page))}
    assert found == {}


def test_axe_finds_nothing_in_the_booth_and_on_the_result(window, house):
    page = window(PHONE, bypass_csp=True)
    sign_in(page, ORDINARY)
    for path in (
        booth_of(house, "recall"),
        booth_of(house, "culture"),
        result_of(house, "congress"),
        result_of(house, "canteen"),
    ):
        page.goto(path)
        # What is folded away is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations_on(page) == [], path


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_of_the_polls_scrolls_sideways_or_complains(window, house, width):
    page = window(width)
    wide = {path: page.evaluate("document.documentElement.scrollWidth") for path in every_page(page, house)}
    assert {path: found for path, found in wide.items() if found > width} == {}
    assert page.complaints == []


def test_what_is_touched_in_the_booth_is_as_large_as_a_finger(window, house):
    page = window(PHONE, has_touch=True)
    sign_in(page, ORDINARY)
    for name in ("culture", "recall", "money"):
        page.goto(booth_of(house, name))
        lines = page.locator(".line label")
        sizes = [lines.nth(at).bounding_box() for at in range(lines.count())]
        assert sizes and all(one["height"] >= 44 and one["width"] >= 150 for one in sizes), (name, sizes)
        button = page.get_by_role("button", name="See what my paper says").bounding_box()
        assert button["height"] >= 44 and button["width"] >= 300


def test_the_paper_begins_on_the_first_screen_of_a_phone(window, house):
    page = window(PHONE)
    sign_in(page, ORDINARY)
    for name in ("culture", "recall", "money"):
        page.goto(booth_of(house, name))
        assert page.locator(".line").nth(2).bounding_box()["y"] < 800, name


def test_one_votes_by_keyboard_alone(window, house):
    page = window(DESK)
    sign_in(page, ORDINARY)
    page.goto(booth_of(house, "money"))
    page.locator("main").focus()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.labels[0].innerText") == "Against"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for text in ("See what my paper says", "Hand it in"):
        while page.evaluate("document.activeElement.textContent.trim()") != text:
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("main").focus()
    assert Mark.objects.filter(poll=house.polls["money"].pk, member=ORDINARY).exists()


# ---- What one finds ------------------------------------------------------------------------------------------------


def test_what_can_be_voted_on_now_stands_on_the_own_page_the_front_page_and_that_of_the_unit(window, house):
    page = window(PHONE)
    sign_in(page, ORDINARY)
    for path in ("/me/", "/", "/units/2/", "/polls/"):
        page.goto(path)
        found = page.get_by_role("link", name="Vote Shall two thousand go to the strikers at Red Banner?")
        assert found.count() == 1 and found.is_visible(), path
    page.goto("/me/")
    assert page.get_by_role("heading", name="3 polls wait for your vote").bounding_box()["y"] < 800


def test_the_booth_says_what_it_cannot_promise_before_anything_is_handed_in(window, house):
    page = window(PHONE, java_script_enabled=False)
    sign_in(page, ORDINARY)
    page.goto(booth_of(house, "recall"))
    page.get_by_text("What this booth can't promise").click()
    assert page.get_by_text("changes its program could read papers").is_visible()
    page.get_by_role("link", name="All that this ballot protects").click()
    assert page.url.endswith("#protects") and page.get_by_role("heading", name="It does not").is_visible()


def test_a_result_has_a_picture_a_story_and_the_whole_beside_its_parts(window, house):
    page = window(DESK)
    sign_in(page, ORDINARY)
    page.goto(result_of(house, "congress"))
    assert page.get_by_role("img", name="Votes by round").is_visible()
    said = page.inner_text("main")
    for sentence in (
        "reach the quota of 23",
        "92 of 122 voted",
        "runner-up of the same count",
        "(substitute)",
        "the same, figure for figure",
    ):
        assert sentence in said, sentence
    rows = page.locator("#units tbody tr")
    papers = [int(rows.nth(at).locator("td").first.inner_text()) for at in range(rows.count())]
    assert papers[0] == sum(papers[1:]) == 92 and len(papers) == 4


def test_on_the_wall_of_the_hall_a_result_can_be_read_from_the_back(window, house):
    page = window(PROJECTOR)
    page.goto(result_of(house, "congress"))
    assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")) >= 56
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('svg.rounds text')].map(one => one.getBoundingClientRect().height))"
    )
    assert smallest >= 16


# ---- On paper ------------------------------------------------------------------------------------------------------


def test_on_paper_a_result_has_figures_picture_and_story_and_nothing_to_press(window, house):
    page = window(800)
    sign_in(page, ORDINARY)
    page.goto(result_of(house, "congress"))
    page.emulate_media(media="print")
    assert not page.locator("nav.rooms").is_visible() and not page.locator("a.button").first.is_visible()
    assert page.get_by_role("heading", name="How the count went, round by round").is_visible()
    assert page.locator("svg.rounds").is_visible() and page.locator(".turnout svg.bar").is_visible()
    assert "Its root is now" in page.inner_text("footer")
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")


def test_on_paper_a_list_of_polls_has_no_buttons(window, house):
    page = window(800)
    sign_in(page, ORDINARY)
    page.goto("/polls/")
    assert page.get_by_role("link", name="Vote Culture committee").is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Vote Culture committee").is_visible()
    assert page.get_by_role("link", name="Culture committee", exact=True).first.is_visible()
