"""Meetings for programs: what the pages show, by number only, and never more than a page of it."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.site.tests.visiting import NAMES
from tests.world import FACTORY

from .lived import TITLE, Lived, everything_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(today) -> Lived:
    return everything_once(today)


def read(path: str):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        found = Client().get(f"/api{path}")
    assert found.status_code == 200, (path, found.content)
    assert len(queries) < 10, path
    assert not [name for name in NAMES if name in found.content.decode()], path
    return json.loads(found.content)


def test_meetings_their_agendas_motions_and_counts_are_read_by_programs(lived):
    held, coming = lived.held.pk, lived.coming.pk
    assert [one["meeting"] for one in read("/meetings?state=coming")] == [coming, lived.by_petition.pk]
    assert {one["meeting"] for one in read(f"/meetings?unit={FACTORY}")} == {held, lived.early.pk, lived.off.pk}
    one = read(f"/meetings/{held}")
    assert (one["entitled"], one["most_present"], one["guests"], one["called_by"]) == (12, 10, 0, "factory committee")
    agenda = read(f"/meetings/{coming}/agenda")
    assert "A choir" in [item["title"] for item in agenda["items"]]
    assert [(one["kind"], one["had_effect"]) for one in agenda["hindrances"]] == [("moved", True), ("called off", False), ("room refused", False)]  # fmt: skip
    carried = read(f"/meetings/{held}/motions")[0]
    assert (carried["title"], carried["state"], carried["hands"]) == (TITLE, "carried", {"for": 8, "against": 1, "abstaining": 1})  # fmt: skip
    assert read(f"/meetings/{held}/counts")[-1]["present"] == 10


def test_lists_go_on_by_the_last_number_of_a_page(lived):
    first = read("/meetings?limit=2")
    rest = read(f"/meetings?limit=2&after={first[-1]['meeting']}")
    assert [one["meeting"] for one in first + rest] == [lived.off.pk, lived.early.pk, lived.held.pk]
    motions = read(f"/meetings/{lived.held.pk}/motions?limit=1")
    assert read(f"/meetings/{lived.held.pk}/motions?limit=1&after={motions[0]['motion']}")[0]["kind"] == "amendment"
    count = read(f"/meetings/{lived.held.pk}/counts?limit=1")[0]
    assert read(f"/meetings/{lived.held.pk}/counts?limit=1&after={count['count']}")[0]["count"] > count["count"]


def test_attendance_is_a_share_of_those_entitled_on_the_day(lived):
    shares = [one["share"] for one in read(f"/units/{FACTORY}/attendance?body=general+meeting")]
    assert shares == pytest.approx([10 / 12, 5 / 12])


def test_a_petition_tells_how_many_signed_only_where_it_gives_nobody_away(lived):
    assert read(f"/meeting-petitions/{lived.collecting.pk}")["signatures"] is None
    assert read(f"/meeting-petitions/{lived.answer_owed.pk}")["signatures"] == 2
    assert len(read(f"/meeting-petitions?unit={FACTORY}&limit=2")) == 2


@pytest.mark.parametrize(
    "path", ["/meetings/9", "/meetings/9/agenda", "/meetings/9/motions", "/meetings/9/counts", "/meeting-petitions/9", "/units/99/attendance?body=x", "/meetings?state=lost"]
)  # fmt: skip
def test_what_is_not_there_is_not_there_for_programs_either(today, path):
    assert Client().get(f"/api{path}").status_code == 404


def test_a_page_of_more_than_two_hundred_is_refused(today):
    for path in ("/meetings?limit=201", "/meeting-petitions?limit=0"):
        assert Client().get(f"/api{path}").status_code == 422, path


def test_acts_of_the_clock_are_not_offered_to_programs(today):
    offered = Client().get("/api/openapi.json").content.decode()
    assert "/acts/meetings.CallMeeting" in offered
    for hidden in ("BeginPetition", "CallByPetition", "EndPetition", "CallOffByPetitioners"):
        assert f"/acts/meetings.{hidden}" not in offered
