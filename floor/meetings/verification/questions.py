"""What a replayed book must show about questions: none is missing, each has its end or is open, and none from the box has a name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Max

from floor.book.claims import Claim, broken, holds
from floor.book.models import Attachment
from floor.book.verifying import checks_the_tables
from floor.meetings.models import Question


@checks_the_tables("R9")
def no_question_is_missing() -> Iterator[Claim]:
    """The questions of each meeting are numbered from 1 without a gap, and each is open, or has its answer or its reason."""
    name, stray = "questions are answered, refused with a reason, or open", 0
    numbered = Question.objects.values("meeting").annotate(asked=Count("pk"), last=Max("number")).order_by("meeting")
    for row in numbered.exclude(asked=F("last"))[:20]:
        stray += 1
        yield broken(name, f"meeting {row['meeting']} has {row['asked']} questions, the last of which is number {row['last']}")  # fmt: skip
    settled = Question.objects.exclude(state="open")
    for question in settled.exclude(answer__in=Attachment.objects.values("sha256")).order_by("pk")[:20]:
        stray += 1
        yield broken(name, f"question {question.pk} is {question.state}, and no words say why")
    for question in Question.objects.filter(state="refused", refused_for="").order_by("pk")[:20]:
        stray += 1
        yield broken(name, f"question {question.pk} was refused for no reason from the list")
    if not stray:
        yield holds(name, f"{Question.objects.count()} questions")


@checks_the_tables("R17")
def nobody_stands_beside_a_question_from_the_box() -> Iterator[Claim]:
    """Only who wrote a question in their own name stands beside it."""
    name = "questions from the box have no name"
    named = Question.objects.exclude(way="written").exclude(asked_by=None)
    for question in named.order_by("pk")[:20]:
        yield broken(name, f"question {question.pk} was {question.way}, and somebody's number stands beside it")
    if not named.exists():
        yield holds(name, f"{Question.objects.filter(way='anonymous').count()} questions without a name")
