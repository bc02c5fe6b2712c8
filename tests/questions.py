"""Questions to test with: asked at the same door and by the same acts as any other; and minutes that appear by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import DUE
from floor.meetings.acts.answering import AnswerQuestion
from floor.meetings.asking.box import put_slip
from floor.meetings.asking.tickets import take_ticket
from floor.meetings.models import Meeting, Minutes, Question
from tests.world import CHAIR, World

#: What falls due about questions and minutes, in the order in which the clock asks.
_OF_THIS = [due for due in DUE if due.__module__.startswith("floor.meetings.falling_due.")]


def let_fall_due(world: World) -> int:
    """The clock does what is due about meetings now; how many acts it took."""
    done = 0
    for due in _OF_THIS:
        for act in due(world.now):
            with suppress(Refusal):
                do(act, CLOCK, at=world.now)
                done += 1
    return done


def drop(meeting: Meeting, texts: Iterable[str], members: Iterable[int] = range(1, 11)) -> list[str]:
    """Each of these members takes a ticket and puts one question into the box; their codes."""
    codes = []
    for member, text in zip(members, texts, strict=False):
        codes.append(take_ticket(meeting.pk, member))
        put_slip(meeting.pk, codes[-1], text)
    return codes


def asked(meeting: Meeting) -> list[Question]:
    return list(meeting.questions.order_by("number"))


def answer(world: World, question: Question, text: str = "The canteen opens at six.", by: int = CHAIR) -> Question:
    world.say(AnswerQuestion(question=question.pk, text=world.attach(text)), by)
    question.refresh_from_db()
    return question


def minutes_of_meeting(world: World, meeting: Meeting) -> Minutes:
    """Let the statutes' time go by; the minutes that the clock has published."""
    world.wait(days=7)
    let_fall_due(world)
    return Minutes.objects.select_related("meeting").get(meeting=meeting)
