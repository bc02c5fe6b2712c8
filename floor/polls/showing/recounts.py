"""Recounts beside the first count: asked for, equal, or what came out differently. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from floor.book.entries import read_at
from floor.polls.electing.standing_for import Option
from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Again:
    """One recount: when, whether it agrees, and who would be elected by it."""

    at: datetime
    done: bool
    same: bool
    fault: str = ""
    papers: int = 0
    elected: tuple[str, ...] = ()


def recounts_of(poll: Poll, options: Sequence[Option]) -> list[Again]:
    named = {one.number: one.name for one in options}
    return [_again(one, named) for one in poll.outcome.get("recounts", [])]


def _again(one: dict[str, object], named: dict[int, str]) -> Again:
    outcome = one.get("outcome")
    elected = outcome.get("elected", []) if isinstance(outcome, dict) else []
    done = "papers" in one
    return Again(
        read_at(str(one["recorded" if "recorded" in one else "asked"])), done, bool(one.get("same")), str(one.get("fault", "")),
        int(str(one.get("papers", 0))), tuple(named.get(number, str(number)) for number in elected),
    )  # fmt: skip
