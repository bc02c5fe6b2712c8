"""The picture of a chain: storeys from a seat at the top to the members at the bottom, as wide as the people on them.

Pure: a chain in, places and sizes out; the template draws them. Widths grow with the logarithm of the people, so that
one seat and a million members fit on one sheet; the figures are written on every storey.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .chains import Chain, Step

WIDTH = 360
_HEIGHT, _GAP, _NARROWEST, _WIDEST = 64, 34, 118, 356
_LETTER = 6.9  # how wide a letter of a label is at most, on average


@dataclass(frozen=True, slots=True)
class Storey:
    """One storey: where it stands, and what is written on it."""

    x: float
    y: int
    width: float
    height: int
    kind: str
    people: int
    label: str
    arm: str
    """The outline of the arm that joins it to the storey above."""

    @property
    def first_line(self) -> int:
        return self.y + 28

    @property
    def second_line(self) -> int:
        return self.y + 49


@dataclass(frozen=True, slots=True)
class Picture:
    storeys: tuple[Storey, ...]
    height: int
    width: int = WIDTH


def width_for(people: int, most: int) -> float:
    """A width between the narrowest and the widest, by the logarithm of the people."""
    if most <= 1:
        return _NARROWEST
    return _NARROWEST + (_WIDEST - _NARROWEST) * math.log(max(people, 1)) / math.log(most)


def storeys_of(chain: Chain) -> Picture:
    """The storeys of a chain, from the top down."""
    seat = chain.mandate.seat
    rows: list[tuple[str, int, str]] = [("top", 1, seat.office or seat.body)]
    for at, step in enumerate(chain.steps):
        last = at == len(chain.steps) - 1
        rows.append(_row(step, chain.steps[at + 1].holders if not last else 0, last and chain.reaches_members))
    if not chain.reaches_members:
        rows[-1] = ("unknown", 0, _("not in the book"))
    most = max(people for _kind, people, _label in rows)
    storeys: list[Storey] = []
    for at, (kind, people, label) in enumerate(rows):
        # Never narrower than what is written on it.
        width = min(_WIDEST, max(width_for(people, most), len(label) * _LETTER + 24))
        y = 4 + at * (_HEIGHT + _GAP)
        x = (WIDTH - width) / 2
        arm = _arm(storeys[-1], x, width, y) if storeys else ""
        storeys.append(Storey(round(x, 1), y, round(width, 1), _HEIGHT, kind, people, label, arm))
    return Picture(tuple(storeys), 8 + len(rows) * _HEIGHT + (len(rows) - 1) * _GAP)


def _row(step: Step, holders: int, ground: bool) -> tuple[str, int, str]:
    names = ", ".join(
        dict.fromkeys(one.electors if one.electors != "every member" else _("members") for one in step.asked)
    )
    meetings = sum(one.meetings for one in step.asked)
    said = f"{names} × {meetings:,}" if meetings > 1 else names
    people = sum(one.entitled for one in step.asked)
    if ground:
        return "ground", people, said
    return "", holders or people, said


def _arm(above: Storey, x: float, width: float, y: int) -> str:
    top = above.y + above.height
    return f"{above.x},{top} {above.x + above.width},{top} {x + width:.1f},{y} {x:.1f},{y}"
