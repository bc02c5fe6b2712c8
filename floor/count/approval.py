"""Approval: a cross for everyone one approves of; the most approvals win."""

from __future__ import annotations

from .account import Account
from .crosses import most_crosses_win
from .method import Method
from .papers import Marks
from .ties import Ties


def count_approval(papers: Marks, seats: int, ties: Ties) -> Account:
    """Any number of crosses on a paper, at most one for a candidate; the most win (Brams and Fishburn 1978)."""
    return most_crosses_win("approval", papers, seats, ties)


METHOD = Method(
    name="approval",
    sentence="Each paper has a cross for everyone it approves of, and whoever has the most is elected.",
    reads="marks",
    count=count_approval,
    aliases=("approval voting", "approvals", "multiwinner approval", "block approval", "approval block voting"),
)
