"""Meetings in lists: running, to come, held; of everyone, of a unit, of a body. Every list is a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from floor.house.models import Unit, UnitName
from floor.house.rules import ids_of
from floor.meetings.models import Meeting, Minutes, Petition
from floor.meetings.petitioning.petitions import open_petitions

from .headings import heading_of

#: Rows of one kind where several kinds stand together; a page of one kind.
SHORT, PAGE = 8, 30
#: Not over yet.
WAITING = ("called", "open", "paused")
SECTIONS = {"running": ("open", "paused"), "coming": ("called",), "past": ("closed", "called off", "not held")}


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in a list, with the name of its unit."""

    meeting: Meeting
    heading: str
    where: str
    has_minutes: bool

    @property
    def without_minutes(self) -> bool:
        """Whether it was held and nothing tells of it yet: a gap that everyone sees (R12)."""
        return self.meeting.state == "closed" and not self.has_minutes

    @property
    def pk(self) -> int:
        return self.meeting.pk

    @property
    def share(self) -> float | None:
        """How many came, of those entitled; None where nobody was entitled, or nobody has come yet."""
        return self.meeting.most_present / self.meeting.entitled if self.meeting.entitled else None


def rows_of(meetings: Iterable[Meeting]) -> list[Row]:
    """Rows of meetings that were found with the names of their units."""
    return [Row(one, heading_of(one), one.unit_name or "", one.has_minutes) for one in meetings]  # type: ignore[attr-defined]


def meetings_about(unit: int | None = None, body: str = "") -> QuerySet[Meeting]:
    """The meetings of a unit or of one of its bodies, each with the name of its unit and whether it has minutes; those to come also where it sits with others."""
    name = UnitName.objects.filter(unit=OuterRef("unit"), until=None).values("name")[:1]
    told = Exists(Minutes.objects.filter(meeting=OuterRef("pk")))
    found = Meeting.objects.annotate(unit_name=Subquery(name), has_minutes=told)
    if unit is not None:
        found = found.filter(Q(unit=unit) | Q(pk__in=_joint_with(unit)))
    return found.filter(body=body) if body else found


def _joint_with(unit: int) -> Any:
    """Meetings to come of other units in which this one sits too. The list of units is searched as it is written: [3, 14, 15]."""
    waiting = Meeting.objects.filter(state__in=WAITING).exclude(with_units=[])
    written = waiting.annotate(units=Cast("with_units", TextField()))
    return written.filter(units__regex=rf"[\[ ,]{unit}[],]").values("pk")


def waiting_and_last(unit: int, body: str = "", most: int = 4) -> list[Row]:
    """What runs and is to come, and the last one that is over, for the page of a unit or a body. One query."""
    found = meetings_about(unit, body)
    last = in_section(found, "past").values("pk")[:1]
    rows = rows_of(found.filter(Q(state__in=WAITING) | Q(pk=Subquery(last))).order_by("starts", "pk")[: most + 1])
    return sorted(rows, key=lambda row: row.meeting.state not in WAITING)


def in_section(found: QuerySet[Meeting], section: str) -> QuerySet[Meeting]:
    """What is past stands with the last one first; what is to come with the next one first."""
    found = found.filter(state__in=SECTIONS[section])
    return found.order_by("-starts", "-pk") if section == "past" else found.order_by("starts", "pk")


def going_on_from(found: QuerySet[Meeting], section: str, last: int) -> QuerySet[Meeting]:
    """The rest of a section after a meeting. Lists go on by key, never by counting off rows."""
    at = Meeting.objects.filter(pk=last).values_list("starts", flat=True).first()
    if at is None:
        return found
    if section == "past":
        return found.filter(Q(starts__lt=at) | Q(starts=at, pk__lt=last))
    return found.filter(Q(starts__gt=at) | Q(starts=at, pk__gt=last))


def petitions_open(unit: int | None = None, limit: int = SHORT) -> list[Petition]:
    """Petitions under which people sign now, the first to lapse on top."""
    found = open_petitions().select_related("unit").order_by("lapses", "pk")
    return list((found.filter(unit=unit) if unit is not None else found)[:limit])


def for_a_member(unit: Unit, limit: int = 6) -> list[Row]:
    """What runs or is to come in the unit of a member and in those above it. One query."""
    above = {*ids_of(unit.path), *ids_of(unit.place_path)}
    waiting = meetings_about().filter(unit__in=above, state__in=WAITING)
    return rows_of(waiting.order_by("starts", "pk")[:limit])
