"""The account of a count: what every rule gives back, whole enough to be told as a story and done again by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .ties import Tie

Happening = Literal[
    "elected", "excluded", "surplus", "transfer", "compared", "bought", "locked", "skipped", "left", "note"
]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened in a round."""

    what: Happening
    candidates: tuple[int, ...] = ()
    amount: int | None = None
    """Votes, in units of the account's scale: a surplus, a margin, a price."""
    why: str = ""
    """A key of `telling.py`, which knows the sentence: "quota", "last seats", "lowest", "most votes" ..."""
    facts: tuple[tuple[str, int | str], ...] = ()
    """Other figures of the step, by name: value of a paper, keep factor, quota."""


@dataclass(frozen=True, slots=True)
class Round:
    """Where everyone stood, and what followed."""

    votes: tuple[int, ...]
    """Per candidate, in order of their numbers, in units of the account's scale."""
    steps: tuple[Step, ...] = ()
    exhausted: int = 0
    """Votes that no longer count for anyone: papers that name nobody left, and what rounding lost."""
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A result and how it came about."""

    method: str
    candidates: int
    seats: int
    papers: int
    elected: tuple[int, ...]
    """In the order in which they were elected. Shorter than `seats` if a tie stayed open or too few stood."""
    rounds: tuple[Round, ...] = ()
    ties: tuple[Tie, ...] = ()
    scale: int = 1
    """One vote is so many units in `votes` and `amount`: 100000 for five decimals."""
    blank: int = 0
    """Papers that named nobody."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the method alone knows: the pairwise table, the strongest paths, the quota. Whole numbers and strings only."""

    @property
    def open_tie(self) -> Tie | None:
        """The tie at which the count stopped, if it did."""
        return next((tie for tie in self.ties if tie.how == "open"), None)

    def decimal(self, amount: int) -> str:
        """An amount as votes: 12345678 at a scale of 100000 is "123.45678"."""
        return as_decimal(amount, self.scale)

    def as_data(self) -> dict[str, Any]:
        """As JSON: votes as whole numbers where the scale is 1, else as decimals in strings; never a float."""
        said = (lambda amount: amount) if self.scale == 1 else self.decimal
        return {
            "method": self.method,
            "seats": self.seats,
            "papers": self.papers,
            "blank": self.blank,
            "elected": list(self.elected),
            "ties": [_tie(tie) for tie in self.ties],
            "rounds": [
                {
                    "votes": [said(amount) for amount in round.votes],
                    "exhausted": said(round.exhausted),
                    **({"quota": said(round.quota)} if round.quota is not None else {}),
                    "steps": [
                        {"what": step.what, "candidates": list(step.candidates)}
                        | ({"amount": said(step.amount)} if step.amount is not None else {})
                        | ({"why": step.why} if step.why else {})
                        | dict(step.facts)
                        for step in round.steps
                    ],
                }
                for round in self.rounds
            ],
            **({"facts": self.facts} if self.facts else {}),
        }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "among": list(tie.among), "places": tie.places, "favoured": list(tie.favoured), "for": tie.for_, "how": tie.how, "round": tie.round,
    }  # fmt: skip


def as_decimal(amount: int, scale: int) -> str:
    if scale == 1:
        return str(amount)
    digits = len(str(scale)) - 1
    whole, rest = divmod(abs(amount), scale)
    return f"{'-' if amount < 0 else ''}{whole}.{rest:0{digits}d}"
