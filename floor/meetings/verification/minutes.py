"""What a replayed book must show about minutes: each meeting that was held has them, in time, and every text is there to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max

from floor.book.claims import Claim, broken, holds
from floor.book.models import Attachment
from floor.book.verifying import checks_the_tables
from floor.meetings.acts.minuting import minutes_due
from floor.meetings.models import HeadCount, Meeting, Minutes, Question, Revision

#: How late the clock may be: a server that stood still for a day is no minutes held back.
LATE = timedelta(days=1)


@checks_the_tables("R12")
def minutes_appear_in_time() -> Iterator[Claim]:
    """Every meeting that was held and has closed has its minutes, unless the book ends before they were due."""
    name, stray = "minutes appear by themselves", 0
    last = _last_known()
    for meeting in Meeting.objects.filter(state="closed", minutes=None).order_by("pk").iterator(chunk_size=500):
        if last is not None and last > minutes_due(meeting) + LATE:
            stray += 1
            yield broken(name, f"meeting {meeting.pk} has no minutes, which were due on {minutes_due(meeting):%d %B %Y}", meeting.entry)  # fmt: skip
    if not stray:
        yield holds(name, f"{Minutes.objects.count()} minutes")


@checks_the_tables("R12")
def minutes_can_be_read() -> Iterator[Claim]:
    """The first text of all minutes is there, and every revision with its reason beside it."""
    name, there = "minutes and their revisions can be read", Attachment.objects.values("sha256")
    lost = Minutes.objects.exclude(text__in=there).order_by("pk")[:20]
    gone = Revision.objects.exclude(text__in=there).order_by("pk")[:20]
    for minutes in lost:
        yield broken(name, f"the text of the minutes of meeting {minutes.meeting_id} is gone", minutes.entry)
    for revision in gone:
        yield broken(name, f"the text of revision {revision.pk} is gone")
    if not lost and not gone:
        yield holds(name, f"{Minutes.objects.count()} minutes, {Revision.objects.count()} revisions")


def _last_known() -> datetime | None:
    """The last moment at which anything happened in the room of meetings: a replayed book has no clock of its own."""
    moments = [
        Meeting.objects.aggregate(at=Max("called"))["at"],
        Meeting.objects.aggregate(at=Max("closed"))["at"],
        HeadCount.objects.aggregate(at=Max("at"))["at"],
        Question.objects.aggregate(at=Max("entered"))["at"],
        Minutes.objects.aggregate(at=Max("published"))["at"],
    ]
    return max((at for at in moments if at is not None), default=None)
