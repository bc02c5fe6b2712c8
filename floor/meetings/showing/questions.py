"""Questions as pages, minutes and the noticeboard show them: by topic, counted, and never who asked without a name. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from floor.book.models import Attachment
from floor.house.models import Unit
from floor.meetings.models import Meeting, Question

WAYS = ("spoken", "written", "anonymous")
#: What is not shown again in words, because it is about somebody who has no office (R17).
NAMES_SOMEBODY = "names a private person"


@dataclass(frozen=True, slots=True)
class Asked:
    """How many questions of one way were asked, and what became of them."""

    way: str
    asked: int
    answered: int
    refused: int
    open: int
    overdue: int


def counts_of(meeting: Meeting) -> list[Asked]:
    """Each way that was used, and the sum of all last. One query."""
    state = {state: Count("pk", filter=Q(state=state)) for state in ("answered", "refused", "open")}
    rows = {
        row["way"]: row
        for row in meeting.questions.values("way").annotate(
            asked=Count("pk"), overdue=Count("pk", filter=Q(state="open") & ~Q(overdue_since=None)), **state
        ).order_by()
    }  # fmt: skip
    each = [_asked(way, rows[way]) for way in WAYS if way in rows]
    sums = {
        name: sum(getattr(one, name) for one in each) for name in ("asked", "answered", "refused", "open", "overdue")
    }
    return [*each, _asked("all", sums)] if each else []


def _asked(way: str, row: Mapping[str, Any]) -> Asked:
    return Asked(way, row["asked"], row["answered"], row["refused"], row["open"], row["overdue"])


def words_of(question: Question) -> str:
    """What was asked; empty where it names a private person and was refused for it."""
    return "" if question.refused_for == NAMES_SOMEBODY else question.text


def by_topic(questions: list[Question]) -> list[tuple[str, list[Question]]]:
    """Grouped by topic, topics in the order of their first question; those without one last."""
    topics: dict[str, list[Question]] = {}
    for question in questions:
        topics.setdefault(question.topic, []).append(question)
    return sorted(topics.items(), key=lambda one: one[0] == "")


def answers_to(questions: list[Question]) -> dict[str, str]:
    """The words of answers and of reasons, by their hash. One query."""
    named = {question.answer for question in questions if question.answer}
    return dict(Attachment.objects.filter(pk__in=named).values_list("pk", "content")) if named else {}


def open_questions(unit: Unit, to_whom: str = "") -> QuerySet[Question]:
    """Questions asked at a unit that wait for an answer, or those that wait for one body or office: for its noticeboard (R9)."""
    waiting = Question.objects.filter(meeting__unit=unit, state="open")
    if to_whom:
        waiting = waiting.filter(Q(to_whom__iexact=to_whom) | Q(to_whom__iendswith=f" of {to_whom}"))
    return waiting.select_related("meeting").order_by("answer_due", "pk")
