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
    words_y: int
    anchor: str
    words_x: int


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
    bottom = 34 + len(proved.rungs) * _STEP
    knots = [_knot(_MIDDLE, bottom, "own" if proved.rungs else "own root", proved.leaf)]
    wires: list[Wire] = []
    for at, rung in enumerate(proved.rungs, start=1):
        y, below = bottom - at * _STEP, bottom - (at - 1) * _STEP
        x = _LEFT if rung.on_the_left else _RIGHT
        knots.append(_knot(x, below, "", rung.beside))
        knots.append(_knot(_MIDDLE, y, "root" if at == len(proved.rungs) else "way", rung.above))
        wires += [Wire(_MIDDLE, y, _MIDDLE, below), Wire(_MIDDLE, y, x, below)]
    return Ladder(tuple(knots), tuple(wires), bottom + 30)


def _knot(x: int, y: int, kind: str, value: bytes) -> Knot:
    return Knot(x, y, kind, value.hex()[:8], y + 25, "middle", x)
