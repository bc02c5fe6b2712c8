"""What goes over when a unit merges into another: units, what lies in it, members, counts. Called from `apply` only."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Concat, Substr

from floor.house.models import Member, Spell, Unit

PORTION = 1000


def bring_units_over(unit: Unit, into: Unit) -> list[int]:
    """Whatever stands below a unit, or lies in it, does so in the other from now on; the numbers of those directly concerned.

    Closed ones stay where they were: a paper of 1923 still finds the works it was written in.
    """
    standing = Unit.objects.filter(closed=None).exclude(pk=unit.pk)
    numbers = list(standing.filter(Q(parent=unit) | Q(place=unit)).order_by("pk").values_list("pk", flat=True))
    standing.filter(parent=unit).update(parent=into)
    standing.filter(place=unit).update(place=into)
    standing.filter(path__startswith=unit.path).update(path=_led("path", unit, into))
    standing.filter(place_path__startswith=unit.path).update(place_path=_led("place_path", unit, into))
    return numbers


def _led(column: str, unit: Unit, into: Unit) -> Concat:
    """A path that led through the one unit, through the other."""
    return Concat(Value(into.path), Substr(column, len(unit.path) + 1))


def bring_members_over(unit: Unit, into: Unit, at: datetime) -> None:
    """The members on the register of a unit itself belong to the other; when they belonged to this one stays on record."""
    here = Member.objects.filter(unit=unit, left=None)
    _record_spells(here, unit, at)
    here.update(unit=into)


def _record_spells(members: QuerySet[Member], unit: Unit, at: datetime) -> None:
    last = dict(Spell.objects.filter(member__in=members).values_list("member").annotate(Max("until")).order_by())
    first = Spell.next_id()
    rows = members.order_by("pk").values_list("pk", "joined")
    Spell.objects.bulk_create(
        (
            Spell(id=first + n, member_id=member, unit=unit, since=last.get(member, joined), until=at)
            for n, (member, joined) in enumerate(rows)
        ),
        batch_size=PORTION,
    )


def count_anew(unit: Unit, into: Unit) -> None:
    """How many belong to the two units now. Every unit above has the same members as before: they stand side by side."""
    below = Q(path__startswith=into.path) | Q(place_path__startswith=into.path)
    there = Unit.objects.filter(below, closed=None).exclude(pk=unit.pk).exclude(pk=into.pk)
    found = there.aggregate(n=Sum("members_here"))["n"] or 0
    here = unit.members_here + into.members_here
    Unit.objects.filter(pk=into.pk).update(members_here=here, members_below=here + found)
    Unit.objects.filter(pk=unit.pk).update(members_here=0, members_below=0)
