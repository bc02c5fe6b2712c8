"""Who the elected are, taken together: from which units they come, and whether reserved seats are filled. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from floor.polls.electing.standing_for import Standing
from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Reserved:
    """Seats that are kept for people of a category."""

    category: str
    needed: int
    elected: int


@dataclass(frozen=True, slots=True)
class Composition:
    """The elected by where they work, and the seats kept for a category."""

    units: tuple[tuple[str, int], ...]
    reserved: tuple[Reserved, ...]
    of: int


def composition_of(poll: Poll, stands: Standing) -> Composition | None:
    """Nothing where fewer than two are elected: one person has no composition."""
    elected = set(poll.outcome.get("elected", []))
    people = [one for one in stands.people if one.number in elected]
    if poll.kind != "election" or len(people) < 2:
        return None
    units = Counter(one.unit.name for one in people if one.unit)
    reserved = tuple(
        Reserved(category, needed, sum(one.candidacy.reserved_as == category for one in people))
        for category, needed in poll.reserved.items()
    )
    return Composition(tuple(sorted(units.items(), key=lambda row: (-row[1], row[0]))), reserved, len(people))
