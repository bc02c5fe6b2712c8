"""Units too small to be shown: their figures are left out, and nothing that would give them away is printed (R17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .what import UnitLine


def with_small_groups_hidden(units: Sequence[UnitLine], smallest: int | None) -> list[UnitLine]:
    """The units, with no figures for those smaller than `smallest`.

    The sum stands below them, so one hidden unit could be worked out from the rest. Where the hidden ones together are not
    a group of several units and large enough, the smallest of the others are hidden with them.
    """
    hidden = {place for place, unit in enumerate(units) if unit.voted is None or _too_small(unit, smallest)}
    others = sorted(
        (place for place in range(len(units)) if place not in hidden), key=lambda place: units[place].on_roll
    )
    while hidden and others and (len(hidden) < 2 or sum(units[place].on_roll for place in hidden) < (smallest or 0)):
        hidden.add(others.pop(0))
    return [replace(unit, voted=None, votes=()) if place in hidden else unit for place, unit in enumerate(units)]


def _too_small(unit: UnitLine, smallest: int | None) -> bool:
    return smallest is not None and min(unit.on_roll, unit.voted or 0) < smallest
