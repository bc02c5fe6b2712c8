"""The limited vote: fewer crosses than seats, so that a majority cannot take them all."""

from __future__ import annotations

from .account import Account
from .crosses import most_crosses_win
from .method import Method
from .papers import Marks
from .ties import Ties


def crosses_allowed(seats: int) -> int:
    """One fewer than the seats, and at least one, unless the statutes say otherwise."""
    return max(seats - 1, 1)


def count_limited(papers: Marks, seats: int, ties: Ties, *, limit: int | None = None) -> Account:
    """At most `limit` crosses on a paper, by default one fewer than the seats; the most crosses win."""
    allowed = crosses_allowed(seats) if limit is None else max(limit, 1)
    return most_crosses_win("limited", papers, seats, ties, per_paper=allowed)


METHOD = Method(
    name="limited",
    sentence="Each paper has fewer crosses than there are seats, one fewer if nothing else is said, and the most win.",
    reads="marks",
    count=count_limited,
    aliases=("limited vote", "limited voting", "limited block", "limited block voting"),
    most_marks=crosses_allowed,
)
