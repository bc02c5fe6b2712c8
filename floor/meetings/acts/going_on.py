"""Motions about how the meeting goes on: to close the debate, to break off, to refer. Carried, they carry themselves out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.meetings.acts.moving import moved_by
from floor.meetings.authority import as_officer, as_one_of_them, meeting_called, meeting_running
from floor.meetings.deciding import carrying_out  # noqa: F401  the procedures register themselves
from floor.meetings.deciding.motions import NOT_PUT_YET, item_at_hand, motion_called, motion_not_put_yet
from floor.meetings.deciding.procedures import PROCEDURES, Asks, Procedure, check_asks, question_in_words
from floor.meetings.models import Meeting, Motion

#: What the meeting has just refused is not asked again at once, to tire it out.
AGAIN_AFTER = timedelta(minutes=10)


class MoveProcedure(Act):
    """Move how the meeting goes on: close the meeting, adjourn, recess, close the doors, secret ballot, extend time, change the order,
    limit speaking time, close debate, postpone, ask the shops, refer.

    Such a motion is put before any other, those that rank higher first; closing the debate takes two thirds. Carried, it is carried
    out by itself. That a vote be secret one person can demand: it is so at once, without a vote.
    """

    serves = ("R5", "R6", "R10", "R11")
    meeting: int
    procedure: str
    motion: int | None = None
    """The motion it is about, for one that is about a motion."""
    asks: Asks = Asks()

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is moved")
        authority = as_one_of_them(scene, meeting, "move how it goes on")
        known = self._known(meeting)
        check_asks(known, self.asks, meeting.article)
        if item_at_hand(meeting) is None:
            raise Refusal(meeting.article, "No item is before the meeting yet.", "R6")
        if not meeting.body:
            raise Refusal(meeting.article, "A mass meeting decides nothing: no body sits.", "R3")
        about = self._about(meeting, known)
        self._check_not_asked_already(scene, meeting)
        for check in known.checks:
            check(scene, meeting, about, self.asks)
        return authority

    def _known(self, meeting: Meeting) -> Procedure:
        known = PROCEDURES.get(self.procedure)
        if known is None or not known.moved:
            names = ", ".join(name for name, each in PROCEDURES.items() if each.moved)
            raise Refusal(
                meeting.article, f"One moves to: {names}. For a ruling of the chair, appeal against it.", "R6"
            )
        return known

    def _about(self, meeting: Meeting, known: Procedure) -> Motion | None:
        if not known.about_a_motion:
            if self.motion is not None:
                raise Refusal(meeting.article, f"To {known.name} is about the meeting, not about a motion.")
            return None
        if self.motion is None:
            raise Refusal(meeting.article, "Say which motion this is about.")
        about = motion_not_put_yet(self.motion)
        if about.meeting_id != meeting.pk or (
            about.kind not in ("main", "alternative") and known.name != "secret ballot"
        ):
            raise Refusal(meeting.article, f"Motion {about.pk} is no motion of this meeting that this could be about.")
        return about

    def _check_not_asked_already(self, scene: Scene, meeting: Meeting) -> None:
        same = Motion.objects.filter(meeting=meeting, procedure=self.procedure, amends=self.motion)
        if waiting := same.filter(state__in=(*NOT_PUT_YET, "put")).first():
            raise Refusal(meeting.article, f"This has been moved already: motion {waiting.pk}.")
        if same.filter(state__in=("lost", "tied"), ended__gt=scene.at - AGAIN_AFTER).exists():
            raise Refusal(meeting.article, "The meeting has refused this a moment ago; it is asked again after ten minutes.", "R7")  # fmt: skip

    def apply(self, scene: Scene) -> None:
        meeting, known = meeting_called(self.meeting), PROCEDURES[self.procedure]
        motion = write_procedural(scene, meeting, known, self.asks.said(), self.motion)
        if known.at_once:
            Motion.objects.filter(pk=motion.pk).update(state="carried", ended=scene.at)
            known.carried(motion_called(motion.pk), scene)


def write_procedural(
    scene: Scene, meeting: Meeting, known: Procedure, asks: dict[str, Any], about: int | None = None, ruling: int | None = None
) -> Motion:  # fmt: skip
    """Write a motion about how the meeting goes on. Called from the apply of acts."""
    return Motion.objects.create(
        id=Motion.next_id(), entry=scene.n, meeting=meeting, item=item_at_hand(meeting), unit=meeting.unit, body=meeting.body,
        kind="procedural", procedure=known.name, asks=asks, amends_id=about, title=question_in_words(known, asks), ruling_id=ruling,
        **moved_by(scene, meeting, known.seconded),
    )  # fmt: skip


class ResumeMeeting(Act):
    """Go on after a recess, when its time is over. The chair does it, or the clock."""

    serves = ("R10",)
    meeting: int

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is done")
        if meeting.state != "paused":
            raise Refusal(meeting.article, "This meeting is not in recess.")
        ends = end_of_recess(meeting)
        if scene.at < ends:
            raise Refusal(meeting.article, f"The meeting voted to break off until {ends:%H:%M} UTC; people rely on it.", "R10")  # fmt: skip
        return Authority(meeting.article) if scene.by == CLOCK else as_officer(scene, meeting, "chair")

    def apply(self, scene: Scene) -> None:
        Meeting.objects.filter(pk=self.meeting).update(state="open")


def end_of_recess(meeting: Meeting) -> Any:
    """When a meeting that broke off goes on, as it voted."""
    voted = Motion.objects.filter(meeting=meeting, procedure="recess", state="carried").order_by("-pk")[0]
    return voted.ended + timedelta(minutes=voted.asks["minutes"]) if voted.ended else meeting.starts
