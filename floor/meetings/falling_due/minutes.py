"""Minutes that are due: they appear by themselves, and nobody can put it off (R12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.doing import attach_text
from floor.book.ticking import falls_due
from floor.meetings.acts.minuting import PublishMinutes, minutes_due
from floor.meetings.models import Meeting, Slip
from floor.meetings.showing.minutes import FORM, minutes_of


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    # First come the slips that lay in the box when the meeting closed.
    waiting = Meeting.objects.filter(state="closed", minutes=None).exclude(pk__in=Slip.objects.values("meeting"))
    for meeting in list(waiting.select_related("unit").order_by("pk")):
        if minutes_due(meeting) <= moment:
            yield PublishMinutes(meeting=meeting.pk, text=attach_text(minutes_of(meeting, FORM)), form=FORM)
