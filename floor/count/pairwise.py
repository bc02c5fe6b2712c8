"""The pairwise table: how many papers put one candidate before another, for every two."""

from __future__ import annotations

import numpy as np

from .papers import NotPapers, Numbers, Orders, Places, Rankings

#: Rows looked at together: few enough to stay in a processor's nearest memory.
_TOGETHER = 1 << 15


def pairwise_table(papers: Orders | Rankings) -> Numbers:
    """`table[a - 1, b - 1]`: the papers on which a stands before b. Whoever is not named stands level after all who are."""
    if len(papers.weights) and int(papers.weights.min()) < 0:
        raise NotPapers("The number of alike papers cannot be below nought.")
    table = np.zeros((papers.candidates, papers.candidates), dtype=np.int64)
    for start in range(0, len(papers.weights), _TOGETHER):
        together = slice(start, start + _TOGETHER)
        weights = papers.weights[together]
        # One candidate's places lie together: comparing two is then one sweep.
        places = np.ascontiguousarray(_places(papers, together).T)
        alike = int(weights[0]) if int(weights.min()) == int(weights.max()) else None
        for one in range(papers.candidates):
            for other in range(papers.candidates):
                if one == other:
                    continue
                before = places[one] < places[other]
                # Counting is many times quicker than adding, and in large polls nearly all papers are distinct.
                if alike is not None:
                    table[one, other] += alike * int(np.count_nonzero(before))
                else:
                    table[one, other] += int(weights @ before)
    return table


def margins(table: Numbers) -> Numbers:
    """By how many papers each candidate leads each other; below nought where they trail."""
    led: Numbers = table - table.T
    return led


def winning_votes(table: Numbers) -> Numbers:
    """The votes of the winner of each pair; nought for the loser and where two stand level."""
    won: Numbers = np.where(table > table.T, table, 0)
    return won


def papers_that_rank(papers: Orders | Rankings) -> int:
    """Papers that put somebody before somebody else, or name somebody; the rest are blank."""
    if isinstance(papers, Rankings):
        return int(papers.weights[(papers.ranks != 0).any(axis=1)].sum())
    if papers.candidates < 2:
        return int(papers.weights.sum())
    return int(papers.weights[(papers.places != papers.places[:, :1]).any(axis=1)].sum())


def _places(papers: Orders | Rankings, together: slice) -> Places:
    if isinstance(papers, Orders):
        return papers.places[together]
    return Orders.from_rankings(Rankings(papers.candidates, papers.ranks[together], papers.weights[together])).places
