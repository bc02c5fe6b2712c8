"""Power in a body whose members carry different numbers of votes: how often each one's vote decides. Exact, in whole numbers.

Banzhaf: in how many coalitions of the others one's votes turn losing into winning (Lionel Penrose, 1946; John Banzhaf, 1965).
Shapley-Shubik: in how many orders of joining one is the one who turns it (Lloyd Shapley and Martin Shubik, 1954).

How: the coalitions of all members are counted once, by what they weigh; those without one member follow by an alternating sum over
the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial, gcd

from .coalitions import coalitions_by_size_up_to, coalitions_up_to
from .shares import NotVotes


@dataclass(frozen=True, slots=True)
class Power:
    """Per member: so many deciding cases out of `total` in which anyone decides."""

    quota: int
    swings: tuple[int, ...]
    total: int
    """The sum of all swings: swings over total is one's share of the power."""
    cases: int
    """All cases: coalitions of the others, 2^(n-1), or orders, n!. Swings over cases is how often one decides."""


def banzhaf(weights: Sequence[int], quota: int | None = None) -> Power:
    """Banzhaf power of members with these numbers of votes; without a quota, more than half of all votes carries."""
    quota = checked_quota(weights, quota)
    scaled, need = _small(weights, quota)
    swings = {
        weight: _swings(weight, need, prefixes) for prefixes in [coalitions_up_to(scaled, need)] for weight in {*scaled}
    }
    each = tuple(swings[weight] for weight in scaled)
    return Power(quota, each, sum(each), 2 ** max(len(weights) - 1, 0))


def shapley_shubik(weights: Sequence[int], quota: int | None = None) -> Power:
    """Shapley-Shubik power of members with these numbers of votes; without a quota, more than half of all votes carries.

    Coalitions are counted by size as well, so for many members it takes longer than Banzhaf's index, and more memory.
    """
    quota = checked_quota(weights, quota)
    scaled, need = _small(weights, quota)
    members = len(scaled)
    by_size, bits = coalitions_by_size_up_to(scaled, need)
    orders = [factorial(size) * factorial(members - 1 - size) for size in range(members)]
    swings: dict[int, int] = {}
    for weight in {*scaled}:
        fields = _swings(weight, need, by_size, shift=bits)
        swings[weight] = sum(count * times for count, times in zip(_fields(fields, bits, members), orders, strict=True))
    each = tuple(swings[weight] for weight in scaled)
    return Power(quota, each, sum(each), factorial(members))


def checked_quota(weights: Sequence[int], quota: int | None) -> int:
    """The quota, or more than half of all votes; refuses weights and quotas that make no body."""
    for number, weight in enumerate(weights, start=1):
        if isinstance(weight, bool) or not isinstance(weight, int) or weight < 0:
            raise NotVotes(f"The votes of member {number} should be a whole number, 0 or more, not {weight}.")
    total = sum(weights)
    if total == 0:
        raise NotVotes("A body needs somebody with a vote.")
    quota = total // 2 + 1 if quota is None else quota
    if not 1 <= quota <= total:
        raise NotVotes(f"What carries should be between 1 and {total}, all votes together, not {quota}.")
    return quota


def _small(weights: Sequence[int], quota: int) -> tuple[list[int], int]:
    """The same game with smaller numbers: without a common divisor, and with the lower of two quotas that are mirror images.

    Why the mirror: one decides whether a quota is reached just as often as whether what is left stays below it.
    """
    common = gcd(*weights)
    scaled = [weight // common for weight in weights]
    need = -(-quota // common)
    return scaled, min(need, sum(scaled) - need + 1)


def _swings(weight: int, need: int, upto: Sequence[int], shift: int = 0) -> int:
    """Coalitions without a member of this weight that lose, and win with it: weights from need - weight to need - 1.

    Of the coalitions that weigh at most k, those with the member are those without it that weigh at most k - w, one size larger.
    """
    if weight == 0:
        return 0

    def without(k: int) -> int:
        found = 0
        for at in range(k % weight, k + 1, weight):
            found = upto[at] - (found << shift)
        return found

    return without(need - 1) - without(need - 1 - weight)


def _fields(row: int, bits: int, number: int) -> list[int]:
    mask = (1 << bits) - 1
    return [(row >> (bits * place)) & mask for place in range(number)]
