"""What a check of the book can say, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["holds", "broken", "not checked"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about the book, and what was seen of it.

    "holds" is said only of what was computed from the files; what could not be looked at is "not checked", and the
    detail says what would be needed.
    """

    name: str
    verdict: Verdict
    detail: str
    entry: int | None = None  # the entry it is about, where there is one

    def __str__(self) -> str:
        where = f" (entry {self.entry})" if self.entry is not None else ""
        return f"{self.verdict}: {self.name}{where}. {self.detail}"


def holds(name: str, detail: str, entry: int | None = None) -> Claim:
    return Claim(name, "holds", detail, entry)


def broken(name: str, detail: str, entry: int | None = None) -> Claim:
    return Claim(name, "broken", detail, entry)


def not_checked(name: str, detail: str, entry: int | None = None) -> Claim:
    return Claim(name, "not checked", detail, entry)
