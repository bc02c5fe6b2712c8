"""From bytes to a TOML table, with faults a secretary can act on."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from .faults import Fault, Unreadable, quoted
from .places import DEEPEST, Places, TooDeep, places_of
from .statutes import LARGEST

#: So many broken lines are told at once; fewer in a large file, where each costs a reading.
_TRIES, _READ_AGAIN = 20, 500_000

#: What the TOML reader says, and what that means. The first that fits.
_MEANINGS: tuple[tuple[str, str], ...] = (
    (
        r"Cannot declare (.+) twice|Cannot redefine namespace",
        "This table stands twice in the file. Put everything about it in one place, or give one of the two another name.",
    ),
    (
        r"Cannot overwrite a value|Cannot mutate immutable namespace|Duplicate inline table key",
        "This key stands twice in the same table. Keep one of the two.",
    ),
    (r"Invalid date or datetime", "There is no such day. A date is written year-month-day, for example 2027-03-31."),
    (r"Expected newline or end of document", "Something follows the end of this value. One key stands on each line; a remark begins with #."),
    (r"Expected '=' after a key", 'A key is followed by an equals sign and a value, for example term = "6 months". A key of several words stands in quotation marks.'),
    (r"Invalid initial character for a key|Invalid statement", 'Here a key or a [table] should begin, for example quorum = "1/3" or [body."general meeting"].'),
    (r"Expected '\]'|Expected '\]\]'", 'The brackets around the name of a table do not close, for example [body."factory committee"] or [[exception]].'),
    (r"Unclosed array", "A list is not closed: a ] or a comma is missing."),
    (r"Unclosed inline table", "A table in braces is not closed: a } or a comma is missing. It must stand on one line."),
    (r"Unterminated string|Expected \"'|Expected '\"'|Illegal character '\\n'|Found invalid character '\\n'", "A text is not closed: a quotation mark is missing."),
    (r"Illegal character|Found invalid character", "There is an invisible control character on this line. Write the line anew."),
    (r"Unescaped|Invalid hex|Escaped character", r"A backslash has a special meaning in a text. Write \\ for one, or leave it out."),
    (r"Exceeds the limit", "This number has too many digits."),
)  # fmt: skip


def decoded(source: str | bytes, file: str) -> str:
    """The text of a file, or what is wrong with how it was saved."""
    if len(source) > LARGEST:
        raise Unreadable(
            [
                _whole(
                    file,
                    f"The file has {len(source):,} characters; statutes that members can read have at most {LARGEST:,}.",
                )
            ]
        )
    if isinstance(source, str):
        return source
    if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in source[:4]:
        raise Unreadable(
            [_whole(file, "The file was saved as UTF-16 (some programs call it Unicode). Save it as UTF-8.")]
        )
    if source.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(
            [
                _whole(
                    file,
                    "The file begins with an invisible byte order mark. Save it as UTF-8 without one (without BOM).",
                )
            ]
        )
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        begin = source.rfind(b"\n", 0, error.start) + 1
        shown = source[begin : error.start + 12].split(b"\n")[0].decode("cp1252", "replace")
        message = (
            f"The file was saved as Latin-1 or Windows-1252, it seems ({quoted(shown.strip())}). Save it as UTF-8."
        )
        raise Unreadable([Fault(file, line, "", message)]) from None


def tables_of(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """The text as TOML tables, and where everything stands."""
    if text.startswith("\ufeff"):
        raise Unreadable([_whole(file, "The text begins with an invisible byte order mark. Leave it out.")])
    try:
        places = places_of(text)
    except TooDeep as deep:
        message = (
            f"Tables within tables more than {DEEPEST} deep. No statutes need more than nine; is a bracket missing?"
        )
        raise Unreadable([Fault(file, deep.line, "", message)]) from None
    try:
        return tomllib.loads(text), places
    except (ValueError, RecursionError):
        raise Unreadable(_syntax_faults(text, file, places)) from None


def _syntax_faults(text: str, file: str, places: Places) -> list[Fault]:
    """The first broken line and, as far as one can read on by leaving single broken lines out, those after it."""
    rows = text.split("\n")
    faults: list[Fault] = []
    for _ in range(min(_TRIES, 1 + _READ_AGAIN // len(text))):
        try:
            tomllib.loads("\n".join(rows))
            break
        except RecursionError:
            faults.append(_whole(file, "Lists within lists without end. Is a bracket missing?"))
            break
        except ValueError as error:
            line = _line(str(error), rows)
            unclosed = "at end of document" in str(error) or "Unclosed" in str(error) or "Unterminated" in str(error)
            if unclosed and places.lost and not faults:
                line = places.lost
            row = rows[line - 1]
            faults.append(Fault(file, line, "", _meaning(str(error), row)))
            if unclosed or not re.match(r"\s*[\w\"'.-]+\s*=", row):
                break
            rows[line - 1] = ""
    return faults


def _line(error: str, rows: list[str]) -> int:
    """The line that the TOML reader names; it names none for a number of thousands of digits."""
    if found := re.search(r"\(at line (\d+),", error):
        return int(found[1])
    return next((at for at, row in enumerate(rows, start=1) if re.search(r"\d{4000}", row)), len(rows))


def _meaning(error: str, row: str) -> str:
    if re.search("[\u201c\u201d\u201e\u00ab\u00bb]", row):
        return 'Quotation marks must be the straight ones: "like this". A word processor has made them curly.'
    value = re.match(r"\s*[\w.-]+\s*=\s*([^\s\"'\[{][^\"']*)$", row)
    if value and not re.search("date|twice|overwrite|digits", error):
        return f'Words and phrases stand in quotation marks: "{value[1].strip()[:60]}".'
    return next(
        (meaning for said, meaning in _MEANINGS if re.search(said, error)), "This line is not as TOML is written."
    )


def _whole(file: str, message: str) -> Fault:
    return Fault(file, 1, "", message)
