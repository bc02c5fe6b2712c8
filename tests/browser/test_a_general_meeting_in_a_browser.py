"""The general meeting of a works with 1,500 members, from its opening to its minutes: at the table, on phones, and on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from tests.world import SECRETARY

from .a_secret_vote import count_the_papers, hand_in_papers, put_a_vote_on_a_person
from .clock import clock_of
from .hall_of_1500 import PHONES, Hall, device_of, hall_of_1500
from .its_record import answer_some, ask_many, close, read_the_minutes
from .large_pages import pages_of_a_large_meeting
from .the_table import carry_as_amended_by_hands, choose_who_presides, debate, lose_by_hands, open_and_come_in


@pytest.fixture
def hall(transactional_db) -> Iterator[Hall]:
    cache.clear()
    # Every page is known before the clock is told what time it is; none keeps that time afterwards.
    assert get_resolver().url_patterns
    hall = hall_of_1500()
    with clock_of(hall.world):
        yield hall


@pytest.fixture
def _requests_take_turns(monkeypatch) -> None:
    """The database of the tests lies in memory, on one line for all threads: two requests at once would share a transaction there."""
    turn, answer = RLock(), WSGIHandler.__call__

    def one_after_the_other(handler: Any, *request: Any) -> Any:
        with turn:
            return answer(handler, *request)

    monkeypatch.setattr(WSGIHandler, "__call__", one_after_the_other)


@pytest.fixture
def site(hall, _requests_take_turns, live_server) -> str:
    return live_server.url


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_fifteen_hundred_meet_debate_vote_ask_and_read_all_of_it_in_the_minutes(window, hall):
    table = device_of(window, SECRETARY)
    phones = {member: device_of(window, member) for member in PHONES[:5]}
    open_and_come_in(hall, table, phones)
    chair = choose_who_presides(window, hall, table)
    debate(hall, chair, phones)
    carry_as_amended_by_hands(window, hall, chair, phones)
    lose_by_hands(window, hall, chair, phones)
    motion = put_a_vote_on_a_person(hall, chair, phones)
    hand_in_papers(hall, motion.poll, phones)
    papers = count_the_papers(hall, chair, motion)
    ask_many(window, hall, chair, table, phones)
    answer_some(hall, chair)
    close(hall, chair)
    read_the_minutes(window, hall, papers)
    for page in (chair, table, *phones.values()):
        assert [one for one in page.refused if one[0] != 409] == [], "nobody was sent to a page that is not theirs"


#: How far a page is from fitting: sideways anywhere, and on the wall by what the foot hides of the agenda.
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
HIDDEN = """Math.max(...[...document.querySelectorAll('.wall-agenda li')].map(one => one.getBoundingClientRect().bottom))
  - document.querySelector('.wall-foot').getBoundingClientRect().top"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_page_of_a_large_meeting_fits_its_screen_and_axe_finds_nothing_on_it(window, hall):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found, too_large = {}, {}
    for name, page in pages_of_a_large_meeting(window, hall):
        if violations := axe.run(page).response["violations"]:
            found[name] = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in violations]  # fmt: skip
        over = max(page.evaluate(TOO_WIDE), page.evaluate(HIDDEN) if "projector" in name else 0)
        if over > 0:
            too_large[name] = over
    assert found == {}
    assert too_large == {}
