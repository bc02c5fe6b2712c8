"""Seats reserved for a minority, as in German works councils: on lists a seat is given up to the next of the minority, if need be
on another list. (Where people are elected singly see `reserved_singly.py`.)

Source: Wahlordnung to the Betriebsverfassungsgesetz, sections 5 and 15 (5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from .divisors import DIVISORS, share_by_dhondt
from .shares import Claim, NotVotes, Shares, highest, lowest
from .ties import Open, Ties


@dataclass(frozen=True, slots=True)
class Seated:
    """A candidate with a seat: on which list, and by which quotient."""

    candidate: int
    list_: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Swap:
    """A seat given up to the minority. The list changes where the first one has nobody of the minority left."""

    out: Seated
    in_: Seated


@dataclass(frozen=True, slots=True)
class Reserved:
    """Who sits after the reserved seats were filled, and the way there."""

    seated: tuple[Seated, ...]
    swaps: tuple[Swap, ...]
    short: int
    """Reserved seats that stayed with the others: no list has anybody of the minority left, or a tie stayed open."""


def seats_of_the_minority(minority: int, majority: int, seats: int, ties: Ties) -> int:
    """How many seats are reserved: d'Hondt on the numbers of both in the workforce (section 5). In `ties`, 1 is the minority.

    A tie left open counts against the minority, whose number is a minimum; `ties.met` tells it.
    """
    return share_by_dhondt((minority, majority), seats, ties).won[0]


def seated_in_order(shares: Shares, orders: Sequence[Sequence[int]]) -> list[Seated]:
    """The first of each list, each with the quotient by which the seat was won."""
    return [
        Seated(candidate, number, _claim(shares, number, turn))
        for number, (won, order) in enumerate(zip(shares.won, orders, strict=True), start=1)
        for turn, candidate in enumerate(order[:won])
    ]


def jumping_lists(
    shares: Shares, orders: Sequence[Sequence[int]], minority: Collection[int], reserved: int, ties: Ties
) -> Reserved:
    """Fill the reserved seats (section 15 (5)).

    While the minority has fewer than its seats: of the others, the one elected by the lowest quotient gives way to the next of
    the minority on the same list; if there is none, to the next of the minority on the list with the next highest quotient.
    If no list has anybody of the minority left, the seat stays where it is.
    """
    if shares.method not in DIVISORS:
        raise NotVotes(
            f"Reserved seats go from list to list by quotients; “{shares.method}” has none. Take dhondt or sainte-lague."
        )
    seated = seated_in_order(shares, orders)
    turns = list(shares.won)
    swaps: list[Swap] = []

    def waiting(number: int) -> int | None:
        taken = {each.candidate for each in seated}
        return next((one for one in orders[number - 1] if one in minority and one not in taken), None)

    while (short := reserved - sum(each.candidate in minority for each in seated)) > 0:
        others = [each for each in seated if each.candidate not in minority]
        if not others:
            break
        try:
            out = _last_of(others, ties, len(swaps) + 1)
            heir = _heir(out, shares, turns, waiting, ties, len(swaps) + 1)
        except Open:
            break
        if heir is None:
            break
        if heir.list_ != out.list_:
            turns[heir.list_ - 1] += 1
        seated = [each for each in seated if each is not out] + [heir]
        swaps.append(Swap(out, heir))
    return Reserved(tuple(seated), tuple(swaps), max(0, short))


def _claim(shares: Shares, number: int, turn: int) -> Claim:
    step, first = DIVISORS.get(shares.method, (1, 1))
    return Claim(number, shares.votes[number - 1], step * turn + first)


def _last_of(others: Sequence[Seated], ties: Ties, turn: int) -> Seated:
    """The one elected by the lowest quotient; among lists that stand level the tie rule says which gives way."""
    level = lowest([each.claim for each in others])
    numbers = [claim.number for claim in level]
    staying = ties.favour(numbers, len(numbers) - 1, "exclusion", turn)
    leaving = next(claim for claim in level if claim.number not in staying)
    return next(each for each in others if each.claim == leaving)


def _heir(
    out: Seated, shares: Shares, turns: Sequence[int], waiting: Callable[[int], int | None], ties: Ties, turn: int
) -> Seated | None:
    if (same := waiting(out.list_)) is not None:
        return Seated(same, out.list_, out.claim)
    claims = [
        _claim(shares, number, turns[number - 1])
        for number, votes in enumerate(shares.votes, start=1)
        if votes and waiting(number) is not None
    ]
    if not claims:
        return None
    level = highest(claims)
    (number,) = ties.favour([claim.number for claim in level], 1, "seat", turn)
    candidate = waiting(number)
    assert candidate is not None
    return Seated(candidate, number, next(claim for claim in level if claim.number == number))
