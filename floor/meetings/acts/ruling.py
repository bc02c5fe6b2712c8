"""Rulings of the chair, each with its reason from a closed list, and the appeal to the meeting against them (R6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.going_on import write_procedural
from floor.meetings.authority import as_officer, as_one_of_them, meeting_called, meeting_running
from floor.meetings.deciding.motions import NOT_PUT_YET, item_at_hand, motion_called, motion_not_put_yet
from floor.meetings.deciding.procedures import PROCEDURES
from floor.meetings.deciding.reasons import REASONS, Reason
from floor.meetings.models import Motion, Ruling

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]


class NotPut(Act):
    """Rule that a motion is not put to the vote, for a reason from the list: it is not this body's to decide, it is against the
    statutes, it is settled and its time has not come, it is about what somebody said in a meeting, it is about several persons at
    once, it was moved too late.

    Done by the chair, who says why. Where the reason is a fact it must be one. Anybody who sits in the meeting can appeal at once.
    """

    serves = ("R6", "R7", "R8", "R22")
    motion: int
    reason: Reason
    said: Said
    poll: int | None = None
    """For a question that is settled: the poll that settled it."""

    def guard(self, scene: Scene) -> Authority:
        motion = motion_not_put_yet(self.motion)
        meeting = meeting_running(motion.meeting_id, "is ruled on")
        authority = as_officer(scene, meeting, "chair")
        if motion.procedure == "appeal":
            raise Refusal(meeting.article, "An appeal against a ruling is put to the meeting; the chair can't rule on it.", "R6")  # fmt: skip
        if motion.item.state != "taken up":
            raise Refusal(meeting.article, "A motion is ruled on when its item is before the meeting, so that its mover can appeal at once.", "R6")  # fmt: skip
        if (self.poll is not None) != (self.reason == "settled"):
            raise Refusal(meeting.article, "For a question that is settled, and for no other reason, name the poll that settled it.", "R6")  # fmt: skip
        if fault := REASONS[self.reason].why_not(scene, motion, self.poll):
            raise Refusal(meeting.article, f"Motion {motion.pk} is in order: {fault}", "R6")
        return authority

    def apply(self, scene: Scene) -> None:
        motion = motion_called(self.motion)
        Ruling.objects.create(
            id=Ruling.next_id(), meeting=motion.meeting, item=motion.item, motion=motion, what="not put", reason=self.reason,
            settled_by_id=self.poll, said=self.said, ruled=scene.at, ruled_by_id=scene.by.member,
        )  # fmt: skip
        Motion.objects.filter(pk=motion.pk).update(state="not put", ended=scene.at, why_ended=self.reason)
        Motion.objects.filter(amends=motion, kind="amendment", state__in=NOT_PUT_YET).update(
            state="fallen", ended=scene.at, why_ended="the motion was not put"
        )


class RuleFromTheChair(Act):
    """Rule on anything else: something is out of order, a speaker is stopped. It stands on record with what was said for it."""

    serves = ("R6", "R8")
    meeting: int
    what: Literal["out of order", "speaker stopped", "other"]
    said: Said

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is ruled on")
        return as_officer(scene, meeting, "chair")

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        Ruling.objects.create(
            id=Ruling.next_id(), meeting=meeting, item=item_at_hand(meeting), what=self.what, reason=self.what, said=self.said,
            ruled=scene.at, ruled_by_id=scene.by.member,
        )  # fmt: skip


class AppealRuling(Act):
    """Appeal to the meeting against a ruling of the chair, at once. It is put before anything else, and needs no second."""

    serves = ("R6", "R20")
    ruling: int

    def guard(self, scene: Scene) -> Authority:
        ruling = Ruling.objects.select_related("meeting__unit", "item").filter(pk=self.ruling).first()
        if ruling is None:
            raise Refusal("the agenda", f"There is no ruling {self.ruling}.")
        meeting = meeting_running(ruling.meeting_id, "is done")
        authority = as_one_of_them(scene, meeting, "appeal")
        at_hand = item_at_hand(meeting)
        if at_hand is None or (ruling.item_id is not None and ruling.item_id != at_hand.pk):
            raise Refusal(meeting.article, "One appeals at once, while the same item is before the meeting.", "R6")
        if ruling.appealed is not None and not ruling.appeals.filter(state="failed").exists():
            raise Refusal(meeting.article, "The meeting has been asked about this ruling already.", "R7")
        return authority

    def apply(self, scene: Scene) -> None:
        ruling = Ruling.objects.get(pk=self.ruling)
        write_procedural(
            scene, meeting_called(ruling.meeting_id), PROCEDURES["appeal"], {}, ruling.motion_id, ruling.pk
        )
        Ruling.objects.filter(pk=ruling.pk).update(appealed_by=scene.by.member, appealed=scene.at, upheld=None)
