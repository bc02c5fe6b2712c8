"""meek: the single transferable vote by Meek's method, in which each elected candidate keeps only as much as is needed.

B. L. Meek 1969; Hill, Wichmann and Woodall, "Algorithm 123", The Computer Journal 30 (1987). As New Zealand's rules and the
reference rule of the Proportional Representation Foundation have it: whole numbers of billionths, shares rounded up, the quota
the votes over seats plus one, cut to nine decimals, plus one billionth.
"""

from __future__ import annotations

from .account import Account, Round, Step
from .keeping import KEEP_ALL, Kept
from .method import Method
from .papers import Rankings
from .ties import Open, Ties

#: Shares are passed on until less than a millionth of a vote in all is left over the quota.
CLOSE_ENOUGH = KEEP_ALL // 1_000_000


def count_meek(papers: Rankings, seats: int, ties: Ties) -> Account:
    """Each candidate keeps a share of every paper that comes to them and passes the rest on: everything while they hope,
    just enough for the quota once elected, nothing when excluded. The quota falls with the votes that still count.

    Whoever has the fewest votes is excluded when nobody else reaches the quota; those within what is still passed around
    of the lowest stand level, so that no rounding decides.
    """
    count = _Count(papers, seats, ties)
    try:
        count.run()
    except Open:
        count.close_round()
    return Account(
        method=METHOD.name, candidates=papers.candidates, seats=seats, papers=papers.total, elected=tuple(count.elected),
        rounds=tuple(count.rounds), ties=tuple(ties.met), scale=KEEP_ALL, blank=papers.total - count.kept.valid,
        facts={"valid": count.kept.valid},
    )  # fmt: skip


class _Count:
    def __init__(self, papers: Rankings, seats: int, ties: Ties) -> None:
        self.candidates, self.seats, self.ties = papers.candidates, seats, ties
        self.kept = Kept(papers)
        self.hoping = set(range(1, papers.candidates + 1))
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.steps: list[Step] = []
        self.votes: list[int] = [0] * papers.candidates
        self.exhausted = self.quota = 0

    def run(self) -> None:
        self._share_out()
        while True:
            places = self.seats - len(self.elected)
            if len(self.hoping) <= places:
                self._elect("last seats" if self.candidates > self.seats else "no contest", self.hoping)
                places = 0
            if places <= 0:
                return self.close_round()
            surplus = self._settle()
            reached = {one for one in self.hoping if self.votes[one - 1] >= self.quota}
            if reached:
                self._elect("quota", reached)
            else:
                self._exclude(surplus)
                self.close_round()
                self._share_out()

    def _settle(self) -> int:
        """Lower the shares of those elected until they keep the quota, or somebody new reaches it; what is still over it."""
        before = None
        while True:
            over = {one: self.votes[one - 1] - self.quota for one in self.elected}
            surplus = sum(max(amount, 0) for amount in over.values())
            if any(self.votes[one - 1] >= self.quota for one in self.hoping):
                return surplus
            if surplus < CLOSE_ENOUGH or (before is not None and surplus >= before):
                return surplus
            before = surplus
            for one in self.elected:
                self.kept.lower(one, self.quota, self.votes[one - 1])
            self._share_out()

    def _share_out(self) -> None:
        self.votes, self.exhausted = self.kept.votes(self.hoping, self.elected)
        self.quota = sum(self.votes) // (self.seats + 1) + 1

    def _elect(self, why: str, candidates: set[int]) -> None:
        for one in sorted(candidates, key=lambda one: (-self.votes[one - 1], one)):
            self.elected.append(one)
            # Both go on falling within the round, as shares are lowered: the story tells how they stood.
            stood = (("votes", self.votes[one - 1]), ("quota", self.quota))
            self.steps.append(Step("elected", (one,), self.votes[one - 1], why, stood))
        self.hoping -= candidates

    def _exclude(self, surplus: int) -> None:
        fewest = min(self.votes[one - 1] for one in self.hoping)
        level = {one for one in self.hoping if self.votes[one - 1] <= fewest + surplus}
        why = "lowest"
        if (
            len(level) > 1
            and fewest == surplus == 0
            and len(level) <= len(self.hoping) - (self.seats - len(self.elected))
        ):
            # All of them will be excluded in turn without a vote to pass on: no order, no lot.
            why = "nobody's choice"
        elif len(level) > 1:
            level -= set(self.ties.favour(level, len(level) - 1, "exclusion", len(self.rounds) + 1))
        self.hoping -= level
        for one in level:
            self.kept.give_all_up(one)
        chosen = tuple(sorted(level))
        self.steps.append(Step("excluded", chosen, self.votes[chosen[0] - 1], why))

    def close_round(self) -> None:
        keeps = [Step("note", (one,), None, "kept", (("keep", self.kept.share[one]),)) for one in self.elected if self.kept.share[one] < KEEP_ALL]  # fmt: skip
        self.rounds.append(Round(tuple(self.votes), (*keeps, *self.steps), self.exhausted, self.quota))
        self.steps = []


METHOD = Method(
    name="meek",
    sentence="Rank candidates; each elected candidate keeps just the share of every paper that makes the quota, the rest passes on.",
    reads="rankings",
    count=count_meek,
    aliases=("meek stv", "stv meek", "stv-meek", "meek's method", "algorithm 123", "new zealand stv", "stv-nz"),
)
