"""Minority statements: what those who lost want read wherever the decision appears (R8)."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.moving import Text
from floor.meetings.authority import as_one_of_them, by_the_clock
from floor.meetings.deciding.motions import COUNTED, motion_called
from floor.meetings.models import MinoritySignature, MinorityStatement, Motion

#: How long after the count a statement can be filed, and then how long it can be signed.
FILED_WITHIN = timedelta(days=7)
SIGNED_WITHIN = timedelta(days=7)


class FileMinorityStatement(Act):
    """File a statement that is shown wherever a decision appears, within a week of the count. Whoever sits in the body can, whatever
    the others think of it; nobody can take it off again. Others sign it: how many is shown, who is not.
    """

    serves = ("R8", "R12")
    motion: int
    text: Text = Field(min_length=64)

    def guard(self, scene: Scene) -> Authority:
        motion = motion_called(self.motion)
        meeting = motion.meeting
        if motion.kind == "procedural" or motion.state not in COUNTED or motion.ended is None:
            raise Refusal(meeting.article, "A minority statement is filed on a motion that was counted.", "R8")
        if scene.at >= motion.ended + FILED_WITHIN:
            raise Refusal(meeting.article, f"A minority statement is filed within a week of the count, until {motion.ended + FILED_WITHIN:%d %B %Y}.")  # fmt: skip
        authority = as_one_of_them(scene, meeting, "file a minority statement")
        if motion.minority_statements.filter(filed_by=scene.by.member).exists():
            raise Refusal(
                meeting.article, "You have filed a statement on this motion already; sign others, if you like."
            )
        if motion.minority_statements.filter(text=self.text).exists():
            raise Refusal(meeting.article, "This statement stands there already; sign it.")
        return authority

    def apply(self, scene: Scene) -> None:
        MinorityStatement.objects.create(
            id=MinorityStatement.next_id(), motion_id=self.motion, text=self.text, filed_by_id=scene.by.member, filed=scene.at,
            sign_until=scene.at + SIGNED_WITHIN,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class CountMinoritySignatures(Act):
    """Note how many stand behind a minority statement, when the time to sign it is over. Done by the clock; who signed is forgotten."""

    serves = ("R8", "R17")
    open_to = "nobody"
    statement: int
    signatures: int = Field(ge=1)

    def guard(self, scene: Scene) -> Authority:
        statement = statement_called(self.statement)
        meeting = motion_called(statement.motion_id).meeting
        authority = by_the_clock(scene, meeting, "counts signatures")
        if statement.counted is not None or scene.at < statement.sign_until:
            raise Refusal(meeting.article, "These signatures are counted once, when the time to sign is over.")
        if self.signatures > max(1, meeting.entitled):
            raise Refusal(meeting.article, f"{self.signatures} can't have signed: {meeting.entitled} were entitled.", "R4")  # fmt: skip
        return authority

    def apply(self, scene: Scene) -> None:
        MinorityStatement.objects.filter(pk=self.statement).update(signatures=self.signatures, counted=scene.at)
        MinoritySignature.objects.filter(statement=self.statement).delete()


def statement_called(number: int) -> MinorityStatement:
    found = MinorityStatement.objects.select_related("motion").filter(pk=number).first()
    if found is None:
        raise Refusal("the agenda", f"There is no minority statement {number}.")
    return found


def carries_statements(motion: Motion) -> bool:
    """Whether a decision can have minority statements beside it."""
    return motion.kind != "procedural" and motion.state in COUNTED
