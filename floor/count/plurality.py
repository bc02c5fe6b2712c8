"""Plurality: one cross on a paper, the most crosses win."""

from __future__ import annotations

from .account import Account
from .crosses import most_crosses_win
from .method import Method
from .papers import Marks
from .ties import Ties


def count_plurality(papers: Marks, seats: int, ties: Ties) -> Account:
    """One cross on each paper; whoever has the most is elected.

    For several seats this is the single non-transferable vote. A paper with more than one cross is invalid.
    """
    return most_crosses_win("plurality", papers, seats, ties, per_paper=1)


METHOD = Method(
    name="plurality",
    sentence="Each paper has one cross, and whoever has the most is elected.",
    reads="marks",
    count=count_plurality,
    aliases=(
        "fptp", "first past the post", "simple plurality", "relative majority", "simple majority", "most votes",
        "single member plurality", "smp", "sntv", "single non-transferable vote", "single nontransferable vote",
    ),
    most_marks=lambda seats: 1,
)  # fmt: skip
