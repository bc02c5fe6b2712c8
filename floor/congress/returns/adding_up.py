"""The return of a question that went down, from the tables as they stand: sums for every level, one query over what was asked.

The database adds up what came from the units of one parent; from there upward the sums of the parts are added, so that every
level agrees with the one below it. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from floor.congress.models import AskedUnit, Referral
from floor.congress.returns.asking_below import law_of
from floor.congress.returns.carrying import Figures, is_carried
from floor.house.models import Unit
from floor.house.rules import ids_of

#: Polls in which the unit has spoken, and those in which it will not speak any more.
DECIDED, SILENT = ("counted",), ("failed", "broken", "annulled", "called off")


@dataclass(frozen=True, slots=True)
class LevelSum:
    """All units of a level together, and how many of them are for it, by the votes from below them."""

    level: str
    units: int
    units_for: int
    units_against: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Return:
    """What came back: in all, and for each unit above those that were asked."""

    total: Figures
    by_unit: dict[int, Figures]

    def of(self, unit: int) -> Figures:
        return self.by_unit.get(unit, Figures())


def return_of(referral: Referral, under: Unit | None = None) -> Return:
    """The return, or that part of it which comes from below one unit: one query."""
    asked = referral.asked_units.all()
    if under is not None:
        asked = asked.filter(Q(unit__path__startswith=under.path) | Q(unit__place_path__startswith=under.path))
    top = referral.unit
    by_unit: dict[int, Figures] = defaultdict(Figures)
    total = Figures()
    for path, place, *numbers in _summed(asked):
        figures = Figures(*numbers)
        total += figures
        # Each unit is counted along one line only: its own, or where that does not lead here, that of its place.
        way = ids_of(path or "/") if (path or "").startswith(top.path) else ids_of(place)
        for unit in way[way.index(top.pk) :] if top.pk in way else [top.pk]:
            by_unit[unit] += figures
    return Return(total, dict(by_unit))


def _summed(asked: QuerySet[AskedUnit]) -> QuerySet[AskedUnit, Any]:
    """The figures of all units with one parent, added up by the database."""
    decided, silent = Q(poll__state__in=DECIDED), Q(poll=None) | Q(poll__state__in=SILENT)
    carried = decided & Q(poll__result__figures__carried=True)
    sums = {
        "n_asked": Count("pk"),
        "n_asked_members": _sum("members", Q()),
        "n_decided": Count("pk", filter=decided),
        "n_decided_members": _sum("members", decided),
        "n_carried": Count("pk", filter=carried),
        "n_carried_members": _sum("members", carried),
        "n_failed": Count("pk", filter=silent),
    } | {f"n_{answer}": _sum(_answered(answer), decided) for answer in ("for", "against", "abstaining")}
    return asked.order_by().values_list(F("unit__parent__path"), F("unit__place_path")).annotate(**sums)


def _sum(what: Any, which: Q) -> Coalesce:
    return Coalesce(Sum(what, filter=which) if which else Sum(what), Value(0))


def _answered(answer: str) -> Cast:
    return Cast(KeyTextTransform(answer, "poll__result__figures"), IntegerField())


def levels_of(found: Return, names: list[str]) -> list[LevelSum]:
    """The sums of each level above the units that were asked, from the top down: one query."""
    level = dict(Unit.objects.filter(pk__in=found.by_unit).values_list("pk", "level"))
    units: dict[str, list[Figures]] = defaultdict(list)
    for unit, figures in found.by_unit.items():
        units[level[unit]].append(figures)
    return [_level(name, units[name]) for name in reversed(names) if units[name]]


def _level(name: str, units: list[Figures]) -> LevelSum:
    whole = Figures()
    for one in units:
        whole += one
    in_favour = sum(one.votes_for > one.against for one in units)
    opposed = sum(one.votes_for < one.against for one in units)
    return LevelSum(name, len(units), in_favour, opposed, whole)


def is_settled(referral: Referral) -> bool:
    """Whether every unit that was asked has spoken, or will not."""
    done = Q(poll=None) | Q(poll__state__in=(*DECIDED, *SILENT))
    return referral.state != "going down" and not referral.asked_units.exclude(done).exists()


def outcome_of(referral: Referral, figures: Figures) -> dict[str, Any]:
    """The return as it is declared: every figure, and whether it carries the question."""
    law = law_of(referral)
    rule = law.vote.get(referral.vote) or law.body[referral.electors]
    carried = is_carried(figures, referral.carried_by, rule.majority)
    # "carried" says how it ended; how many units were for it has a name of its own.
    ended = {"carried_units": figures.carried, "carried": carried}
    return asdict(figures) | {"carried_by": referral.carried_by, "majority": str(rule.majority)} | ended
