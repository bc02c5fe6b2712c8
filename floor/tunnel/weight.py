"""Weight: how many members stand behind each seat of a body, and what rounding takes from whom."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .pyramid import Body, Groups
from .registers import Register


@dataclass(frozen=True, slots=True)
class Weighed:
    """The seats of a body as its electing units have them, all sittings together."""

    seats: int
    members: int
    most: Fraction
    """Members behind a seat where most stand behind one."""
    fewest: Fraction
    lost: int
    """Seats that units hold beyond or below their exact share, half of the sum of all differences, rounded down."""
    without: int
    """Members in units that elect nobody."""

    @property
    def ratio(self) -> Fraction | None:
        """How many times the weight of one member's voice is that of another's."""
        return self.most / self.fewest if self.fewest else None


def weigh(body: Body, groups: Groups, register: Register) -> Weighed:
    """Weigh the seats of one set of groups by the members of their electing units."""
    members = register.members_in(groups.level, groups.line)[groups.sitting]
    total, seats = int(members.sum()), int(groups.seats.sum())
    each = [
        Fraction(int(people), int(number))
        for people, number in set(zip(members.tolist(), groups.seats.tolist(), strict=True))
    ]
    ideal = members * (seats / total) if total else np.zeros(len(members))
    lost = int(np.abs(groups.seats - ideal).sum() / 2)
    return Weighed(
        seats,
        total,
        max(each, default=Fraction(0)),
        min(each, default=Fraction(0)),
        lost,
        int(body.members.sum()) - total,
    )
