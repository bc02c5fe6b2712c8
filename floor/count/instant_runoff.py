"""instant run-off: whoever has the fewest votes is excluded, until somebody has more than half."""

from __future__ import annotations

from .account import Account, Round, Step
from .method import Method
from .papers import Rankings
from .piles import Piles
from .ties import Open, Ties


def count_instant_runoff(papers: Rankings, seats: int, ties: Ties) -> Account:
    """The alternative vote: papers pass whole to the next candidate named on them; nothing carries over from earlier rounds.

    For one seat it ends when somebody has more than half of the votes that still count. For more seats candidates are excluded
    until no more are left than seats; no quota and no surpluses, so it is not proportional: `stv` is. Candidates whose votes
    all together are fewer than anyone else's are excluded together: no order among them could change the result.
    """
    standing = set(range(1, papers.candidates + 1))
    piles = Piles(papers, 1, standing)
    rounds: list[Round] = []
    elected: tuple[int, ...] = ()
    while standing:
        votes = tuple(piles.votes[1:])
        steps = _elected_now(votes, standing, seats, papers.candidates)
        if steps:
            elected = tuple(step.candidates[0] for step in steps)
        else:
            try:
                steps = _exclude(votes, standing, seats, ties, len(rounds) + 1, piles)
            except Open:
                steps = []
        rounds.append(Round(votes, tuple(steps), piles.valid - sum(votes)))
        if elected or not steps:
            break
    return Account(
        method=METHOD.name, candidates=papers.candidates, seats=seats, papers=papers.total, elected=elected,
        rounds=tuple(rounds), ties=tuple(ties.met), blank=papers.total - piles.valid,
    )  # fmt: skip


def _elected_now(votes: tuple[int, ...], standing: set[int], seats: int, candidates: int) -> list[Step]:
    by_votes = sorted(standing, key=lambda one: (-votes[one - 1], one))
    if candidates <= seats:
        return [Step("elected", (one,), votes[one - 1], "no contest") for one in by_votes]
    if seats == 1 and votes[by_votes[0] - 1] * 2 > sum(votes):
        return [Step("elected", (by_votes[0],), votes[by_votes[0] - 1], "majority")]
    if len(standing) <= seats:
        return [Step("elected", (one,), votes[one - 1], "last seats") for one in by_votes]
    return []


def _exclude(
    votes: tuple[int, ...], standing: set[int], seats: int, ties: Ties, round: int, piles: Piles
) -> list[Step]:
    """Exclude the lowest, from `standing` too, and pass the papers on; the steps that tell it."""
    fewest = min(votes[one - 1] for one in standing)
    level = [one for one in standing if votes[one - 1] == fewest]
    next_best = min((votes[one - 1] for one in standing if one not in level), default=0)
    why = "lowest"
    if len(level) > 1:
        if len(standing) - len(level) >= seats and fewest * len(level) < next_best:
            why = "hopeless together" if fewest else "nobody's choice"
        else:
            stay = ties.favour(level, len(level) - 1, "exclusion", round)
            level = [one for one in level if one not in stay]
    standing -= set(level)
    steps = [Step("excluded", tuple(sorted(level)), fewest, why)]
    to: dict[int, int] = {}
    ended = 0
    for one in level:
        moved = piles.move(one, lambda value: value, standing)
        ended += moved.ended
        for candidate, amount in moved.to.items():
            to[candidate] = to.get(candidate, 0) + amount
    steps += [
        Step("transfer", (one,), amount, "passed on") for one, amount in sorted(to.items(), key=lambda x: (-x[1], x[0]))
    ]
    return steps + ([Step("left", (), ended, "ended")] if ended else [])


METHOD = Method(
    name="instant run-off",
    sentence="Rank candidates; whoever has the fewest votes is excluded and their papers pass on, until one has more than half.",
    reads="rankings",
    count=count_instant_runoff,
    aliases=(
        "irv", "instant runoff", "instant-runoff", "instant runoff voting", "instant run-off voting", "alternative vote", "av",
        "ranked choice", "ranked choice voting", "rcv", "preferential", "preferential voting", "hare single seat",
    ),
)  # fmt: skip
