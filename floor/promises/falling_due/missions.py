"""Missions that were to end with a report and have not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.promises.acts.sending import NoteOverdueMissions
from floor.promises.models import Mission

from .portions import portions


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    late = Mission.objects.filter(reported=None, overdue_since=None, report_due__lte=moment).order_by("pk")
    for numbers in portions(late.values_list("pk", flat=True)):
        yield NoteOverdueMissions(missions=numbers)
