"""Bytes as text, whatever program wrote them, and sentences that name the line."""

from __future__ import annotations

from ..papers import NotPapers


def text_of(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one; anything else is read as Latin-1, as Windows writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def on_line(line: int, sentence: str) -> NotPapers:
    """The refusal of a line: "Line 7: there is no candidate 9; there are 4."."""
    return NotPapers(f"Line {line}: {sentence}")


def whole_number(text: str, line: int, what: str) -> int:
    """A number of papers, seats or candidates; refused if it is not whole or below zero."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise on_line(line, f"{what} should be a whole number, not “{text}”.")
    return int(text)
