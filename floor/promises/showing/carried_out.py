"""Carried out or not, by body: "resolutions of the delegates carried out by the committee: 12 of 31" (M11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from floor.house.models import Unit
from floor.promises.models import Undertaking, UndertakingFigure

STATES = ("done", "open", "overdue", "broken")
#: Pairs of bodies on a page.
MOST_PAIRS = 60
#: From so many on, a list is read from its newest end; below it, all of a unit's are looked up and put in order.
MANY = 4_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What one body, or everyone outside, was to carry out for another, by what became of it."""

    decided_by: str = ""
    who: str = ""
    outside: bool = False
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get("done", 0)

    @property
    def rows(self) -> list[tuple[str, int]]:
        """States with their numbers, in the order of the picture."""
        return [(state, self.counts.get(state, 0)) for state in STATES]

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """The bar: state, where it begins, how wide it is, in hundredths."""
        parts, at = [], 0.0
        for state, number in self.rows:
            width = 100 * number / self.total if self.total else 0.0
            parts.append((state, round(at, 3), round(width, 3)))
            at += width
        return parts


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The figures of a unit: in sum, and for each pair of bodies, those with the most first."""

    all: Figures
    pairs: tuple[Figures, ...]


def carried_out(unit: Unit, below: bool = True) -> CarriedOut:
    """The figures of a unit with all units below it, or of the unit alone: one query."""
    if below:
        kept = UndertakingFigure.objects.filter(unit=unit, number__gt=0)
        return of_rows(kept.values_list("decided_by", "who", "state", "number"))
    party = Case(When(outside=True, then=Value("")), default=F("who"))
    counted = Undertaking.objects.filter(unit=unit).annotate(party=party).values("decided_by", "party", "state")
    return of_rows(counted.annotate(n=Count("pk")).values_list("decided_by", "party", "state", "n"))


def figures_of_body(unit: Unit, body: str) -> Figures:
    """What a body at a unit must carry out: one query."""
    rows = UndertakingFigure.objects.filter(unit=unit, who=body, number__gt=0).values_list(
        "decided_by", "who", "state", "number"
    )
    return of_rows(rows).all


def of_rows(rows: Iterable[tuple[str, str, str, int]]) -> CarriedOut:
    """Figures from numbers by who decided, who must act, and state. Pure."""
    pairs: dict[tuple[str, str], dict[str, int]] = {}
    together: dict[str, int] = {}
    for decided_by, who, state, number in rows:
        counts = pairs.setdefault((decided_by, who), {})
        counts[state] = counts.get(state, 0) + number
        together[state] = together.get(state, 0) + number
    found = [Figures(decided_by, who, not who, counts) for (decided_by, who), counts in pairs.items()]
    found.sort(key=lambda one: (-one.total, one.decided_by, one.who))
    return CarriedOut(Figures(counts=together), tuple(found[:MOST_PAIRS]))


def made_in(unit: Unit, below: bool, many: bool) -> QuerySet[Undertaking]:
    """What was undertaken in a unit, and in those below it on either line, to be listed from the newest on.

    Of many it is better to walk from the newest and look whose each is; of few, to look up all of each unit. The database
    does not know which they are, so it is told: what is added to the number keeps it from looking them up by unit.
    """
    if not below:
        return Undertaking.objects.filter(unit=unit)
    here = Q(path__startswith=unit.path)
    if unit.line == "territory":
        here |= Q(place_path__startswith=unit.path)
    units = Unit.objects.filter(here).values("pk")
    if many:
        return Undertaking.objects.annotate(place=F("unit_id") + 0).filter(place__in=units)
    return Undertaking.objects.filter(unit__in=units)
