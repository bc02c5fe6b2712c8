"""What falls due about motions: a recess is over, the time to sign a minority statement is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.meetings.acts.going_on import ResumeMeeting, end_of_recess
from floor.meetings.acts.minority import CountMinoritySignatures
from floor.meetings.deciding.signing import signatures_under
from floor.meetings.models import Meeting, MinorityStatement


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    for meeting in list(Meeting.objects.filter(state="paused").order_by("pk")):
        if end_of_recess(meeting) <= moment:
            yield ResumeMeeting(meeting=meeting.pk)
    for statement in list(MinorityStatement.objects.filter(counted=None, sign_until__lte=moment).order_by("pk")):
        yield CountMinoritySignatures(statement=statement.pk, signatures=signatures_under(statement))
