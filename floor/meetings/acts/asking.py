"""Questions from the floor: in one's own name, noted by the chair or the secretary, or taken out of the box (M9, R9, R17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.law.values import Duration
from floor.meetings.authority import (
    OVER,
    as_officer,
    as_one_of_them,
    by_the_clock,
    meeting_called,
    meeting_running,
)
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting, Question, Slip

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
#: Where the statutes say nothing.
USUAL_TIME_TO_ANSWER = Duration(days=14)
#: So many slips at least are taken out together by themselves, so that they are mixed.
TOGETHER = 3
#: Questions that one member can ask in their own name, and that one meeting can be asked.
MOST_OF_ONE, MOST_IN_A_MEETING = 20, 5_000


class FromTheBox(BaseModel):
    """A question that was asked without a name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Line
    to_whom: Name = ""
    item: int | None = None


class AskQuestion(Act):
    """Ask a question in writing, in one's own name: from the call of a meeting until it ends, by anyone who sits in it.

    It has a number and stays open until it is answered, or refused with a reason. Nobody can delete it. Whoever would rather not
    give a name takes a ticket at the door, or asks aloud.
    """

    serves = ("R9",)
    meeting: int
    text: Line
    to_whom: Name = ""
    item: int | None = None

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state in OVER:
            raise Refusal(meeting.article, "This meeting is over. Ask at the next one; what is still open is on its agenda by itself.", "R9")  # fmt: skip
        authority = as_one_of_them(scene, meeting, "put a question to it")
        check_items(meeting, [self.item])
        check_room_for(meeting, 1)
        own = meeting.questions.filter(asked_by=scene.by.member)
        if own.filter(text=self.text).exists():
            raise Refusal(meeting.article, "You have asked this already.")
        if own.count() >= MOST_OF_ONE:
            raise Refusal(meeting.article, f"You have asked {MOST_OF_ONE} questions; leave the floor to the others.")
        return authority

    def apply(self, scene: Scene) -> None:
        enter(scene, self.meeting, "written", [Asked(self.text, self.to_whom, self.item, scene.by.member)])


class NoteQuestion(Act):
    """Note a question that was asked aloud, or that somebody handed in on paper. Who asked is not noted: what is said in a meeting is
    nobody's business afterwards (R8). Done by the chair or the secretary of the meeting.
    """

    serves = ("R8", "R9", "R17")
    meeting: int
    text: Line
    way: Literal["spoken", "written"] = "spoken"
    to_whom: Name = ""
    item: int | None = None

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is noted")
        check_items(meeting, [self.item])
        check_room_for(meeting, 1)
        return as_officer(scene, meeting, "chair", "secretary")

    def apply(self, scene: Scene) -> None:
        enter(scene, self.meeting, self.way, [Asked(self.text, self.to_whom, self.item)])


class EnterQuestions(Act):
    """Enter the questions that lay in the box, all at once and in an order drawn by lot. Done by the clock.

    It happens when at least three lie there, when the chair asks for them, or when the meeting is over. How many came out together
    is in the entry: fewer than three are not mixed with others, and whoever watched the room could guess.
    """

    serves = ("R9", "R17")
    open_to = "nobody"
    meeting: int
    box: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    questions: list[FromTheBox]
    unreadable: int = Field(default=0, ge=0)
    why: Literal["enough lay there", "the chair asked", "the meeting is over"]

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        authority = by_the_clock(scene, meeting, "takes questions out of the box")
        if meeting.opened is None:
            raise Refusal(meeting.article, "There is no box before the meeting opens.")
        if not self.questions and not self.unreadable:
            raise Refusal(meeting.article, "Nothing lay in the box.")
        if (self.why == "the meeting is over") != (meeting.state in OVER):
            raise Refusal(meeting.article, f"The meeting is {meeting.state}: the box is emptied for another reason.")
        if self.why == "enough lay there" and len(self.questions) + self.unreadable < TOGETHER:
            raise Refusal(meeting.article, f"At least {TOGETHER} slips are taken out together, unless the chair asks for them.", "R17")  # fmt: skip
        check_items(meeting, [one.item for one in self.questions])
        return authority

    def apply(self, scene: Scene) -> None:
        asked = [Asked(one.text, one.to_whom, one.item) for one in self.questions]
        enter(scene, self.meeting, "anonymous", asked)
        Slip.objects.filter(meeting=self.meeting, box=self.box).delete()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is to be entered."""

    text: str
    to_whom: str = ""
    item: int | None = None
    by: int | None = None


def enter(scene: Scene, meeting: int, way: str, asked: list[Asked]) -> None:
    """Give questions their numbers. Called from the apply of acts."""
    rule = law_of(meeting_called(meeting)).questions
    due = (rule.answered_within if rule else USUAL_TIME_TO_ANSWER).after(scene.at)
    first = Question.next_id()
    last = Question.objects.filter(meeting=meeting).order_by("-number").values_list("number", flat=True).first() or 0
    Question.objects.bulk_create(
        Question(
            id=first + at, meeting_id=meeting, item_id=one.item, number=last + 1 + at, way=way, text=one.text, to_whom=one.to_whom,
            asked_by_id=one.by, entered=scene.at, answer_due=due,
        )
        for at, one in enumerate(asked)
    )  # fmt: skip


def check_items(meeting: Meeting, items: Iterable[int | None]) -> None:
    wanted = {item for item in items if item is not None}
    known = set(meeting.items.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    if stray := sorted(wanted - known):
        raise Refusal(meeting.article, f"Item {stray[0]} is not on the agenda of this meeting.")


def check_room_for(meeting: Meeting, more: int) -> None:
    if meeting.questions.count() + more > MOST_IN_A_MEETING:
        raise Refusal(meeting.article, f"This meeting has been asked {MOST_IN_A_MEETING} questions; what is still to be asked, is asked at the next one.")  # fmt: skip
