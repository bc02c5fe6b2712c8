"""What a replayed book must show about units that merged: their own members decided it, and nobody sits on for them (R1, R2)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables

from ..models import Mandate, Member, Merger, Result, Unit


@checks_the_tables("R2", "R1")
def units_merged_by_their_own_members() -> Iterator[Claim]:
    """Each merger names a result of the unit that ended, and one of the other if anybody belonged to it, both for it."""
    name, stray = "units merged by the vote of their own members", 0
    for merger in Merger.objects.order_by("pk"):
        carried = Result.objects.filter(pk__in=merger.results, figures__carried=True, closed__lte=merger.merged)
        decided = set(carried.values_list("unit", flat=True))
        asked = {merger.unit_id} | ({merger.into_id} if merger.members_there else set())
        if asked - decided:
            stray += 1
            yield broken(name, f"unit {merger.unit_id} merged into unit {merger.into_id} without a vote of its members", merger.entry)  # fmt: skip
    if not stray:
        yield holds(name, f"{Merger.objects.count()} units merged")


@checks_the_tables("R2", "R4")
def nobody_sits_for_a_unit_that_merged() -> Iterator[Claim]:
    """Its seats and those it gave ended with it, all that stood below it went over, and the others were elected anew in time."""
    name, stray = "nobody sits for a unit that merged", 0
    for merger in Merger.objects.order_by("pk"):
        lasting = Q(ended=None) | Q(ended__gt=merger.merged)
        sits_on = Mandate.objects.filter(Q(seat__unit=merger.unit_id) | Q(result__unit=merger.unit_id), lasting)
        alone = Mandate.objects.filter(lasting, result__unit=merger.into_id, result__entry__lt=merger.entry)
        too_long = alone.filter(Q(ends=None) | Q(ends__gt=merger.elected_anew_by))
        faults = {
            "mandates go on in it, or from it": sits_on.filter(Q(ends=None) | Q(ends__gt=merger.merged)).count(),
            "mandates of the other go on for longer than until all can elect": too_long.count(),
            "units stand below it still": Unit.objects.filter(Q(parent=merger.unit_id) | Q(place=merger.unit_id), closed=None).count(),
            "members are on its register still": Member.objects.filter(unit=merger.unit_id, left=None).count(),
        }  # fmt: skip
        for what, number in faults.items():
            if number:
                stray += 1
                yield broken(name, f"unit {merger.unit_id} merged, but {number} {what}", merger.entry)
    if not stray:
        yield holds(name, f"{Merger.objects.count()} units merged")
