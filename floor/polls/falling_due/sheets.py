"""What falls due in polls on paper: voting ends, and what two tellers found is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.doing import attach_text
from floor.book.ticking import falls_due
from floor.polls.acts.recounting import RecordRecount, asked_on
from floor.polls.acts.sheets import CountSheets, EndVoting, recount_under_way
from floor.polls.models import Poll
from floor.polls.on_paper.entered import ON_PAPER, Finding, finding


@falls_due
def sheets_fall_due(moment: datetime) -> Iterator[Act]:
    """The acts of the clock about papers that people handle."""
    over = Poll.objects.filter(state="open", closes__lte=moment, ballot__in=ON_PAPER).order_by("closes", "pk")
    for number in list(over.values_list("pk", flat=True)):
        yield EndVoting(poll=number)
    for poll in list(Poll.objects.filter(state="counting", ballot__in=ON_PAPER).order_by("pk")):
        if found := finding(poll, moment):
            yield CountSheets(poll=poll.pk, **_said(found))
    # A recount that was asked for and has no result: only polls on paper have any, and only for a while.
    counted = Poll.objects.filter(state__in=("counted", "failed"), ballot__in=ON_PAPER).exclude(urn="").order_by("pk")
    for poll in list(counted.filter(outcome__recounts__0__asked__isnull=False)):
        recount = recount_under_way(poll)
        if recount and (found := finding(poll, moment, recount, asked_on(poll))):
            yield RecordRecount(poll=poll.pk, recount=recount, **_said(found))


def _said(found: Finding) -> dict[str, object]:
    return {
        "urn": attach_text(found.urn) if found.urn else "", "papers": found.papers, "invalid": found.invalid,
        "marked": found.marked, "sheets": list(found.sheets), "fault": found.fault,
    }  # fmt: skip
