"""An election of lists from papers to people: seats per list, then who on each list has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .apportionment import apportionment_called
from .reserved import Seated, Swap, jumping_lists, seated_in_order
from .shares import NotVotes, Shares
from .thresholds import kept
from .ties import Ties


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list: its candidates in order, by their numbers, and what was cast for it."""

    candidates: tuple[int, ...]
    votes: int
    """All votes that count for the list; on open lists those for its candidates are among them."""
    personal: tuple[int, ...] = ()
    """On open lists: votes per candidate, in the order of `candidates`."""

    def in_order(self, open_: bool) -> tuple[int, ...]:
        """Who comes first: by place on the list, or on an open one by personal votes and then by place."""
        if not open_ or not self.personal:
            return self.candidates
        places = sorted(range(len(self.candidates)), key=lambda place: (-self.personal[place], place))
        return tuple(self.candidates[place] for place in places)


@dataclass(frozen=True, slots=True)
class ListElection:
    """The result: seats per list, and people."""

    shares: Shares
    """How the seats were shared out among the lists, before anyone gave way to a reserved seat."""
    seated: tuple[Seated, ...]
    """Everyone elected, list by list, in the order of each list."""
    below: tuple[int, ...] = ()
    """Lists that the threshold left out."""
    swaps: tuple[Swap, ...] = ()
    """Seats given up so that the minority has its reserved seats."""
    short: int = 0
    """Reserved seats that nobody of the minority could take."""

    @property
    def elected(self) -> tuple[int, ...]:
        return tuple(each.candidate for each in self.seated)

    @property
    def won(self) -> tuple[int, ...]:
        """Seats per list in the end."""
        return tuple(
            sum(each.list_ == number for each in self.seated) for number in range(1, len(self.shares.votes) + 1)
        )


def gathered(
    lists: Sequence[Sequence[int]], for_lists: Mapping[int, int], for_candidates: Mapping[int, int]
) -> tuple[CandidateList, ...]:
    """Lists with what was cast for them: papers for a list as a whole, by its number, and papers for one of its candidates."""
    known = {candidate: number for number, candidates in enumerate(lists, start=1) for candidate in candidates}
    if len(known) != sum(map(len, lists)):
        raise NotVotes("A candidate stands on two lists, or twice on one; each may stand once.")
    for number in for_lists:
        if not 1 <= number <= len(lists):
            raise NotVotes(f"There is no list {number}; there are {len(lists)}.")
    for candidate in for_candidates:
        if candidate not in known:
            raise NotVotes(f"Candidate {candidate} stands on no list.")
    return tuple(
        CandidateList(tuple(candidates), for_lists.get(number, 0) + sum(personal), personal)
        for number, candidates in enumerate(lists, start=1)
        for personal in [tuple(for_candidates.get(candidate, 0) for candidate in candidates)]
    )


def count_lists(
    lists: Sequence[CandidateList],
    seats: int,
    ties: Ties,
    rule: str = "dhondt",
    *,
    open_: bool = False,
    threshold: Fraction | None = None,
    cast: int | None = None,
    minority: Collection[int] = (),
    reserved: int = 0,
) -> ListElection:
    """Share out the seats, leave out lists below the threshold, and seat people.

    A list with too few candidates passes its seats on to the next highest quotients (or remainders). `cast` is what the
    threshold is a share of where more was cast than the votes for lists. Ties are between lists, by their numbers; on an open
    list those with equal personal votes stand in the order of the list. With `reserved` seats for a `minority` (candidates by
    number), lists are jumped as `reserved.py` says; not while a tie for a seat is open.
    """
    named = [candidate for each in lists for candidate in each.candidates]
    if len(set(named)) != len(named):
        raise NotVotes("A candidate stands on two lists, or twice on one; each may stand once.")
    for number, each in enumerate(lists, start=1):
        if each.personal and len(each.personal) != len(each.candidates):
            raise NotVotes(
                f"List {number} has {len(each.candidates)} candidates, but personal votes for {len(each.personal)}."
            )
    votes = kept([each.votes for each in lists], threshold, cast)
    below = tuple(number for number, each in enumerate(lists, start=1) if each.votes and not votes[number - 1])
    shares = apportionment_called(rule).share(votes, seats, ties, most=[len(each.candidates) for each in lists])
    orders = [each.in_order(open_) for each in lists]
    if not reserved or shares.open_tie:
        return ListElection(shares, tuple(seated_in_order(shares, orders)), below, (), reserved)
    filled = jumping_lists(shares, orders, minority, reserved, ties)
    place = {candidate: (number, turn) for number, order in enumerate(orders) for turn, candidate in enumerate(order)}
    seated = tuple(sorted(filled.seated, key=lambda each: place[each.candidate]))
    return ListElection(shares, seated, below, filled.swaps, filled.short)
