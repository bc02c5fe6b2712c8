"""Whose turn it is to speak: arithmetic on the list, the same for everyone who looks at it (R8).

Points of order come first, then replies, then speeches that were broken off and go on. Among the others the side speaks that has had
the least time; within a side those who have not spoken yet come before those who have; then the order in which they asked.
Guests come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIDES = ("for", "against", "neither")
#: Kinds of speeches in the order in which they come.
RANKS = {"point of order": 0, "reply": 1, "speech": 3, "guest": 4}
GOES_ON = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the list: nothing here says who."""

    number: int
    turn: int
    kind: str = "speech"
    side: str = "neither"
    spoken_before: int = 0
    goes_on: bool = False


def next_speaker(
    waiting: Iterable[Waiting], seconds: Mapping[str, int], last_side: str = "", debate_closed: bool = False
) -> Waiting | None:
    """Who speaks next; None if nobody can. `seconds` is what each side has had, `last_side` the one that spoke last.

    When the debate is closed by a vote, only points of order, replies and what was broken off are still heard.
    """
    ranked = [(rank_of(one), one) for one in waiting]
    heard = [(rank, one) for rank, one in ranked if not debate_closed or rank <= GOES_ON]
    if not heard:
        return None
    first = min(rank for rank, _ in heard)
    those = [one for rank, one in heard if rank == first]
    if first <= GOES_ON:
        return min(those, key=lambda one: one.turn)
    asked_first = {side: min(one.turn for one in those if one.side == side) for side in {one.side for one in those}}
    side = min(asked_first, key=lambda side: (seconds.get(side, 0), side == last_side, asked_first[side]))
    return min((one for one in those if one.side == side), key=lambda one: (one.spoken_before, one.turn))


def in_order(
    waiting: Iterable[Waiting], seconds: Mapping[str, int], each: int, last_side: str = "", debate_closed: bool = False
) -> list[Waiting]:
    """The whole list as it would be called if everyone used their time: for showing, not for ruling."""
    left, had, order = list(waiting), dict(seconds), []
    while (one := next_speaker(left, had, last_side, debate_closed)) is not None:
        order.append(one)
        left.remove(one)
        if rank_of(one) > GOES_ON:
            had[one.side] = had.get(one.side, 0) + each
            last_side = one.side
    return order


def rank_of(one: Waiting) -> int:
    return GOES_ON if one.goes_on else RANKS[one.kind]
