"""A place on the speakers' list: asked for on a phone, or by a raised hand that the chair notes; and left again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.meetings.acts.access import lets_in
from floor.meetings.authority import as_officer, by_the_clock, meeting_called, meeting_running
from floor.meetings.models import Meeting, Motion, Speech
from floor.meetings.speakers.list import speech_called, spoken_in, waiting_in

Side = Literal["for", "against", "neither"]
Who = Annotated[int | None, PRIVATE]


class AskToSpeak(Act):
    """Put somebody on the speakers' list who asked on their phone. Done by the clock: the book never says who it was.

    Who asked is known while the meeting lasts, so that everyone has one place and those who have not spoken come first; when
    it closes, that is erased (R8, R17).
    """

    serves = ("R8", "R17")
    open_to = "nobody"
    meeting: int
    who: Who
    kind: Literal["speech", "point of order"] = "speech"
    side: Side = "neither"
    motion: int | None = None
    spoken_before: int = Field(default=0, ge=0)

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is asked for")
        check_the_list(meeting, self.kind, self.side, self.motion)
        check_once(meeting, self.who, self.kind, self.spoken_before)
        return by_the_clock(scene, meeting, "puts on the list who asked on their phone")

    def apply(self, scene: Scene) -> None:
        put_on_the_list(
            meeting_called(self.meeting), scene, kind=self.kind, side=self.side, motion=self.motion, who=self.who,
            spoken_before=self.spoken_before, by_phone=True,
        )  # fmt: skip


class NoteRaisedHand(Act):
    """Put somebody on the speakers' list who raised a hand, or a guest whom the meeting lets speak. Done by the chair, or for the chair."""

    serves = ("R8", "R11", "R17")
    meeting: int
    who: Who = None
    kind: Literal["speech", "point of order", "reply", "guest"] = "speech"
    side: Side = "neither"
    motion: int | None = None
    spoken_before: int = Field(default=0, ge=0)

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is asked for")
        authority = as_officer(scene, meeting, "chair", "secretary", "teller")
        check_the_list(meeting, self.kind, self.side, self.motion)
        if self.kind == "guest" and not lets_in(meeting, "guest") and not lets_in(meeting, "consultative"):
            raise Refusal(meeting.article, "The meeting has not let anyone in who could speak as a guest.", "R11")
        check_once(meeting, self.who, self.kind, self.spoken_before)
        return authority

    def apply(self, scene: Scene) -> None:
        put_on_the_list(
            meeting_called(self.meeting), scene, kind=self.kind, side=self.side, motion=self.motion,
            who=None if self.kind == "guest" else self.who, spoken_before=self.spoken_before, by_phone=False,
        )  # fmt: skip


class LeaveSpeakersList(Act):
    """Take a place off the speakers' list. Done by the clock for whoever asked on their phone, or by the chair for a raised hand."""

    serves = ("R17",)
    speech: int

    def guard(self, scene: Scene) -> Authority:
        speech = speech_called(self.speech)
        meeting = meeting_running(speech.meeting_id, "is left")
        if speech.began or speech.ended or speech.withdrawn:
            raise Refusal(meeting.article, "This place is not on the list any more.")
        if speech.by_phone:
            return by_the_clock(scene, meeting, "takes off the list who asked on their phone; nobody else strikes them from it")  # fmt: skip
        return as_officer(scene, meeting, "chair", "secretary", "teller")

    def apply(self, scene: Scene) -> None:
        Speech.objects.filter(pk=self.speech).update(withdrawn=scene.at)


def check_the_list(meeting: Meeting, kind: str, side: str, motion: int | None) -> None:
    if meeting.state == "paused" and kind != "point of order":
        raise Refusal(meeting.article, "The meeting is having a break.")
    if meeting.debate_closed and kind in ("speech", "guest"):
        raise Refusal(meeting.article, "The meeting has voted to close the debate on this item.", "R6")
    if motion is not None and not Motion.objects.filter(pk=motion, meeting=meeting).exists():
        raise Refusal(meeting.article, f"Motion {motion} is not before this meeting.")
    if side != "neither" and kind in ("point of order", "reply"):
        raise Refusal(meeting.article, "A point of order and a reply are on nobody's side.")


def check_once(meeting: Meeting, who: int | None, kind: str, spoken_before: int) -> None:
    """One place for each person; with what is known of them. After the meeting nobody knows, and a replay takes their word."""
    if who is None:
        return
    if waiting_in(meeting).filter(who=who, kind=kind).exists():
        raise Refusal(meeting.article, "They are on the list already.")
    if kind != "guest" and spoken_before != spoken_in(meeting, who):
        raise Refusal(meeting.article, "How often they have spoken is counted, not said.", "R8")


def put_on_the_list(meeting: Meeting, scene: Scene, **place: object) -> Speech:
    item = meeting.items.filter(place=meeting.now_item).first() if meeting.now_item is not None else None
    turn = (meeting.speeches.order_by("-turn").values_list("turn", flat=True).first() or 0) + 1
    return Speech.objects.create(
        id=Speech.next_id(), entry=scene.n, meeting=meeting, item=item, asked=scene.at, turn=turn, **place
    )
