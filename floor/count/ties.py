"""Ties are outcomes, never accidents: every rule that meets one asks here, and the account tells what was answered.

A lot is drawn once for all candidates, from a seed published before the count: whoever knows the seed draws it again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

For = Literal["seat", "exclusion", "surplus", "pair", "place", "outcome"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates who stood level where fewer places were to be had, and how it was settled."""

    among: tuple[int, ...]
    places: int
    favoured: tuple[int, ...]
    """Who got the places: the seat, or staying in the count. Empty if it stayed open."""
    for_: For
    how: str
    """ "lot", "incumbent", "chair", "earlier stage", or "open" for one that nothing could settle."""
    round: int


class Open(Exception):
    """A tie that the rule leaves open: the count stops, and the account says where."""

    def __init__(self, tie: Tie) -> None:
        super().__init__(f"{tie.among} stand level for {tie.places}")
        self.tie = tie


@dataclass(slots=True)
class Ties:
    """The statutes' answer to ties, and all that were met. Make one by `by_lot`, `for_the_incumbent`, `as_chosen` or `left_open`."""

    order: tuple[int, ...] = ()
    """Candidates from the most to the least favoured. Empty where ties are left open."""
    how: str = "open"
    incumbents: frozenset[int] = frozenset()
    met: list[Tie] = field(default_factory=list)

    def favour(self, among: Collection[int], places: int, for_: For, round: int) -> tuple[int, ...]:
        """The `places` of `among` who get them (for an exclusion: who stay). Raises Open if nothing settles it."""
        level = tuple(sorted(among))
        if places <= 0 or places >= len(level):
            return level if places > 0 else ()
        how = self.how
        by_incumbency = [candidate for candidate in level if candidate in self.incumbents]
        if self.incumbents and len(by_incumbency) == places:
            favoured, how = tuple(by_incumbency), "incumbent"
        elif set(level) <= set(self.order):
            ranked = sorted(level, key=lambda one: (one not in self.incumbents, self.order.index(one)))
            favoured = tuple(ranked[:places])
        else:
            tie = Tie(level, places, (), for_, "open", round)
            self.met.append(tie)
            raise Open(tie)
        self.met.append(Tie(level, places, favoured, for_, how, round))
        return favoured

    def in_order(self, among: Collection[int], for_: For, round: int) -> tuple[int, ...]:
        """All of `among`, the most favoured first: where a rule needs an order of equals. Raises Open if nothing gives one.

        The tie is on record with all but the last in this order: "B, A before C".
        """
        level = tuple(sorted(among))
        if not set(level) <= set(self.order):
            tie = Tie(level, len(level) - 1, (), for_, "open", round)
            self.met.append(tie)
            raise Open(tie)
        ranked = tuple(sorted(level, key=lambda one: (one not in self.incumbents, self.order.index(one))))
        self.met.append(Tie(level, len(level) - 1, ranked[:-1], for_, self.how, round))
        return ranked

    def settled_before(self, among: Collection[int], favoured: Sequence[int], for_: For, round: int) -> None:
        """Put on record that a rule of the method itself, an earlier stage of the count, settled a tie."""
        self.met.append(Tie(tuple(sorted(among)), len(favoured), tuple(favoured), for_, "earlier stage", round))


def drawn(seed: str, candidates: int) -> tuple[int, ...]:
    """The lot: all candidates in the order of the SHA-256 of the seed, a line feed and their number."""
    return tuple(sorted(range(1, candidates + 1), key=lambda one: sha256(f"{seed}\n{one}".encode()).digest()))


def by_lot(seed: str, candidates: int) -> Ties:
    return Ties(drawn(seed, candidates), "lot")


def for_the_incumbent(incumbents: Collection[int], seed: str | None, candidates: int) -> Ties:
    """Ties go to those in office; among several of them, or none, to the lot if there is a seed."""
    return Ties(drawn(seed, candidates) if seed is not None else (), "lot", frozenset(incumbents))


def as_chosen(order: Sequence[int], how: str = "chair") -> Ties:
    """Ties go as somebody the statutes name has said, in this order."""
    return Ties(tuple(order), how)


def left_open() -> Ties:
    """Nothing settles a tie: it is asked again, referred, or lost, and the count says so."""
    return Ties()
