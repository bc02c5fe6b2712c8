"""The report of a body leaves out nothing that it had to carry out (R13)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.promises.ledger import undertakings_of_body
from floor.promises.models import Report, UndertakingStep

SETTLING = ("reported done", "reported not done", "found done", "found not done", "broken", "taken back")


@checks_the_tables("R13", "R12")
def reports_leave_nothing_out() -> Iterator[Claim]:
    """Beside each report of a body stands every undertaking it answered for in that time, worked out again from the tables."""
    name, stray, checked = "reports leave nothing out", 0, 0
    for report in Report.objects.filter(mandate=None).exclude(given=None).select_related("unit").iterator(500):
        checked += 1
        answered_for = undertakings_of_body(report.unit, report.body).filter(
            Q(settled=None) | Q(settled__gt=report.since), entry__lt=report.given_entry
        )
        told = {number for number, _state in report.ledger}
        left_out = sorted(set(answered_for.values_list("pk", flat=True)) - told)
        if missing := [number for number in left_out if not _was_settled(number, report)]:
            stray += 1
            yield broken(name, f"report {report.pk} leaves out undertaking {missing[0]}", report.entry)
    if not stray:
        yield holds(name, f"{checked} reports of bodies")


def _was_settled(number: int, report: Report) -> bool:
    """Whether an undertaking was settled before the time of a report, and taken up again only after the report."""
    last = UndertakingStep.objects.filter(undertaking=number, entry__lt=report.given_entry).order_by("-pk").first()
    return last is not None and last.what in SETTLING and last.at <= report.since
