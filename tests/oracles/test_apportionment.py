"""Sharing out seats against `apportionment` (Martin Lackner), another program for the same rules, on random elections.

It reckons in exact fractions when asked to, and says when there is a tie: so both the seats and the ties are compared.
"""

from __future__ import annotations

import random

import pytest

from floor.count.apportionment import APPORTIONMENTS
from floor.count.ties import by_lot, left_open

pytest.importorskip("apportionment")

THEIRS = {"dhondt": "dhondt", "sainte-lague": "saintelague", "hare": "hamilton"}


@pytest.mark.parametrize("most", [6, 40, 10**6])
@pytest.mark.parametrize("rule", THEIRS)
def test_random_elections_agree(rule: str, most: int):
    from apportionment.methods import TiesException, compute

    chance = random.Random(f"{rule} {most}")
    ties = 0
    for _ in range(1000):
        votes = [chance.randint(0, most) for _ in range(chance.randint(1, 9))]
        seats = chance.randint(1, 25)
        if not any(votes):
            continue
        shares = APPORTIONMENTS[rule].share(votes, seats, left_open())
        try:
            expected = compute(THEIRS[rule], votes, seats, fractions=True, tiesallowed=False)
        except TiesException:
            ties += 1
            assert shares.open_tie is not None, (votes, seats)
            # Whatever the lot says, all seats are given.
            assert sum(APPORTIONMENTS[rule].share(votes, seats, by_lot("s", len(votes))).won) == seats
            continue
        assert shares.open_tie is None, (votes, seats)
        assert list(shares.won) == expected, (votes, seats)
    assert (ties > 20) == (most < 10**6)
