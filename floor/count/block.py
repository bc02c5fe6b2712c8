"""The block vote: as many crosses as seats, the most crosses win."""

from __future__ import annotations

from .account import Account
from .crosses import most_crosses_win
from .method import Method
from .papers import Marks
from .ties import Ties


def count_block(papers: Marks, seats: int, ties: Ties) -> Account:
    """As many crosses on a paper as there are seats, at most one for a candidate; the most crosses win.

    A paper with more crosses than seats is invalid. A bare majority can take every seat.
    """
    return most_crosses_win("block", papers, seats, ties, per_paper=max(seats, 0))


METHOD = Method(
    name="block",
    sentence="Each paper has as many crosses as there are seats, and whoever has the most is elected.",
    reads="marks",
    count=count_block,
    aliases=(
        "bloc", "block vote", "block voting", "bloc vote", "plurality at large", "plurality block voting",
        "multiple non-transferable vote", "mntv", "multi member plurality",
    ),
    most_marks=lambda seats: max(seats, 0),
)  # fmt: skip
