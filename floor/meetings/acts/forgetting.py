"""What is forgotten when a meeting closes: who spoke (R8, R17)."""

from __future__ import annotations

from floor.book.entries import SLOTS
from floor.book.models import Private
from floor.meetings.models import Meeting, Speech


def forget_who_spoke(meeting: Meeting) -> None:
    """Erase who was on the list, from the table and from the private store. The book stays valid: it holds commitments only."""
    entries = Speech.objects.filter(meeting=meeting).values_list("entry", flat=True).distinct()
    # Who asked is the one private value of the entry that put them on the list.
    Private.objects.filter(pk__in=[entry * SLOTS for entry in entries]).delete()
    Speech.objects.filter(meeting=meeting).update(who=None)
