"""How many seats so many members have: by a ratio such as "1 per 100", or by bands such as 1 to 100: 1, 101 to 250: 2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from .shares import NotVotes

#: What a remainder of a ratio is worth: a seat if it is more than half a group, at least half, any at all, or never.
Remainder = Literal["more than half", "half", "any", "none"]

Band = tuple[int, int, int] | Sequence[int]


def seats_by_ratio(
    members: int,
    per: int,
    each: int = 1,
    *,
    remainder: Remainder = "more than half",
    at_least: int = 0,
    at_most: int | None = None,
) -> int:
    """`each` seats per `per` members: for every full group, and for the remainder as said. Nobody at all has no seat."""
    _members(members)
    if per < 1 or each < 1:
        raise NotVotes(f"A ratio gives at least 1 seat per at least 1 member, not {each} per {per}.")
    if at_most is not None and at_most < at_least:
        raise NotVotes(f"At least {at_least} and at most {at_most} seats cannot both hold.")
    whole, rest = divmod(members, per)
    worth = {"more than half": 2 * rest > per, "half": 2 * rest >= per, "any": rest > 0, "none": False}
    seats = max(each * (whole + worth[remainder]), at_least if members else 0)
    return seats if at_most is None else min(seats, at_most)


def seats_by_bands(members: int, bands: Sequence[Band], further: tuple[int, int] | None = None) -> int:
    """The seats of the band in which the number of members lies.

    Below the first band there is no seat. Beyond the last the last band's seats stand, or with `further` as (per, each) so many
    more for every further group begun: (3000, 2) in a German works above 9,000.
    """
    _members(members)
    check_bands(bands)
    if members < bands[0][0]:
        return 0
    for first, last, seats in bands:
        if first <= members <= last:
            return seats
    _, last, seats = bands[-1]
    if further is None:
        return seats
    per, each = further
    return seats + each * -(-(members - last) // per)


def check_bands(bands: Sequence[Band]) -> None:
    """Refuse bands that leave a number of members without an answer, or with two."""
    if not bands:
        raise NotVotes("Bands need at least one row, for example [1, 100, 1].")
    for band in bands:
        if len(band) != 3 or band[0] < 0 or band[1] < band[0] or band[2] < 0:
            raise NotVotes(f"A band is [from, to, seats], for example [101, 250, 2], not {list(band)}.")
    for (_, last, _), (first, _, _) in pairwise(bands):
        if first != last + 1:
            raise NotVotes(f"After a band up to {last} the next one begins at {last + 1}, not at {first}.")


def _members(members: int) -> None:
    if isinstance(members, bool) or not isinstance(members, int) or members < 0:
        raise NotVotes(f"The number of members should be a whole number, 0 or more, not {members}.")
