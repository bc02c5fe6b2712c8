"""Power: if every delegation votes as one, how often does each decide? Exact, by the counting room's arithmetic.

Three delegations with 40, 40 and 20 seats have the same power: any two carry. A delegation with more than half has all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from floor.count.power import banzhaf

from .pyramid import Body

#: With more delegations than that, or more seats, nobody's power differs from their share, and it takes long to say so.
MOST_DELEGATIONS, MOST_SEATS = 200, 5_000


@dataclass(frozen=True, slots=True)
class Delegation:
    """Delegations with so many seats each: how many there are, and the part of all power each has."""

    seats: int
    many: int
    share_of_seats: float
    share_of_power: float


@dataclass(frozen=True, slots=True)
class Blocs:
    """The delegations of one sitting, those with the most seats first."""

    seats: int
    majority: int
    delegations: tuple[Delegation, ...]

    @property
    def rules_alone(self) -> bool:
        """Whether one delegation decides everything."""
        return self.delegations[0].share_of_power >= 1

    @property
    def without_power(self) -> int:
        """Delegations whose votes never decide anything."""
        return sum(one.many for one in self.delegations if one.share_of_power == 0)

    @property
    def most_over(self) -> Delegation:
        """The delegation whose power exceeds its seats by most."""
        return max(self.delegations, key=lambda one: one.share_of_power / one.share_of_seats)


def power_in(body: Body) -> Blocs | None:
    """The power of delegations in the largest sitting of a body; None where there are no two, or too many."""
    at = int(np.argmax(body.seats))
    seats = [number for groups in body.groups for number in groups.seats[groups.of == at].tolist() if number]
    total = sum(seats)
    if not 2 <= len(seats) <= MOST_DELEGATIONS or total > MOST_SEATS:
        return None
    found = banzhaf(sorted(seats, reverse=True))
    kinds: dict[int, list[int]] = {}
    for number, swings in zip(sorted(seats, reverse=True), found.swings, strict=True):
        kinds.setdefault(number, []).append(swings)
    return Blocs(
        total,
        found.quota,
        tuple(
            Delegation(number, len(swings), number / total, swings[0] / found.total) for number, swings in kinds.items()
        ),
    )
