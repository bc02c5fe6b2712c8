"""Meetings that nobody opened, or that nobody closed; and how many are in the rooms of those that run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.meetings.acts.closing import CloseForgottenMeeting
from floor.meetings.doors import count_of_cards
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
    yield from rooms_to_count(moment)


def rooms_to_count(moment: datetime) -> Iterator[Act]:
    """Where cards are counted at the door, and people came or went since it was last noted."""
    running = Meeting.objects.filter(state__in=("open", "paused"), opened__gt=moment - LONGEST).exclude(doors="heads")
    for meeting in list(running.select_related("unit").order_by("pk")):
        if act := count_of_cards(meeting):
            yield act
