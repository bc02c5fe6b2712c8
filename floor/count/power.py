"""Power in a body whose members carry different numbers of votes: how often each one's vote decides. Exact, in whole numbers.

Banzhaf: in how many coalitions of the others one's votes turn losing into winning (Lionel Penrose, 1946; John Banzhaf, 1965).
Shapley-Shubik: in how many orders of joining one is the one who turns it (Lloyd Shapley and Martin Shubik, 1954).

How: coalitions of each total weight are counted in one very long whole number, a field of bits for each weight, so that taking in a
member is one shift and one addition. Taking a member out again is an alternating sum over the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import factorial, gcd

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
        weight: _swings(weight, need, prefixes) for prefixes in [_coalitions(scaled, need)] for weight in {*scaled}
    }
    each = tuple(swings[weight] for weight in scaled)
    return Power(quota, each, sum(each), 2 ** max(len(weights) - 1, 0))


def shapley_shubik(weights: Sequence[int], quota: int | None = None) -> Power:
    """Shapley-Shubik power of members with these numbers of votes; without a quota, more than half of all votes carries.

    Counts coalitions by size as well, so it needs about as many times the time of Banzhaf's index as there are members.
    """
    quota = checked_quota(weights, quota)
    scaled, need = _small(weights, quota)
    members = len(scaled)
    bits = members + 1
    by_size = _coalitions(scaled, need, sized=True)
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


def _coalitions(weights: Sequence[int], need: int, sized: bool = False) -> list[int]:
    """At place k: how many coalitions of all members weigh at most k, for k below `need`; `sized`: a field for each size.

    A field has one bit more than there are members, so that no count of coalitions can overflow it.
    """
    members = len(weights)
    bits = members + 1
    sizes = members + 1 if sized else 1
    field = -(-bits * sizes // 8) * 8
    row, reach = 1, 0
    for weight, alike in groupby(sorted(each for each in weights if each < need)):
        # What would weigh `need` or more is cut off before it is added: such coalitions are never asked about.
        light = (1 << (need - weight) * field) - 1
        by = weight * field + (bits if sized else 0)
        for _ in alike:
            row += (row if reach + weight < need else row & light) << by
            reach += weight
    length = field // 8
    data = row.to_bytes(length * need, "little")
    return list(accumulate(int.from_bytes(data[k * length : (k + 1) * length], "little") for k in range(need)))


def _swings(weight: int, need: int, upto: Sequence[int], shift: int = 0) -> int:
    """Coalitions without a member of this weight that lose, and win with it: weights from need - weight to need - 1.

    Coalitions without the member that weigh at most k are upto(k) - upto(k - w) + upto(k - 2w) - ..., each time one size smaller.
    """
    if weight == 0:
        return 0

    def without(k: int) -> int:
        return sum((-1) ** turn * (upto[at] << (shift * turn)) for turn, at in enumerate(range(k, -1, -weight)))

    return without(need - 1) - without(need - 1 - weight)


def _fields(row: int, bits: int, number: int) -> list[int]:
    mask = (1 << bits) - 1
    return [(row >> (bits * place)) & mask for place in range(number)]
