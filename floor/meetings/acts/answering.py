"""What becomes of a question: answered, refused for a reason from the list, or open for everyone to see (R9)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import everyone_sits, holding
from floor.law.values import Who
from floor.meetings.authority import RUNNING, as_officer, by_the_clock, meeting_called, officers_of, units_of
from floor.meetings.models import Question
from floor.promises.standing import must_say_something, officer_for

Text = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Reason = Literal["names a private person", "not this organisation's affair", "asked and answered"]
MOST_AT_ONCE = 500


class AnswerQuestion(Act):
    """Answer a question, once, in words that everyone can read.

    By whoever holds the body or office it was put to. In the meeting the chair also enters what was answered aloud. A question put
    to nobody in particular, or to a speaker from outside, is answered afterwards by an officer of the unit.
    """

    serves = ("R9",)
    question: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        question = question_that_is_open(self.question)
        authority = who_answers(scene, question, "answer this question")
        must_say_something(self.text, question.meeting.article, "An answer")
        return authority

    def apply(self, scene: Scene) -> None:
        settle(scene, self.question, state="answered", answer=self.text, mandate=mandate_of(scene, self.question))

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class RefuseQuestion(Act):
    """Refuse to answer a question, for a reason from the list and in words: it names a private person, it is not this organisation's
    affair, or it was asked and answered before, with the question that was.

    By those who could answer it. It stays there with the reason; one that names a private person is not shown again in words.
    """

    serves = ("R9", "R17")
    question: int
    reason: Reason
    text: Text
    same_as: int | None = None

    def guard(self, scene: Scene) -> Authority:
        question = question_that_is_open(self.question)
        authority = who_answers(scene, question, "refuse this question")
        article = question.meeting.article
        must_say_something(self.text, article, "The reason why a question is not answered")
        if (self.reason == "asked and answered") != (self.same_as is not None):
            raise Refusal(article, "A question that was asked before names the one that was answered; no other does.", "R9")  # fmt: skip
        if self.same_as is not None and question_called(self.same_as).state != "answered":
            raise Refusal(article, f"Question {self.same_as} has not been answered either.", "R9")
        return authority

    def apply(self, scene: Scene) -> None:
        settle(
            scene, self.question, state="refused", answer=self.text, mandate=mandate_of(scene, self.question), refused_for=self.reason,
            same_as_id=self.same_as,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class GroupQuestions(Act):
    """Put questions on one matter under one topic, so that they are answered together. Each keeps its number and its words.

    By the chair or the secretary of the meeting, or afterwards by an officer of the unit. Grouping again replaces the topic.
    """

    serves = ("R9",)
    meeting: int
    questions: list[int]
    topic: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        named = set(self.questions)
        if not named or len(named) != len(self.questions) or len(named) > MOST_AT_ONCE:
            raise Refusal(meeting.article, f"Name the questions, each once, {MOST_AT_ONCE} at most.")
        if meeting.questions.filter(pk__in=named).count() != len(named):
            raise Refusal(meeting.article, "Some of these were not asked in this meeting.")
        if meeting.state in RUNNING:
            return as_officer(scene, meeting, "chair", "secretary")
        return officer_for(scene, meeting.unit, meeting.article, "group questions")

    def apply(self, scene: Scene) -> None:
        Question.objects.filter(pk__in=self.questions).update(topic=self.topic)


class NoteQuestionOverdue(Act):
    """Note that a question was not answered in the time the statutes give. Done by the clock."""

    serves = ("R9",)
    open_to = "nobody"
    question: int

    def guard(self, scene: Scene) -> Authority:
        question = question_that_is_open(self.question)
        authority = by_the_clock(scene, question.meeting, "notes what is overdue")
        if question.overdue_since is not None or question.answer_due is None or scene.at < question.answer_due:
            raise Refusal(question.meeting.article, "This question is not overdue, or it has been noted.")
        return authority

    def apply(self, scene: Scene) -> None:
        Question.objects.filter(pk=self.question).update(overdue_since=scene.at)


class DeleteQuestion(Act):
    """Delete a question. Always refused: it is answered, or refused with a reason, or it stays open where everyone sees it."""

    serves = ("R9",)
    question: int

    def guard(self, scene: Scene) -> Authority:
        question = question_called(self.question)
        raise Refusal(
            question.meeting.article,
            "A question that was asked can't be deleted. Answer it, or refuse it for a reason from the list; until then it is open.",
            "R9",
        )


def question_called(number: int) -> Question:
    found = Question.objects.select_related("meeting__unit").filter(pk=number).first()
    if found is None:
        raise Refusal("the agenda", f"There is no question {number}.")
    return found


def question_that_is_open(number: int) -> Question:
    question = question_called(number)
    if question.state != "open":
        raise Refusal(question.meeting.article, f"Question {question.number} has been {question.state}. What was said stays; ask again, if it does not satisfy.", "R9")  # fmt: skip
    return question


def who_answers(scene: Scene, question: Question, doing: str) -> Authority:
    """The authority of whoever it was put to; of the chair, while the meeting runs; of an officer, where it was put to nobody here."""
    meeting = question.meeting
    member = scene.by.member if scene.by.kind == "member" else None
    if member is not None:
        if meeting.state in RUNNING and member in officers_of(meeting, "chair"):
            return Authority(meeting.article)
        if mandate := mandate_of(scene, question):
            return Authority(meeting.article, mandate)
    if meeting.state not in RUNNING and not asked_of(scene, question):
        return officer_for(scene, meeting.unit, meeting.article, doing)
    who = question.to_whom or "whoever speaks"
    raise Refusal(meeting.article, f"This was put to: {who}. They {doing.split()[0]} it, or, while the meeting runs, its chair for them.", "R9")  # fmt: skip


def asked_of(scene: Scene, question: Question) -> list[Who]:
    """The body or office of the statutes that it was put to; none where it was put to all, or to somebody from outside."""
    written = question.to_whom
    if not written or written[:1].isdigit():
        return []
    return [who for who in Who.parse(written).readings() if who.body in scene.law.body and not everyone_sits(scene.law, who.body)]  # fmt: skip


def mandate_of(scene: Scene, question: Question | int) -> int | None:
    """The mandate by which whoever acts is the one it was put to."""
    here = question_called(question) if isinstance(question, int) else question
    if scene.by.kind != "member" or scene.by.member is None:
        return None
    held = (
        holding(scene.by.member, who, unit, scene.at)
        for who in asked_of(scene, here)
        for unit in units_of(here.meeting)
    )
    return next((mandate for mandate in held if mandate), None)


def settle(scene: Scene, number: int, *, state: str, answer: str, mandate: int | None, **also: object) -> None:
    Question.objects.filter(pk=number).update(
        state=state, answer=answer, answered=scene.at, answered_by=mandate, **also
    )
