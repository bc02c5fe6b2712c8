"""How many were on the roll behind each line of a result by units, so that a part is shown beside what it is a part of (R4)."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from .models import Poll, RollLine
from .urn.emptying import Wards
from .urn.published_file import OTHERS, Urn


def entitled_per_unit(poll: Poll, urn: Urn) -> dict[str, int]:
    """By the names of units in a published urn. Units that are taken together as "others" stay together (R17)."""
    shown = sorted({unit for unit, _ in urn} - {OTHERS})
    wards, there = Wards(poll), Counter[str]()
    for unit, number in RollLine.objects.filter(poll=poll, reason="").values_list("unit").annotate(Count("pk")):
        there[wards.of(unit)] += number
    entitled = {unit: there[unit] for unit in shown}
    if len(shown) < len({unit for unit, _ in urn}):
        entitled[OTHERS] = poll.entitled - sum(entitled.values())
    return entitled
