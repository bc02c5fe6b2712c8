"""Reports to those who elected: due by the statutes, asked for without a name, given by who owes them, overdue in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.promises.acts.reporting import AskForReport, BodyAt, NoteOverdueReports, ReportBack, ScheduleReports
from floor.promises.doors import ask_for_report
from floor.promises.models import Report
from tests.world import CHAIR, CONTROLLER, DISTRICT, FACTORY, SECRETARY, THIRD

from .promising import COMMITTEE, ORDINARY, let_fall_due, promise, report_done, report_not_done, sha

pytestmark = pytest.mark.django_db
SAID = "We met four times and had the roof repaired."


def give(works, report: Report, by: int = CHAIR, text: str = SAID) -> None:
    works.say(ReportBack(report=report.pk, text=sha(text)), by, attach=(text,))
    report.refresh_from_db()


def of_committee() -> Report:
    return Report.objects.get(body=COMMITTEE, mandate=None, given=None)


def mandate_of(holder: int, body: str) -> Mandate:
    return Mandate.objects.get(holder=holder, seat__body=body, seat__office="")


# ---- Due by the statutes ---------------------------------------------------------------------------------------------


def test_each_body_has_its_next_report_on_view_by_the_rhythm_of_the_statutes(works):
    let_fall_due(works)
    committee = of_committee()
    began = mandate_of(CHAIR, COMMITTEE).starts
    assert (committee.due, committee.to_body) == (began.replace(month=began.month + 6), "general meeting")
    assert sorted(Report.objects.values_list("body", flat=True)) == ["control commission", "factory committee"]
    assert let_fall_due(works) == 0, "and only one to come"


def test_a_delegate_reports_to_the_unit_that_sent_them(works):
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 8, 6: 7, 7: 6})
    let_fall_due(works)
    report = Report.objects.get(mandate__holder=6)
    assert (report.unit_id, report.to_unit_id, report.to_body) == (DISTRICT, FACTORY, "general meeting")
    assert not Report.objects.filter(body="district congress", mandate=None).exists()
    with pytest.raises(Refusal, match="nobody gives it for them"):
        give(works, report, by=5)
    give(works, report, by=6)
    assert report.given_by == report.mandate_id


def test_a_report_that_is_not_given_is_overdue_and_the_next_comes_anyway(works):
    let_fall_due(works)
    first = of_committee()
    works.now = first.due + timedelta(hours=1)
    works.elect(unit=FACTORY, body=COMMITTEE, votes={CHAIR: 9, SECRETARY: 8, THIRD: 7, 5: 3}, elected=[CHAIR, SECRETARY, THIRD])  # fmt: skip
    let_fall_due(works)
    first.refresh_from_db()
    assert first.overdue_since == works.now
    second = Report.objects.get(body=COMMITTEE, due__gt=works.now)
    assert second.since == first.due


def test_any_holder_gives_the_report_of_a_body_and_nobody_else(works):
    let_fall_due(works)
    for stranger in (ORDINARY, CONTROLLER):
        with pytest.raises(Refusal, match="holds a seat or an office"):
            give(works, of_committee(), by=stranger)
    report = of_committee()
    give(works, report, by=THIRD)
    with pytest.raises(Refusal, match="stays as it was read"):
        give(works, report)


def test_a_report_without_words_is_none(works):
    let_fall_due(works)
    with pytest.raises(Refusal, match="say it in words"):
        give(works, of_committee(), text="-")


def test_nobody_schedules_reports_or_makes_them_overdue_by_hand(works):
    with pytest.raises(Refusal, match="The clock"):
        do(ScheduleReports(bodies=[BodyAt(unit=FACTORY, body=COMMITTEE)]), by_member(SECRETARY), at=works.now)
    for bodies in ([], [BodyAt(unit=FACTORY, body="general meeting")], [BodyAt(unit=99, body=COMMITTEE)]):
        with pytest.raises(Refusal, match="not to be scheduled"):
            do(ScheduleReports(bodies=bodies), CLOCK, at=works.now)
    let_fall_due(works)
    with pytest.raises(Refusal, match="not to be scheduled"):
        do(ScheduleReports(bodies=[BodyAt(unit=FACTORY, body=COMMITTEE)]), CLOCK, at=works.now)
    with pytest.raises(Refusal, match="is not overdue"):
        do(NoteOverdueReports(reports=[of_committee().pk]), CLOCK, at=works.now)


# ---- The ledger ------------------------------------------------------------------------------------------------------


def test_the_report_of_a_body_carries_everything_it_had_to_do_and_leaves_nothing_out(works):
    let_fall_due(works)
    kept, refused, lying = promise(works), promise(works, what="Open a reading room"), promise(works, what="Hot water")
    foreign = promise(works, who="control commission", what="Audit the shop")
    report_done(works, kept)
    report_not_done(works, refused)
    works.wait(days=11)
    let_fall_due(works)
    report = of_committee()
    give(works, report, text="We had the roof repaired. Nothing else was asked of us.")
    assert report.ledger == [[kept.pk, "done"], [refused.pk, "broken"], [lying.pk, "overdue"]]
    assert foreign.pk not in [number for number, _state in report.ledger]


def test_what_was_settled_before_the_time_of_a_report_is_not_told_again(works):
    let_fall_due(works)
    first = of_committee()
    kept = promise(works)
    report_done(works, kept)
    give(works, first)
    works.now = first.due + timedelta(hours=1)
    works.elect(unit=FACTORY, body=COMMITTEE, votes={CHAIR: 9, SECRETARY: 8, THIRD: 7, 5: 3}, elected=[CHAIR, SECRETARY, THIRD])  # fmt: skip
    let_fall_due(works)
    late = promise(works, what="Hot water")
    second = of_committee()
    give(works, second)
    assert (first.ledger, second.ledger) == ([[kept.pk, "done"]], [[late.pk, "open"]])


# ---- Asked for -------------------------------------------------------------------------------------------------------


def test_any_elector_asks_a_holder_to_report_and_who_asked_is_nowhere_in_the_book(works):
    mandate = mandate_of(THIRD, COMMITTEE)
    ask_for_report(mandate.pk, ORDINARY, "What became of the baths?", at=works.now)
    report = Report.objects.get(mandate=mandate)
    assert (report.why, report.due, report.to_body) == ("asked for", works.now + timedelta(days=14), "general meeting")
    line = bytes(Entry.objects.get(act="promises.AskForReport").line).decode()
    assert '"by":{"clock":true}' in line and str(ORDINARY) not in line.split('"payload"')[1].split("}")[0]


def test_one_report_is_asked_for_at_a_time_and_none_right_after_another(works):
    mandate = mandate_of(THIRD, COMMITTEE)
    ask_for_report(mandate.pk, ORDINARY, at=works.now)
    with pytest.raises(Refusal, match="asked for already"):
        ask_for_report(mandate.pk, 9, at=works.now)
    give(works, Report.objects.get(mandate=mandate), by=THIRD)
    works.wait(days=29)
    with pytest.raises(Refusal, match="within the last month"):
        ask_for_report(mandate.pk, 9, at=works.now)
    works.wait(days=2)
    ask_for_report(mandate.pk, 9, at=works.now)


def test_who_did_not_elect_a_delegate_cannot_ask_and_nobody_goes_past_the_door(works):
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 8, 6: 7, 7: 6})
    works.elect(unit=DISTRICT, body="district committee", votes={8: 3}, entitled=3, present=3, cast=3)
    at_the_top = mandate_of(8, "district committee")
    with pytest.raises(Refusal, match="those who gave the mandate, the district congress"):
        ask_for_report(at_the_top.pk, ORDINARY + 1, at=works.now)
    with pytest.raises(Refusal, match="The clock"):
        do(AskForReport(mandate=at_the_top.pk), by_member(5), at=works.now)
    with pytest.raises(Refusal, match="no mandate 99"):
        ask_for_report(99, 5, at=works.now)
    ask_for_report(at_the_top.pk, 5, at=works.now)


def test_whoever_resigns_still_owes_the_report_that_was_asked_for(works):
    mandate = mandate_of(THIRD, COMMITTEE)
    ask_for_report(mandate.pk, ORDINARY, at=works.now)
    works.say(Resign(mandate=mandate.pk), THIRD)
    with pytest.raises(Refusal, match="does not run"):
        ask_for_report(mandate.pk, ORDINARY, at=works.now)
    report = Report.objects.get(mandate=mandate)
    give(works, report, by=THIRD)
    assert report.given == works.now and report.given_by is None
