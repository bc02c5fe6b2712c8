"""Sequential proportional approval: each further seat of a paper's candidates counts for less."""

from __future__ import annotations

from math import lcm

import numpy as np

from .account import Account, Round, Step
from .approvals import SCALE, Approvals, shown, spread, standing
from .method import Method
from .papers import Marks
from .ties import Open, Ties


def count_sequential_pav(papers: Marks, seats: int, ties: Ties) -> Account:
    """Sequential proportional approval voting (T. N. Thiele 1895; Sweden 1909 to 1921), also called reweighted approval.

    Seat after seat goes to the candidate whose papers weigh most. A paper weighs one vote; a half when one of the
    candidates it approves has been elected, a third after two, and so on.
    """
    approvals = Approvals.of(papers)
    places = max(min(seats, papers.candidates), 0)
    # All weights 1, 1/2, 1/3 ... are whole numbers of this part.
    parts = lcm(*range(1, places + 1))
    had = np.zeros(len(approvals.weights), dtype=np.int32)
    elected: list[int] = []
    rounds: list[Round] = []
    while len(elected) < places:
        left = standing(papers.candidates, elected)
        support = approvals.support(had, len(elected) + 1).T.tolist()
        weigh = {
            one: sum(number * (parts // (before + 1)) for before, number in enumerate(support[one - 1])) for one in left
        }
        votes = spread(papers.candidates, {one: shown(weight, parts) for one, weight in weigh.items()})
        level = [one for one in left if weigh[one] == max(weigh.values())]
        try:
            one = approvals.next_of(level, places - len(elected), ties, len(rounds) + 1)
        except Open:
            rounds.append(Round(votes))
            break
        elected.append(one)
        had[approvals.approves[one - 1]] += 1
        rounds.append(Round(votes, (Step("elected", (one,), votes[one - 1], "weighs most"),)))
    return Account(
        method="sequential pav",
        candidates=papers.candidates,
        seats=seats,
        papers=approvals.papers,
        elected=tuple(elected),
        rounds=tuple(rounds),
        ties=tuple(ties.met),
        scale=SCALE,
        blank=approvals.blank,
        facts={"invalid": approvals.invalid},
    )


METHOD = Method(
    name="sequential pav",
    sentence="Papers have crosses; seat after seat goes to the most votes, and a paper whose candidates have seats counts for less.",
    reads="marks",
    count=count_sequential_pav,
    aliases=(
        "seqpav", "seq-pav", "spav", "thiele", "thiele's method", "sequential thiele", "sequential proportional approval",
        "sequential proportional approval voting", "reweighted approval voting", "rav", "greedy pav",
    ),
)  # fmt: skip
