"""Scottish STV as tellers at a table would do it, one paper after the other: slow, plain, and written apart from the rule.

Only for comparison in tests.
"""

from __future__ import annotations

from collections.abc import Sequence

from floor.count.papers import Rankings

SCALE = 100_000


def papers_one_by_one(papers: Rankings) -> list[list[int]]:
    return [
        [int(one) for one in row if one]
        for row, weight in zip(papers.ranks, papers.weights, strict=True)
        for _ in range(int(weight))
    ]


def elected_by_hand(papers: Rankings, seats: int, lot: Sequence[int]) -> set[int]:
    """Who is elected; `lot` puts all candidates in order, for equals that no earlier stage parts."""
    cast = [paper for paper in papers_one_by_one(papers) if paper]
    everyone = range(1, papers.candidates + 1)
    quota = (len(cast) // (seats + 1) + 1) * SCALE
    state = dict.fromkeys(everyone, "hopeful")
    holder = [paper[0] for paper in cast]
    value = [SCALE] * len(cast)
    done: set[int] = set()
    history: list[dict[int, int]] = []

    def votes() -> dict[int, int]:
        total = {one: quota if one in done else 0 for one in everyone}
        for held, worth in zip(holder, value, strict=True):
            if held and held not in done:
                total[held] += worth
        return total

    def pick(level: list[int], best: bool) -> int:
        for past in reversed(history[:-1]):
            edge = (max if best else min)(past[one] for one in level)
            level = [one for one in level if past[one] == edge]
        by_lot = sorted(level, key=lot.index)
        return by_lot[0] if best else by_lot[-1]

    def hand_on(giver: int) -> None:
        for at, paper in enumerate(cast):
            if holder[at] == giver:
                rest = paper[paper.index(giver) + 1 :]
                holder[at] = next((one for one in rest if state[one] == "hopeful"), 0)

    while True:
        now = votes()
        history.append(now)
        hopeful = [one for one in everyone if state[one] == "hopeful"]
        for one in hopeful:
            if papers.candidates > seats and now[one] >= quota:
                state[one] = "elected"
        hopeful = [one for one in everyone if state[one] == "hopeful"]
        elected = {one for one in everyone if state[one] == "elected"}
        if len(hopeful) <= seats - len(elected):
            return elected | set(hopeful)
        if len(elected) == seats:
            return elected
        over = {one: now[one] - quota for one in elected - done if now[one] > quota}
        if over:
            most = max(over.values())
            giver = pick([one for one in over if over[one] == most], best=True)
            for at, held in enumerate(holder):
                if held == giver:
                    value[at] = value[at] * most // now[giver]
            hand_on(giver)
            done.add(giver)
        else:
            fewest = min(now[one] for one in hopeful)
            giver = pick([one for one in hopeful if now[one] == fewest], best=False)
            state[giver] = "excluded"
            hand_on(giver)
