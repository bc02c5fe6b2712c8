"""Two versions of statutes on the same members, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .figures import Figures


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one body: None where a version does not have it, or nobody inside can win it."""

    body: str
    before: Fraction | None
    after: Fraction | None

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Compared:
    """The smallest share of members that wins a majority, body by body; and the days to a changed majority at the top."""

    changes: tuple[Change, ...]
    top: Change
    days_before: tuple[int, int] | None
    days_after: tuple[int, int] | None
    new_deadlocks: tuple[str, ...]
    gone_deadlocks: tuple[str, ...]


def share_of(figures: Figures, body: str) -> Fraction | None:
    """The share that wins a majority in the largest sitting of a body."""
    found = figures.bodies.get(body)
    return found.largest.share if found is not None and found.largest.possible else None


def days_of(figures: Figures) -> tuple[int, int] | None:
    """The fewest and the most days until those below have changed the majority at the top by recall."""
    return next(((way.fewest, way.most) for way in figures.ways if way.how == "recall"), None)


def compared(before: Figures, after: Figures) -> Compared:
    """Every body that either version has."""
    names = [*before.bodies, *(name for name in after.bodies if name not in before.bodies)]
    changes = tuple(Change(name, share_of(before, name), share_of(after, name)) for name in names)
    old, new = before.deadlocks, after.deadlocks
    return Compared(
        changes,
        Change(after.top, share_of(before, before.top), share_of(after, after.top)),
        days_of(before),
        days_of(after),
        tuple(one for one in new if one not in old),
        tuple(one for one in old if one not in new),
    )
