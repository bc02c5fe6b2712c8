"""Equal shares: every paper has the same money, and candidates are bought by the papers that approve of them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .account import Account, Round, Step
from .approvals import SCALE, Approvals, Fractions, Groups, shown, spread, standing
from .method import Method
from .papers import Marks, Numbers
from .phragmen import elect_by_load
from .ties import Open, Ties


def count_equal_shares(papers: Marks, seats: int, ties: Ties) -> Account:
    """The Method of Equal Shares (Peters and Skowron 2020, as Rule X), filled up by Phragmén's sequential rule.

    Every paper has one vote to spend, and a seat costs all papers divided by the seats. While some candidate's papers
    have the price between them, the one is elected for whom a paper pays least at most: all pay the same, and those
    who have less pay what they have. Seats left then are filled by Phragmén's rule, in which what a paper has not
    spent counts as a load below nought. Blank papers have votes too, and nobody to spend them on.
    """
    approvals = Approvals.of(papers)
    elected: list[int] = []
    rounds: list[Round] = []
    purse = _Purse(approvals, seats)
    settled = _buy(approvals, purse, elected, seats, ties, rounds)
    bought = len(elected)
    if settled:
        elect_by_load(approvals, purse.group, purse.as_loads(), elected, seats, ties, rounds)
    return Account(
        method="equal shares",
        candidates=papers.candidates,
        seats=seats,
        papers=approvals.papers,
        elected=tuple(elected),
        rounds=tuple(rounds),
        ties=tuple(ties.met),
        scale=SCALE,
        blank=approvals.blank,
        facts={"invalid": approvals.invalid, "bought": bought},
    )


class _Purse:
    """What the papers have left, by groups that have equally much, the poorest first. In parts of a vote: one per seat."""

    def __init__(self, approvals: Approvals, seats: int) -> None:
        self.approvals = approvals
        self.seats = max(seats, 1)
        # A paper has as many parts as there are seats, so that the price of one is the number of papers: both whole.
        self.price = approvals.valid
        self.money = Fractions([self.seats])
        self.group: Groups = np.zeros(len(approvals.weights), dtype=np.int32)

    def most_paid(self, support: list[int], has: int) -> Fraction | None:
        """The most that a supporting paper would pay, all paying equally or what they have. None: there is too little."""
        missing, payers = self.price * self.money.denominator, sum(support)
        if has < missing or not payers:
            return None
        for money, papers in zip(self.money.numerators, support, strict=True):
            if money * payers >= missing:
                return Fraction(missing, payers * self.money.denominator)
            missing -= papers * money
            payers -= papers
        raise AssertionError("papers that have enough between them can pay")  # pragma: no cover

    def pay(self, candidate: int, most: Fraction) -> None:
        """Take the price from the papers that approve of a candidate."""
        self.money.over(most.denominator)
        paid = most.numerator * (self.money.denominator // most.denominator)
        before = self.money.numerators
        after = [max(money - paid, 0) for money in before]
        approving = self.approvals.approves[candidate - 1]
        groups = len(before)
        # Only amounts that some paper still has are kept.
        now = np.where(approving, self.group + groups, self.group)
        amounts = before + after
        kept = np.unique(now).tolist()
        self.money.numerators = sorted({amounts[group] for group in kept})
        place = {amount: number for number, amount in enumerate(self.money.numerators)}
        renumbered = np.zeros(2 * groups, dtype=np.int32)
        renumbered[kept] = [place[amounts[group]] for group in kept]
        self.group = renumbered[now]

    def as_loads(self) -> Fractions:
        """Unspent money as loads below nought, a whole seat being a load of one."""
        return Fractions([-money for money in self.money.numerators], self.money.denominator * max(self.price, 1))


def _buy(approvals: Approvals, purse: _Purse, elected: list[int], seats: int, ties: Ties, rounds: list[Round]) -> bool:
    """Elect whom the papers can pay for; whether no tie stayed open."""
    places = min(seats, approvals.candidates)
    # What a candidate's papers would pay can only rise, so that last round's figure spares most of this round's work.
    at_least: dict[int, Fraction] = {}
    quota = shown(approvals.valid, purse.seats)
    while len(elected) < places and approvals.valid:
        left = standing(approvals.candidates, elected)
        support = approvals.support(purse.group, len(purse.money.numerators))
        has = purse.money.sums(support)
        pays = _least_paid(purse, support, has, left, at_least)
        if not pays:
            return True
        votes = spread(
            approvals.candidates,
            {one: shown(has[one - 1], purse.money.denominator * purse.seats) for one in left},
        )
        least = min(pays.values())
        level = [one for one in pays if pays[one] == least]
        try:
            one = approvals.next_of(level, places - len(elected), ties, len(rounds) + 1)
        except Open:
            rounds.append(Round(votes, quota=quota))
            return False
        purse.pay(one, least)
        elected.append(one)
        each = least / purse.seats
        facts = (("price", quota), ("each", shown(each.numerator, each.denominator)), ("exactly", str(each)))
        rounds.append(Round(votes, (Step("bought", (one,), votes[one - 1], "paid for", facts),), quota=quota))
    return True


def _least_paid(
    purse: _Purse, support: Numbers, has: list[int], left: list[int], at_least: dict[int, Fraction]
) -> dict[int, Fraction]:
    """What the most paying paper would pay, for the candidates among whom the least is; empty if nobody can be bought."""
    pays: dict[int, Fraction] = {}
    best: Fraction | None = None
    for one in sorted(left, key=lambda one: (at_least.get(one, 0), one)):
        if best is not None and at_least.get(one, 0) > best:
            break
        most = purse.most_paid(support[:, one - 1].tolist(), has[one - 1])
        if most is None:
            continue
        pays[one] = at_least[one] = most
        best = most if best is None else min(best, most)
    return pays


METHOD = Method(
    name="equal shares",
    sentence="Papers have crosses and one vote each to spend; candidates are bought by the papers that approve of them.",
    reads="marks",
    count=count_equal_shares,
    aliases=("mes", "rule x", "rulex", "method of equal shares", "equal-shares phragmen", "equal shares with phragmen"),
)
