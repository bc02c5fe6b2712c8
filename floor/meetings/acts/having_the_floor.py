"""Who has the floor: called in the order of the list, stopped and given back what an interruption took, ended by the clock (R8)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.ending_speeches import end
from floor.meetings.authority import as_officer, meeting_called, meeting_running
from floor.meetings.counted_hands import Hands, counted_by_the_chair
from floor.meetings.laws import POINT_OF_ORDER
from floor.meetings.models import Meeting, Speech
from floor.meetings.speakers.list import next_in, on_the_floor, seconds_left, speech_called


class CallSpeaker(Act):
    """Give the floor to the next on the list. Who is next is computed and the same for everyone; the chair can't prefer anyone (R8).

    Points of order come first and stop the clock of the speech they interrupt. Then the side speaks that has had the least time,
    and on each side those who have not spoken yet. Who had the floor before has finished.
    """

    serves = ("R6", "R8")
    speech: int

    def guard(self, scene: Scene) -> Authority:
        speech = speech_called(self.speech)
        meeting = meeting_running(speech.meeting_id, "is done")
        authority = as_officer(scene, meeting, "chair")
        if speech.began or speech.ended or speech.withdrawn:
            raise Refusal(meeting.article, f"Place {speech.turn} has been called already, or is not on the list any more.")  # fmt: skip
        expected = next_in(meeting)
        if expected is None:
            raise Refusal(meeting.article, "The meeting has voted to close the debate on this item.", "R6")
        if expected.number != speech.pk:
            raise Refusal(meeting.article, f"Next is place {expected.turn} on the list. The order is that of the list, not the chair's.", "R8")  # fmt: skip
        interrupted = [one for one in on_the_floor(meeting) if one.stopped]
        if interrupted and speech.kind != "point of order":
            left = seconds_left(interrupted[0], scene.at)
            raise Refusal(meeting.article, f"Place {interrupted[0].turn} was interrupted and has {left} seconds left: that time is theirs. Let them go on, or end their speech.", "R8")  # fmt: skip
        return authority

    def apply(self, scene: Scene) -> None:
        speech = speech_called(self.speech)
        for other in on_the_floor(speech.meeting):
            if speech.kind != "point of order" or other.kind == "point of order":
                end(other, scene.at, "finished" if seconds_left(other, scene.at) else "time over")
            elif not other.stopped:
                Speech.objects.filter(pk=other.pk).update(stopped=scene.at)
        usual = POINT_OF_ORDER if speech.kind == "point of order" else speech.meeting.speaking_seconds
        Speech.objects.filter(pk=speech.pk).update(began=scene.at, allowed=speech.allowed or usual)


class EndSpeech(Act):
    """End a speech: the speaker has finished, their time is over, or they were not let finish.

    Who was howled down, or whose speech broke off for another reason, has the time they had left given back: they come next (R8).
    """

    serves = ("R8",)
    speech: int
    how: Literal["finished", "time over", "broken off"] = "finished"

    def guard(self, scene: Scene) -> Authority:
        speech, authority = speech_on_the_floor(self.speech, scene)
        left = seconds_left(speech, scene.at)
        if self.how == "time over" and left:
            raise Refusal(speech.meeting.article, f"They have {left} seconds left. Everyone has the same time; nobody is cut short.", "R8")  # fmt: skip
        if self.how == "broken off" and (not left or speech.kind == "point of order"):
            raise Refusal(speech.meeting.article, "There is no time left to give back.")
        return authority

    def apply(self, scene: Scene) -> None:
        speech = speech_called(self.speech)
        left = seconds_left(speech, scene.at)
        end(speech, scene.at, self.how)
        if speech.kind == "point of order":
            run_on(speech.meeting, scene)
        if self.how == "broken off":
            Speech.objects.create(
                id=Speech.next_id(), entry=speech.entry, meeting=speech.meeting, item=speech.item, motion=speech.motion, kind=speech.kind,
                side=speech.side, asked=scene.at, turn=speech.turn, spoken_before=speech.spoken_before, resumes=speech, allowed=left,
                by_phone=speech.by_phone, who=speech.who,
            )  # fmt: skip


class StopClock(Act):
    """Stop the clock of whoever has the floor: they are interrupted, or the meeting waits. What it takes is given back to them."""

    serves = ("R8",)
    speech: int
    why: Literal["interruption", "other"] = "interruption"

    def guard(self, scene: Scene) -> Authority:
        speech, authority = speech_on_the_floor(self.speech, scene)
        if speech.stopped:
            raise Refusal(speech.meeting.article, "The clock stands still already.")
        return authority

    def apply(self, scene: Scene) -> None:
        speech = speech_called(self.speech)
        Speech.objects.filter(pk=speech.pk).update(
            stopped=scene.at, interruptions=speech.interruptions + (self.why == "interruption")
        )


class RunClock(Act):
    """Let the clock of a speech run on after it stood still."""

    serves = ("R8",)
    speech: int

    def guard(self, scene: Scene) -> Authority:
        speech, authority = speech_on_the_floor(self.speech, scene)
        if not speech.stopped:
            raise Refusal(speech.meeting.article, "The clock is running.")
        if on_the_floor(speech.meeting)[-1].pk != speech.pk:
            raise Refusal(speech.meeting.article, "A point of order is being heard; when it ends, the clock runs on by itself.")  # fmt: skip
        return authority

    def apply(self, scene: Scene) -> None:
        run_on(speech_called(self.speech).meeting, scene)


class ExtendSpeech(Act):
    """Enter that the meeting gives a speaker more time, with the hands. Without a vote everyone has the same (R8)."""

    serves = ("R4", "R8")
    speech: int
    seconds: int = Field(ge=10, le=3600)
    hands: Hands

    def guard(self, scene: Scene) -> Authority:
        speech = speech_called(self.speech)
        meeting = meeting_running(speech.meeting_id, "is decided")
        if speech.began is None or speech.ended:
            raise Refusal(meeting.article, "They do not have the floor.")
        return counted_by_the_chair(scene, meeting, self.hands)

    def apply(self, scene: Scene) -> None:
        if self.hands.carried:
            speech = speech_called(self.speech)
            Speech.objects.filter(pk=speech.pk).update(allowed=speech.allowed + self.seconds)


def speech_on_the_floor(number: int, scene: Scene) -> tuple[Speech, Authority]:
    speech = speech_called(number)
    meeting = meeting_running(speech.meeting_id, "is done")
    authority = as_officer(scene, meeting, "chair")
    if speech.began is None or speech.ended:
        raise Refusal(meeting.article, f"Place {speech.turn} does not have the floor.")
    return speech, authority


def run_on(meeting: Meeting, scene: Scene) -> None:
    """Let the clock of the speech on the floor run on, if it stands still: what was lost is theirs."""
    meeting = meeting_called(meeting.pk)
    for speech in on_the_floor(meeting)[-1:]:
        if speech.stopped:
            lost = speech.lost + int((scene.at - speech.stopped).total_seconds())
            Speech.objects.filter(pk=speech.pk).update(stopped=None, lost=lost)
