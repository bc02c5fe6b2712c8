"""What falls due about questions: a tie is asked again, a vote in the open that nobody counted is noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.polls.acts.hands import IN_THE_OPEN, LeaveUncounted
from floor.polls.acts.tied import AskAgain
from floor.polls.laws import declared_within, law_of
from floor.polls.models import Poll


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    for number in list(Poll.objects.filter(kind="question", again=True).order_by("pk").values_list("pk", flat=True)):
        yield AskAgain(poll=number)
    yield from votes_nobody_counted(moment)


def votes_nobody_counted(moment: datetime) -> Iterator[LeaveUncounted]:
    over = Poll.objects.filter(kind="question", state="open", ballot__in=IN_THE_OPEN, closes__lte=moment)
    for poll in list(over.order_by("closes", "pk")):
        if declared_within(law_of(poll)).after(poll.closes) <= moment:
            yield LeaveUncounted(poll=poll.pk)
