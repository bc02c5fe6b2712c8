"""A delegate whose mandate ends in the middle of a meeting leaves their seat in it at that moment. Called from the apply of acts."""

from __future__ import annotations

from collections.abc import Sequence

from floor.book.act import Scene
from floor.house.mandating import ENDED
from floor.house.models import Mandate
from floor.meetings.acts.attending import count_seats_taken
from floor.meetings.models import Meeting, SeatTaken


def leave_with_the_mandate(mandates: Sequence[Mandate], scene: Scene) -> None:
    """Nobody is counted as present by a mandate that is over (R4)."""
    sitting = SeatTaken.objects.filter(mandate__in=[mandate.pk for mandate in mandates], left=None)
    left = set(sitting.values_list("meeting", flat=True))
    if left:
        sitting.update(left=scene.at)
        for meeting in Meeting.objects.filter(pk__in=left).order_by("pk"):
            count_seats_taken(meeting)


ENDED.append(leave_with_the_mandate)
