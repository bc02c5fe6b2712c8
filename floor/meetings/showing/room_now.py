"""A meeting as it stands at this moment, for every screen in the room: read once, in a fixed number of queries."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from floor.meetings.acts.going_on import end_of_recess
from floor.meetings.deciding.motions import running_poll
from floor.meetings.deciding.procedures import rank_of
from floor.meetings.laws import has_quorum, quorum_of
from floor.meetings.models import Admission, Item, Meeting, MeetingOffice, Motion, Speech
from floor.meetings.speakers.list import list_in_order
from floor.meetings.speakers.turns import Waiting
from floor.polls.models import Poll

from .clock import Clock, clock_of
from .next_step import OnTheFloor, Situation, Step, next_steps

RUNNING = ("open", "paused")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who has the floor, by their place on the list, with their clock."""

    speech: Speech
    clock: Clock


@dataclass(frozen=True, slots=True)
class Moments:
    """What time alone will change in a room, though nobody does anything: enough to know whether a screen is still right."""

    due_at: datetime
    until: datetime | None
    """When the time of who speaks is over, while their clock runs."""
    closes: datetime | None
    secret_poll: int | None

    def passed_at(self, at: datetime, every: int) -> tuple[object, ...]:
        """What has come by now; the clock of a speech in steps of so many seconds."""
        left = max(0, int((self.until - at).total_seconds())) // every if self.until is not None else None
        passed = [moment is not None and at >= moment for moment in (self.due_at, self.until, self.closes)]
        return (left, *passed)


