"""Whoever has the most votes gets the seats; who stands level for the last of them is a tie."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .account import Step
from .ties import For, Open, Ties


def most_votes_win(
    votes: Sequence[int], seats: int, ties: Ties, round: int = 1, among: Collection[int] | None = None
) -> tuple[tuple[int, ...], tuple[Step, ...]]:
    """Who is elected, from the most votes down, and the steps that tell it. If a tie stays open, those above it."""
    standing = sorted(range(1, len(votes) + 1) if among is None else among)
    if len(standing) <= seats:
        ranked = sorted(standing, key=lambda one: (-votes[one - 1], one))
        return tuple(ranked), tuple(Step("elected", (one,), votes[one - 1], "no contest") for one in ranked)
    elected: list[int] = []
    steps: list[Step] = []
    for amount in sorted({votes[one - 1] for one in standing}, reverse=True):
        level = tuple(one for one in standing if votes[one - 1] == amount)
        left = seats - len(elected)
        if left <= 0:
            break
        try:
            favoured = ties.favour(level, left, "seat", round)
        except Open:
            break
        elected += favoured
        steps += [Step("elected", (one,), amount, "most votes") for one in favoured]
    return tuple(elected), tuple(steps)


def leading(votes: Sequence[int], places: int, ties: Ties, for_: For, round: int) -> tuple[int, ...]:
    """The so many candidates with the most votes. Raises Open if a tie among them stays open."""
    chosen: list[int] = []
    for amount in sorted(set(votes), reverse=True):
        level = [one for one, its in enumerate(votes, start=1) if its == amount]
        chosen += ties.favour(level, places - len(chosen), for_, round)
        if len(chosen) >= places:
            break
    return tuple(chosen)
