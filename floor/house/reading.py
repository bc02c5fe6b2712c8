"""What pages read of the house. Every function is a bounded number of queries, whatever the number of members and units."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.text import slugify

from floor.book.doing import statutes_in_force
from floor.book.merkle import Frontier
from floor.book.models import Entry, Head, RecordedRefusal
from floor.law.language import Law
from floor.law.statutes import Statutes

from .models import Handover, Mandate, Member, Organisation, Seat, Unit, UnitName
from .rules import ids_of
from .standing import live

#: Rows on a page. Lists go on by key, never by counting off rows.
PAGE = 50
#: Registers larger than this are counted once in a quarter of an hour: it takes a walk through all of their members.
COUNTED_AT_ONCE = 5_000


class House:
    """The organisation at one moment, as a page needs it: each thing is read once, when it is first asked for."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    @cached_property
    def organisation(self) -> Organisation | None:
        return Organisation.objects.filter(pk=1).first()

    @property
    def title(self) -> str:
        return self.organisation.title if self.organisation else "From the Floor"

    @cached_property
    def statutes(self) -> Statutes | None:
        return statutes_in_force(self.at)

    @cached_property
    def law(self) -> Law | None:
        return self.statutes.on(self.at.date()) if self.statutes else None

    @cached_property
    def head(self) -> Head | None:
        return Head.objects.filter(pk=1).first()

    @property
    def size(self) -> int:
        return self.head.size if self.head else 0

    @cached_property
    def root(self) -> str:
        """The root of the book as it stands, as anyone can compute it from a copy."""
        return Frontier.from_bytes(bytes(self.head.frontier)).root().hex() if self.head else ""


@dataclass(frozen=True, slots=True)
class Called:
    """A unit with the name it has now."""

    unit: Unit
    name: str

    @property
    def pk(self) -> int:
        return self.unit.pk


def called(units: Iterable[int]) -> dict[int, Called]:
    """Units by number, each with its name of today: one query."""
    rows = UnitName.objects.filter(unit__in=set(units), until=None).select_related("unit")
    return {row.unit_id: Called(row.unit, row.name) for row in rows}


def above(unit: Unit) -> tuple[list[Called], list[Called]]:
    """The units above this one, from the top down: on its own line, and on the territory line."""
    own, placed = ids_of(unit.path)[:-1], ids_of(unit.place_path)
    names = called([*own, *placed])
    return [names[pk] for pk in own if pk in names], [names[pk] for pk in placed if pk in names]


def below(unit: Unit, after: int = 0, limit: int = PAGE) -> list[Called]:
    """The open units directly below, or placed here, in the order of their numbers, after a given one."""
    rows = (
        UnitName.objects.filter(Q(unit__parent=unit) | Q(unit__place=unit), until=None, unit__closed=None, unit_id__gt=after)
        .select_related("unit").order_by("unit_id")[: limit + 1]
    )  # fmt: skip
    return [Called(row.unit, row.name) for row in rows]


def search_units(words: str, limit: int = PAGE) -> list[UnitName]:
    """Names that hold these words, present and past ones, current names first."""
    return list(
        UnitName.objects.filter(name__icontains=words).select_related("unit").order_by("until", "name", "pk")[:limit]
    )


def slug_of(body: str) -> str:
    """How a body stands in an address: “delegates' meeting” is delegates-meeting."""
    return slugify(body, allow_unicode=True) or "body"


def body_at(slug: str, law: Law | None, unit: Unit) -> str | None:
    """The body of this address: of the law in force, or one that had seats here under an earlier law."""
    named = [name for name in (law.body if law else ()) if slug_of(name) == slug]
    if len(named) > 1:
        named = [name for name in named if law and law.body[name].at == unit.level] or named
    if named:
        return named[0]
    past = Seat.objects.filter(unit=unit).values_list("body", flat=True).distinct()
    return next((name for name in past if slug_of(name) == slug), None)


