"""Papers shared out by what each candidate keeps of them: the inner work of Meek's method, in whole numbers.

Only the beginning of a paper matters: those elected that it names, one after the other, and the first who still hopes, who
keeps all that is left. So a paper rests on the pile of the first who hopes, and bears the number of its route through those
elected before; it is looked at again only when that one hopes no longer.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from .cells import Cells, Places, by_holder
from .papers import Numbers, Rankings
from .routes import Routes

#: One vote in billionths: the share of a paper that a hopeful candidate keeps.
KEEP_ALL = 1_000_000_000


class Kept:
    """What share of each paper that comes to them the candidates keep, and what they have by it."""

    def __init__(self, papers: Rankings) -> None:
        self._candidates = papers.candidates
        self._cells = Cells(papers)
        self.share = [0] + [KEEP_ALL] * papers.candidates
        """By candidate's number, in billionths; index 0 is not used."""
        self._routes = Routes(papers.candidates)
        self._piles: list[list[tuple[Places, Numbers]]] = [[] for _ in range(papers.candidates + 1)]
        """Papers that rest with each candidate, and the numbers of their routes."""
        at = self._cells.beginnings()
        blank = self._pass_on(at, np.zeros(len(at), dtype=np.int64), range(1, papers.candidates + 1), ())
        self.valid = papers.total - blank

    def lower(self, candidate: int, quota: int, votes: int) -> None:
        """Let an elected candidate keep only what makes the quota: the share times quota over votes, rounded up."""
        raised = -(-self.share[candidate] * quota // votes)
        self.share[candidate] = min(raised, KEEP_ALL)

    def give_all_up(self, candidate: int) -> None:
        """An excluded candidate keeps nothing."""
        self.share[candidate] = 0

    def votes(self, hoping: Collection[int], elected: Collection[int]) -> tuple[list[int], int]:
        """The votes of each candidate by the shares as they are, and what is left of papers that have come to their end.

        From one time to the next candidates may be elected or excluded; nobody comes to hope again.
        """
        for candidate, pile in enumerate(self._piles):
            if pile and candidate not in hoping:
                self._piles[candidate] = []
                self._routes.leave(candidate)
                at, routes = (np.concatenate(column) for column in zip(*pile, strict=True))
                self._pass_on(at, routes, hoping, elected)
        totals = self._routes.votes(np.array(self.share, dtype=np.int64), KEEP_ALL)
        return totals[1:], self.valid * KEEP_ALL - sum(totals)

    def _pass_on(self, at: Places, routes: Numbers, hoping: Collection[int], elected: Collection[int]) -> int:
        """Lay papers down with the first who hopes from where each has got to; how many come to their end instead."""
        ended, numbers = 0, self._candidates + 1
        goes_on = np.zeros(numbers, dtype=np.bool_)
        goes_on[list(elected)] = True
        while len(at):
            holders = self._cells.go_on(at, {*hoping, *elected})
            kinds, kind = np.unique(routes * numbers + holders, return_inverse=True)
            papers = self._cells.how_many_of_each(at, kind, len(kinds))
            came, to = kinds // numbers, kinds % numbers
            further, on = np.zeros_like(kinds), goes_on[to]
            further[on] = self._routes.go_further(came[on], to[on], papers[on])
            for candidate, which in by_holder(to):
                if candidate in hoping:
                    self._routes.rest(came[which], candidate, papers[which])
            for candidate, which in by_holder(holders):
                if candidate in hoping:
                    self._piles[candidate].append((at.take(which), routes.take(which)))
            ended += int(papers[to == 0].sum())
            going = np.flatnonzero(goes_on.take(holders))
            at, routes = at.take(going) + 1, further.take(kind.take(going))
        return ended
