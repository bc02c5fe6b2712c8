"""A browser, and a works to look at. The server runs in this process, beside the browser's own loop."""

from __future__ import annotations

import os

import pytest

from floor.site.tests.visiting import CODE, card_of, found_works_of_today

# Playwright's synchronous interface keeps a loop running in this thread; Django would take our set-up for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_after_the_live_server():
    """The live server's tables are emptied later than other tests' are, when their own leave to do so is over."""
    from django.test import TransactionTestCase

    from floor.book.protected import acting

    empty = TransactionTestCase._fixture_teardown

    def teardown(case):
        from floor.polls.models import Poll

        with acting("the test runner empties its tables"):
            # Nothing is taken out of an urn that is open, not even by Django.
            Poll.objects.filter(state="open").update(state="over")
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    if not os.path.exists(CHROMIUM):
        pytest.skip("there is no Chromium here")
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db, live_server):
    """The works of today, served."""
    from django.core.cache import cache

    cache.clear()
    found_works_of_today()
    return live_server.url


@pytest.fixture
def window(chromium, site):
    """Open a window: how wide, light or dark, with JavaScript or without. Everything it complains of is kept."""
    opened = []

    def open_window(width: int = 1200, scheme: str = "light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=site, **options
        )
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda message: (
                page.complaints.append(f"{message.text} at {message.location['url']}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((site, "data:")) else page.complaints.append(f"asked {request.url}")
            ),
        )
        opened.append(context)
        return page

    yield open_window
    for context in opened:
        context.close()


def sign_in(page, member: int) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Number on the card").fill(str(card_of(member).pk))
    page.get_by_label("Code on the card").fill(CODE)
    with page.expect_navigation(url="**/me/"):
        page.get_by_role("button", name="Sign in", exact=True).click()
