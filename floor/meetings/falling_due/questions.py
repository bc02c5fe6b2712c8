"""What falls due about questions: slips are taken out of the box, and what was not answered in time is noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.meetings.acts.answering import NoteQuestionOverdue
from floor.meetings.asking.box import lies_ready, taken_out
from floor.meetings.models import Meeting, Question, Slip


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    with_slips = Meeting.objects.filter(pk__in=Slip.objects.values("meeting").distinct())
    for meeting in list(with_slips.order_by("pk")):
        if why := lies_ready(meeting):
            yield from taken_out(meeting.pk, why)
    overdue = Question.objects.filter(state="open", overdue_since=None, answer_due__lte=moment)
    for number in list(overdue.order_by("pk").values_list("pk", flat=True)):
        yield NoteQuestionOverdue(question=number)
