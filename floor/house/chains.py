"""Whose power is this? From a seat's mandate down, election by election, to the members it rests on (R1).

Every level is one query, and every fifth one more, however many delegates stand on it. The electorate of a result is the
one its tellers were held against: the mandates that ran when its count was closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.law.language import Election, Law, Office, Recall

from .models import Mandate, Result, Seat, Unit
from .standing import live, mandates_in

#: A chain longer than this is not one that members could follow; the statutes allow twenty levels at most.
MOST_LEVELS = 24
#: So many levels are asked for inside each other; a database takes no question of any depth.
_NESTED = 5
_FEW = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of electorate on one level of the chain, all its meetings together."""

    electors: str
    level: str
    everyone: bool
    meetings: int
    entitled: int
    present: int
    cast: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One level: how many people hold the mandates on it, and who was asked to give them."""

    holders: int
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a mandate down to the members; broken where the book does not say further."""

    mandate: Mandate
    steps: tuple[Step, ...]
    reaches_members: bool

    @property
    def result(self) -> Result:
        return self.mandate.result

    @property
    def ground(self) -> tuple[Asked, ...]:
        """The electorates of members themselves that the chain ends in."""
        return tuple(asked for step in self.steps for asked in step.asked if asked.everyone)

    @property
    def members(self) -> int:
        return sum(asked.entitled for asked in self.ground)

    @property
    def took_part(self) -> int:
        return sum(asked.present for asked in self.ground)

    @property
    def votes(self) -> int | None:
        """The votes for this holder, where the count is one of votes per candidate."""
        rows = self.result.figures.get("votes", [])
        return next((cast for number, cast in rows if number == self.mandate.holder_id), None)


def chain_of(mandate: Mandate) -> Chain:
    """The chain of results from a mandate down to the members."""
    laws = _Laws()
    steps: list[Step] = []
    mandates, holders = Mandate.objects.filter(pk=mandate.pk), 1
    while len(steps) < MOST_LEVELS:
        asked = tuple(_asked(mandates, laws))
        steps.append(Step(holders, asked))
        if all(one.everyone for one in asked):
            return Chain(mandate, tuple(steps), bool(asked))
        # Their tellers were held to this number: so many people had a mandate in the electing bodies (R4).
        mandates, holders = _electors_of(mandates), sum(one.entitled for one in asked if not one.everyone)
        if len(steps) % _NESTED == 0:
            mandates = _by_number(mandates)
    return Chain(mandate, tuple(steps), False)


def _by_number(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The same mandates by their numbers, if they are few enough to be named."""
    numbers = list(mandates.values_list("pk", flat=True).distinct()[: _FEW + 1])
    return Mandate.objects.filter(pk__in=numbers) if len(numbers) <= _FEW else mandates


def _asked(mandates: QuerySet[Mandate], laws: _Laws) -> list[Asked]:
    """Who was asked to give these mandates. Of several results of one electorate the last one counts its people."""
    results = Result.objects.filter(pk__in=mandates.values("result"))
    last = results.values("unit", "electors").annotate(last=Max("pk")).values("last")
    rows = (
        Result.objects.filter(pk__in=last).values("electors", "unit__level").annotate(
            meetings=Count("pk"), entitled=Sum("entitled"), present=Sum("present"), cast=Sum("cast"), first=Min("closed"), last=Max("closed")
        ).order_by("electors", "unit__level")
    )  # fmt: skip
    return [
        Asked(
            row["electors"], row["unit__level"], laws.everyone(row["electors"], row["last"]), row["meetings"], row["entitled"], row["present"],
            row["cast"], row["first"], row["last"],
        )
        for row in rows
    ]  # fmt: skip


def _electors_of(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The mandates of those who gave these mandates; the database looks them up where they are needed."""
    asked, closed = "seat__unit__results", F("seat__unit__results__closed")
    return Mandate.objects.filter(
        Q(ended=None) | Q(ended__gt=closed),
        Q(ends=None) | Q(ends__gt=closed),
        **{
            f"{asked}__in": mandates.values("result"),
            "seat__body": F(f"{asked}__electors"),
            "seat__office": "",
            "starts__lte": closed,
        },
    )


class _Laws:
    """The law at each moment, all versions read with one query."""

    def __init__(self) -> None:
        self._versions = list(
            StatutesVersion.objects.order_by("-in_force_from", "-id").values_list("in_force_from", "sha256")
        )

    def at(self, moment: datetime) -> Law | None:
        # What was counted before the founding was written down was counted under the first statutes.
        sha = next(
            (sha for start, sha in self._versions if start <= moment), self._versions[-1][1] if self._versions else None
        )
        return statutes_by_hash(sha).on(moment.date()) if sha else None

    def everyone(self, electors: str, moment: datetime) -> bool:
        """Whether these electors are members themselves and not people elected by them."""
        if electors == "every member":
            return True
        law = self.at(moment)
        body = law.body.get(electors) if law else None
        return bool(body and body.sits)


@dataclass(frozen=True, slots=True)
class TakingBack:
    """Who can take a seat back now, and how many of them must ask for it (R2)."""

    rule: Recall
    electors: str
    unit: Unit
    electorate: int
    signatures: int
    path: tuple[str, ...]


def taking_back(mandate: Mandate, law: Law, at: datetime) -> TakingBack | None:
    """The recall of a mandate, in numbers of today."""
    seat, result = mandate.seat, mandate.result
    body = law.body.get(seat.body)
    if body is None:
        return None
    office = body.offices.get(seat.office) if seat.office else None
    rule = (office.recall if office else None) or law.recall_of(seat.body, seat.part)
    if rule is None:
        return None
    size = electorate(result.unit, result.electors, law, at)
    path = (
        ("body", seat.body, "offices", seat.office, "recall")
        if office and office.recall
        else ("body", seat.body, "recall")
    )
    return TakingBack(rule, result.electors, result.unit, size, rule.petition.needed(size), path)


def electorate(unit: Unit, electors: str, law: Law, at: datetime) -> int:
    """How many an electorate has now."""
    body = law.body.get(electors)
    if electors == "every member" or (body and body.sits):
        return unit.members_below
    return mandates_in(unit, electors, at).values("holder").distinct().count()


@dataclass(frozen=True, slots=True)
class Place:
    """A seat with its holder, or the emptiness of it."""

    seat: Seat
    mandate: Mandate | None
    last: Mandate | None
    rule: Election | Office | None = field(default=None)


def place_of(seat: Seat, law: Law | None, at: datetime) -> Place:
    """Who holds a seat; if nobody, who held it last, and the rule by which it is filled."""
    known = Mandate.objects.select_related("holder", "result__unit", "result__for_unit")
    mandate = known.filter(live(at), seat=seat).first()
    last = None if mandate else known.filter(seat=seat).order_by("-starts", "-pk").first()
    for one in (mandate, last):
        if one is not None:
            one.seat = seat
    return Place(seat, mandate, last, rule_of(seat, law))


def rule_of(seat: Seat, law: Law | None) -> Election | Office | None:
    table = law.body.get(seat.body) if law else None
    if law is None or table is None:
        return None
    return table.offices.get(seat.office) if seat.office else law.elections_of(seat.body).get(seat.part)
