"""Putting a motion to the vote. What is on the chair's screen is what is put: if it has changed meanwhile, nothing is."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.law.words import Ballot
from floor.meetings.acts.moving import Text
from floor.meetings.authority import meeting_running, officers_of
from floor.meetings.deciding import leaving, putting, reaching, room  # noqa: F401  effects and the room register themselves
from floor.meetings.deciding.motions import motion_called
from floor.meetings.models import Motion
from floor.polls.acts.calling import check_tellers
from floor.polls.asking.putting import fix, rule_for, write


class PutMotion(Act):
    """Put a motion to the vote of those in the room. Done by the chair; an appeal against the chair also by the secretary or a teller.

    There must be a quorum, and no other vote under way. After the hour until which the meeting was called, only how it goes on is
    put. Motions about that come first, by their rank; then amendments to amendments, amendments, and the motion. A motion with
    alternatives is put together with them: first which of them, then that one for or against. The vote opens at once; papers
    are taken for `minutes`.
    """

    serves = ("R3", "R4", "R5", "R6", "R7", "R8", "R22")
    motion: int
    text: Text = ""
    """The text as it is put, which must be the text as it stands."""
    ballot: Ballot | None = None
    minutes: int = Field(default=5, ge=2, le=1440)
    tellers: list[int] = []
    """Who counts; the tellers of the meeting, if nobody is named."""

    def guard(self, scene: Scene) -> Authority:
        motion = motion_called(self.motion)
        meeting = meeting_running(motion.meeting_id, "is put")
        if scene.by.kind != "member" or scene.by.member not in putting.who_may_put(meeting, motion):
            raise Refusal(meeting.article, "The chair of the meeting puts motions to the vote.", "R6")
        check_in_order(motion)
        check_the_hour(motion, scene)
        if self.text != motion.text:
            raise Refusal(meeting.article, f"Motion {motion.pk} has been amended meanwhile; look at it again before you put it.", "R3")  # fmt: skip
        together = scene.found["together"] = putting.put_together(motion)
        scene.found["falling"] = putting.check_its_turn(scene, motion, together)
        tellers = self.tellers or tellers_of(motion)
        questions = putting.questions_of(scene, motion, together, self.ballot, timedelta(minutes=self.minutes), tellers)
        check_tellers(tellers, meeting.article)
        scene.found["fixed"] = [(question, fix(scene, question, rule_for(scene, question))) for question in questions]
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        together: list[Motion] = scene.found["together"]
        falling = [motion.pk for motion in scene.found["falling"]]
        Motion.objects.filter(pk__in=falling).update(state="fallen", ended=scene.at, why_ended="nobody seconded it")
        first = None
        for question, fixed in scene.found["fixed"]:
            poll = write(scene, question, fixed)
            if first is not None:
                poll.beside = first
                poll.save(update_fields=["beside"])
            first = first or poll
        Motion.objects.filter(pk__in=[motion.pk for motion in together]).update(state="put", poll=first)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


def check_the_hour(motion: Motion, scene: Scene) -> None:
    """Who has gone home at the hour of the call is not outvoted at midnight: how it goes on is all that is put then (R3)."""
    until = motion.meeting.ends_by
    if until is not None and scene.at >= until and not motion.procedure:
        raise Refusal(
            motion.meeting.article,
            f"This meeting was called until {until:%d %B %Y at %H:%M} UTC. Later no vote opens unless it votes to go on: move to extend the time.",
            "R3",
        )


def check_in_order(motion: Motion) -> None:
    article = motion.meeting.article
    if motion.state == "moved":
        raise Refusal(article, f"Nobody has seconded motion {motion.pk} yet.", "R6")
    if motion.state == "put":
        raise Refusal(article, f"Motion {motion.pk} has been put to the vote already: poll {motion.poll_id}.", "R3")
    if motion.state != "open":
        raise Refusal(article, f"Motion {motion.pk} has ended: {motion.state}.", "R7")


def tellers_of(motion: Motion) -> list[int]:
    """The tellers of the meeting, if there are two; else whoever counts names themselves with the count."""
    chosen = sorted(officers_of(motion.meeting, "teller"))
    return chosen if len(chosen) >= 2 else []
