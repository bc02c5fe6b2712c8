"""stv: the single transferable vote as Scotland counts its councils."""

from __future__ import annotations

from .account import Account
from .gregory import count_by_gregory
from .method import Method
from .papers import Rankings
from .ties import Ties


def count_scottish_stv(papers: Rankings, seats: int, ties: Ties) -> Account:
    """The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52.

    Quota: valid papers over seats plus one, cut to a whole number, plus one. Transfer values to five decimals, any remainder
    ignored. Candidates whom nobody's vote stands with are excluded together: the order among them changes nothing.
    """
    return count_by_gregory(METHOD.name, papers, seats, ties, scale=100_000)


METHOD = Method(
    name="stv",
    sentence="Rank candidates; who reaches the quota is elected and the surplus passes on, who has fewest is excluded. The Scottish rules.",
    reads="rankings",
    count=count_scottish_stv,
    aliases=(
        "scottish", "scottish stv", "stv scottish", "scotland", "single transferable vote", "stv-scotland", "scottish rules",
        "ssi 2007/42",
    ),
)  # fmt: skip
