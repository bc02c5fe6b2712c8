"""Schulze: whoever has the stronger path to every other is elected."""

from __future__ import annotations

import numpy as np

from .account import Account, Round, Step
from .from_the_top import from_the_top
from .method import Method
from .pairwise import pairwise_table, papers_that_rank, winning_votes
from .papers import Numbers, Orders, Rankings
from .ties import Ties


def count_schulze(papers: Orders | Rankings, seats: int, ties: Ties) -> Account:
    """The Schulze method with winning votes (Markus Schulze, Voting Matters 17, 2003; Social Choice and Welfare 36, 2011).

    A path leads from one candidate to another over won pairs and is as strong as its weakest one. One candidate stands
    above another if the strongest path there is stronger than the strongest path back. For more seats than one the
    seats go down this ranking from the top; that is not proportional.
    """
    table = pairwise_table(papers)
    paths = strongest_paths(winning_votes(table))
    elected, rounds = from_the_top(paths > paths.T, seats, ties)
    return Account(
        method="schulze",
        candidates=papers.candidates,
        seats=seats,
        papers=papers.total,
        elected=elected,
        rounds=tuple(_with_comparisons(round, table, paths) for round in rounds),
        ties=tuple(ties.met),
        blank=papers.total - papers_that_rank(papers),
        facts={"pairwise": table.tolist(), "paths": paths.tolist()},
    )


def strongest_paths(won: Numbers) -> Numbers:
    """The strength of the strongest path between every two, from the won pairs (Floyd and Warshall)."""
    paths = won.copy()
    for by in range(len(paths)):
        np.maximum(paths, np.minimum(paths[:, by : by + 1], paths[by : by + 1, :]), out=paths)
    np.fill_diagonal(paths, 0)
    return paths


def _with_comparisons(round: Round, table: Numbers, paths: Numbers) -> Round:
    """Before each election, how the elected stands against each who is left."""
    chosen = [one for step in round.steps for one in step.candidates]
    steps: list[Step] = []
    for one in chosen:
        for other in range(1, len(table) + 1):
            here, back = int(paths[one - 1, other - 1]), int(paths[other - 1, one - 1])
            if here > back:
                facts = (
                    ("against", other),
                    ("back", back),
                    ("for", int(table[one - 1, other - 1])),
                    ("opposed", int(table[other - 1, one - 1])),
                )
                steps.append(Step("compared", (one, other), here, "stronger path", facts))
    return Round(round.votes, (*steps, *round.steps))


METHOD = Method(
    name="schulze",
    sentence="Every two are compared on all papers; whoever has the stronger chain of wins against every other is elected.",
    reads="orders",
    count=count_schulze,
    aliases=(
        "beatpath", "beat path", "schwartz sequential dropping", "ssd", "cloneproof schwartz sequential dropping", "cssd",
        "path voting", "path winner", "schulze winning votes", "condorcet schulze", "condorcet",
    ),
)  # fmt: skip
