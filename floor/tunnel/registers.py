"""A register as the tunnel needs it: how many members each unit has and which unit lies in which. No names, no people.

A register is read from a file, or made up from a seed where somebody only knows how many members there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from floor.law.language import Law

Numbers = NDArray[np.int64]
UNION, TERRITORY = "union", "territory"
#: The usual size of the lowest units, and how many units of one level lie in one of the next, where nobody knows.
USUAL_SHOP, USUAL_FACTORY, USUAL_FAN = 40, 8, 6
#: How many unions share a territory in a made-up register.
USUAL_UNIONS = 3


class NotARegister(ValueError):
    """What was given can't be a register; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Storey:
    """The units of one level on one line: in which unit of the next level each lies, and its place on the territory line."""

    level: str
    line: str
    above: Numbers | None = None
    """The number, from 0, of the unit of the next level on its own line; none at the top."""
    placed: Numbers | None = None
    """The number of the territory's unit it lies in, on the lowest level of the territory that is not below it."""


@dataclass(frozen=True)
class Register:
    """Units level by level on both lines, and the members of the lowest units."""

    members: Numbers
    union: tuple[Storey, ...]
    territory: tuple[Storey, ...] = ()

    @property
    def total(self) -> int:
        return int(self.members.sum())

    def storey(self, level: str, line: str) -> Storey:
        return next(one for one in (self.union if line == UNION else self.territory) if one.level == level)

    def has(self, level: str, line: str) -> bool:
        return any(one.level == level for one in (self.union if line == UNION else self.territory))

    def units_at(self, level: str, line: str) -> int:
        return len(self.members_in(level, line))

    def inside(self, level: str, line: str, upper: str, upper_line: str) -> Numbers:
        """For each unit of a level, the unit of an upper level in which it lies."""
        if line == TERRITORY and upper_line == UNION:
            raise NotARegister(f"A {level} of the territory lies in no {upper} of a union.")
        found = np.arange(self._count(level, line))
        storeys = self.union if line == UNION else self.territory
        names = [one.level for one in storeys]
        at = names.index(level)
        if upper_line == line:
            for step in range(at, names.index(upper)):
                found = _then(found, storeys[step].above)
            return found
        while storeys[at].placed is None:
            found = _then(found, storeys[at].above)
            at += 1
            if at == len(storeys):
                raise NotARegister("No level of the unions is placed in the territory.")
        placed = storeys[at].placed
        assert placed is not None
        found = placed[found]
        places = [one.level for one in self.territory]
        first = places.index(names[at]) if names[at] in places else 0
        if places.index(upper) < first:
            raise NotARegister(f"A {level} of a union lies in no {upper} of the territory.")
        for step in range(first, places.index(upper)):
            found = _then(found, self.territory[step].above)
        return found

    def members_in(self, level: str, line: str) -> Numbers:
        """How many members each unit of a level has, with all units below it."""
        lowest = self.union[0]
        inside = self.inside(lowest.level, lowest.line, level, line)
        return np.bincount(inside, weights=self.members, minlength=self._count(level, line)).astype(np.int64)

    def _count(self, level: str, line: str) -> int:
        storeys = self.union if line == UNION else self.territory
        at = [one.level for one in storeys].index(level)
        if at == 0 and line == UNION:
            return len(self.members)
        above = storeys[at].above
        if above is not None:
            return len(above)
        below = storeys[at - 1].above if at else None
        if below is not None:
            return int(below.max()) + 1
        placed = [one.placed for one in self.union if one.placed is not None]
        return int(placed[0].max()) + 1 if placed else 1


def _then(found: Numbers, step: Numbers | None) -> Numbers:
    assert step is not None
    return step[found]


def made_up(law: Law, members: int, seed: int = 1) -> Register:
    """A register of so many members in units as uneven as real ones are: a few large works and many small ones."""
    if members < 1:
        raise NotARegister("A register has one member at least.")
    dice = np.random.default_rng(seed)
    union = [level for level in law.line_of(UNION) if law.levels.index(level) >= law.levels.index(law.members_at)]
    territory = law.line_of(TERRITORY)
    unions = USUAL_UNIONS if territory else 1
    counts = _how_many(len(union), members, unions)
    tops = min(unions, counts[-1]) if territory else 1
    counts[-1] = tops
    storeys: list[Storey] = []
    for at, level in enumerate(union):
        above = _spread(dice, counts[at], counts[at + 1]) if at + 1 < len(union) else None
        storeys.append(Storey(level, UNION, above))
    ground = _of_territory(dice, territory, union, counts, unions) if territory else ()
    placed = _placed(storeys, ground, counts) if territory else tuple(storeys)
    return Register(_sizes(dice, members, counts[0]), placed, ground)


def _how_many(levels: int, members: int, unions: int) -> list[int]:
    """Units per level: shops of the usual size, then factories of some shops, then a fan that narrows to the top."""
    counts = [max(1, round(members / USUAL_SHOP))] if levels > 1 else [1]
    for at in range(1, levels):
        fan = USUAL_FACTORY if at == 1 else USUAL_FAN
        counts.append(max(1, counts[-1] // fan))
    top = unions if levels > 1 else 1
    if levels > 2:
        # The levels between are spread evenly on the scale on which each is so many times the one above.
        steps = np.geomspace(max(counts[1], top), top, levels - 1)
        counts[1:] = [max(top, round(float(number))) for number in steps]
    counts[-1] = top if levels > 1 else 1
    return [max(number, counts[-1]) for number in counts]


def _spread(dice: np.random.Generator, units: int, above: int) -> Numbers:
    """In which unit of the next level each lies: every one gets some, and not equally many; neighbours lie together."""
    if above >= units:
        return np.arange(units) % above
    shares = dice.lognormal(0.0, 0.5, above)
    extra = dice.multinomial(units - above, shares / shares.sum())
    return np.repeat(np.arange(above), extra + 1)


def _sizes(dice: np.random.Generator, members: int, units: int) -> Numbers:
    shares = dice.lognormal(0.0, 0.7, units)
    least = 1 if members >= units else 0
    return dice.multinomial(members - least * units, shares / shares.sum()).astype(np.int64) + least


def _of_territory(
    dice: np.random.Generator, territory: list[str], union: list[str], counts: list[int], unions: int
) -> tuple[Storey, ...]:
    sizes = [max(1, counts[union.index(level)] // unions) if level in union else 1 for level in territory]
    sizes[-1] = 1
    return tuple(
        Storey(level, TERRITORY, _spread(dice, sizes[at], sizes[at + 1]) if at + 1 < len(sizes) else None)
        for at, level in enumerate(territory)
    )


def _placed(storeys: list[Storey], ground: tuple[Storey, ...], counts: list[int]) -> tuple[Storey, ...]:
    """Where unions meet on the ground: each unit of a level lies in the territory's unit of the same level."""
    sizes = {one.level: len(one.above) if one.above is not None else 1 for one in ground}
    return tuple(
        Storey(one.level, UNION, one.above, np.arange(counts[at]) % sizes[one.level] if one.level in sizes else None)
        for at, one in enumerate(storeys)
    )
