"""Ranked pairs: the clearest comparisons are kept first, and what would close a circle is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .account import Account, Round, Step
from .from_the_top import Above, from_the_top
from .method import Method
from .pairwise import margins, pairwise_table, papers_that_rank
from .papers import Numbers, Orders, Rankings
from .ties import Open, Ties

Pair = tuple[int, int]


def count_ranked_pairs(papers: Orders | Rankings, seats: int, ties: Ties) -> Account:
    """Ranked pairs by margins (T. N. Tideman, Independence of clones, Social Choice and Welfare 4, 1987).

    Every pair that one of the two wins is taken in turn, the largest margin first, and locked unless it closes a circle
    with pairs locked before. Pairs with the same margin are locked all together where no circle comes of it; where their
    order matters for a seat, the lot puts the candidates in order, and the pair with the worse loser, then the better
    winner, comes first: whom the lot favours is the last to lose. The seats go down the locked order from the top; for more seats than
    one that is not proportional.
    """
    table = pairwise_table(papers)
    locking = _Locking(margins(table), seats, ties)
    rounds: tuple[Round, ...] = ()
    try:
        locking.lock_all()
        elected, rounds = from_the_top(locking.above, seats, ties, first_round=2)
    except Open:
        elected = locking.elected_for_certain()
    return Account(
        method="ranked pairs",
        candidates=papers.candidates,
        seats=seats,
        papers=papers.total,
        elected=elected,
        rounds=(Round(tuple((table > table.T).sum(axis=1).tolist()), tuple(locking.steps)), *rounds),
        ties=tuple(ties.met),
        blank=papers.total - papers_that_rank(papers),
        facts={"pairwise": table.tolist(), "locked": [list(pair) for pair in locking.locked]},
    )


class _Locking:
    """The pairs, being locked one after the other."""

    def __init__(self, led: Numbers, seats: int, ties: Ties) -> None:
        self.led = led
        self.seats = seats
        self.ties = ties
        self.above: Above = np.zeros(led.shape, dtype=np.bool_)
        """Who stands above whom by locked pairs, directly or through others."""
        self.locked: list[Pair] = []
        self.steps: list[Step] = []
        self.at_stake = _block_at_stake(led, seats)

    def lock_all(self) -> None:
        for margin in sorted(set(self.led[self.led > 0].tolist()), reverse=True):
            level = [pair for pair in _pairs(self.led == margin) if not self._closes_a_circle(pair, margin)]
            together = closure(self.above | _relation(level, len(self.led)))
            free = [(one, other) for one, other in level if not together[other - 1, one - 1]]
            for pair in free:
                self._lock(pair, margin)
            for pair in self._in_order([pair for pair in level if pair not in free], margin):
                if not self._closes_a_circle(pair, margin):
                    self._lock(pair, margin)

    def elected_for_certain(self) -> tuple[int, ...]:
        """Whoever stands above so many that there is a seat for all the others too, whatever is locked later."""
        above = self._above_for_certain()
        others = (len(above) - 1 - above.sum(axis=1)).tolist()
        first = sorted(range(len(above)), key=lambda one: (others[one], one))
        return tuple(one + 1 for one in first if others[one] < self.seats)

    def _in_order(self, level: list[Pair], margin: int) -> Iterator[Pair]:
        """Pairs of one margin that close a circle with each other: in the order of the lot, if anything hangs on it."""
        here = [pair for pair in level if set(pair) <= self.at_stake]
        for pair in level:
            # Both will be elected, or neither: their order changes nothing, and no lot is drawn for it.
            if pair not in here:
                self.steps.append(_told("left", pair, margin, "no seat hangs on it"))
        if not here:
            return
        if len(self.elected_for_certain()) >= min(self.seats, len(self.led)):
            self.steps += [_told("left", pair, margin, "no seat hangs on it") for pair in here]
            return
        lot = self.ties.in_order({one for pair in here for one in pair}, "pair", 1)
        yield from sorted(here, key=lambda pair: (-lot.index(pair[1]), lot.index(pair[0])))

    def _above_for_certain(self) -> Above:
        """Locked already, or sure to be: won, and no chain of pairs still open could lead back."""
        possible = closure(self.above | ((self.led > 0) & ~self.above.T))
        return closure(self.above | ((self.led > 0) & ~possible.T))

    def _closes_a_circle(self, pair: Pair, margin: int) -> bool:
        if not self.above[pair[1] - 1, pair[0] - 1]:
            return False
        self.steps.append(_told("skipped", pair, margin, "circle"))
        return True

    def _lock(self, pair: Pair, margin: int) -> None:
        one, other = pair[0] - 1, pair[1] - 1
        over, under = self.above[:, one].copy(), self.above[other].copy()
        over[one] = under[other] = True
        self.above |= np.outer(over, under)
        self.locked.append(pair)
        self.steps.append(_told("locked", pair, margin, "kept pair"))


def _told(what: Literal["locked", "skipped", "left"], pair: Pair, margin: int, why: str) -> Step:
    return Step(what, pair, margin, why, (("over", pair[1]),))


def closure(relation: Above) -> Above:
    """The relation with all its chains (Warshall)."""
    chains = relation.copy()
    for by in range(len(chains)):
        chains |= np.outer(chains[:, by], chains[by])
    return chains


def _block_at_stake(led: Numbers, seats: int) -> set[int]:
    """The candidates among whom the last seats are decided.

    Candidates fall into blocks, each beating everyone in the blocks below (the first is the Smith set), and no circle
    goes through two of them. Blocks from the top are elected whole as long as there are seats; one more may be cut
    through, and only the order within that one is at stake.
    """
    not_beaten = closure(led >= 0)
    done = 0
    for reached in sorted(set(not_beaten.sum(axis=1).tolist()), reverse=True):
        block = (np.flatnonzero(not_beaten.sum(axis=1) == reached) + 1).tolist()
        if done + len(block) > seats:
            return set(block)
        done += len(block)
    return set()


def _pairs(relation: NDArray[np.bool_]) -> list[Pair]:
    return [(int(one) + 1, int(other) + 1) for one, other in np.argwhere(relation)]


def _relation(pairs: Iterable[Pair], candidates: int) -> Above:
    relation = np.zeros((candidates, candidates), dtype=np.bool_)
    for one, other in pairs:
        relation[one - 1, other - 1] = True
    return relation


METHOD = Method(
    name="ranked pairs",
    sentence="Every two are compared on all papers; the clearest results are kept first, and what would contradict them is left out.",
    reads="orders",
    count=count_ranked_pairs,
    aliases=(
        "tideman",
        "tideman ranked pairs",
        "rp",
        "ranked pairs margins",
        "rankedpairs",
        "condorcet tideman",
        "condorcet ranked pairs",
    ),
)
