"""How many come, as a share of those entitled on the day: never heads alone, never guests with members (R4, R10, R11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from floor.meetings.models import Meeting

#: When the share present stays below this in so many meetings in a row, members are told what they can do about it.
FEW, IN_A_ROW = Fraction(1, 3), 3


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to one meeting: of how many entitled, and besides them."""

    number: int
    title: str
    starts: datetime
    entitled: int
    present: int
    guests: int
    consultative: int
    second: bool
    by_unit: tuple[tuple[int, int, int], ...] = ()
    """For a joint meeting: the unit, how many are entitled, how many came."""

    @property
    def share(self) -> float | None:
        """Of those entitled; None where nobody was, as in a mass meeting."""
        return self.present / self.entitled if self.entitled else None


def attendance_at(meeting: Meeting) -> Attendance:
    by_unit = tuple((int(unit), entitled, here) for unit, (entitled, here) in sorted(meeting.by_unit.items()))
    return Attendance(
        meeting.pk, meeting.title, meeting.starts, meeting.entitled, meeting.most_present, meeting.guests, meeting.consultative,
        meeting.second_of_id is not None, by_unit,
    )  # fmt: skip


def attendance_of(unit: int, body: str, limit: int = 60) -> list[Attendance]:
    """The meetings of a body that were held, the last ones, in the order of their days. One query."""
    held = Meeting.objects.filter(unit=unit, body=body, state__in=("open", "paused", "closed"))
    return [attendance_at(meeting) for meeting in reversed(held.order_by("-starts", "-pk")[:limit])]


def few_come(held: list[Attendance]) -> bool:
    """Whether the last meetings were so badly attended that members are told their right to call one, at another hour, about
    something else (R10)."""
    last = [one.share for one in held if one.share is not None][-IN_A_ROW:]
    return len(last) == IN_A_ROW and all(share < FEW for share in last)
