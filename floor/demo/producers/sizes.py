"""How large things are: the storeys of the nation, its factories and their shops. Pure: numbers in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

#: With fewer members there is a delegation somewhere that nobody could be recalled from and replaced in.
FEWEST = 3_000
#: What a factory has at least and at most, and how many one has on average.
_SMALLEST, _LARGEST, AVERAGE = 48, 3_000, 200
#: In a shop work about so many.
_IN_A_SHOP = 90


@dataclass(frozen=True, slots=True)
class Nation:
    """How many units of a storey there are at most below one of the storey above it; each union has as many of its own."""

    provinces: int
    counties: int
    districts: int


def nation_for(members: int) -> Nation:
    """As many as a founding meeting can open in one entry, and districts that are not too small for a congress."""
    if members < 10_000:
        return Nation(1, 1, 1)
    if members < 40_000:
        return Nation(1, 1, 2)
    if members < 200_000:
        return Nation(2, 1, 2)
    return Nation(2, 2, 2)


def factories_in(members: int, random: Random) -> list[int]:
    """The members of a district, factory by factory: many small ones and some giants, together as many as there are."""
    sizes: list[int] = []
    left = members
    while left > 0:
        size = round(min(_LARGEST, max(_SMALLEST, random.lognormvariate(4.85, 0.9))))
        sizes.append(min(size, left))
        left -= sizes[-1]
    if len(sizes) > 1 and sizes[-1] < _SMALLEST:
        remnant = sizes.pop()
        sizes[-1] += remnant
    return sizes


def shops_in(factory: int) -> list[int]:
    """The members of a factory, shop by shop: alike, what does not divide in the first."""
    shops = min(12, max(1, round(factory / _IN_A_SHOP)))
    counts = [factory // shops] * shops
    counts[0] += factory - sum(counts)
    return counts
