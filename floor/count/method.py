"""What a method is: its name in the statutes, a sentence, the papers it reads, the function that counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from .account import Account
from .ties import Ties

Reads = Literal["rankings", "orders", "marks"]


@dataclass(frozen=True, slots=True)
class Method:
    """A way to fill seats from papers."""

    name: str
    sentence: str
    reads: Reads
    count: Callable[[Any, int, Ties], Account]
    aliases: tuple[str, ...] = ()
    most_marks: Callable[[int], int | None] = lambda seats: None
    """For papers of marks: how many candidates one paper may mark, given the seats; None for any number."""
