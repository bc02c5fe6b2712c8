"""What the room of meetings tells the polls: who is inside, how many, and who enters what was counted."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from floor.meetings.authority import officers_of
from floor.meetings.models import Meeting, Presence, SeatTaken
from floor.polls.asking.in_the_room import ROOMS


class RoomOfMeetings:
    """Answers for all meetings."""

    def is_inside(self, meeting: int, member: int) -> bool:
        if Presence.objects.filter(meeting=meeting, member=member, kind="entitled").exists():
            return True
        return SeatTaken.objects.filter(meeting=meeting, mandate__holder=member, left=None).exists()

    def present(self, meeting: int, unit: int) -> int:
        found = Meeting.objects.get(pk=meeting)
        here = found.by_unit.get(str(unit))
        return int(here[1]) if here else found.present

    def sat(self, meeting: int, since: datetime) -> set[int]:
        taken = SeatTaken.objects.filter(Q(left=None) | Q(left__gte=since), meeting=meeting)
        return set(taken.values_list("mandate", flat=True))

    def who_enters(self, meeting: int) -> set[int]:
        return officers_of(Meeting.objects.get(pk=meeting), "chair", "teller")


THE_ROOM = RoomOfMeetings()
ROOMS[:] = [THE_ROOM]
