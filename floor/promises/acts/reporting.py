"""Reports to those who elected: due by the statutes or because an elector asked, given, or overdue (M18, R13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate, Unit
from floor.house.standing import live
from floor.law.values import Duration
from floor.promises.acts.falling_due import PORTION, all_of_them
from floor.promises.acts.undertaking import Text
from floor.promises.due_reports import (  # fmt: skip
    ASKED_FOR,
    PERIOD,
    Reports,
    bodies_without,
    delegates_without,
    next_of_body,
    next_of_delegate,
)
from floor.promises.ledger import ledger_of
from floor.promises.models import Report
from floor.promises.standing import article_of, by_the_clock, must_say_something

#: Where the statutes do not say how soon a question is answered, a report that was asked for is due so soon.
USUAL_ANSWER = Duration(days=14)
#: Between two reports that are asked for; those of the statutes come anyway.
NOT_AGAIN_WITHIN = timedelta(days=30)


class BodyAt(BaseModel):
    """A body at a unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: int
    body: str


class ScheduleReports(Act):
    """Put the next regular reports on view with the day they are due, by the rhythm of the statutes. Done by the clock.

    A body that was elected by one electorate reports as a whole; somebody sent by a unit reports to that unit.
    """

    serves = ("R13",)
    open_to = "nobody"
    bodies: list[BodyAt] = Field(default=[], max_length=PORTION)
    mandates: list[int] = Field(default=[], max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        authority = by_the_clock(scene, scene.cite("body"), "puts reports on view")
        asked = {(one.unit, one.body) for one in self.bodies}
        waiting = bodies_without(scene.law, scene.at).filter(seat__unit__in={unit for unit, _ in asked})
        found = asked & {(row["seat__unit"], row["seat__body"]) for row in waiting}
        held = delegates_without(scene.law, scene.at).filter(pk__in=self.mandates).count()
        if (len(found), held) != (len(self.bodies), len(self.mandates)) or not (found or held):
            raise Refusal(authority.article, "A report that is named here is not to be scheduled now.", "R13")
        return authority

    def apply(self, scene: Scene) -> None:
        units = Unit.objects.in_bulk([one.unit for one in self.bodies])
        mandates = Mandate.objects.select_related("seat__unit", "seat__sent_by", "result").in_bulk(self.mandates)
        found = [next_of_body(scene.law, units[one.unit], one.body, scene.at) for one in self.bodies]
        found += [next_of_delegate(scene.law, mandates[number]) for number in self.mandates]
        write_reports(scene, [one for one in found if one is not None], PERIOD)


class AskForReport(Act):
    """Ask a holder to report to those who elected them. Any of them can; done by the clock, so that nobody learns who asked.

    One such report is open at a time, and the next is asked for a month after the last was given at the earliest.
    """

    serves = ("R13", "R17")
    open_to = "nobody"
    mandate: int
    about: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        mandate = Mandate.objects.filter(live(scene.at), pk=self.mandate).select_related("seat").first()
        if mandate is None:
            raise Refusal("the register", f"Mandate {self.mandate} does not run.")
        article = article_of(scene, mandate.seat.body)
        authority = by_the_clock(scene, article, "asks for a report, for an elector whose name stays out of the book")
        asked = Report.objects.filter(mandate=mandate, why=ASKED_FOR)
        if asked.filter(given=None).exists():
            raise Refusal(article, "A report has been asked for already; it is due.")
        if asked.filter(given__gt=scene.at - NOT_AGAIN_WITHIN).exists():
            raise Refusal(article, "A report was given within the last month; read that one first.")
        return authority

    def apply(self, scene: Scene) -> None:
        mandate = Mandate.objects.select_related("seat__unit", "result__unit").get(pk=self.mandate)
        questions = scene.law.questions
        due = (questions.answered_within if questions else USUAL_ANSWER).after(scene.at)
        wanted = Reports(
            mandate.seat.unit, mandate.seat.body, mandate, mandate.result.unit, mandate.result.electors, _last_report(mandate), due
        )  # fmt: skip
        write_reports(scene, [wanted], ASKED_FOR, self.about)


class ReportBack(Act):
    """Give a report that is due. For a body any of its holders gives it; a delegate gives their own.

    Beside the text of a body's report stands what it had to carry out in this time, each with its state: the book makes
    that list itself, so that nothing can be left out of it. A delegate owes a report after the mandate has ended, too.
    """

    serves = ("R13", "R12")
    report: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        report = report_due(self.report)
        article = article_of(scene, report.body)
        if report.given is not None:
            raise Refusal(article, "This report was given; what was said stays as it was read.", "R25")
        must_say_something(self.text, article, "The report")
        return reports_for(scene, report, article)

    def apply(self, scene: Scene) -> None:
        report = report_due(self.report)
        authority = reports_for(scene, report, article_of(scene, report.body))
        ledger = ledger_of(report.unit, report.body, report.since) if report.mandate_id is None else []
        Report.objects.filter(pk=report.pk).update(
            given=scene.at, given_by=authority.mandate, given_entry=scene.n, text=self.text, ledger=ledger
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class NoteOverdueReports(Act):
    """Note that reports were not given in time; they stay on view as overdue until they are. Done by the clock."""

    serves = ("R13",)
    open_to = "nobody"
    reports: list[int] = Field(min_length=1, max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        late = Report.objects.filter(pk__in=self.reports, given=None, overdue_since=None, due__lte=scene.at).count()
        return all_of_them(scene, self.reports, late, "notes which reports are overdue", "is not overdue")

    def apply(self, scene: Scene) -> None:
        Report.objects.filter(pk__in=self.reports).update(overdue_since=scene.at)


def report_due(number: int) -> Report:
    report = Report.objects.select_related("unit", "mandate").filter(pk=number).first()
    if report is None:
        raise Refusal("the register", f"There is no report {number}.")
    return report


def reports_for(scene: Scene, report: Report, article: str) -> Authority:
    """The authority of whoever gives a report: its delegate, or a holder of a seat or an office in the body."""
    member = scene.by.member if scene.by.kind == "member" else None
    if report.mandate is not None:
        if member is None or report.mandate.holder_id != member:
            raise Refusal(article, "The delegate gives their own report; nobody gives it for them.", "R13")
        runs = Mandate.objects.filter(live(scene.at), pk=report.mandate_id).exists()
        return Authority(article, report.mandate_id if runs else None)
    held = Mandate.objects.filter(live(scene.at), holder=member, seat__unit=report.unit, seat__body=report.body)
    mandate = held.order_by("pk").values_list("pk", flat=True).first() if member is not None else None
    if mandate is None:
        raise Refusal(article, f"Somebody who holds a seat or an office in the {report.body} gives its report.", "R13")
    return Authority(article, mandate)


def _last_report(mandate: Mandate) -> datetime:
    last = Report.objects.filter(mandate=mandate).exclude(given=None).order_by("-given").first()
    return last.given if last is not None and last.given is not None else mandate.starts


def write_reports(scene: Scene, wanted: list[Reports], why: str, about: str = "") -> None:
    first = Report.next_id()
    Report.objects.bulk_create(
        Report(
            id=first + at, entry=scene.n, unit=one.unit, body=one.body, mandate=one.mandate, to_unit=one.to_unit, to_body=one.to_body,
            why=why, about=about, since=one.since, due=one.due,
        )
        for at, one in enumerate(wanted)
    )  # fmt: skip
