"""Asking the shops beside the meeting: the same question in each, so that their answers stand beside that of the meeting (M3)."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import open_unit
from floor.meetings.authority import officers_of
from floor.meetings.deciding.asking_shops import ask_each, questions_for, shops_below
from floor.meetings.deciding.motions import COUNTED, motion_called
from floor.polls.asking.putting import fix, rule_for
from floor.polls.authority import officer_near


class AskShopsBeside(Act):
    """Ask each of these units what a meeting was asked, so that shops and delegates stand side by side. Their answers do not change
    what the meeting decided; where they differ it is there for all to see. That the shops decide instead, the meeting moves itself.
    """

    serves = ("R3", "R4")
    motion: int
    units: list[int] = Field(min_length=1, max_length=500)
    body: str
    until: AwareDatetime

    def guard(self, scene: Scene) -> Authority:
        motion = motion_called(self.motion)
        meeting = motion.meeting
        if (
            motion.kind not in ("main", "alternative")
            or motion.poll is None
            or motion.state not in (*COUNTED, "failed")
        ):
            raise Refusal(meeting.article, "The shops are asked beside a motion that the meeting has been asked.", "R3")
        mandate = officer_near(scene, [open_unit(motion.unit_id, scene.at)])
        if mandate is None and scene.by.member not in officers_of(meeting, "chair"):
            raise Refusal(meeting.article, "The shops are asked by an officer of the unit, or by the chair while the meeting lasts.", "R1")  # fmt: skip
        shops_below(scene, meeting, self.units)
        for question in questions_for(scene, motion, self.units, self.body, self.until, ()):
            fix(scene, question, rule_for(scene, question))
        return Authority(meeting.article, mandate)

    def apply(self, scene: Scene) -> None:
        motion = motion_called(self.motion)
        ask_each(scene, motion, self.units, self.body, self.until, root=motion.poll)
