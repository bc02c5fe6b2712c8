"""How a delegate voted, beside what those who sent them had said (M18)."""

from __future__ import annotations

from dataclasses import dataclass

from floor.house.models import Instruction
from floor.polls.models import RollCallVote

from .reconsidering import plain


@dataclass(frozen=True, slots=True)
class Reported:
    """One answer of a delegate, and the instruction on the same question, if there was one before."""

    vote: RollCallVote
    instruction: Instruction | None


def votes_beside_instructions(mandate: int) -> list[Reported]:
    """The answers of a delegate from the first on, each beside the last instruction given before it. Two queries."""
    given = list(Instruction.objects.filter(mandate=mandate).order_by("pk"))
    votes = (
        RollCallVote.objects.filter(mandate=mandate)
        .select_related("poll")
        .defer("poll__outcome", "poll__form")
        .order_by("pk")
    )
    return [Reported(vote, _before(vote, given)) for vote in votes]


def _before(vote: RollCallVote, given: list[Instruction]) -> Instruction | None:
    about = plain(vote.poll.title)
    before = [
        one for one in given if plain(one.question) == about and vote.poll.counted and one.given <= vote.poll.counted
    ]
    return before[-1] if before else None
