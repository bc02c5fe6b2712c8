"""The seats of units by the members of a cut-off: by a ratio or bands each for itself, by a total all together. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from floor.count.shares import Claim
from floor.count.sharing_a_total import SharedTotal, share_total
from floor.law.values import Seats


@dataclass(frozen=True, slots=True)
class SharedOut:
    """Seats per unit, in the order in which the units were given."""

    seats: tuple[int, ...]
    lifted: frozenset[int] = frozenset()
    """Places in that order of units that have the least of a total because the method alone would give them fewer."""
    account: dict[str, Any] = field(default_factory=dict)
    """How a total came out, for whoever shares it out again: whole numbers only."""


def shared_out(number: Seats, units: Sequence[int], members: Sequence[int], seed: str) -> SharedOut:
    """The seats of each unit. Raises NotVotes where a total cannot be shared out among them."""
    if number.total is None:
        return SharedOut(tuple(number.number_for(people) for people in members))
    found = share_total(
        members, number.total, number.method, at_least=number.at_least, at_most=number.at_most, seed=seed
    )
    account = _account(found, units) | {"seed": seed}
    return SharedOut(found.won, frozenset(one - 1 for one in found.lifted), account)


def _account(found: SharedTotal, units: Sequence[int]) -> dict[str, Any]:
    shares = found.shares

    def claims(given: Sequence[Claim]) -> list[list[int]]:
        return [[units[one.number - 1], one.votes, one.divisor] for one in given]

    return {
        "method": shares.method,
        "members": sum(shares.votes),
        "seats": shares.seats,
        "kind": shares.kind,
        "quota": [shares.facts["quota"], shares.facts["quota over"]] if "quota" in shares.facts else [],
        "last": claims(shares.last),
        "missed": claims(shares.missed),
        "lots": [[[units[one - 1] for one in tie.among], [units[one - 1] for one in tie.favoured]] for tie in shares.ties],
    }  # fmt: skip


def seed_of(statutes: str, unit: int, body: str, part: str, times: int) -> str:
    """The lot for units that stand level. Nobody who names a cut-off can choose it: the statutes, and how often it was done before."""
    return f"{statutes} {unit} {body} {part} {times}"
