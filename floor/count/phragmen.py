"""Phragmén: every seat is a load, carried by the papers that wanted it, and kept as even as can be."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .account import Account, Round, Step
from .approvals import SCALE, Approvals, Fractions, Groups, shown, spread, standing
from .method import Method
from .papers import Marks
from .ties import Open, Ties


def count_phragmen(papers: Marks, seats: int, ties: Ties) -> Account:
    """Phragmén's sequential rule (E. Phragmén 1894 to 1899; in the Swedish election law to this day).

    Each seat is a load of one, shared by the papers that approve of its holder so that they come to carry the same.
    Seat after seat goes to the candidate whose papers would then carry least. A candidate's votes in a round are one
    over that load: the papers, divided by one plus what they carry already. Whom nobody approves comes last.
    """
    approvals = Approvals.of(papers)
    elected: list[int] = []
    rounds: list[Round] = []
    group = np.zeros(len(approvals.weights), dtype=np.int32)
    elect_by_load(approvals, group, Fractions([0]), elected, seats, ties, rounds)
    return Account(
        method="phragmen",
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


def elect_by_load(
    approvals: Approvals,
    group: Groups,
    loads: Fractions,
    elected: list[int],
    seats: int,
    ties: Ties,
    rounds: list[Round],
) -> None:
    """Fill the seats that are left, from loads that each group of papers carries; adds to `elected` and `rounds`.

    Stops early at a tie that stays open. A load may be below nought: money of equal shares that was not spent.
    """
    places = min(seats, approvals.candidates)
    group = group.copy()
    while len(elected) < places:
        left = standing(approvals.candidates, elected)
        support = approvals.support(group, len(loads.numerators))
        papers = support.sum(axis=0).tolist()
        carried = loads.sums(support)
        load = {
            one: Fraction(loads.denominator + carried[one - 1], papers[one - 1] * loads.denominator)
            for one in left
            if papers[one - 1] > 0
        }
        # Without a load: nobody approves of any who is left.
        least = min(load.values(), default=None)
        level = left if least is None else [one for one in load if load[one] == least]
        votes = spread(
            approvals.candidates, {one: shown(its.denominator, its.numerator) for one, its in load.items() if its > 0}
        )
        try:
            one = approvals.next_of(level, places - len(elected), ties, len(rounds) + 1)
        except Open:
            rounds.append(Round(votes))
            return
        elected.append(one)
        if least is None:
            rounds.append(Round(votes, (Step("elected", (one,), 0, "nobody approves"),)))
            continue
        loads.over(least.denominator)
        loads.numerators.append(least.numerator * (loads.denominator // least.denominator))
        group[approvals.approves[one - 1]] = len(loads.numerators) - 1
        facts = (("papers", papers[one - 1]), ("exactly", str(1 / least)))
        rounds.append(Round(votes, (Step("elected", (one,), votes[one - 1], "least load", facts),)))


METHOD = Method(
    name="phragmen",
    sentence="Papers have crosses; every seat is a load on the papers that wanted it, and is given where the load is least.",
    reads="marks",
    count=count_phragmen,
    aliases=(
        "seqphragmen", "seq-phragmen", "phragmén", "sequential phragmen", "phragmen's method", "sequential phragmén",
        "phragmen's sequential rule", "phragmms sequential", "ebert phragmen", "load balancing",
    ),
)  # fmt: skip
