"""How the minutes write days, shares and words of others. Pure; a change here is a new form of the minutes."""

from __future__ import annotations

from datetime import UTC, datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%H:%M}"


def moment(at: datetime) -> str:
    return f"{day(at)}, {time(at)} UTC"


def of_hundred(part: int, whole: int) -> str:
    """Percent with one decimal, rounded by whole numbers alone, so that it is the same on every machine."""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} percent"


def many(number: int, word: str, words: str = "") -> str:
    return f"{number} {word}" if number == 1 else f"{number} {words or word + 's'}"


def lasted(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def one_line(text: str) -> str:
    """A title or a reason in one line: nothing that somebody writes can look like a heading of the minutes."""
    return " ".join(text.split())


def quoted(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in text.strip().splitlines()]
