"""The picture of seats against members: for each unit its part of all members and its part of all seats, one bar under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
_ROW, _BAR, _LABEL = 46, 10, 16
#: More than so many rows nobody compares in a picture; the table has them all.
MOST = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit, or one list: where its two bars lie, and what they mean in percent."""

    name: str
    y: int
    behind: float
    won: float
    behind_percent: float
    won_percent: float

    @property
    def first_bar(self) -> int:
        return self.y + _LABEL + 4

    @property
    def second_bar(self) -> int:
        return self.first_bar + _BAR + 1

    @property
    def label(self) -> int:
        return self.y + _LABEL


@dataclass(frozen=True, slots=True)
class Pairs:
    """The whole picture."""

    pairs: tuple[Pair, ...]
    height: int
    width: int = WIDTH
    bar: int = _BAR


def pairs_of(rows: Sequence[tuple[str, int, int]], behind: int, won: int) -> Pairs:
    """Rows are a name, the members or votes behind it, and its seats; `behind` and `won` are those of all together."""
    shown = [row for row in rows if row[1] or row[2]][:MOST]
    parts = [(name, _part(one, behind), _part(other, won)) for name, one, other in shown]
    most = max((max(one, other) for _, one, other in parts), default=0.0) or 1.0
    pairs = tuple(
        Pair(name, at * _ROW, round(WIDTH * one / most, 1), round(WIDTH * other / most, 1), round(100 * one, 1), round(100 * other, 1))
        for at, (name, one, other) in enumerate(parts)
    )  # fmt: skip
    return Pairs(pairs, max(1, len(pairs)) * _ROW)


def _part(one: int, of: int) -> float:
    return one / of if of else 0.0
