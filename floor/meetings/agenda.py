"""What comes on an agenda by itself: the last minutes, what is overdue, open questions, what an earlier meeting did not get to."""

from __future__ import annotations

from dataclasses import dataclass

from floor.promises.models import Undertaking

from .models import Item, Meeting, Minutes, Question


@dataclass(frozen=True, slots=True)
class Due:
    """An item that the law puts on the agenda."""

    title: str
    kind: str
    from_item: int | None = None


def items_that_are_due(meeting: Meeting) -> list[Due]:
    """In the order in which they open the meeting. A fixed number of queries."""
    earlier = Meeting.objects.filter(unit=meeting.unit, body=meeting.body).exclude(pk=meeting.pk)
    due = []
    if Minutes.objects.filter(meeting__in=earlier, approved=None).exists():
        due.append(Due("Minutes of the last meeting", "minutes"))
    overdue = Undertaking.objects.filter(
        unit=meeting.unit, decided_by=meeting.body, state__in=("overdue", "broken")
    ).count()
    if overdue:
        due.append(Due(f"Resolutions that were not carried out: {overdue}", "overdue"))
    asked = Question.objects.filter(meeting__in=earlier, state="open").count()
    if asked:
        due.append(Due(f"Questions still open: {asked}", "questions"))
    left = Item.objects.filter(meeting__in=earlier, state="open", meeting__state="closed", passed_on=None).order_by(
        "pk"
    )
    due += [Due(item.title, item.kind, item.pk) for item in left[:50]]
    return due
