"""Weight: how many members stand behind each seat of a sitting, and what rounding takes from whom."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .pyramid import Body, Groups
from .registers import Numbers


@dataclass(frozen=True, slots=True)
class Behind:
    """An electing unit: its members and its seats."""

    members: int
    seats: int

    @property
    def per_seat(self) -> Fraction:
        return Fraction(self.members, self.seats)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The seats of the sitting in which units weigh least alike."""

    units: int
    """Electing units with a seat."""
    seats: int
    members: int
    heaviest: Behind
    """Where the fewest members stand behind a seat."""
    lightest: Behind
    """Where the most do."""
    ratio_of_large: Fraction
    """Largest over smallest among units with members for a whole seat at least: without those that have one by the least alone."""
    below_one_seat: int
    """Units with a seat and fewer members than stand behind one on average."""
    lost: int
    """Seats that units hold beyond their exact share, all together; as many are missing elsewhere."""
    without: int
    """Members in units that elect nobody."""

    @property
    def ratio(self) -> Fraction:
        """How many times the weight of one member's voice is that of another's."""
        return self.lightest.per_seat / self.heaviest.per_seat


def weigh(body: Body, groups: Groups) -> Weighed | None:
    """Weigh the seats of one set of groups by the members of their electing units; nothing to weigh where all vote together."""
    filled = (groups.seats > 0) & (groups.members > 0)
    of, members, seats = groups.of[filled], groups.members[filled], groups.seats[filled]
    if not len(of):
        return None
    per_seat = members / seats
    sittings = len(body.members)
    most, least = np.zeros(sittings), np.full(sittings, np.inf)
    np.maximum.at(most, of, per_seat)
    np.minimum.at(least, of, per_seat)
    ratios = np.divide(most, least, out=np.ones(sittings), where=least < np.inf)
    several = np.bincount(of, minlength=sittings) > 1
    if not several.any():
        return None
    at = int(np.argmax(np.where(several, ratios, 0.0)))
    here = of == at
    return _weighed(members[here], seats[here], int(body.members[at]))


def _weighed(members: Numbers, seats: Numbers, entitled: int) -> Weighed:
    total, all_seats = int(members.sum()), int(seats.sum())
    per_seat = members / seats
    heavy, light = int(np.argmin(per_seat)), int(np.argmax(per_seat))
    large = members * all_seats >= total
    ratio = Fraction(1)
    if large.any():
        few, many = int(np.argmin(np.where(large, per_seat, np.inf))), int(np.argmax(np.where(large, per_seat, 0.0)))
        ratio = Fraction(int(members[many]), int(seats[many])) / Fraction(int(members[few]), int(seats[few]))
    # Beyond the exact share: seats - members * all / total, summed where it is positive, in whole numbers.
    beyond = np.maximum(seats * total - members * all_seats, 0)
    return Weighed(
        len(members),
        all_seats,
        total,
        Behind(int(members[heavy]), int(seats[heavy])),
        Behind(int(members[light]), int(seats[light])),
        ratio,
        int((~large).sum()),
        int(beyond.sum()) // total,
        entitled - total,
    )
