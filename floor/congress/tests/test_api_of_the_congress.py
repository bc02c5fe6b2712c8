"""The congress for programs: what the pages show, by number only, a page of it at a time; and its acts are done over the API, too."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.congress.models import Apportionment, Referral
from floor.house.acts.mandates import Resign
from floor.site.tests.visiting import CODE, card_of
from tests.congress import CONGRESS, mandate_of
from tests.meeting import call_meeting
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAILS, NAMES

from .asking import TITLE, decide, let_it_come_back, sent_down
from .congress_of_today import congress_of_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def congress(db, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    world, world.meeting = congress_of_today()
    return world


def read(path: str):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        found = Client().get(f"/api{path}")
    assert found.status_code == 200, (path, found.content)
    assert len(queries) < 16, (path, len(queries))
    assert not [name for name in NAMES if name in found.content.decode()], path
    return json.loads(found.content)


def do(act: str, payload: dict, member: int):
    card = b64encode(f"{card_of(member).pk}:{CODE}".encode()).decode()
    return Client().post(f"/api/acts/congress.{act}", json.dumps(payload), "application/json", headers={"Authorization": f"Basic {card}"})  # fmt: skip


def sent(congress) -> Referral:
    """A question of the factory committee to every shop."""
    return sent_down(congress, by=CHAIR, unit=FACTORY, body="factory committee")


def test_credentials_are_read_in_all_and_seat_by_seat(congress):
    congress.say(Resign(mandate=mandate_of(6).pk), 6)
    number = congress.meeting.pk
    one = read(f"/meetings/{number}/credentials")
    assert (one["seats"], one["mandates"], one["came"], one["vacant"], one["under_strength"]) == (3, 2, 2, 1, 1)
    assert one["why_vacant"] == {"resigned": 1} and one["consultative_bodies"] == [
        "district committee",
        "factory committee",
    ]
    assert one["rows"] == [{"sent_by": FACTORY, "seats": 3, "mandates": 2, "vacant": 1, "substitutes": 0, "came": 2, "members": 12}]  # fmt: skip
    assert read(f"/meetings/{number}/credentials?after={FACTORY}")["rows"] == []
    places = read(f"/meetings/{number}/credentials/{FACTORY}")
    assert [(one["holder"], bool(one["came"]), one["why_vacant"]) for one in places] == [(5, True, ""), (None, False, "resigned"), (7, False, "")]  # fmt: skip
    assert len(read(f"/meetings/{number}/credentials/{FACTORY}?after={places[1]['seat']}")) == 1


def test_the_pyramid_and_shared_out_seats_are_read_by_programs(congress):
    assert [one["level"] for one in read(f"/units/{DISTRICT}/pyramid")] == ["district", "factory", "shop"]
    made = read(f"/units/{DISTRICT}/apportionments")[0]
    assert (made["body"], made["rule"], made["replaced"]) == (CONGRESS, "1 per 4 members", None)
    one = read(f"/apportionments/{made['apportionment']}")
    assert one["shares"] == [{"unit": FACTORY, "members": 12, "seats": 3}]
    assert read(f"/apportionments/{made['apportionment']}?after={FACTORY}")["shares"] == []


def test_a_return_is_read_in_all_by_level_and_below_a_unit(congress):
    referral = sent(congress)
    decide(congress, referral, BOLTS, 3, 1)
    one = read(f"/returns/{referral.pk}")
    assert (one["total"]["asked"], one["total"]["decided"], one["total"]["votes_for"], one["carried"]) == (
        3,
        1,
        3,
        None,
    )
    assert [(row["unit"], row["poll"] is None) for row in one["below"]] == [(3, False), (4, False), (5, False)]
    assert [row["unit"] for row in read(f"/returns/{referral.pk}?after={NAILS}&limit=1")["below"]] == [5]
    let_it_come_back(congress, referral)
    assert read(f"/referrals?unit={FACTORY}")[0]["carried"] is True
    assert read("/referrals?before=1") == [] and read(f"/referrals?unit={DISTRICT}") == []


def test_the_acts_of_the_congress_are_done_by_programs_like_any_others(congress):
    later = datetime.now(UTC) + timedelta(hours=3)
    asked = {
        "unit": FACTORY, "body": "factory committee", "level": "shop", "title": TITLE, "electors": "shop meeting",
        "opens": later.isoformat(), "closes": (later + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    answer = do("SendDown", asked, CHAIR)
    assert answer.status_code == 200 and Referral.objects.get().entry == answer.json()["entry"]
    assert do("SendDown", asked, 10).status_code == 409, "not by somebody without an office"
    again = {"unit": DISTRICT, "body": CONGRESS, "cut_off": congress.now.isoformat()}
    refused = do("SetApportionment", again, CHAIR)
    assert refused.status_code == 409 and refused.json()["guarantee"] == "R3" and Apportionment.objects.count() == 1
    for by_the_clock in ("AskUnits", "DeclareReturn"):
        assert do(by_the_clock, {"referral": 1, "units": []}, CHAIR).status_code in (404, 405)


@pytest.mark.parametrize(
    "path", ["/meetings/99/credentials", "/meetings/{general}/credentials", "/returns/9", "/apportionments/9", "/units/99/pyramid", "/units/99/apportionments"]
)  # fmt: skip
def test_what_is_not_there_is_not_there_for_programs_either(congress, path):
    assert Client().get("/api" + path.format(general=call_meeting(congress).pk)).status_code == 404


def test_a_page_of_more_than_two_hundred_is_refused(congress):
    for path in ("/referrals?limit=201", f"/meetings/{congress.meeting.pk}/credentials?limit=0"):
        assert Client().get(f"/api{path}").status_code == 422, path
