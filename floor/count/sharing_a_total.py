"""A total of seats shared out among units by their members, with a least and a most for each, by any rule for sharing out seats.

The least is kept in the plainest way: the seats are shared out by the rule; whoever would have fewer than the least has the least
and stands aside, and the others share the rest by the same rule, until nobody falls below it. Units without members have no seat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .apportionment import APPORTIONMENTS
from .shares import NotVotes, Shares
from .ties import as_chosen, drawn


@dataclass(frozen=True, slots=True)
class SharedTotal:
    """Seats per unit, and how they came about."""

    won: tuple[int, ...]
    lifted: tuple[int, ...]
    """Units, numbered from 1, that have the least because the rule alone would give them fewer."""
    shares: Shares
    """The last sharing out: units that were lifted stand in it without members, and its seats are those left to the others."""


def share_total(
    members: Sequence[int], total: int, method: str, *, at_least: int = 0, at_most: int | None = None, seed: str
) -> SharedTotal:
    """Share out `total` seats. Units that stand level for a last seat draw lots from the seed.

    Refused where the seats do not suffice for the least, or the most does not suffice for the seats: the sum is always the total.
    """
    there = [number for number, people in enumerate(members) if people]
    if not there:
        raise NotVotes(f"Nobody stands on the register in any of these units, so {total} seats can't be shared out.")
    if at_least * len(there) > total:
        raise NotVotes(f"{len(there)} units with at least {at_least} each need {at_least * len(there)} seats; there are {total}.")  # fmt: skip
    if at_most is not None and at_most * len(there) < total:
        raise NotVotes(f"{len(there)} units with at most {at_most} each fill {at_most * len(there)} seats; there are {total}.")  # fmt: skip
    lot = drawn(seed, len(members))
    rule, lifted, most = APPORTIONMENTS[method], set[int](), None if at_most is None else [at_most] * len(members)
    while True:
        standing = [0 if number in lifted else people for number, people in enumerate(members)]
        shares = rule.share(standing, total - at_least * len(lifted), as_chosen(lot, "lot"), most)
        below = {number for number in there if number not in lifted and shares.won[number] < at_least}
        if not below:
            won = tuple(at_least if number in lifted else seats for number, seats in enumerate(shares.won))
            return SharedTotal(won, tuple(sorted(number + 1 for number in lifted)), shares)
        lifted |= below
