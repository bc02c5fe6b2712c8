"""Which unit a cell means: its number, its name, or a path of names such as “Hammer and Sickle / Bolt shop”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from floor.house.models import Unit, UnitName
from floor.house.rules import ids_of

from .cells import BadCell, folded
from .faults import one_of, shown

_STEP = re.compile(r"\s*(?:/|>|»)\s*")
#: Likely names are looked for this often in a file; it takes long among many units.
_GUESSES = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as an import needs it."""

    pk: int
    name: str
    level: str
    line: str
    closed: bool
    around: tuple[int, ...]
    """The unit itself and all above it, on both lines."""

    @property
    def parent(self) -> int | None:
        """The unit directly above it on its own line."""
        at = self.around.index(self.pk)
        return self.around[at - 1] if at else None

    def as_unit(self) -> Unit:
        """As much of the unit as the statutes' rules of place look at."""
        return Unit(pk=self.pk, level=self.level, line=self.line)


class Tree:
    """All units of the organisation by number and by name, present and past; read once for a file."""

    def __init__(self) -> None:
        self.units: dict[int, Known] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_old_name: dict[str, list[int]] = {}
        self._guesses = 0
        rows = UnitName.objects.order_by("unit_id", "pk").values_list(
            "unit_id", "name", "until", "unit__level", "unit__line", "unit__closed", "unit__path", "unit__place_path"
        )
        for pk, name, until, level, line, closed, path, place_path in rows.iterator(chunk_size=5000):
            if until is None:
                around = (*ids_of(path), *ids_of(place_path))
                self.units[pk] = Known(pk, name, level, line, closed is not None, around)
            (self._by_name if until is None else self._by_old_name).setdefault(folded(name), []).append(pk)

    def path_of(self, unit: Known) -> str:
        """Its name after those above it on its own line, as it can be written in a file."""
        own = unit.around[: unit.around.index(unit.pk) + 1]
        return " / ".join(self.units[pk].name for pk in own[-2:] if pk in self.units)

    def find(self, text: str, under: int | None = None, level: str | None = None) -> Known:
        """The open unit that is meant, or BadCell. Of several with the name, the one `under` a unit, at a level, is meant."""
        if not text:
            raise BadCell("The unit is missing.", "Write its number, its name, or a path such as “Works / Bolt shop”.")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
        if number is not None and number in self.units:
            found = self.units[number]
            if found.closed:
                raise BadCell(f"Unit {number} ({found.name}) is closed.", "Give the unit that took its place.")
            return found
        pks = self._named(folded(text)) or self._by_path(text)
        fitting = [self.units[pk] for pk in pks if pk in self.units]
        for narrower in (
            lambda unit: not unit.closed,
            lambda unit: level is None or unit.level == level,
            lambda unit: under is None or under in unit.around,
        ):
            fitting = [unit for unit in fitting if narrower(unit)] or fitting
        if len(fitting) == 1 and not fitting[0].closed:
            return fitting[0]
        if not fitting:
            raise BadCell(f"There is no unit {number or shown(text)}.", self._likely(text))
        if len(fitting) == 1:
            raise BadCell(f"{shown(text)} is closed.", "Give the unit that took its place.")
        ways = [f"{unit.pk} ({self.path_of(unit)})" for unit in fitting]
        raise BadCell(
            f"{len(fitting)} units are called {shown(text)}.",
            f"Write the number of the one you mean: {one_of(ways, 4)}.",
        )

    def _named(self, name: str) -> list[int]:
        return self._by_name.get(name) or list(dict.fromkeys(self._by_old_name.get(name, ())))

    def _by_path(self, text: str) -> list[int]:
        """Units whose name is the last step, and above which the others stand in this order."""
        *above, last = [folded(step) for step in _STEP.split(text) if step]
        if not above:
            return []
        return [pk for pk in self._named(last) if pk in self.units and self._stands_below(self.units[pk], above)]

    def _stands_below(self, unit: Known, steps: list[str]) -> bool:
        names = [folded(self.units[pk].name) for pk in unit.around if pk != unit.pk and pk in self.units]
        at = 0
        for step in steps:
            if step not in names[at:]:
                return False
            at = names.index(step, at) + 1
        return True

    def _likely(self, text: str) -> str:
        self._guesses += 1
        if self._guesses > _GUESSES:
            return "Write its number or its name as it stands on the register."
        near = get_close_matches(folded(text), self._by_name, n=2, cutoff=0.75)
        names = [
            shown(self.units[self._by_name[name][0]].name) for name in near if self._by_name[name][0] in self.units
        ]
        return f"Is it {one_of(names)}?" if names else "Write its number or its name as it stands on the register."
