"""How many members units had at a moment that has passed: today's figures, with what has happened since taken back. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from floor.house.models import Member, Merger, Spell, Unit
from floor.house.standing import around


def members_at(moment: datetime, units: Iterable[Unit]) -> dict[int, int]:
    """The members of these units, and of all below each, at a moment: four queries, and a walk over those who came, went or moved since."""
    change: Counter[int] = Counter()
    moves = list(_in_the_units_of_today(_since(moment)))
    places = Unit.objects.in_bulk({unit for pair in moves for unit in pair if unit is not None})
    for then, now in moves:
        change.update(set(around(places[then])) if then is not None else ())
        change.subtract(set(around(places[now])) if now is not None else ())
    return {unit.pk: unit.members_below + change[unit.pk] for unit in units}


def _in_the_units_of_today(moves: Iterable[tuple[int | None, int | None]]) -> Iterator[tuple[int | None, int | None]]:
    """The same moves, each unit that has merged since read as the one it merged into: that is where its members are counted now."""
    into = dict(Merger.objects.values_list("unit", "into"))
    for then, now in moves:
        while then in into:
            then = into[then]
        yield then, now


def _since(moment: datetime) -> Iterator[tuple[int | None, int | None]]:
    """For everyone whose place on the register has changed since: the unit they were in then, and are in now."""
    where: dict[int, int] = {}
    for member, unit in Spell.objects.filter(until__gt=moment).order_by("until", "pk").values_list("member", "unit"):
        # The first spell that ended after the moment is the one that ran at the moment.
        where.setdefault(member, unit)
    moved = Exists(Spell.objects.filter(member=OuterRef("pk"), until__gt=moment))
    changed = Member.objects.filter(Q(joined__gt=moment) | Q(left__gt=moment) | moved)
    for number, unit, joined, left in changed.values_list("number", "unit", "joined", "left").iterator(2000):
        there = joined <= moment and (left is None or left > moment)
        yield (where.get(number, unit) if there else None, unit if left is None else None)
