"""What stood in a meeting's way, noted by those it was called for: it changes nothing, and everyone can see it (R10)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import open_unit
from floor.meetings.acts.moving_dates import Reason, note
from floor.meetings.authority import OVER, as_one_of_them, meeting_called
from floor.meetings.conveners import in_virtue_of
from floor.meetings.models import Hindrance
from floor.polls.authority import belongs


class TryToCallOff(Act):
    """Say, for oneself or for a body, that a meeting which others called should not take place. It is noted with the reason and has no effect.

    Only those who called a meeting can call it off. Whoever thinks otherwise says so in the open, and it takes place (R10).
    """

    serves = ("R10",)
    meeting: int
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state in OVER:
            raise Refusal(meeting.article, "This meeting is over.")
        if scene.by.kind != "member":
            raise Refusal(meeting.article, "Somebody says this, not the clock.", "R10")
        if scene.by.member == meeting.called_by_member_id:
            raise Refusal(meeting.article, "You called this meeting: you can call it off.")
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        note(meeting, scene, "called off", in_virtue_of(scene, meeting.unit), self.why, had_effect=False)


class NoteHindrance(Act):
    """Note what stood in a meeting's way: a refused room, an order from outside, a disturbance. The meeting stands (R10).

    By anyone who sits in the body. A room refused before there is a meeting is noted for the unit. Who did it is said in virtue
    of what they did it, never by a private person's name.
    """

    serves = ("R6", "R10")
    unit: int
    meeting: int | None = None
    kind: Literal["room refused", "order from outside", "called off", "tumult"]
    who: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        if self.meeting is None:
            unit, article = open_unit(self.unit, scene.at), scene.cite("body")
            if self.kind != "room refused":
                raise Refusal(article, "Only a room is refused before there is a meeting; name the meeting.")
            if scene.by.kind != "member" or not belongs(scene, scene.by.member or 0, unit, "every member"):
                raise Refusal(article, f"Noted by a member of unit {self.unit}.", "R10")
            return Authority(article)
        meeting = meeting_called(self.meeting)
        if meeting.unit_id != self.unit:
            raise Refusal(meeting.article, f"Meeting {meeting.pk} is of unit {meeting.unit_id}.")
        return as_one_of_them(scene, meeting, "note what stood in its way")

    def apply(self, scene: Scene) -> None:
        Hindrance.objects.create(
            id=Hindrance.next_id(), meeting_id=self.meeting, unit_id=self.unit, kind=self.kind, who=self.who, why=self.why,
            noted=scene.at, noted_by=scene.by.member, had_effect=False,
        )  # fmt: skip
