"""The page of officials and its figures for programs: conditions, not opinions; numbers, not names, where everyone can read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from floor.house.acts.mandates import InstructDelegates
from floor.house.counted_question import QuestionCount
from floor.house.models import Mandate
from floor.site.tests.visiting import text_of
from tests.world import BOLTS, DISTRICT, FACTORY, NAMES, SECRETARY, TELLERS, found_works

from .with_officials import SENT, WITH_OFFICIALS, send_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(db, empty_replay):
    works = found_works(datetime.now(UTC) - timedelta(days=20), text=WITH_OFFICIALS)
    send_two(works)
    mandates = list(Mandate.objects.filter(seat__body="planning representatives").values_list("pk", flat=True))
    count = QuestionCount(entitled=12, present=10, votes_for=8, against=2, tellers=TELLERS, closed=works.now)
    works.say(InstructDelegates(mandates=mandates, question="The rolling mill", kind="bound", count=count), TELLERS[0])
    return works


def test_the_page_tells_pay_terms_and_time_back_at_work(sent, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = text_of(Client().get(f"/units/{FACTORY}/officials/"))
    for said in (
        "Released from work", "grade 9 of the wage scale", "3 months a year", "Year 1 in office: from", "1 of 4",
        "Beside their work, without pay", "Sent to: planning office of the district", "Bound: The rolling mill",
        "Can be recalled by the general meeting: 3 signatures of 12 force the poll", "Nobody is appointed",
    ):  # fmt: skip
        assert said in page


def test_a_visitor_reads_numbers_and_no_names(sent):
    page = text_of(Client().get(f"/units/{FACTORY}/officials/"))
    assert not [name for name in NAMES if name in page]


@pytest.mark.parametrize(("where", "said"), [(BOLTS, "Nobody here is released"), (DISTRICT, "Nobody here is released")])
def test_where_nobody_is_released_or_sent_it_says_so(sent, where, said):
    page = text_of(Client().get(f"/units/{where}/officials/"))
    assert said in page and "Sent to" not in page


def test_the_page_of_the_unit_leads_there(sent):
    assert f'href="/units/{FACTORY}/officials/"' in Client().get(f"/units/{FACTORY}/").content.decode()
    assert Client().get("/units/99/officials/").status_code == 404


def test_programs_read_the_same_by_number_and_without_names(sent):
    answer = Client().get(f"/api/units/{FACTORY}/officials")
    told = answer.json()
    secretary = next(one for one in told["officials"] if one["office"] == "secretary")
    assert (secretary["holder"], secretary["pay"], secretary["rotation"]) == (
        SECRETARY,
        "grade 9 of the wage scale",
        "3 months",
    )
    assert (secretary["term"], secretary["limit"], secretary["released"]) == (1, 4, True)
    [outside] = told["outside"]
    assert [one["holder"] for one in outside["people"]] == list(SENT) and outside["sends"] == outside["sent"] == 2
    assert outside["people"][0]["recalled_by"] == "general meeting" and outside["people"][0]["signatures"] == 3
    assert not [name for name in NAMES if name in answer.content.decode()]
    assert Client().get("/api/units/99/officials").status_code == 404
