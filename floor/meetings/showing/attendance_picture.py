"""The picture of who came: a bar for each meeting, as a share of those entitled on its day. Pure: attendances in, places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from .attendance import Attendance

WIDTH, HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 356, 10, 162
#: Fewer than this are no development, and are said in words alone.
FEWEST = 2
_WIDEST = 34.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One meeting: where its bar stands, how high it is, and what it means in figures."""

    number: int
    starts: datetime
    x: float
    y: float
    width: float
    height: float
    percent: int
    present: int
    entitled: int
    short: bool
    """Whether fewer came than the statutes ask for."""

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line across: a share, and how it is called beside the axis."""

    y: float
    percent: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All bars, the shares beside them, and the line of the quorum."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    quorum: Line | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    bottom: int = _BOTTOM


def height_of(share: float) -> float:
    """Where a share lies; the axis always goes from nobody to everybody, so that a small hall never looks full."""
    return round(_BOTTOM - (_BOTTOM - _TOP) * min(1.0, share), 1)


def picture_of(held: Sequence[Attendance], quorum: Fraction | None = None) -> Picture | None:
    """Bars in the order of their days; None where there is nothing to compare."""
    counted = [(one, one.share) for one in held if one.share is not None]
    if len(counted) < FEWEST:
        return None
    step = (_RIGHT - _LEFT) / len(counted)
    width = min(_WIDEST, step * 0.72)
    bars = tuple(
        Bar(
            one.number, one.starts, round(_LEFT + step * at + (step - width) / 2, 1), height_of(share), round(width, 1), round(_BOTTOM - height_of(share), 1),
            percent_of(share), one.present, one.entitled, quorum is not None and share < quorum,
        )
        for at, (one, share) in enumerate(counted)
    )  # fmt: skip
    lines = tuple(Line(height_of(part), percent_of(part)) for part in (0.0, 0.5, 1.0))
    return Picture(bars, lines, Line(height_of(float(quorum)), percent_of(float(quorum))) if quorum is not None else None)  # fmt: skip


def percent_of(share: float) -> int:
    """Whole percent, rounded down: 99 of 100 and a half is never everybody."""
    return int(share * 100 + 1e-9)
