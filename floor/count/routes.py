"""Routes: through which elected candidates, in order, papers have come to where they rest.

What an elected candidate leaves of a paper depends on its route alone. There are few routes, even of a million papers, and each
goes one candidate further than another, so that what is left at its end is worked out once for all papers that share it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .papers import Numbers


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Routes that were found at the same time, a column for each thing known of them. Their numbers follow each other."""

    first: int
    before: Numbers
    """The route, of an earlier stretch, that each goes on from."""
    through: Numbers
    """The candidate it goes on through."""
    papers: Numbers
    """How many papers took it, whether they rest at its end or went on."""


class Routes:
    """All routes there are so far, by number. Route 0 goes through nobody."""

    def __init__(self, candidates: int) -> None:
        self._candidates = candidates
        self._number = 1
        self._stretches: list[_Stretch] = []
        nothing = np.zeros(0, dtype=np.int64)
        self._resting: list[tuple[Numbers, Numbers]] = [(nothing, nothing)] * (candidates + 1)
        """By candidate's number: routes by which papers have come to rest there, and how many."""

    def go_further(self, before: Numbers, through: Numbers, papers: Numbers) -> Numbers:
        """So many papers of each of these routes go on through one more candidate each: the routes they are on now.

        A route may come to have two numbers, for papers that took it at different times: that costs less than to look it up.
        """
        first = self._number
        if len(before):
            self._stretches.append(_Stretch(first, before, through, papers))
            self._number += len(before)
        return np.arange(first, self._number)

    def rest(self, routes: Numbers, candidate: int, papers: Numbers) -> None:
        """So many papers of each of these routes have come to a candidate who keeps what is left of them."""
        before = self._resting[candidate]
        self._resting[candidate] = np.concatenate([before[0], routes]), np.concatenate([before[1], papers])

    def leave(self, candidate: int) -> None:
        """All papers that rested with a candidate go on."""
        self._resting[candidate] = self._resting[0]

    def votes(self, share: Numbers, whole: int) -> list[int]:
        """What each candidate has, by number, if each keeps this share of what comes to them; `whole` is all of a paper.

        What is kept is rounded up. Index 0, nobody, has nothing.
        """
        totals = np.zeros(self._candidates + 1, dtype=np.int64)
        left = np.full(self._number, whole, dtype=np.int64)
        for stretch in self._stretches:
            comes = left.take(stretch.before)
            # 10**9 * 10**9 is well within 64 bits.
            kept = (comes * share.take(stretch.through) + (whole - 1)) // whole
            left[stretch.first : stretch.first + len(kept)] = comes - kept
            np.add.at(totals, stretch.through, kept * stretch.papers)
        for candidate, (routes, papers) in enumerate(self._resting):
            totals[candidate] += left.take(routes) @ papers
        return [int(total) for total in totals]
