"""Seats reserved for a minority where people are elected singly: the reserved seats first, then all others by votes.

Source: Wahlordnung to the Betriebsverfassungsgesetz, section 22.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from .account import Account, Round, Step
from .shares import NotVotes
from .ties import Open, Ties


def count_with_reserved(
    votes: Sequence[int], seats: int, minority: Collection[int], reserved: int, ties: Ties, fewest: int = 1
) -> Account:
    """The reserved seats go to those of the minority with most votes, the other seats to whoever has most votes then.

    Reserved seats for which nobody of the minority stands, or nobody with the `fewest` votes, go to the others (section 22 (4)).
    `votes` are per candidate, in order of their numbers.
    """
    for number, given in enumerate(votes, start=1):
        if isinstance(given, bool) or not isinstance(given, int) or given < 0:
            raise NotVotes(f"The votes of candidate {number} should be a whole number, 0 or more, not {given}.")
    standing = [number for number, given in enumerate(votes, start=1) if given >= fewest]
    ours = [number for number in standing if number in minority]
    before = len(ties.met)

    def all_fit(chosen: Sequence[int], level: Sequence[int]) -> bool:
        """Whether a tie for the last reserved seat need not be settled: all who stand level have a seat in the end."""
        height = votes[level[0] - 1]
        return len({number for number in standing if votes[number - 1] >= height} | set(chosen)) <= seats

    first, stopped = _highest(ours, min(reserved, seats), votes, ties, 1, all_fit)
    others = [] if stopped else [number for number in standing if number not in first]
    second, _ = _highest(others, seats - len(first), votes, ties, 2, lambda chosen, level: False)
    rounds = tuple(
        Round(tuple(votes), tuple(Step("elected", (number,), votes[number - 1], why) for number in chosen))
        for chosen, why in ((first, "reserved seat"), (second, "most votes"))
    )
    return Account(
        "plurality", len(votes), seats, sum(votes), tuple(first + second), rounds, tuple(ties.met[before:]),
        facts={"reserved": reserved, "minority": sorted(minority)},
    )  # fmt: skip


def _highest(
    among: Sequence[int],
    places: int,
    votes: Sequence[int],
    ties: Ties,
    round_: int,
    all_fit: Callable[[Sequence[int], Sequence[int]], bool],
) -> tuple[list[int], bool]:
    """Those with most votes for so many places, and whether an open tie stopped it."""
    chosen: list[int] = []
    while len(chosen) < places and (rest := [number for number in among if number not in chosen]):
        height = max(votes[number - 1] for number in rest)
        level = [number for number in rest if votes[number - 1] == height]
        if len(level) > places - len(chosen) and all_fit(chosen, level):
            return chosen + level, False
        try:
            chosen += ties.favour(level, places - len(chosen), "seat", round_)
        except Open:
            return chosen, True
    return chosen, False
