"""Delegations as bars: as long as their seats, filled as far as somebody holds them, dark as far as somebody came. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from floor.house.reading import Called
from floor.meetings.showing.credentials import Delegation

#: A bar is drawn on so many points, whatever its length on the page.
LENGTH = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One delegation, with the lengths of its bar."""

    delegation: Delegation
    called: Called | None
    """The unit that sent it; none where one electorate fills all seats."""
    seats: float
    mandates: float
    came: float


def bars_of(delegations: Iterable[Delegation], names: Mapping[int, Called]) -> list[Bar]:
    """All on one scale: the largest delegation has the whole length."""
    rows = list(delegations)
    most = max((one.seats for one in rows), default=0) or 1
    return [
        Bar(one, names.get(one.sent_by or 0), *(_length(part, most) for part in (one.seats, one.mandates, one.came)))
        for one in rows
    ]


def _length(part: int, most: int) -> float:
    return round(LENGTH * part / most, 2)
