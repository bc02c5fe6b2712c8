"""Numbers and words in addresses, read so that whatever somebody types there breaks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import register_converter

#: The largest number that JSON, both databases and the entries agree on.
LARGEST = 2**53


class NumberInPath:
    """A whole number that a table can hold; a longer one names nothing."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(NumberInPath, "number")


def number_in(query: Mapping[str, str], name: str) -> int | None:
    """A number of the query, or None if there is none that could be meant."""
    written = query.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 15 else None


def words_in(query: Mapping[str, str], name: str, longest: int = 120) -> str:
    """Words of the query, trimmed."""
    return query.get(name, "").replace("\x00", "").strip()[:longest]


def unfit(value: Any) -> str | None:
    """What in a JSON value no table can hold, as a sentence; None if all of it fits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        return f"{str(value)[:20]}… is too large a number."
    if isinstance(value, str) and "\x00" in value:
        return "A text holds a character that cannot be written."
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return next((fault for one in inner if (fault := unfit(one))), None)
