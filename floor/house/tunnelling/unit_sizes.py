"""The register as the tunnel needs it, from the tables: how many members each open unit has, and in which unit it lies.

Numbers only, and those that everybody may see: no people, no names. One query, whatever the size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from floor.house.models import Unit
from floor.house.rules import ids_of
from floor.law.language import Law
from floor.tunnel.register_file import Row, register_of
from floor.tunnel.registers import TERRITORY, UNION, Register


@dataclass(frozen=True, slots=True)
class Sized:
    """An open unit: where it stands, where it lies, and how many members are on its own register."""

    number: int
    level: str
    line: str
    parent: int | None
    place_path: str
    members: int


def open_units() -> list[Sized]:
    """Every open unit, in the order of the numbers."""
    rows = Unit.objects.filter(closed=None).order_by("pk")
    columns = rows.values_list("pk", "level", "line", "parent_id", "place_path", "members_here")
    return [Sized(*row) for row in columns.iterator(chunk_size=5_000)]


def register_with(law: Law, units: Iterable[Sized]) -> Register:
    """The register with the levels of some statutes: those in force, or those that are proposed. NotARegister where it cannot be."""
    return register_of(_Rows(law, {unit.number: unit for unit in units}).all(), law)


@dataclass
class _Rows:
    """Rows as a file would list them. Where a unit stands below one that is more than a level higher, a row is put between:
    the tunnel goes up level by level, and so do the bodies of the statutes."""

    law: Law
    units: dict[int, Sized]
    between: dict[str, Row] = field(default_factory=dict)
    levels: dict[str, list[str]] = field(init=False)
    whole: tuple[int, ...] = field(init=False)
    """The one unit of the territory in which all others lie, where there is one: who is placed nowhere lies somewhere in it."""
    has_ground: bool = field(init=False)

    def __post_init__(self) -> None:
        height = self.law.levels.index
        union = [one for one in self.law.line_of(UNION) if height(one) >= height(self.law.members_at)]
        self.levels = {UNION: union, TERRITORY: self.law.line_of(TERRITORY)}
        ground = [
            unit for unit in self.units.values() if unit.line == TERRITORY and unit.level in self.levels[TERRITORY]
        ]
        tops = [unit.number for unit in ground if unit.level == self.levels[TERRITORY][-1]]
        self.has_ground, self.whole = bool(ground), tuple(tops) if len(tops) == 1 else ()

    def all(self) -> list[Row]:
        rows = []
        for unit in self.units.values():
            levels = self.levels[unit.line]
            if unit.level not in levels:
                continue
            at = levels.index(unit.level)
            above = self.units.get(unit.parent) if unit.parent is not None else None
            rows.append(self._row(str(unit.number), unit.line, at, above, unit))
            if unit.line == UNION and unit.members:
                if at:
                    # On the register of a unit above the lowest: they vote there as those of one more unit below it would.
                    rows.append(self._row(f"{unit.number}=", UNION, 0, unit, unit))
                rows[-1].members = unit.members
        return [*rows, *self.between.values()]

    def _row(self, key: str, line: str, at: int, above: Sized | None, near: Sized | None) -> Row:
        level = self.levels[line][at]
        place = self._place(level, near) if line == UNION and self.has_ground else ""
        return Row(0, key, key, level, self._above(line, at, above), place, line, 0)

    def _above(self, line: str, at: int, above: Sized | None) -> str:
        """The key of the unit of the next level in which a unit of the level `at` lies, given the unit it stands below."""
        levels = self.levels[line]
        if at + 1 == len(levels):
            return ""
        height = levels.index(above.level) if above is not None and above.line == line and above.level in levels else -1
        if above is not None and height == at + 1:
            return str(above.number)
        return self._between(line, at + 1, above if height > at + 1 else None)

    def _between(self, line: str, at: int, above: Sized | None) -> str:
        key = f"{line} {above.number if above is not None else ''}<{at}"
        if key not in self.between:
            self.between[key] = self._row(key, line, at, above, above)
        return key

    def _place(self, level: str, near: Sized | None) -> str:
        """The unit of the territory in which a unit lies: of its own level, or of the lowest one there."""
        ground = self.levels[TERRITORY]
        at = ground.index(level) if level in ground else 0
        above: Sized | None = None
        for number in [*reversed(ids_of(near.place_path) if near is not None else []), *self.whole]:
            lies_in = self.units.get(number)
            height = ground.index(lies_in.level) if lies_in is not None and lies_in.level in ground else -1
            if height == at:
                return str(number)
            if height > at:
                above = lies_in
                break
        return self._between(TERRITORY, at, above)
