"""Two rounds: more than half in the first, or a second between the two who lead."""

from __future__ import annotations

import numpy as np

from .account import Account, Round, Step
from .crosses import sort_out, votes_of
from .method import Method
from .most_votes import leading, most_votes_win
from .papers import Marks, Numbers, Rankings
from .ties import Open, Ties


def count_two_round(papers: Rankings, seats: int, ties: Ties) -> Account:
    """Two rounds from one ranking: first preferences; without a majority, a second round of the two who lead.

    In the second round a paper counts for whichever of the two it puts higher. For more seats than one nobody can be
    asked to have more than half: twice as many as there are seats go on, and in the second round the most votes win.
    """
    everyone = tuple(range(1, papers.candidates + 1))
    first = _votes_among(papers, everyone)
    named = sum(first)

    def account(elected: tuple[int, ...], *rounds: Round) -> Account:
        return Account(
            method="two-round",
            candidates=papers.candidates,
            seats=seats,
            papers=papers.total,
            elected=elected,
            rounds=rounds,
            ties=tuple(ties.met),
            blank=papers.total - named,
        )

    if seats == 1 and (winner := _majority(first)):
        why = Step("elected", (winner,), first[winner - 1], "majority", (("of", named),))
        return account((winner,), Round(first, (why,)))
    if len(everyone) <= 2 * seats or seats < 1:
        elected, steps = most_votes_win(first, seats, ties)
        return account(elected, Round(first, steps))
    try:
        going_on = leading(first, 2 * seats, ties, "place", 1)
    except Open:
        return account((), Round(first))
    out = tuple(one for one in everyone if one not in going_on)
    second = _votes_among(papers, going_on)
    elected, steps = most_votes_win(second, seats, ties, 2, going_on)
    return account(
        elected,
        Round(first, (Step("note", going_on, why="go on"), Step("excluded", out, why="do not go on"))),
        Round(second, steps, exhausted=named - sum(second)),
    )


def who_goes_on(marks: Marks, ties: Ties, seats: int = 1) -> tuple[int, ...]:
    """Who stands in the second poll, from the crosses of the first: the two who lead, or twice as many as the seats.

    One alone, if that one has more than half of the valid crosses: then no second poll is needed. Raises Open if
    nothing settles who comes last among those who go on.
    """
    votes = votes_of(marks, sort_out(marks, per_paper=1).weights)
    if seats == 1 and (winner := _majority(votes)):
        return (winner,)
    return leading(votes, min(2 * seats, len(votes)), ties, "place", 1)


def _majority(votes: tuple[int, ...]) -> int | None:
    """Who has more than half of the votes, if anyone has."""
    return next((one for one, amount in enumerate(votes, start=1) if 2 * amount > sum(votes)), None)


def _votes_among(papers: Rankings, standing: tuple[int, ...]) -> tuple[int, ...]:
    """Each paper counts for the first it names of those who stand."""
    stands = np.zeros(papers.candidates + 1, dtype=np.bool_)
    stands[list(standing)] = True
    votes: Numbers = np.zeros(papers.candidates + 1, dtype=np.int64)
    waiting = np.arange(len(papers.weights))
    for column in range(papers.ranks.shape[1]):
        named = papers.ranks[waiting, column]
        found = stands[named]
        np.add.at(votes, named[found], papers.weights[waiting[found]])
        waiting = waiting[~found]
    return tuple(votes[1:].tolist())


METHOD = Method(
    name="two-round",
    sentence="Whoever has more than half of the first preferences is elected; if nobody has, the two who lead meet again.",
    reads="rankings",
    count=count_two_round,
    aliases=(
        "runoff", "run-off", "majority run-off", "two round", "two rounds", "two-round runoff", "two round system", "second ballot", "ballotage",
        "plurality with runoff", "top two", "top-two runoff", "trs", "contingent vote",
    ),
)  # fmt: skip
