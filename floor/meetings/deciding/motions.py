"""Motions as they stand: which wait, which have ended, what they say now. Reads only."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from floor.book.act import Refusal, Scene
from floor.book.models import Attachment
from floor.meetings.authority import entitled_in
from floor.meetings.models import Item, Meeting, Motion
from floor.polls.models import Poll

#: Moved, and not dealt with yet: "moved" waits for a second, "open" is in order.
NOT_PUT_YET = ("moved", "open")
#: Ended by a count of the meeting.
COUNTED = ("carried", "waiting", "lapsed", "lost", "tied")
#: A body of fewer people needs no second: one of four is a quarter of it.
SMALL_BODY = 5
#: How long whoever would second something has, before what it hangs on can be put.
TIME_TO_SECOND = timedelta(minutes=1)


def motion_called(number: int) -> Motion:
    found = Motion.objects.select_related("meeting__unit", "unit", "item", "amends__amends").filter(pk=number).first()
    if found is None:
        raise Refusal("the agenda", f"There is no motion {number}.")
    return found


def motion_not_put_yet(number: int) -> Motion:
    """A motion about which everything can still happen."""
    motion = motion_called(number)
    if motion.state == "put":
        raise Refusal(motion.meeting.article, f"Motion {number} has been put to the vote; nothing about it changes now.", "R3")  # fmt: skip
    if motion.state not in NOT_PUT_YET:
        raise Refusal(motion.meeting.article, f"Motion {number} has ended: {motion.state}.", "R7")
    return motion


def wording_of(motion: Motion) -> str:
    """What a motion says as it stands now: its text, or where it has none its title."""
    if motion.kind == "amendment":
        return str(motion.asks["new"])
    return text_called(motion.text) if motion.text else motion.title


def text_called(sha256: str) -> str:
    found = Attachment.objects.filter(sha256=sha256).values_list("content", flat=True).first()
    if found is None:
        raise Refusal("the book", "The text of this motion is missing.", "R25")
    return found


def needs_no_second(scene: Scene, meeting: Meeting) -> bool:
    entitled = meeting.entitled if meeting.opened else sum(entitled_in(scene, meeting).values())
    return entitled < SMALL_BODY


def item_at_hand(meeting: Meeting) -> Item | None:
    return meeting.items.filter(state="taken up").order_by("place").first()


def running_poll(meeting: Meeting) -> Poll | None:
    """The vote the meeting is taking now: one at a time."""
    polls = Poll.objects.defer("outcome", "form").filter(meeting=meeting.pk)
    return polls.filter(state__in=("announced", "open", "counting")).order_by("pk").first()


def alternatives_to(motion: Motion) -> list[Motion]:
    """The motions of which one is to be chosen, this one among them; alone, if there is no other."""
    first = motion.amends_id if motion.kind == "alternative" else motion.pk
    if motion.kind not in ("main", "alternative"):
        return [motion]
    together = Motion.objects.filter(Q(pk=first) | Q(amends=first, kind="alternative")).select_related("unit")
    return list(together.filter(Q(state__in=("open", "put")) | Q(pk=motion.pk)).order_by("pk"))


def hanging_on(motions: list[Motion], states: tuple[str, ...] = NOT_PUT_YET) -> list[Motion]:
    """Amendments to these motions that have not been put."""
    return list(Motion.objects.filter(amends__in=motions, kind="amendment", state__in=states).order_by("pk"))


def procedural_motions(meeting: Meeting, states: tuple[str, ...] = NOT_PUT_YET) -> list[Motion]:
    return list(Motion.objects.filter(meeting=meeting, kind="procedural", state__in=states).order_by("pk"))
