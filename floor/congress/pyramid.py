"""The pyramid below a unit: level by level, how many units stand there, and how many seats of their bodies are held. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum

from floor.house.models import Seat, Unit
from floor.house.reading import COUNTED_AT_ONCE, filled
from floor.law.language import Law


@dataclass(frozen=True, slots=True)
class Held:
    """The seats of a body, in one unit or in all units of a level: how many are held, of how many."""

    body: str
    held: int
    seats: int

    @property
    def vacant(self) -> int:
        return self.seats - self.held


@dataclass(frozen=True, slots=True)
class Storey:
    """One level of one line."""

    level: str
    line: str
    units: int
    members: int
    bodies: tuple[Held, ...]

    @property
    def held(self) -> int:
        return sum(body.held for body in self.bodies)

    @property
    def seats(self) -> int:
        return sum(body.seats for body in self.bodies)


def pyramid_of(unit: Unit, law: Law, at: datetime) -> list[Storey]:
    """The storeys from this unit down: two queries. For a large unit they are counted once in a quarter of an hour."""
    large = unit.members_below > COUNTED_AT_ONCE
    key = f"pyramid-of-{unit.pk}-at-{unit.members_below}"
    if large and (known := cache.get(key)) is not None:
        return list(known)
    found = _counted(unit, law, at)
    if large:
        cache.set(key, found, 900)
    return found


def _counted(unit: Unit, law: Law, at: datetime) -> list[Storey]:
    here = Q(path__startswith=unit.path) | Q(place_path__startswith=unit.path)
    units = Unit.objects.filter(here, closed=None)
    levels = units.values_list("level", "line").annotate(n=Count("pk"), people=Sum("members_below"))
    seats = Seat.objects.filter(unit__in=units, office="", abolished=None)
    bodies: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for level, line, body, held, number in _held(seats, at, "unit__level", "unit__line", "body"):
        bodies[level, line].append(Held(body, held, number))
    order = {name: height for height, name in enumerate(law.levels)}
    found = [
        Storey(level, line, n, members or 0, tuple(sorted(bodies[level, line], key=lambda one: one.body)))
        for level, line, n, members in levels
    ]
    return sorted(found, key=lambda one: (-order.get(one.level, -1), one.line != "union"))


def seats_in(units: Iterable[int], at: datetime) -> dict[int, tuple[int, int]]:
    """For each of these units, the seats of its own bodies: how many are held, and how many there are. One query."""
    seats = Seat.objects.filter(unit__in=list(units), office="", abolished=None)
    return {unit: (held, number) for unit, held, number in _held(seats, at, "unit")}


def _held(seats: QuerySet[Seat], at: datetime, *by: str) -> QuerySet[Seat, Any]:
    marked = seats.annotate(is_held=filled(at))
    return marked.order_by().values_list(*by).annotate(n_held=Count("pk", filter=Q(is_held=True)), n=Count("pk"))
