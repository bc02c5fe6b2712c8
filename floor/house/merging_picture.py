"""The picture of a merger: two units side by side, as wide as they have members, and the one they become. Pure."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, _GAP, _NARROWEST = 360, 12, 120


@dataclass(frozen=True, slots=True)
class Block:
    """A unit in the picture."""

    x: int
    y: int
    width: int
    people: int
    name: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class TwoIntoOne:
    ends: Block
    goes_on: Block
    together: Block
    arms: tuple[str, str]
    width: int = WIDTH
    height: int = 176


def merging_picture(ends: tuple[str, int], goes_on: tuple[str, int]) -> TwoIntoOne:
    """Where the blocks stand; none is narrower than what is written on it."""
    room, people = WIDTH - _GAP - 2 * _NARROWEST, ends[1] + goes_on[1]
    first = _NARROWEST + (room * ends[1] // people if people else room // 2)
    one = Block(0, 4, first, ends[1], _short(ends[0], first))
    other = Block(first + _GAP, 4, WIDTH - first - _GAP, goes_on[1], _short(goes_on[0], WIDTH - first - _GAP))
    both = Block(0, 108, WIDTH, people, goes_on[0])
    split = first + _GAP // 2
    arms = (
        f"{one.x},68 {one.x + one.width},68 {split},108 0,108",
        f"{other.x},68 {other.x + other.width},68 {WIDTH},108 {split},108",
    )
    return TwoIntoOne(one, other, both, arms)


def _short(name: str, width: int) -> str:
    letters = max(8, (width - 16) // 7)
    return name if len(name) <= letters else f"{name[: letters - 1]}…"
