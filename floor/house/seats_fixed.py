"""How many seats each electing unit has, where that was fixed beforehand from the register at a cut-off date.

The house knows the rule of the statutes alone; the room that fixes numbers for a coming congress answers here.
"""

from __future__ import annotations

from collections.abc import Callable

#: For a body and a part of it, and for one electing unit or all: the seats, by the unit of the body and the electing unit.
FixedSeats = Callable[[str, str, int | None], dict[tuple[int, int], int]]
FIXED: list[FixedSeats] = []


def fixed_seats(body: str, part: str, unit: int | None = None) -> dict[tuple[int, int], int]:
    """The seats that were fixed; where nothing was, the register of the day and the statutes decide."""
    found: dict[tuple[int, int], int] = {}
    for fixed in FIXED:
        found |= fixed(body, part, unit)
    return found
