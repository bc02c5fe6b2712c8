"""Seats shared out among lists: what an apportionment gives back, whole enough to be done again by hand.

Lists are numbers from 1. Every figure is a whole number: a quotient is kept as votes over a divisor, never as a decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .ties import Tie


class NotVotes(ValueError):
    """Votes or seats that cannot be shared out; says which, and what would be right."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a list had to show for a seat: its votes over a divisor, or the votes that remained to it."""

    number: int
    """The list."""
    votes: int
    divisor: int

    def decimal(self, digits: int = 2) -> str:
        """As a decimal, cut off after so many digits, without zeros at the end: 557 over 9 is "61.88"."""
        whole, rest = divmod(self.votes, self.divisor)
        after = str(rest * 10**digits // self.divisor).rjust(digits, "0").rstrip("0")
        return f"{whole}.{after}" if after else str(whole)

    def as_high_as(self, other: Claim) -> bool:
        return self.votes * other.divisor == other.votes * self.divisor

    def over(self, other: Claim) -> bool:
        """Whether this claim is the higher one; by cross-multiplication, so exactly."""
        return self.votes * other.divisor > other.votes * self.divisor


Kind = Literal["quotient", "remainder"]


@dataclass(frozen=True, slots=True)
class Shares:
    """Seats per list, and how they came about."""

    method: str
    votes: tuple[int, ...]
    """Per list. What a threshold took out of the count stands here as 0."""
    seats: int
    won: tuple[int, ...]
    """Seats per list. Their sum is smaller than `seats` if a tie stayed open, nobody voted, or the candidates ran out."""
    ties: tuple[Tie, ...] = ()
    kind: Kind = "quotient"
    last: tuple[Claim, ...] = ()
    """The claim that won the last seat; several where they are equally high."""
    missed: tuple[Claim, ...] = ()
    """The highest claim that won no seat; several where they are equally high."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the method alone knows: the quota, whole quotas and remainders. Whole numbers only."""

    @property
    def open_tie(self) -> Tie | None:
        """The tie at which sharing out stopped, if it did."""
        return next((tie for tie in self.ties if tie.how == "open"), None)

    @property
    def unfilled(self) -> int:
        return self.seats - sum(self.won)


def checked(votes: Sequence[int], seats: int, most: Sequence[int] | None) -> None:
    """Refuse what cannot be shared out."""
    if isinstance(seats, bool) or not isinstance(seats, int) or seats < 0:
        raise NotVotes(f"The number of seats should be a whole number, 0 or more, not {seats}.")
    for number, given in enumerate(votes, start=1):
        if isinstance(given, bool) or not isinstance(given, int) or given < 0:
            raise NotVotes(f"The votes of list {number} should be a whole number, 0 or more, not {given}.")
    if most is not None and len(most) != len(votes):
        raise NotVotes(f"There are {len(votes)} lists, but limits for {len(most)}.")


def highest(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The highest claim, with all that are equally high."""
    best: list[Claim] = []
    for claim in claims:
        if not best or claim.over(best[0]):
            best = [claim]
        elif claim.as_high_as(best[0]):
            best.append(claim)
    return tuple(best)


def lowest(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The lowest claim, with all that are equally low."""
    best: list[Claim] = []
    for claim in claims:
        if not best or best[0].over(claim):
            best = [claim]
        elif claim.as_high_as(best[0]):
            best.append(claim)
    return tuple(best)
