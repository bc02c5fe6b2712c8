"""Promises for programs: what the pages show, by number only."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from floor.promises.models import Report
from floor.site.tests.visiting import NAMES
from tests.world import BOLTS, CHAIR, FACTORY

from .promising import answer, let_fall_due, promise, put_demands, report_done, send

pytestmark = pytest.mark.django_db


def read(path: str):
    found = Client().get(f"/api{path}")
    assert found.status_code == 200, (path, found.content)
    assert not [name for name in NAMES if name in found.content.decode()]
    return json.loads(found.content)


def test_undertakings_and_their_figures_are_read_by_programs(today):
    made = promise(today)
    promise(today, unit=BOLTS, promised_to="")
    report_done(today, made)
    assert [one["undertaking"] for one in read(f"/units/{FACTORY}/undertakings")] == [2, 1]
    assert [one["undertaking"] for one in read(f"/units/{FACTORY}/undertakings?below=false")] == [1]
    assert [one["state"] for one in read(f"/units/{FACTORY}/undertakings?state=done")] == ["done"]
    assert read(f"/units/{FACTORY}/undertakings?before=2&limit=1")[0]["undertaking"] == 1
    assert read(f"/units/{FACTORY}/carried-out")["all"] == {"decided_by": "", "who": "", "outside": False, "done": 1, "open": 1, "overdue": 0, "broken": 0}  # fmt: skip
    steps = read("/undertakings/1")["steps"]
    assert [one["what"] for one in steps] == ["reported done"] and steps[0]["mandate"] is not None


def test_reports_missions_and_demands_are_read_by_programs(today):
    let_fall_due(today)
    mission, demands = send(today), put_demands(today)
    answer(today, demands.items.get(number=2), "granted")
    assert read(f"/reports/{Report.objects.first().pk}")["ledger"] == []
    assert {one["body"] for one in read(f"/units/{FACTORY}/reports")} == {"factory committee", "control commission"}
    assert read(f"/missions/{mission.pk}")["people"] == [5, 6, 7]
    assert [one["title"] for one in read(f"/units/{FACTORY}/demands")] == ["Demands of the works"]
    items = read(f"/demands/{demands.pk}")["items"]
    assert [one["answer"] for one in items] == ["", "granted", ""]
    assert items[1]["answers"][0]["undertaking"] == 1


@pytest.mark.parametrize(
    "path", ["/units/99/undertakings", "/undertakings/9", "/reports/99", "/missions/9", "/demands/9"]
)
def test_what_is_not_there_is_not_there_for_programs_either(today, path):
    assert Client().get(f"/api{path}").status_code == 404


def test_acts_of_the_clock_are_not_offered_to_programs(today):
    offered = Client().get("/api/openapi.json").content.decode()
    assert "/acts/promises.ReportDone" in offered
    for hidden in ("DisputeReport", "AskForReport", "StateForDelegation", "NoteOverdueReports"):
        assert f"/acts/promises.{hidden}" not in offered
    assert CHAIR
