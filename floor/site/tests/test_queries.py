"""How many times each page asks the database: a bound for each, and none grows with the rows it shows."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.house.acts.members import EnterMembers
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.models import Member, Unit
from floor.house.reading import called
from tests.world import BOLTS, DISTRICT, FACTORY, SECRETARY

from .visiting import FOR_MEMBERS, FOR_THE_SECRETARY, PUBLIC

MOST = 19


def asked(client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)


@pytest.mark.parametrize("page", PUBLIC + FOR_MEMBERS + FOR_THE_SECRETARY)
def test_no_page_asks_more_than_a_few_times(secretary, page):
    assert asked(secretary, page) <= MOST, page


@pytest.mark.parametrize("page", ["/static/floor/base.css", "/sign-in/"])
def test_a_stranger_at_the_door_costs_next_to_nothing(anonymous, page):
    assert asked(anonymous, page) <= 3


GROWING = [
    "/", "/units/", "/units/?name=shop", f"/units/{FACTORY}/", f"/units/{BOLTS}/members/", f"/units/{DISTRICT}/bodies/district-congress/", "/book/",
    "/seats/9/power/", "/seats/10/power/", "/refusals/", "/api/units", "/api/entries", "/api/units/1/bodies/district-congress/seats",
]  # fmt: skip


def test_no_page_asks_once_for_each_row(today, secretary):
    before = {page: asked(secretary, page) for page in GROWING}
    for _ in range(3):
        today.say(
            EnterUnits(
                under=FACTORY,
                first=Unit.next_id(),
                units=[NewUnit(level="shop", title=f"New shop {at}", parent=FACTORY) for at in range(30)],
            ),
            SECRETARY,
        )
        today.say(
            EnterMembers(
                under=FACTORY, first=Member.next_id(), units=[(BOLTS, 40)], people=[None] * 40, confirmed=True
            ),
            SECRETARY,
        )
    today.elect(
        unit=FACTORY,
        for_unit=DISTRICT,
        body="district congress",
        votes={at: 100 - at for at in range(20, 50)},
        entitled=132,
        present=120,
        cast=120,
    )
    after = {page: asked(secretary, page) for page in GROWING}
    # A page that goes on (another link) or a new kind of thing may cost one look more; a row may not.
    assert {page: (before[page], after[page]) for page in GROWING if after[page] > before[page] + 1} == {}


def test_units_by_their_numbers_cost_one_question(today, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [one.unit.level for one in called([1, 2, 3, 4, 5]).values()].count("shop") == 3
