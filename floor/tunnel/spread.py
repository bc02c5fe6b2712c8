"""What a side needs whose votes are spread evenly: the share below which majorities of majorities wipe it out.

After Serge Galam: where many equal groups elect one delegate each, and equal groups of delegates do the same again and again, a
side that is stronger than a certain share grows from level to level, and one that is weaker vanishes. In odd groups that share is
one half; in even groups, where a tie keeps the incumbent, it is far more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import Literal

import numpy as np

from .pyramid import Body
from .thresholds import takes_all

#: In larger groups a tie is too seldom to matter.
LARGEST = 200
#: A hair above one half is one half.
_HALF = 0.501

Ties = Literal["incumbent", "lot", "challenger"]
#: The part of a tied group that a challenger wins.
_WON: dict[Ties, float] = {"incumbent": 0.0, "lot": 0.5, "challenger": 1.0}


def chance_of_a_group(group: int, share: float, ties: Ties = "incumbent") -> float:
    """How likely a group drawn from all has a majority for a side of this share."""
    wins = sum(
        comb(group, votes) * share**votes * (1 - share) ** (group - votes) for votes in range(group // 2 + 1, group + 1)
    )
    if group % 2 == 0:
        half = group // 2
        wins += _WON[ties] * comb(group, half) * (share * (1 - share)) ** half
    return wins


def even_spread_needed(group: int, ties: Ties = "incumbent") -> float:
    """The share above which a challenger grows from level to level: where a level leaves it as it is."""
    low, high = 1e-9, 1 - 1e-9
    for _ in range(200):
        middle = (low + high) / 2
        if chance_of_a_group(group, middle, ties) < middle:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Uphill:
    """A body elected by majorities of groups of an even size, in which a tie keeps whoever is there."""

    body: str
    group: int
    needed: float


def uphill(pyramid: dict[str, Body]) -> list[Uphill]:
    """Where evenly spread votes need more than half to grow: for the usual size of small groups."""
    found = []
    for name, body in pyramid.items():
        for groups in body.groups:
            if takes_all(groups.method) and len(groups.size):
                group = int(np.median(groups.size))
                needed = even_spread_needed(group) if 2 < group <= LARGEST else 0.5
                if needed > _HALF:
                    found.append(Uphill(name, group, needed))
    return found
