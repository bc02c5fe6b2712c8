"""What others want read beside a result: other rooms add theirs, and every page of the result shows it (R8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class SaidBeside:
    """A text that goes with a result wherever it is shown."""

    heading: str
    note: str
    text: str


#: Each looks for texts that go with a result, in a fixed number of queries.
SAID_BESIDE: list[Callable[[Poll], Sequence[SaidBeside]]] = []


def said_beside(poll: Poll) -> list[SaidBeside]:
    """All that is to be read beside a question's result."""
    return [each for look in SAID_BESIDE for each in look(poll)] if poll.kind == "question" else []