def running(at: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.filter(live(at))


def filled(at: datetime) -> Exists:
    """Whether a seat has a holder now."""
    return Exists(running(at).filter(seat=OuterRef("pk")))


def seats_by_body(unit: Unit, at: datetime) -> dict[str, tuple[int, int]]:
    """For each body at a unit: how many of its seats (not offices) are filled, and how many there are. One query."""
    rows = (
        Seat.objects.filter(unit=unit, office="", abolished=None).annotate(held=filled(at)).values("body", "held").annotate(n=Count("pk"))
    )  # fmt: skip
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        held, total = counts.get(row["body"], (0, 0))
        counts[row["body"]] = (held + (row["n"] if row["held"] else 0), total + row["n"])
    return counts


@dataclass(frozen=True, slots=True)
class Level:
    """A storey of the organisation: its open units, and the members on their registers together."""

    name: str
    line: str
    units: int
    members: int


def levels(law: Law) -> list[Level]:
    """The storeys from the top down, on both lines: one query."""
    rows = (
        Unit.objects.filter(closed=None).values("level", "line").annotate(n=Count("pk"), members=Sum("members_below"))
    )
    order = {name: at for at, name in enumerate(law.levels)}
    found = [Level(row["level"], row["line"], row["n"], row["members"] or 0) for row in rows]
    return sorted(found, key=lambda level: (level.line != "union", -order.get(level.name, -1)))


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """The register of a unit in three numbers that are never one (R18)."""

    on_register: int
    in_good_standing: int
    active: int


def register_counts(unit: Unit, law: Law, at: datetime) -> RegisterCounts:
    """On the register, in good standing and active, of a unit and all below it: one query over the subtree's register."""
    large = unit.members_below > COUNTED_AT_ONCE
    key = f"register of {unit.pk} at {unit.members_below}"
    if large and (known := cache.get(key)):
        return known
    below_here = Q(path__startswith=unit.path)
    if unit.line == "territory":
        below_here |= Q(place_path__startswith=unit.path)
    units = [unit.pk] if unit.members_here == unit.members_below else Unit.objects.filter(below_here).values("pk")
    standing = law.membership.good_standing
    paid = Q() if standing is None else Q(paid_until__gte=before(at, standing).date())
    active = Q(last_act__gte=before(at, law.membership.active_within))
    found = Member.objects.filter(unit__in=units, left=None).aggregate(
        paid=Count("pk", filter=paid) if standing is not None else Count("pk"), active=Count("pk", filter=active)
    )
    counts = RegisterCounts(unit.members_below, found["paid"] or 0, found["active"] or 0)
    if large:
        cache.set(key, counts, 900)
    return counts


def before(at: datetime, span: Any) -> datetime:
    """The moment this long before: durations only know how to go forward, and months differ in length."""
    month = at.month - 1 - span.months
    year, month = at.year + month // 12, month % 12 + 1
    day = min(at.day, calendar.monthrange(year, month)[1])
    return at.replace(year=year, month=month, day=day) - timedelta(days=span.days)


@dataclass(frozen=True, slots=True)
class Figures:
    """What an organisation shows of itself at the door."""

    members: int
    units: int
    bodies: int
    vacant: int
    handovers: int
    overdue: int
    entries: int
    refusals: int


def figures(house: House) -> Figures:
    """Seven figures in six queries."""
    units = Unit.objects.filter(closed=None).aggregate(n=Count("pk"), members=Sum("members_here"))
    bodies = running(house.at).values("seat__unit", "seat__body").distinct().count()
    vacant = Seat.objects.filter(~filled(house.at), abolished=None, unit__closed=None).count()
    handovers = Handover.objects.filter(received=None).aggregate(
        n=Count("pk"), late=Count("pk", filter=Q(handed_over=None, due__lte=house.at))
    )
    return Figures(
        units["members"] or 0, units["n"], bodies, vacant, handovers["n"], handovers["late"], house.size, RecordedRefusal.objects.count()
    )  # fmt: skip


def latest_entries(limit: int = 8) -> list[Entry]:
    return list(Entry.objects.order_by("-n")[:limit])
