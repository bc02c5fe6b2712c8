"""Meetings that nobody opened, or that nobody closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.meetings.acts.closing import CloseForgottenMeeting
from floor.meetings.laws import LONGEST
from floor.meetings.models import Meeting


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    late = moment - LONGEST
    forgotten = Meeting.objects.filter(state="called", starts__lte=late) | Meeting.objects.filter(
        state__in=("open", "paused"), opened__lte=late
    )
    for number in list(forgotten.order_by("pk").values_list("pk", flat=True)):
        yield CloseForgottenMeeting(meeting=number)
