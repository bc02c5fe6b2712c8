"""How many coalitions of members weigh how much, exactly. There are 2^n of them, so they are counted member by member.

Without their sizes: one very long whole number, a field of bits for each weight, so that taking in a member is one shift and one
addition. With their sizes: a row for each size, a column for each weight, and each count in limbs of 32 bits with room to grow,
so that taking in a member adds a row to the next; what outgrows a limb is carried over every 31 members.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

import numpy as np

LIMB = 32
_LOW = (1 << LIMB) - 1


def coalitions_up_to(weights: Sequence[int], need: int) -> list[int]:
    """At place k: how many coalitions of all members weigh at most k, for k below `need`."""
    # One bit more than there are members: no count can overflow its field.
    field = -(-(len(weights) + 1) // 8) * 8
    row, reach = 1, 0
    for weight, alike in groupby(sorted(each for each in weights if each < need)):
        # What would weigh `need` or more is cut off before it is added: such coalitions are never asked about.
        light = (1 << (need - weight) * field) - 1
        for _ in alike:
            row += (row if reach + weight < need else row & light) << weight * field
            reach += weight
    length = field // 8
    data = row.to_bytes(length * need, "little")
    return list(accumulate(int.from_bytes(data[k * length : (k + 1) * length], "little") for k in range(need)))


def coalitions_by_size_up_to(weights: Sequence[int], need: int) -> tuple[list[int], int]:
    """The same, with a field in each number for every size, the smallest first; and how many bits a field has."""
    light = sorted(each for each in weights if each < need)
    limbs = len(weights) // LIMB + 1
    # By number of members: what so many of the lightest weigh.
    lightest = [0, *accumulate(light)]
    sizes = sum(weight < need for weight in lightest)
    counts = np.zeros((sizes, limbs, need), dtype=np.uint64)
    counts[0, 0, 0] = 1
    for taken, weight in enumerate(light):
        if taken and taken % (LIMB - 1) == 0:
            _carry(counts)
        used = slice(0, taken // (LIMB - 1) + 1)
        for size in range(min(taken, sizes - 2), -1, -1):
            # Coalitions of this size, of the members taken so far, weigh from what the lightest weigh to what the heaviest do.
            least, most = lightest[size], lightest[taken] - lightest[taken - size]
            end = min(most + 1, need - weight)
            if least < end:
                counts[size + 1, used, least + weight : end + weight] += counts[size, used, least:end]
    _carry(counts)
    packed = np.ascontiguousarray(counts.transpose(2, 0, 1), dtype="<u4")
    return list(accumulate(int.from_bytes(row.tobytes(), "little") for row in packed)), LIMB * limbs


def _carry(counts: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]) -> None:
    for limb in range(counts.shape[1] - 1):
        counts[:, limb + 1] += counts[:, limb] >> np.uint64(LIMB)
        counts[:, limb] &= np.uint64(_LOW)
