"""The account of a count, read back from the outcome of a poll as it was published: to be told as a story and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from floor.count.account import Account, Round, Step
from floor.count.telling import story, trimmed
from floor.count.ties import Tie

_STEP = {"what", "candidates", "amount", "why"}


def account_in(outcome: dict[str, Any]) -> Account | None:
    """The account of a count of candidates; None for questions and lists, which have accounts of their own."""
    data = outcome.get("account")
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("rounds"), list)
        or not isinstance(outcome.get("votes"), list)
    ):
        return None
    scale = _scale_of(data)
    return Account(
        method=data["method"], candidates=len(outcome["votes"]), seats=data["seats"], papers=data["papers"], elected=tuple(data["elected"]),
        rounds=tuple(_round(one, scale) for one in data["rounds"]), ties=tuple(_tie(one) for one in data["ties"]), scale=scale, blank=data["blank"],
        facts=data.get("facts", {}),
    )  # fmt: skip


def _scale_of(data: dict[str, Any]) -> int:
    """Votes are whole numbers, or decimals of one length for all."""
    votes = [vote for one in data["rounds"] for vote in one["votes"]]
    first = next((vote for vote in votes if isinstance(vote, str)), None)
    return 10 ** len(first.partition(".")[2]) if first is not None else 1


def _units(written: int | str, scale: int) -> int:
    """ "123.45678" at a scale of 100000 is 12345678; never by way of a float."""
    if isinstance(written, int):
        return written
    whole, _point, rest = written.lstrip("-").partition(".")
    amount = int(whole) * scale + (int(rest) if rest else 0)
    return -amount if written.startswith("-") else amount


def _round(data: dict[str, Any], scale: int) -> Round:
    return Round(
        votes=tuple(_units(vote, scale) for vote in data["votes"]), steps=tuple(_step(one, scale) for one in data["steps"]),
        exhausted=_units(data["exhausted"], scale), quota=_units(data["quota"], scale) if "quota" in data else None,
    )  # fmt: skip


def _step(data: dict[str, Any], scale: int) -> Step:
    return Step(
        what=data["what"], candidates=tuple(data["candidates"]), amount=_units(data["amount"], scale) if "amount" in data else None,
        why=data.get("why", ""), facts=tuple((key, value) for key, value in data.items() if key not in _STEP),
    )  # fmt: skip


def _tie(data: dict[str, Any]) -> Tie:
    return Tie(tuple(data["among"]), data["places"], tuple(data["favoured"]), data["for"], data["how"], data["round"])


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round in sentences, and where everyone stood at its beginning."""

    number: int
    sentences: tuple[str, ...]
    votes: tuple[str, ...]


def rounds_told(account: Account, names: Sequence[str]) -> list[RoundTold]:
    """The count as a story, in the language of whoever reads it."""
    said: dict[int, list[str]] = {}
    for one in story(account, names):
        said.setdefault(one.round, []).append(_(one.message) % one.values)
    rounds = range(1, max([len(account.rounds), *said], default=0) + 1)
    return [RoundTold(number, tuple(said.get(number, ())), _votes(account, number)) for number in rounds]


def _votes(account: Account, number: int) -> tuple[str, ...]:
    if number > len(account.rounds):
        return ()
    return tuple(trimmed(account.decimal(votes)) for votes in account.rounds[number - 1].votes)


def whys(account: Account, names: Sequence[str]) -> dict[int, str]:
    """For each who is elected, the sentence that says why."""
    found: dict[int, str] = {}
    by_name = {name: number for number, name in enumerate(names, start=1)}
    for one in story(account, names):
        number = by_name.get(str(one.values.get("name", "")))
        if number in account.elected and "is elected" in one.message:
            found.setdefault(number, _(one.message) % one.values)
    return found
