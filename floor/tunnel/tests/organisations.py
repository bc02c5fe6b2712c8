"""Small organisations for tests: a few levels, one body each, elected from the body below."""

from __future__ import annotations

from datetime import date

import numpy as np

from floor.law.language import Law
from floor.law.reading import read
from floor.tunnel.registers import UNION, Register, Storey

#: The statutes of tests are read for one day.
DAY = date(2026, 11, 1)


def law_of(elections: list[str], more: str = "") -> Law:
    """Levels "level 0" to the top; each line is how the body of the level is elected by the one below, as TOML."""
    levels = [f"level {at}" for at in range(len(elections) + 1)]
    bodies = [
        f'[body."body {at}"]\nat = "level {at}"\n[body."body {at}".elected]\n'
        f'by = "{"meeting 0" if at == 1 else f"body {at - 1}"}"\n{how}'
        for at, how in enumerate(elections, start=1)
    ]
    names = ", ".join(f'"{level}"' for level in levels)
    text = "\n".join(
        [
            'title = "Small"',
            'language = "floor 1"',
            f"levels = [{names}]",
            '[membership]\nadmitted-by = "meeting 0"',
            '[amendment]\nby = "every member"',
            '[body."meeting 0"]\nat = "level 0"\nsits = "every member"',
            *bodies,
            more,
        ]
    )
    return read(text).on(DAY)


def even_register(groups: int, levels: int, members: int) -> Register:
    """Every unit of a level holds so many of the one below; every lowest unit has so many members."""
    storeys = [
        Storey(f"level {at}", UNION, np.arange(groups ** (levels - at)) // groups if at < levels else None)
        for at in range(levels + 1)
    ]
    return Register(np.full(groups**levels, members, dtype=np.int64), tuple(storeys))


def register_of(units: list[list[int]]) -> Register:
    """Three levels: the members of each lowest unit, in each unit of the level above, below one top."""
    sizes = np.array([size for several in units for size in several], dtype=np.int64)
    above = np.repeat(np.arange(len(units)), [len(several) for several in units])
    return Register(
        sizes,
        (
            Storey("level 0", UNION, above),
            Storey("level 1", UNION, np.zeros(len(units), dtype=np.int64)),
            Storey("level 2", UNION),
        ),
    )
