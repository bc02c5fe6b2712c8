"""The closed list of reasons for which a motion is not put to the vote (R6). Where a reason is a fact, it is looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from floor.book.act import Refusal, Scene
from floor.meetings.models import Motion
from floor.polls.asking.reconsidering import Wording, check_may_be_put, same_question
from floor.polls.models import Poll

Reason = Literal[
    "not this body's", "against the statutes", "settled", "about what was said", "several persons", "moved too late"
]
#: Why a reason does not hold of a motion, in a sentence; None where it does, or where only people can judge.
WhyNot = Callable[[Scene, Motion, int | None], str | None]


@dataclass(frozen=True, slots=True)
class ReasonNotToPut:
    """A reason, as it is told, and what can be looked up about it."""

    told: str
    why_not: WhyNot


def left_to_people(scene: Scene, motion: Motion, poll: int | None) -> str | None:
    """The chair judges, and the meeting judges the chair."""
    return None


def not_settled(scene: Scene, motion: Motion, poll: int | None) -> str | None:
    found = Poll.objects.filter(pk=poll, kind="question", state="counted", procedural=False).first()
    if found is None or (found.unit_id, found.electors) != (motion.unit_id, motion.body):
        return f"poll {poll} is no decision of this body."
    if motion.reconsiders_id == found.pk:
        return f"it reopens poll {poll} under the rule for that."
    asked = Wording(motion.unit, motion.body, motion.title, motion.text)
    # In other words it may still be the same question: that, people judge. When it may come back, the statutes say.
    same = asked if same_question(found, asked) else replace(asked, title=found.title, text=found.text)
    try:
        check_may_be_put(scene, same, found.pk, motion.meeting.article)
    except Refusal:
        return None
    return f"the time for which poll {poll} stood is over."


def not_late(scene: Scene, motion: Motion, poll: int | None) -> str | None:
    meeting = motion.meeting
    in_time = motion.moved < meeting.items_until or (motion.item.taken_up is not None and motion.moved >= motion.item.taken_up)  # fmt: skip
    if motion.vote or not in_time:
        return None
    return "it was moved in time, before the meeting or at its item."


def not_about_several(scene: Scene, motion: Motion, poll: int | None) -> str | None:
    return "it is about one person alone." if motion.about_member is not None else None


REASONS: dict[str, ReasonNotToPut] = {
    "not this body's": ReasonNotToPut("it is not for this body to decide", left_to_people),
    "against the statutes": ReasonNotToPut("it is against the statutes", left_to_people),
    "settled": ReasonNotToPut("it has been decided, and its time has not come", not_settled),
    "about what was said": ReasonNotToPut("it is about what somebody said in a meeting", left_to_people),
    "several persons": ReasonNotToPut("it is about several persons at once", not_about_several),
    "moved too late": ReasonNotToPut("it was moved too late", not_late),
}
