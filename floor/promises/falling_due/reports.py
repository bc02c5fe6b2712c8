"""Regular reports to put on view, and reports that were not given in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.doing import statutes_in_force
from floor.book.ticking import falls_due
from floor.promises.acts.falling_due import PORTION
from floor.promises.acts.reporting import BodyAt, NoteOverdueReports, ScheduleReports
from floor.promises.due_reports import bodies_without, delegates_without
from floor.promises.models import Report

from .portions import portions


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    statutes = statutes_in_force(moment)
    if statutes is None:
        return
    law = statutes.on(moment.date())
    waiting = [BodyAt(unit=row["seat__unit"], body=row["seat__body"]) for row in bodies_without(law, moment)]
    for at in range(0, len(waiting), PORTION):
        yield ScheduleReports(bodies=waiting[at : at + PORTION])
    for numbers in portions(delegates_without(law, moment).values_list("pk", flat=True)):
        yield ScheduleReports(mandates=numbers)
    late = Report.objects.filter(given=None, overdue_since=None, due__lte=moment).order_by("due", "pk")
    for numbers in portions(late.values_list("pk", flat=True)):
        yield NoteOverdueReports(reports=numbers)
