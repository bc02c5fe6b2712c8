"""How delegates were elected on lists, all electing units together: votes beside seats. A few queries, however many units; reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import F, Max

from floor.polls.models import Poll, Slate


@dataclass(frozen=True, slots=True)
class ListOverall:
    """One list, by its title, in all units in which it stood."""

    title: str
    votes: int
    seats: int
    units: int


@dataclass(frozen=True, slots=True)
class Delegations:
    """The last election of the delegates to a body in every unit that sends some."""

    units: int
    """Units that have elected on lists."""
    lists: tuple[ListOverall, ...]

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.lists)

    @property
    def seats(self) -> int:
        return sum(one.seats for one in self.lists)

    @property
    def displaced(self) -> Fraction:
        """Seats that sit elsewhere than an exact division by the votes of all units would put them."""
        if not self.votes:
            return Fraction(0)
        beyond = (one.seats - Fraction(one.votes * self.seats, self.votes) for one in self.lists)
        return sum((more for more in beyond if more > 0), Fraction(0))


def delegations_to(unit: int, body: str, part: str) -> Delegations:
    """Lists of the same title, in whatever unit they stood, are one: two queries. By-elections of single seats are left out."""
    last = (
        Poll.objects.filter(kind="election", for_unit=unit, body=body, part=part, office="", state="counted")
        .exclude(unit=F("for_unit"))
        .filter(seats=F("seats_in_all"))
        .values("unit")
        .annotate(last=Max("pk"))
        .values("last")
    )
    polls = Poll.objects.filter(pk__in=last).values_list("pk", "outcome__lists")
    results = {pk: lists for pk, lists in polls if lists}
    slates = Slate.objects.filter(poll__in=last, withdrawn=None, number__gt=0).values_list("poll", "number", "title")
    titles = {(poll, number): title for poll, number, title in slates}
    return Delegations(len(results), _together(results, titles))


def _together(
    results: Mapping[int, Iterable[Mapping[str, Any]]], titles: Mapping[tuple[int, int], str]
) -> tuple[ListOverall, ...]:
    names: dict[str, str] = {}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for poll in sorted(results):
        for each in results[poll]:
            title = titles.get((poll, each["number"]), "")
            names.setdefault(same_title(title), title)
            found[same_title(title)].append((each["votes"], each["seats"]))
    lists = (
        ListOverall(names[key], sum(votes for votes, _ in rows), sum(seats for _, seats in rows), len(rows))
        for key, rows in found.items()
    )
    return tuple(sorted(lists, key=lambda one: (-one.votes, one.title)))


def same_title(title: str) -> str:
    """A title as it is compared: capitals and spaces tell no list from another."""
    return " ".join(title.casefold().split())
