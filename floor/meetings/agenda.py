"""What comes on an agenda by itself: what is overdue or unanswered, the last minutes, open questions, what an earlier meeting did not get to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from floor.promises.models import Undertaking

from .authority import OVER
from .laws import law_of
from .models import Item, Meeting, Minutes, Motion, Petition, Question

#: So many items of earlier meetings are taken over at once; the rest wait for the one after.
MOST_TAKEN_OVER = 50


@dataclass(frozen=True, slots=True)
class Due:
    """An item that the law puts on the agenda."""

    title: str
    kind: str
    from_item: Item | None = None
    motion: int | None = None


def items_that_are_due(meeting: Meeting) -> list[Due]:
    """In the order in which they open the meeting: what was not carried out comes first (R13). A fixed number of queries."""
    earlier = Meeting.objects.filter(unit=meeting.unit, body=meeting.body).exclude(pk=meeting.pk)
    due = []
    if meeting.body:
        overdue = Undertaking.objects.filter(
            unit=meeting.unit, decided_by=meeting.body, state__in=("overdue", "broken")
        ).count()
        if overdue:
            due.append(Due(f"Resolutions that were not carried out: {overdue}", "overdue"))
        if unanswered := _petitions_unanswered(meeting):
            due.append(Due(f"Petitions that were not answered in time: {unanswered}", "overdue"))
    if Minutes.objects.filter(meeting__in=earlier, approved=None).exists():
        due.append(Due("Minutes of the last meeting", "minutes"))
    asked = Question.objects.filter(meeting__in=earlier, state="open").count()
    if asked:
        due.append(Due(f"Questions still open: {asked}", "questions"))
    due += [Due(item.title, item.kind, item) for item in items_left(earlier).order_by("pk")[:MOST_TAKEN_OVER]]
    due += [Due(motion.title, "debate", motion=motion.pk) for motion in referred_to(meeting)[:MOST_TAKEN_OVER]]
    return due


def _petitions_unanswered(meeting: Meeting) -> int:
    """Petitions whose answer is overdue, of this body and of those that account to it: silence carries them one step up."""
    late = Petition.objects.filter(unit=meeting.unit, overdue_since__isnull=False, replied=None)
    bodies = list(late.values_list("body", flat=True)[:MOST_TAKEN_OVER])
    rules = law_of(meeting).body if bodies else {}
    return sum(body == meeting.body or (body in rules and rules[body].accounts_to == meeting.body) for body in bodies)


def referred_to(meeting: Meeting) -> QuerySet[Motion]:
    """Motions that another meeting referred to this body, and this body's own that it put off or referred: on its next agenda, once."""
    here = Motion.objects.filter(state="referred").filter(
        Q(referred_unit=meeting.unit_id, referred_to=meeting.body) | Q(unit=meeting.unit, body=meeting.body)
    )
    listed = Item.objects.filter(motion=OuterRef("pk"), meeting__unit=meeting.unit, meeting__body=meeting.body)
    return here.exclude(Exists(listed.exclude(meeting=meeting.pk))).order_by("pk")


def items_left(meetings: QuerySet[Meeting]) -> QuerySet[Item]:
    """What meetings that are over did not get to. What the law puts on every agenda comes anew, and is not passed on."""
    return Item.objects.filter(meeting__in=meetings, state="open", meeting__state__in=OVER).exclude(origin="law")
