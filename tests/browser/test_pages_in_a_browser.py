"""What a person sees and can do, in a real browser: on a phone, in the dark, by keyboard, on paper, without JavaScript."""

from __future__ import annotations

import pytest

from floor.house.models import Mandate
from floor.site.tests.visiting import CODE, ORDINARY, card_of
from tests.world import BOLTS, DISTRICT, FACTORY, SECRETARY, THIRD

from .conftest import sign_in

#: One page of every kind.
OPEN = [
    "/", "/sign-in/", "/units/?name=shop", f"/units/{FACTORY}/", f"/units/{FACTORY}/bodies/factory-committee/", f"/units/{DISTRICT}/bodies/district-congress/",
    "/seats/9/power/", "/statutes/", "/statutes/versions/1/", "/guarantees/", "/book/", "/book/3/", "/book/0/", "/book/checkpoints/", "/receipts/2/", "/refusals/",
    "/operator/", "/api/", "/nowhere/",
]  # fmt: skip
FOR_MEMBERS = [
    "/me/", "/me/leave/", "/me/move/?name=shop", "/me/correct/", f"/units/{BOLTS}/members/", f"/units/{BOLTS}/members/join/", f"/units/{BOLTS}/cards/",
    f"/units/{FACTORY}/open/", f"/elections/declare/?for_unit={FACTORY}&body=factory+committee", "/mandates/1/instruct/", "/statutes/proposals/new/", "/members/4/dues/",
]  # fmt: skip


def every_page(page):
    for path in OPEN:
        page.goto(path)
        yield path
    sign_in(page, SECRETARY)
    for path in FOR_MEMBERS:
        page.goto(path)
        yield path
    page.goto(f"/units/{BOLTS}/cards/")
    with page.expect_navigation():
        page.get_by_role("button", name="Issue these cards").click()
    yield "a sheet of cards"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_axe_finds_nothing_on_any_page(window, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = window(width, scheme, bypass_csp=True)
    found = {}
    for path in every_page(page):
        violations = axe.run(page).response["violations"]
        if violations:
            found[path] = [
                (one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations
            ]
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(window, width):
    page = window(width)
    wide = {path: page.evaluate("document.documentElement.scrollWidth") for path in every_page(page)}
    assert {path: found for path, found in wide.items() if found > width} == {}


def test_no_page_complains_or_asks_anybody_else(window):
    page = window()
    for _path in every_page(page):
        pass
    assert [said for said in page.complaints if "404" not in said] == []


def test_everything_works_without_javascript(window):
    """Sign in, look whose power a seat is, resign it, keep the receipt."""
    page = window(360, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Number on the card").fill(str(card_of(THIRD).pk))
    page.get_by_label("Code on the card").fill(CODE.lower().replace("-", " "))
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.url.endswith("/me/")
    page.get_by_role("link", name="Whose power is this? factory committee").click()
    assert "It rests on 12 members, of whom 10 took part." in page.inner_text("main")
    page.go_back()
    page.get_by_role("link", name="Resign factory committee").click()
    assert "takes effect at once" in page.inner_text("main")
    page.get_by_role("button", name="Resign this mandate").click()
    assert page.get_by_role("heading", name="Your receipt").is_visible()
    assert not Mandate.objects.filter(holder=THIRD, ended=None).exists()
    page.get_by_role("link", name="See the entry and its proof").click()
    assert "A mandate was resigned: factory committee of Hammer and Sickle." in page.inner_text("main")
    assert "holds" in page.inner_text("main")
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").first.is_visible()


def test_one_can_sign_in_and_out_by_keyboard_alone(window):
    page = window()
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "number"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type(str(card_of(ORDINARY).pk))
    page.keyboard.press("Tab")
    page.keyboard.type("k7qm2wxp9rtd")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Sign out":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/me/")
    assert "/sign-in/" in page.url


def test_a_mistake_in_a_form_is_said_beside_its_field(window):
    page = window(360)
    sign_in(page, SECRETARY)
    page.goto("/members/4/dues/")
    page.locator("form.form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Record").click()
    field = page.get_by_label("Dues are paid until")
    assert field.get_attribute("aria-invalid") == "true"
    said = page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    assert said.is_visible() and "required" in said.inner_text()


def test_on_paper_there_is_the_matter_and_the_books_root_and_no_menu(window):
    page = window(800)
    page.goto("/seats/9/power/")
    page.emulate_media(media="print")
    assert not page.locator("nav.rooms").is_visible()
    assert not page.get_by_role("link", name="Sign in").first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("svg.picture").is_visible()
    assert "Its root is now" in page.inner_text("footer")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_cards_print_as_a_sheet_with_the_codes_and_nothing_else(window):
    page = window(800)
    sign_in(page, SECRETARY)
    page.goto(f"/units/{BOLTS}/cards/")
    with page.expect_navigation():
        page.get_by_role("button", name="Issue these cards").click()
    page.emulate_media(media="print")
    assert page.locator(".card .key").first.is_visible() and page.locator(".card svg.qr").first.is_visible()
    assert not page.get_by_text("Print this sheet now").is_visible()


def test_those_who_want_less_motion_get_none(window):
    page = window(reduced_motion="reduce")
    page.goto("/")
    moving = "[...document.querySelectorAll('*')].filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
    assert page.evaluate(moving) == 0
