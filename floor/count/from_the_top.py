"""Seats from a relation of who stands above whom: first those whom nobody left stands above, then the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .account import Round, Step
from .ties import Open, Ties

Above = NDArray[np.bool_]


def from_the_top(
    above: Above, seats: int, ties: Ties, first_round: int = 1
) -> tuple[tuple[int, ...], tuple[Round, ...]]:
    """Who is elected and in which rounds. `above[a - 1, b - 1]`: a stands above b; it must have no circles.

    In each round the votes are the candidates left whom one stands above.
    """
    left = list(range(1, len(above) + 1))
    elected: list[int] = []
    rounds: list[Round] = []
    while left and len(elected) < seats:
        among = np.array(left) - 1
        relation = above[np.ix_(among, among)]
        number = first_round + len(rounds)
        below = np.zeros(len(above), dtype=np.int64)
        below[among] = relation.sum(axis=1)
        top = tuple(one for one, beaten in zip(left, relation.any(axis=0), strict=True) if not beaten)
        why = "no contest" if len(left) <= seats - len(elected) else "nobody above"
        try:
            favoured = ties.favour(top, seats - len(elected), "seat", number)
        except Open:
            rounds.append(Round(tuple(below.tolist())))
            break
        rounds.append(Round(tuple(below.tolist()), tuple(Step("elected", (one,), why=why) for one in favoured)))
        elected += favoured
        left = [one for one in left if one not in favoured]
    return tuple(elected), tuple(rounds)
