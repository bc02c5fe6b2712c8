"""Coming and going in figures: joined, left, and how, for a period; enrolled, paid-up and active are never one number (R18).

Reads only. A figure says its base; a share near everybody after a campaign is flagged, never celebrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from .models import Member, Unit

#: Enrolment this near to everybody, or a period that brings so many times its even share, asks for a second look.
NEARLY_EVERYBODY = 95
TIMES_AN_EVEN_SHARE = 2


@dataclass(frozen=True, slots=True)
class Movements:
    """What changed on the register of a unit in a period."""

    joined: int
    resigned: int
    expelled: int
    died: int
    lapsed: int

    @property
    def left(self) -> int:
        return self.resigned + self.expelled + self.died + self.lapsed


def movements(unit: Unit, start: datetime, end: datetime) -> Movements:
    """Joined and left between two moments, by how, for a unit and all below it on its own line."""
    here = Member.objects.filter(unit__path__startswith=unit.path)
    left = dict(here.filter(left__gte=start, left__lt=end).values_list("how_left").annotate(Count("pk")))
    return Movements(
        joined=here.filter(joined__gte=start, joined__lt=end).count(),
        resigned=left.get("resigned", 0),
        expelled=left.get("expelled", 0),
        died=left.get("died", 0),
        lapsed=left.get("lapsed", 0),
    )


def flags(enrolled: int, could_be: int, joined_by_period: dict[str, int]) -> list[str]:
    """What a careful reader would ask about these figures (R18). Pure."""
    found = []
    if could_be and 100 * enrolled >= NEARLY_EVERYBODY * could_be:
        found.append(
            f"{enrolled} of {could_be} are enrolled, {100 * enrolled / could_be:.2f} %: enrolment, not activity."
        )
    total = sum(joined_by_period.values())
    for period, joined in joined_by_period.items():
        if total and joined * len(joined_by_period) >= TIMES_AN_EVEN_SHARE * total:
            found.append(f"{joined} of {total} joined in {period} alone, {100 * joined / total:.2f} %.")
    return found
