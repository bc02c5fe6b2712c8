"""How long sharing out seats takes, and how long it takes to know everyone's power in a congress.

    .venv/bin/python bench/apportioning.py

500 lists and 10,000 seats must stay below 10 ms, so that a page can show every rule beside the others. The comparison is the rule
as the statutes tell it: one seat after the other to the highest quotient.
"""

from __future__ import annotations

import heapq
import random
import sys
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import figure, timed  # noqa: E402
from floor.count.apportionment import APPORTIONMENTS  # noqa: E402
from floor.count.power import banzhaf, shapley_shubik  # noqa: E402
from floor.count.ties import by_lot  # noqa: E402

TURNS = 5
LISTS, SEATS = 500, 10_000


def fastest(work: object, *given: object) -> float:
    return min(timed(lambda: work(*given)) for _ in range(TURNS))  # type: ignore[operator]


def one_by_one(votes: list[int], seats: int) -> list[int]:
    """d'Hondt as it is told, with a heap of exact fractions."""
    won = [0] * len(votes)
    heap = [(Fraction(-given), list_) for list_, given in enumerate(votes)]
    heapq.heapify(heap)
    for _ in range(seats):
        _, list_ = heap[0]
        won[list_] += 1
        heapq.heapreplace(heap, (Fraction(-votes[list_], won[list_] + 1), list_))
    return won


def main() -> None:
    dice = random.Random(1921)
    votes = [int(10 ** (6 * dice.random())) for _ in range(LISTS)]
    plain = timed(lambda: one_by_one(votes, SEATS))
    for name, rule in APPORTIONMENTS.items():
        seconds = fastest(lambda share=rule.share: share(votes, SEATS, by_lot("bench", LISTS)))
        figure(
            f"{name}, {LISTS} lists, {SEATS:,} seats", seconds * 1000, "ms", seconds / plain, "of one by one", "10 ms"
        )
    congress = [dice.randint(1, 100) for _ in range(300)]
    figure("Banzhaf, 300 delegates with 1 to 100 votes", fastest(banzhaf, congress) * 1000, "ms", aim="700 ms")
    large = [dice.randint(1, 10_000) for _ in range(40)]
    figure("Banzhaf, 40 delegates with up to 10,000 votes", fastest(banzhaf, large) * 1000, "ms")
    figure(
        "Shapley-Shubik, 100 delegates with 1 to 20 votes", fastest(shapley_shubik, congress_of(dice, 100)) * 1000, "ms"
    )
    seconds = timed(lambda: shapley_shubik(congress_of(dice, 300)))
    figure("Shapley-Shubik, 300 delegates with 1 to 20 votes", seconds * 1000, "ms")


def congress_of(dice: random.Random, delegates: int) -> list[int]:
    return [dice.randint(1, 20) for _ in range(delegates)]


if __name__ == "__main__":
    main()
