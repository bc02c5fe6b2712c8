"""The single transferable vote by the weighted inclusive Gregory method: what Scottish STV and stv-wig have in common.

A candidate whose votes reach the quota is elected. Who has more than the quota passes the surplus on: all papers go to the next
candidate named on them who is neither elected nor excluded, each at its value times the surplus over the candidate's votes, cut
to so many decimals. Surpluses go first, the largest before others. When none is left, whoever has the fewest votes is excluded,
and their papers pass on at the value they have. When no more candidates are left than seats, they are elected and nothing
is transferred any more. Between equals the most recent earlier stage at which they differed decides, then the tie rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .account import Account, Round, Step
from .papers import Rankings
from .piles import Piles
from .ties import For, Open, Ties


def droop_quota(valid: int, seats: int) -> int:
    """The smallest whole number of votes that only `seats` candidates can have at the same time."""
    return valid // (seats + 1) + 1


def count_by_gregory(method: str, papers: Rankings, seats: int, ties: Ties, scale: int) -> Account:
    """Fill the seats; `scale` is the number of units in a vote: 100000 for values cut to five decimals."""
    return _Count(method, papers, seats, ties, scale).run()


class _Count:
    def __init__(self, method: str, papers: Rankings, seats: int, ties: Ties, scale: int) -> None:
        self.method, self.papers, self.seats, self.ties, self.scale = method, papers, seats, ties, scale
        self.standing = set(range(1, papers.candidates + 1))
        self.piles = Piles(papers, scale, self.standing)
        self.quota = droop_quota(self.piles.valid, seats) * scale
        self.elected: list[int] = []
        self.with_surplus: set[int] = set()
        self.stages: list[tuple[int, ...]] = []
        self.rounds: list[Round] = []
        self.steps: list[Step] = []

    def run(self) -> Account:
        try:
            while not self._stage_ends_it():
                self.close_round()
        except Open:
            pass
        self.close_round()
        return Account(
            method=self.method, candidates=self.papers.candidates, seats=self.seats, papers=self.papers.total,
            elected=tuple(self.elected), rounds=tuple(self.rounds), ties=tuple(self.ties.met), scale=self.scale,
            blank=self.papers.total - self.piles.valid, facts={"quota": self.quota // self.scale, "valid": self.piles.valid},
        )  # fmt: skip

    def _stage_ends_it(self) -> bool:
        """One stage: who is elected by it, then what is transferred. True when the seats are filled."""
        self.stages.append(tuple(self.piles.votes[1:]))
        if self.papers.candidates > self.seats:
            self.elect_by_quota()
        if len(self.standing) <= self.seats - len(self.elected):
            self.elect("last seats" if self.papers.candidates > self.seats else "no contest", self.standing)
        if len(self.elected) >= self.seats or not self.standing:
            return True
        if self.with_surplus:
            self.pass_surplus_on()
        else:
            self.exclude_the_lowest()
        return False

    def elect_by_quota(self) -> None:
        votes = self.stages[-1]
        reached = [candidate for candidate in self.standing if votes[candidate - 1] >= self.quota]
        self.elect("quota", reached)
        self.with_surplus |= {candidate for candidate in reached if votes[candidate - 1] > self.quota}

    def elect(self, why: str, candidates: Sequence[int] | set[int]) -> None:
        votes = self.stages[-1]
        for candidate in sorted(candidates, key=lambda one: (-votes[one - 1], one)):
            self.elected.append(candidate)
            self.standing.discard(candidate)
            self.steps.append(Step("elected", (candidate,), votes[candidate - 1], why))

    def pass_surplus_on(self) -> None:
        votes = self.stages[-1]
        largest = max(votes[candidate - 1] for candidate in self.with_surplus)
        level = [candidate for candidate in self.with_surplus if votes[candidate - 1] == largest]
        chosen = self.one_of(level, "surplus", max)
        self.with_surplus.discard(chosen)
        surplus = largest - self.quota
        self.steps.append(Step("surplus", (chosen,), surplus, "surplus passed on"))
        passed = self.move(chosen, lambda value: surplus * value // largest)
        self.piles.votes[chosen] = self.quota
        if lost := surplus - passed:
            self.steps.append(Step("left", (), lost, "rounded off"))

    def exclude_the_lowest(self) -> None:
        votes = self.stages[-1]
        fewest = min(votes[candidate - 1] for candidate in self.standing)
        level = [candidate for candidate in self.standing if votes[candidate - 1] == fewest]
        if fewest == 0 and 1 < len(level) <= len(self.standing) - (self.seats - len(self.elected)):
            # All of them will be excluded in turn, and none of them has a vote to pass on: no order, no lot.
            self.standing -= set(level)
            self.steps.append(Step("excluded", tuple(sorted(level)), 0, "nobody's choice"))
            for candidate in level:
                self.piles.move(candidate, lambda value: value, self.standing)
            return
        chosen = self.one_of(level, "exclusion", min)
        self.standing.discard(chosen)
        self.steps.append(Step("excluded", (chosen,), fewest, "lowest"))
        self.move(chosen, lambda value: value)

    def move(self, candidate: int, value_of: Callable[[int], int]) -> int:
        """Transfer, tell it, and say how many votes went somewhere or ended, as against being lost in rounding."""
        moved = self.piles.move(candidate, value_of, self.standing)
        for to, amount in sorted(moved.to.items(), key=lambda each: (-each[1], each[0])):
            self.steps.append(Step("transfer", (to,), amount, "passed on", (("from", candidate),)))
        if moved.ended:
            self.steps.append(Step("left", (), moved.ended, "ended", (("from", candidate),)))
        return sum(moved.to.values()) + moved.ended

    def one_of(self, level: list[int], for_: For, extreme: Callable[[Sequence[int]], int]) -> int:
        """Of candidates who stand level, the one with the most (or fewest) votes at the latest earlier stage, or by the tie rule."""
        left = level
        for stage in reversed(self.stages[:-1]):
            wanted = extreme([stage[candidate - 1] for candidate in left])
            left = [candidate for candidate in left if stage[candidate - 1] == wanted]
        number = len(self.stages)
        if len(left) == 1:
            if len(level) > 1:
                stay = left if for_ == "surplus" else [one for one in level if one not in left]
                self.ties.settled_before(level, stay, for_, number)
            return left[0]
        if for_ == "surplus":
            return self.ties.favour(left, 1, for_, number)[0]
        stay = list(self.ties.favour(left, len(left) - 1, for_, number))
        return next(candidate for candidate in left if candidate not in stay)

    def close_round(self) -> None:
        votes = self.stages[-1]
        held = self.piles.valid * self.scale - sum(votes)
        self.rounds.append(Round(votes, tuple(self.steps), held, self.quota))
        self.steps = []
