"""The same text in many units: where it began, how it spread, what each unit said to it (M12). Reads only.

A text is known by its SHA-256, so that a hundred thousand units cost an index and not a comparison of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from floor.meetings.models import Meeting, Motion

#: Motions of a cluster that stand on one page.
PAGE = 100
CARRIED, PROCEDURAL = ("carried", "waiting", "lapsed"), ("procedural", "amendment")


@dataclass(frozen=True, slots=True)
class Month:
    """How many units carried the text in a month, and how many had by its end."""

    month: date
    carried: int
    by_then: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """One text and every unit it was moved in."""

    text: str
    origin: Motion
    motions: int
    units: int
    carried: int
    """Units that carried it."""
    lost: int
    undecided: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A text of one meeting that was moved in several units."""

    text: str
    title: str
    units: int


def moved_with(text: str) -> QuerySet[Motion]:
    """Motions whose words are this text as they stand now."""
    return Motion.objects.filter(text=text).exclude(kind__in=PROCEDURAL) if text else Motion.objects.none()


def cluster_of(text: str) -> Cluster | None:
    """Three queries, whatever the number of units; None where nobody moved it."""
    motions = moved_with(text)
    origin = motions.select_related("unit", "meeting").order_by("moved", "pk").first()
    if origin is None:
        return None
    decided = (*CARRIED, "lost", "tied")
    sums = motions.aggregate(
        motions=Count("pk"), units=Count("unit", distinct=True), carried=Count("unit", distinct=True, filter=Q(state__in=CARRIED)),
        lost=Count("unit", distinct=True, filter=Q(state__in=("lost", "tied"))), undecided=Count("pk", filter=~Q(state__in=decided)),
    )  # fmt: skip
    return Cluster(text=text, origin=origin, months=tuple(_months(motions)), **sums)


def how_many_units(text: str) -> int:
    """In how many units it was carried: for the page of one motion. One query."""
    return moved_with(text).filter(state__in=CARRIED).values("unit").distinct().count()


def shared_texts(meeting: Meeting) -> list[Shared]:
    """The texts of a meeting's motions that were moved in other units too. Two queries, or one."""
    own = meeting.motions.exclude(text="").exclude(kind__in=PROCEDURAL)
    titles = dict(own.order_by("-pk").values_list("text", "title"))
    if not titles:
        return []
    spread = Motion.objects.filter(text__in=titles).exclude(kind__in=PROCEDURAL).values("text")
    rows = spread.annotate(units=Count("unit", distinct=True)).filter(units__gt=1).order_by("text")
    return [Shared(row["text"], titles[row["text"]], row["units"]) for row in rows]


def page_of(text: str, after: int = 0) -> tuple[list[Motion], int | None]:
    """The motions of a cluster in the order in which they were moved, and where the next page begins. One query."""
    rows = list(moved_with(text).filter(pk__gt=after).select_related("meeting", "poll").order_by("pk")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def _months(motions: QuerySet[Motion]) -> list[Month]:
    carried = motions.filter(state__in=CARRIED).exclude(ended=None)
    rows = carried.annotate(month=TruncMonth("ended")).values("month").annotate(units=Count("unit", distinct=True))
    months: list[Month] = []
    by_then = 0
    for row in rows.order_by("month"):
        by_then += row["units"]
        months.append(Month(row["month"].date(), row["units"], by_then))
    return months
