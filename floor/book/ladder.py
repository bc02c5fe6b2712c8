"""The picture of a proof: from an entry up to the root, with the hash that stands beside each step.

Pure: a proof in, places out; the template draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

from .proving import Proved

WIDTH = 360
_STEP, _LEFT, _RIGHT, _MIDDLE = 62, 62, 298, 180


@dataclass(frozen=True, slots=True)
class Knot:
    """One hash in the picture, with the lines that join it to the two below."""

    x: int
    y: int
    kind: str
    hash: str
    words_x: int
    words_y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Wire:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Ladder:
    knots: tuple[Knot, ...]
    wires: tuple[Wire, ...]
    height: int
    width: int = WIDTH


def ladder_of(proved: Proved) -> Ladder:
    """The way up as a ladder: the root at the top, the entry at the bottom."""
    bottom = 14 + len(proved.rungs) * _STEP
    knots = [_below(_MIDDLE, bottom, "own", proved.leaf)]
    wires: list[Wire] = []
    for at, rung in enumerate(proved.rungs, start=1):
        y, below = bottom - at * _STEP, bottom - (at - 1) * _STEP
        x = _LEFT if rung.on_the_left else _RIGHT
        knots.append(_below(x, below, "", rung.beside))
        kind = "root" if at == len(proved.rungs) else "way"
        # The hash is written on the side where no line goes down.
        side = _MIDDLE + 14 if rung.on_the_left else _MIDDLE - 14
        knots.append(Knot(_MIDDLE, y, kind, rung.above.hex()[:8], side, y + 4, "start" if rung.on_the_left else "end"))
        wires += [Wire(_MIDDLE, y, _MIDDLE, below), Wire(_MIDDLE, y, x, below)]
    return Ladder(tuple(knots), tuple(wires), bottom + 34)


def _below(x: int, y: int, kind: str, value: bytes) -> Knot:
    return Knot(x, y, kind, value.hex()[:8], x, y + 25, "middle")
