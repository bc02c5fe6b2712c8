"""What may stand in a cell, and how it is tidied: the same rules for people and units."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

#: A spreadsheet runs a cell that begins so. On export such cells get a ' in front (OWASP, CSV injection); here it goes again.
_GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")
GUARD_NEEDED = re.compile(r"'*[=+\-@\t\r]")
#: Characters that turn the direction of what stands around them, so that one reads another name than is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: What UTF-8 looks like to a program that takes it for Windows-1252: one of these, then one above U+007F.
_GARBLED = re.compile(
    "[\u00c2-\u00d1\u00d8-\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


class BadCell(ValueError):
    """A cell that can't be taken as it is: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.right = wrong, right


def tidy(text: str) -> str:
    """A cell without spaces around it, in one spelling of its letters; BadCell where it would not read as it is written."""
    if text.isascii() and text.isprintable():
        text = text.strip()
        if text[:1] == "'":
            text = _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text
        return " ".join(text.split()) if "  " in text else text
    return _tidy_with_care(text)


def _tidy_with_care(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        for letter in text:
            if unicodedata.category(letter) == "Cc":
                if letter in "\r\n":
                    raise BadCell("There is a line break in the cell.", "Write it in one line.")
                if letter != "\t":
                    raise BadCell(
                        f"There is a character in the cell that can't be printed (U+{ord(letter):04X}).", "Delete it."
                    )
            elif letter in _TURNING:
                raise BadCell(
                    f"There is an invisible character that turns the direction of writing (U+{ord(letter):04X}).",
                    "Delete it.",
                )
    if "\ufffd" in text:
        raise BadCell("A letter was lost when the file was saved; it reads “\ufffd”.", "Write the name anew.")
    if _GARBLED.search(text) and (meant := _meant(text)):
        raise BadCell(f"The letters were garbled when the file was saved: “{text[:60]}”.", f"Is it “{meant[:60]}”?")
    if text.startswith("'"):
        text = _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text
    return " ".join(text.split())


def _meant(text: str) -> str | None:
    """What was garbled, if this was: UTF-8 that some program took for Windows-1252."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def within(text: str, most: int) -> str:
    """The text, if it is not too long."""
    if len(text) > most:
        raise BadCell(f"It is {len(text):,} characters long.", f"{most} are the most there can be.")
    return text


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """A day as 2026-06-30 or 30.06.2026; None for an empty cell. 06/07/2026 is June to some and July to others."""
    if not text:
        return None
    try:
        if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text[:10]) if re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00(:00)?)?", text) else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    raise BadCell(f"“{text[:30]}” is not a day.", "Write it as 2026-06-30.")


def folded(text: str) -> str:
    """A name without what people write differently: case, spaces, invisible marks."""
    if text.isascii():
        text = text.lower()
    else:
        text = text.casefold()
        text = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return " ".join(text.split())
