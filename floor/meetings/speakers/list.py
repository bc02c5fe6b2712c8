"""The speakers' list as it stands: who waits, who has the floor, how much time each side has had. Never who they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, QuerySet, Sum, When

from floor.book.act import Refusal
from floor.meetings.models import Meeting, Speech

from .turns import Waiting, in_order, next_speaker


def speech_called(number: int) -> Speech:
    speech = Speech.objects.select_related("meeting__unit", "item").filter(pk=number).first()
    if speech is None:
        raise Refusal("the speakers' list", f"There is no place {number} on the speakers' list.")
    return speech


def at_hand(meeting: Meeting) -> QuerySet[Speech]:
    """The list of the item before the meeting, or before the first item of the meeting itself."""
    if meeting.now_item is None:
        return meeting.speeches.filter(item=None)
    return meeting.speeches.filter(item__place=meeting.now_item)


def waiting_in(meeting: Meeting) -> QuerySet[Speech]:
    return at_hand(meeting).filter(began=None, ended=None, withdrawn=None).order_by("turn")


def on_the_floor(meeting: Meeting) -> list[Speech]:
    """Who speaks now; where a point of order has interrupted a speech, the speech first."""
    return list(meeting.speeches.filter(ended=None).exclude(began=None).order_by("began", "pk"))


def members_waiting(meeting: Meeting) -> int:
    return waiting_in(meeting).exclude(kind="guest").count()


def next_in(meeting: Meeting) -> Waiting | None:
    return next_speaker(as_waiting(waiting_in(meeting)), *_so_far(meeting))


def list_in_order(meeting: Meeting, waiting: Iterable[Speech] | None = None) -> list[Waiting]:
    """The list as it would be called, for showing. Three queries; two, if who waits has been read."""
    seconds, last, closed = _so_far(meeting)
    return in_order(
        as_waiting(waiting_in(meeting) if waiting is None else waiting), seconds, meeting.speaking_seconds, last, closed
    )


def as_waiting(speeches: Iterable[Speech]) -> list[Waiting]:
    return [
        Waiting(one.pk, one.turn, one.kind, one.side, one.spoken_before, one.resumes_id is not None) for one in speeches
    ]


def _so_far(meeting: Meeting) -> tuple[dict[str, int], str, bool]:
    """What each side has had on the item at hand, which side spoke last, and whether the debate is closed."""
    held = at_hand(meeting).filter(kind__in=("speech", "guest")).exclude(began=None)
    # Whoever has the floor is taken to use their time up, so that the list does not change while they speak.
    time = Case(When(ended=None, then="allowed"), default="used")
    seconds = dict(held.values_list("side").annotate(seconds=Sum(time)).order_by())
    last = held.order_by("-began", "-pk").values_list("side", flat=True).first()
    return seconds, last or "", meeting.debate_closed


def spoken_in(meeting: Meeting, member: int) -> int:
    """How often somebody has had the floor in this meeting; what goes on after it was broken off is one speech."""
    held = meeting.speeches.filter(who=member, kind="speech", resumes=None).exclude(began=None)
    return held.count()


def seconds_used(speech: Speech, at: datetime) -> int:
    """How long somebody has spoken, with what the clock stood still taken off."""
    if speech.began is None:
        return 0
    until = speech.stopped or speech.ended or at
    return max(0, int((until - speech.began).total_seconds()) - speech.lost)


def seconds_left(speech: Speech, at: datetime) -> int:
    return max(0, speech.allowed - seconds_used(speech, at))
