"""Motions about how the meeting goes on, in their order of precedence. One line each; what one does when carried stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Refusal, Scene
from floor.meetings.models import Meeting, Motion

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
MORE_THAN_HALF, TWO_THIRDS = "more than 1/2 of cast", "at least 2/3 of cast"


class Asks(BaseModel):
    """What a procedural motion asks for, as far as it asks for more than its name says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minutes: int | None = Field(default=None, ge=1, le=720)
    seconds: int | None = Field(default=None, ge=30, le=3600)
    until: AwareDatetime | None = None
    item: int | None = None
    body: Annotated[str, StringConstraints(max_length=80)] | None = None
    unit: int | None = None
    units: Annotated[list[int], Field(min_length=1, max_length=500)] | None = None
    options: Annotated[list[Words], Field(min_length=2, max_length=20)] | None = None
    to: Annotated[list[Words], Field(min_length=1, max_length=20)] | None = None

    def said(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True)


Check = Callable[[Scene, Meeting, Motion | None, Asks], None]
Effect = Callable[[Motion, Scene], None]


@dataclass(frozen=True, slots=True)
class Procedure:
    """One kind of procedural motion."""

    name: str
    question: str
    """As it is put to the vote, with what it asks for in its place."""
    carried: Effect
    needs: frozenset[str] = frozenset()
    may_say: frozenset[str] = frozenset()
    majority: str = MORE_THAN_HALF
    seconded: bool = True
    debatable: bool = False
    about_a_motion: bool = False
    at_once: bool = False
    """One person's demand is enough; there is nothing to vote on."""
    moved: bool = True
    """Whether it is moved as such; an appeal comes of a ruling."""
    lost: Effect | None = None
    checks: tuple[Check, ...] = field(default=())


#: Every procedural motion there is, the first before the others: what is higher in it is put first.
PROCEDURES: dict[str, Procedure] = {}


def procedure(found: Procedure) -> Procedure:
    PROCEDURES[found.name] = found
    return found


def rank_of(motion: Motion) -> int:
    """Its place in the order of precedence: procedural motions by their rank, then everything else."""
    return list(PROCEDURES).index(motion.procedure) if motion.kind == "procedural" else len(PROCEDURES)


def check_asks(known: Procedure, asks: Asks, article: str) -> None:
    said = set(asks.said())
    if missing := sorted(known.needs - said):
        raise Refusal(article, f"To {known.name} the motion must say: {', '.join(missing)}.")
    if strange := sorted(said - known.needs - known.may_say):
        raise Refusal(article, f"A motion to {known.name} says nothing of: {', '.join(strange)}.")


def question_in_words(known: Procedure, asks: dict[str, Any]) -> str:
    """The question as it is read out: with the minutes, the day, the body it asks for."""
    said = dict(asks)
    if "until" in said:
        said["until"] = f"{datetime.fromisoformat(said['until']).astimezone(UTC):%d %B %Y, %H:%M} UTC"
    if "to" in said:
        said["to"] = ", ".join(said["to"])
    if "units" in said:
        said["units"] = ", ".join(str(number) for number in said["units"])
    return known.question.format_map(said)[:300]


def moment_in(motion: Motion, name: str = "until") -> datetime:
    return datetime.fromisoformat(motion.asks[name])
