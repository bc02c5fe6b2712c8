"""stv-wig: the single transferable vote by the weighted inclusive Gregory method, to nine decimals."""

from __future__ import annotations

from .account import Account
from .gregory import count_by_gregory
from .method import Method
from .papers import Rankings
from .ties import Ties


def count_weighted_stv(papers: Rankings, seats: int, ties: Ties) -> Account:
    """As the Scottish rules, with transfer values to nine decimals, so that next to nothing is lost in rounding.

    Weighted inclusive Gregory: every paper of a candidate with a surplus passes on, at its own value times the surplus over
    the candidate's votes. The Droop quota in whole votes; the largest surplus first.
    """
    return count_by_gregory(METHOD.name, papers, seats, ties, scale=1_000_000_000)


METHOD = Method(
    name="stv-wig",
    sentence="As stv, with transfer values to nine decimals instead of five.",
    reads="rankings",
    count=count_weighted_stv,
    aliases=(
        "wig", "wigm", "stv wigm", "weighted inclusive gregory", "inclusive gregory", "wig stv", "stv weighted inclusive gregory", "gregory",
    ),
)  # fmt: skip
