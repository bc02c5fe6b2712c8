"""The tree: a unit with what is above and below it, its bodies and its names over time; and the search for units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house import reading
from floor.house.models import Unit, UnitName
from floor.house.reading import PAGE, Called
from floor.law.language import Body, Law

from .finding import founded, holds, unit_or_404


@dataclass(frozen=True, slots=True)
class BodyHere:
    """A body at a unit: its rule, and how many of its seats are filled."""

    name: str
    slug: str
    rule: Body
    filled: int
    total: int
    exceptions: tuple[str, ...]


def bodies_at(unit: Unit, law: Law, counts: dict[str, tuple[int, int]]) -> list[BodyHere]:
    """The bodies that the law gives to a unit."""
    return [
        BodyHere(name, reading.slug_of(name), rule, *counts.get(name, (0, 0)), tuple(row.guarantee for row in law.exceptions_of(name)))
        for name, rule in law.body.items()
        if rule.at == unit.level and rule.line == unit.line
    ]  # fmt: skip


@founded
def tree(request: Any) -> HttpResponse:
    """The whole tree from its top, level by level, and the search."""
    house = request.house
    words = words_in(request.GET, "name")
    levels = reading.levels(house.law)
    lines = {line: [level for level in levels if level.line == line] for line in ("union", "territory")}
    context = {
        "lines": [(line, found) for line, found in lines.items() if found], "most_units": max(level.units for level in levels), "words": words, "found": reading.search_units(words) if words else [], "most": PAGE,
        "top": unit_or_404(house.organisation.root_id), "children": reading.below(house.organisation.root)[:PAGE],
    }  # fmt: skip
    return render(request, "house/tree.html", context)


@founded
def unit(request: Any, number: int) -> HttpResponse:
    """One unit."""
    house, here = request.house, unit_or_404(number)
    after = number_in(request.GET, "after") or 0
    own, placed = reading.above(here.unit)
    children = reading.below(here.unit, after)
    context = {
        "here": here, "own": own, "placed": placed, "crumbs": crumbs_to(own, here, last=True), "children": children[:PAGE],
        "more": children[PAGE - 1].pk if len(children) > PAGE else None, "after": after,
        "bodies": bodies_at(here.unit, house.law, reading.seats_by_body(here.unit, house.at)),
        "names": here.unit.names.order_by("-since", "-pk"), "small": small_group(house.law),
        "opens": holds(request, house.law.units.opened_by, here.unit),
        "takes_members": here.unit.level == house.law.members_at,
        "merged_into": merged_into(here.unit), "came": came_to(here.unit, house.at),
    }  # fmt: skip
    return render(request, "house/unit.html", context)


def merged_into(unit: Unit) -> Called | None:
    """The unit that a closed one merged into, if it did."""
    row = (
        UnitName.objects.filter(unit__mergers__unit=unit, until=None).select_related("unit").first()
        if unit.closed
        else None
    )
    return Called(row.unit, row.name) if row else None


def came_to(unit: Unit, at: datetime) -> list[Called]:
    """Units that merged into this one, until all can have elected anew."""
    rows = UnitName.objects.filter(unit__merger__into=unit, unit__merger__elected_anew_by__gt=at, until=None)
    return [Called(row.unit, row.name) for row in rows.select_related("unit__merger").order_by("unit")[:PAGE]]


def small_group(law: Law) -> int:
    """Counts of people below this are not shown (R17); five where the statutes are silent."""
    return law.publication.small_group if law.publication else 5


def crumbs_to(own: list[Called], here: Called, last: bool = False) -> list[tuple[str, str]]:
    """The way down the tree, for the top of a page."""
    way = [(reverse("units"), _("Units"))] + [(reverse("unit", args=[one.pk]), one.name) for one in own]
    return [*way, ("" if last else reverse("unit", args=[here.pk]), here.name)]
