"""Demands that were not answered by their day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.ticking import falls_due
from floor.promises.acts.demanding import NoteUnanswered
from floor.promises.models import Demand

from .portions import portions


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    late = Demand.objects.filter(answer="", list__withdrawn=None, list__answer_due__lte=moment).order_by("pk")
    for numbers in portions(late.values_list("pk", flat=True)):
        yield NoteUnanswered(demands=numbers)