class RoomNow:
    """One meeting at one moment. Everything is read when it is first asked for, and once."""

    def __init__(self, meeting: Meeting, at: datetime) -> None:
        self.meeting, self.at = meeting, at

    @property
    def running(self) -> bool:
        return self.meeting.state in RUNNING

    @cached_property
    def items(self) -> list[Item]:
        return list(self.meeting.items.exclude(state__in=("withdrawn", "struck", "passed on")).order_by("place"))

    @cached_property
    def item(self) -> Item | None:
        """The item before the meeting."""
        return next((one for one in self.items if one.state == "taken up"), None)

    @cached_property
    def next_item(self) -> Item | None:
        return next((one for one in self.items if one.state == "open"), None)

    @cached_property
    def offices(self) -> list[MeetingOffice]:
        return list(MeetingOffice.objects.filter(meeting=self.meeting, until=None).order_by("pk"))

    def holds(self, member: int | None, *offices: str) -> bool:
        return any(one.member_id == member and one.office in offices for one in self.offices)

    @property
    def tellers(self) -> list[int]:
        return [one.member_id for one in self.offices if one.office == "teller"]

    @cached_property
    def quorum(self) -> bool:
        return has_quorum(self.meeting)

    @property
    def quorum_asked(self) -> str:
        return str(quorum_of(self.meeting) or "")

    @cached_property
    def speeches(self) -> list[Speech]:
        """All that are on the list or under way, whoever they belong to."""
        if not self.running:
            return []
        under_way = Speech.objects.filter(meeting=self.meeting, ended=None, withdrawn=None)
        return list(under_way.select_related("item").order_by("turn", "pk"))

    @cached_property
    def on_floor(self) -> list[Spoken]:
        """Who speaks now; where a point of order has interrupted a speech, the speech first."""
        began = [(one.began, one.pk, one) for one in self.speeches if one.began is not None]
        return [Spoken(one, clock_of(one, self.at)) for _began, _pk, one in sorted(began, key=lambda row: row[:2])]

    @property
    def speaks(self) -> Spoken | None:
        return self.on_floor[-1] if self.on_floor else None

    @property
    def interrupted(self) -> Spoken | None:
        return self.on_floor[0] if len(self.on_floor) > 1 else None

    @cached_property
    def waiting(self) -> list[Waiting]:
        """The list in the order in which it will be called."""
        pending = [one for one in self.speeches if one.began is None and self._is_at_hand(one)]
        return list_in_order(self.meeting, pending) if pending else []

    def _is_at_hand(self, speech: Speech) -> bool:
        """Whether it is on the list of the item before the meeting, or of the meeting before its first item."""
        return (speech.item.place if speech.item is not None else None) == self.meeting.now_item

    @cached_property
    def motions(self) -> list[Motion]:
        """What has been moved at the item before the meeting."""
        if self.item is None:
            return []
        found = Motion.objects.filter(item=self.item).select_related("amends__amends", "poll", "ruling")
        return list(found.order_by("pk"))

    @cached_property
    def poll(self) -> Poll | None:
        return running_poll(self.meeting) if self.running else None

    @cached_property
    def request(self) -> Admission | None:
        """Somebody who asked to be let in and has had no answer."""
        return self.meeting.admissions.filter(admitted=None).order_by("pk").first() if self.running else None

    @cached_property
    def situation(self) -> Situation:
        meeting, speaks, motion = self.meeting, self.speaks, whose_turn(self.motions)
        first, following = next(iter(self.waiting), None), self.next_item
        return Situation(
            state=meeting.state, due=self.is_due, decides=bool(meeting.body), counted=bool(meeting.doors), quorum=self.quorum,
            chair_chosen=any(one.office == "chair" and one.votes for one in self.offices), tellers=len(self.tellers),
            item=self.item.pk if self.item else None, next_item=following.pk if following else None,
            objection=bool(following and following.objection and not following.votes),
            floor=OnTheFloor(speaks.speech.pk, speaks.speech.kind, speaks.clock.left, speaks.speech.stopped is not None) if speaks else None,
            next_speaker=first.number if first else None, next_kind=first.kind if first else "speech",
            waiting=sum(one.kind != "guest" for one in self.waiting), motion=motion.pk if motion else None,
            procedural=bool(motion and motion.kind == "procedural"),
            unseconded=next((one.pk for one in self.motions if one.state == "moved"), None),
            poll=self.poll.pk if self.poll else None, ballot=self.poll.ballot if self.poll else "",
            poll_over=self.poll_over, admission=self.request.pk if self.request else None,
            by_cards=meeting.doors != "heads",
        )  # fmt: skip

    @cached_property
    def steps(self) -> list[Step]:
        return next_steps(self.situation)

    @property
    def poll_over(self) -> bool:
        return self.poll is not None and self.at >= self.poll.closes

    @cached_property
    def due_at(self) -> datetime:
        """When it can be opened; of a recess, when it is over."""
        found: datetime = end_of_recess(self.meeting) if self.meeting.state == "paused" else self.meeting.starts
        return found

    @property
    def is_due(self) -> bool:
        return self.at >= self.due_at

    def moments(self) -> Moments:
        speaks = self.speaks
        return Moments(
            self.due_at, speaks.clock.until if speaks is not None and speaks.clock.runs else None, self.poll.closes if self.poll else None,
            self.poll.pk if self.poll is not None and self.poll.ballot == "secret" else None,
        )  # fmt: skip

    def sign(self) -> str:
        """A sign of all that those at the table do. A page that was drawn under another sign is out of date.

        Who waits to speak and who comes in is not in it: in a full hall that changes while the chair looks for the button.
        """
        speech = self.speaks.speech if self.speaks else None
        parts = [
            self.meeting.state, self.item and self.item.pk, speech and (speech.pk, speech.stopped, speech.allowed), self.poll and self.poll.pk,
            max((one.pk for one in self.offices), default=0), self.meeting.debate_closed, self.meeting.access_decided,
            [(one.pk, one.state, one.text) for one in self.motions],
        ]  # fmt: skip
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def whose_turn(motions: Sequence[Motion]) -> Motion | None:
    """The motion that is put next of those in order: how the meeting goes on, amendments from the innermost, then the motion."""
    in_order = [one for one in motions if one.state == "open"]
    return min(in_order, key=lambda one: (_layer(one), rank_of(one), one.pk), default=None)


def _layer(motion: Motion) -> int:
    if motion.kind == "procedural":
        return 0
    if motion.kind == "amendment":
        return 1 if motion.amends is not None and motion.amends.kind == "amendment" else 2
    return 3
