"""What the polls must know of a meeting whose vote they take: who is in the room, how many, who enters what was counted.

The polls stand below the meetings and ask through this; the room of meetings says who answers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from floor.polls.models import Poll


class Room(Protocol):
    """A meeting, as the polls see it."""

    def is_inside(self, meeting: int, member: int) -> bool:
        """Whether an elector is in the room at this moment. Asked when a paper is handed in, never in an act."""

    def present(self, meeting: int, unit: int) -> int:
        """How many electors of a unit are in the room, as last counted."""

    def sat(self, meeting: int, since: datetime) -> set[int]:
        """The mandates whose holders have been in their seats since a moment, if only for a while."""

    def who_enters(self, meeting: int) -> set[int]:
        """Who may enter what tellers counted: the chair and the tellers of the meeting, by their numbers on the register."""


#: One answers for all meetings. It is set when the room of meetings is there.
ROOMS: list[Room] = []


def the_room() -> Room:
    if not ROOMS:
        raise LookupError("This poll is put in a meeting, but no room of meetings is installed.")
    return ROOMS[0]


def is_in_the_room(meeting: int | None, member: int) -> bool:
    """Whether somebody can vote here and now; of a poll outside any meeting, always."""
    return meeting is None or the_room().is_inside(meeting, member)


def present_at(poll: Poll, took_part: int) -> int:
    """How many were present: those in the room where it was put in a meeting, else those who took part.

    A count that is done again finds the number that was found first, whoever has come or gone since.
    """
    if poll.meeting is None:
        return took_part
    told = poll.outcome.get("figures")
    return max(took_part, told["present"] if told else the_room().present(poll.meeting, poll.unit_id))
