"""The cumulative vote: as many points as seats, which may be heaped on one candidate."""

from __future__ import annotations

from .account import Account
from .crosses import most_crosses_win
from .method import Method
from .papers import Marks
from .ties import Ties


def count_cumulative(papers: Marks, seats: int, ties: Ties) -> Account:
    """As many points on a paper as there are seats, spread or heaped as one likes; the most points win."""
    return most_crosses_win("cumulative", papers, seats, ties, per_candidate=None, per_paper=max(seats, 0))


METHOD = Method(
    name="cumulative",
    sentence="Each paper has as many points as there are seats, which may be heaped on one candidate, and the most win.",
    reads="marks",
    count=count_cumulative,
    aliases=("cumulative vote", "cumulative voting", "accumulation voting", "weighted voting", "multi voting", "cumul"),
    most_marks=lambda seats: max(seats, 0),
)
