"""Anyone can follow how seats were shared out: the method, the quota, the last seat, lots, and a picture that says the same."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from floor.congress.models import ApportionedSeats
from floor.site.tests.visiting import text_of
from tests.world import BOLTS, CABLES, DISTRICT, NAILS

from .totals import share_total_out, shops, with_total

pytestmark = pytest.mark.django_db
PLACE = f"/units/{DISTRICT}/seats/"


@pytest.fixture(autouse=True)
def _anyone(settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]


def page(place: str = PLACE) -> str:
    response = Client().get(place)
    assert response.status_code == 200
    return text_of(response)


def test_divisors_are_told_with_the_quotient_of_each_last_seat(db, empty_replay):
    with shops({BOLTS: 8, NAILS: 3}) as works:
        share_total_out(works)
        said = page()
    for words in ("10 by sainte-lague", "divided by 1, 3, 5", "12 ÷ 9 = 1.33", "7 ÷ 5 = 1.4", "5.21", "All 3 units"):
        assert words in said
    assert "The last seat went to Bolt shop, Cable shop with 1.33; next was Bolt shop with 1.09." in said


def test_remainders_are_told_with_the_quota_and_what_is_left(db, empty_replay):
    with shops({BOLTS: 16}, with_total('"7 by largest remainders"')) as works:
        share_total_out(works)
        said = page()
    # 28 members over 7 seats: a quota of 4, and nothing is left.
    assert "The quota is 4 members." in said and "5 + 0" in said
    assert "stood level" not in said and "the least" not in said


def test_who_has_the_least_is_marked_in_the_table(db, empty_replay):
    with shops({BOLTS: 40}, with_total('"5 by hare, at least 1"')) as works:
        share_total_out(works)
        said = page()
    assert "2 units have the least" in said and said.count("the least") >= 3
    assert "stood level" not in said


def test_lots_are_told_with_those_they_were_between(db, empty_replay):
    with shops({}, with_total('"4 by hare"')) as works:
        made = share_total_out(works)
        said = page()
        winner = ApportionedSeats.objects.get(apportionment=made, seats=2).unit_id
    name = {BOLTS: "Bolt shop", NAILS: "Nail shop", CABLES: "Cable shop"}[winner]
    assert f"Bolt shop, Nail shop, Cable shop stood level. By the lot of the statutes a seat went to {name}." in said


def test_the_page_asks_the_tables_a_bounded_number_of_times_and_turns(db, empty_replay, django_assert_max_num_queries, monkeypatch):  # fmt: skip
    with shops({BOLTS: 8, NAILS: 3}) as works:
        share_total_out(works)
        works.wait(days=1)
        share_total_out(works)
        monkeypatch.setattr("floor.congress.pages.apportionments.PAGE", 2)
        with django_assert_max_num_queries(16):
            said = page()
        assert "Cable shop with 1.33" in said and "Further units" in said and "All of them" in said
        first = ApportionedSeats.objects.filter(apportionment=2).order_by("pk")[1].pk
        last = page(f"{PLACE}?show=2&after={first}")
    assert "From the beginning" in last and "Further units" not in last and "4 ÷ 3 = 1.33" in last
