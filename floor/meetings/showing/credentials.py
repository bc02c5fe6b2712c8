"""The credentials of a meeting of delegates: who sent how many, how many hold a mandate, how many came (M4, M51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from floor.house.models import Mandate, Seat
from floor.house.standing import live
from floor.meetings.authority import units_of
from floor.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Delegation:
    """The seats of one unit that sends delegates."""

    sent_by: int | None
    seats: int
    mandates: int
    came: int

    @property
    def under_strength(self) -> bool:
        return self.mandates < self.seats


def credentials_of(meeting: Meeting, at: datetime) -> list[Delegation]:
    """Delegation by delegation, each mandate live on the day. Two queries. Empty where everyone sits."""
    if not meeting.body:
        return []
    day = min(at, meeting.closed) if meeting.closed else at
    seats = Seat.objects.filter(unit__in=units_of(meeting), body=meeting.body, office="").filter(
        Q(abolished=None) | Q(abolished__gt=day)
    )
    held = Q(mandates__in=Mandate.objects.filter(live(day)))
    came = Q(mandates__meetings__meeting=meeting)
    rows = seats.values_list("sent_by").annotate(
        in_all=Count("pk", distinct=True),
        filled=Count("pk", filter=held, distinct=True),
        here=Count("pk", filter=came, distinct=True),
    )
    return [Delegation(*row) for row in rows.order_by("sent_by")]
