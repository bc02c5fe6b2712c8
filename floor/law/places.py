"""On which line each key of a TOML text stands.

The standard library reads TOML but forgets where things stood, and a message without a line helps no secretary. This
scanner follows keys and brackets only; whether the text is TOML at all is for `tomllib` to say. Where the two would
disagree the scanner stops and keeps what it has.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

#: No table of the language lies deeper than nine steps. Far deeper nesting is an accident or an attack.
DEEPEST = 16

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_BARE = re.compile(r"[A-Za-z0-9_-]++")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]|\\.)*+"'
    r"|'(?!'')[^'\n]*+'"
)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d:[\d:.Z+-]++|[^\s,\]}#\[{\"']++")
#: By far the most frequent line, `key = "phrase"` or `key = 9`, is read in one step.
_PLAIN_LINE = re.compile(
    r'[ \t]*+([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+(?:"[^"\\\n]*+"(?!")|[^\s\[{"\'#,\]}]++)[ \t]*+(?:#[^\n]*+)?\r?(?:\n|\Z)'
)


class TooDeep(ValueError):
    """Tables within tables beyond anything the language has."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is nested more than {DEEPEST} deep")
        self.line = line


class _Lost(Exception):
    """The text is not TOML here."""


@dataclass
class Places:
    """Where the keys stand, and the line on which the scanner lost its way, if it did."""

    lines: dict[Path, int] = field(default_factory=dict)
    lost: int | None = None


def places_of(text: str) -> Places:
    """Where every key and every element of an array stands. Raises `TooDeep`."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except _Lost:
        scanner.places.lost = scanner.started
    return scanner.places


def lines_of(text: str) -> dict[Path, int]:
    """The line of every key path: ("body", "committee", "quorum") -> 12."""
    return places_of(text).lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.started = 1
        self.places = Places()
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        lines = self.places.lines
        while True:
            self._take(_BLANK)
            if self.at >= len(self.text):
                return
            self.started = self.line
            if plain := _PLAIN_LINE.match(self.text, self.at):
                lines.setdefault((*table, plain[1]), self.line)
                self.at = plain.end()
                self.line += 1
            elif self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
                self._take(_SPACE)
                if self.at < len(self.text) and self.text[self.at] not in "\r\n#":
                    raise _Lost

    def _header(self) -> Path:
        """`[table]` or `[[row of a table]]`."""
        rows = self.text.startswith("[[", self.at)
        self.at += 2 if rows else 1
        keys, path = self._keys(()), ()
        table: Path = path
        for number, key in enumerate(keys, start=1):
            table = (*table, key)
            last = number == len(keys)
            if last and rows:
                self.counts[table] = self.counts.get(table, 0) + 1
            if last and not rows:
                self.places.lines[table] = self.line
            else:
                self.places.lines.setdefault(table, self.line)
            if table in self.counts and (rows or not last):
                table = (*table, self.counts[table] - 1)
                self.places.lines.setdefault(table, self.line)
        self._expect("]]" if rows else "]")
        return table

    def _pair(self, table: Path) -> None:
        """`key = value`, anywhere."""
        path = table
        for key in self._keys(table):
            path = (*path, key)
            self.places.lines.setdefault(path, self.line)
        self._expect("=")
        self._take(_SPACE)
        self._value(path)

    def _keys(self, table: Path) -> list[str]:
        keys = [self._key()]
        self._take(_SPACE)
        while self.text.startswith(".", self.at):
            self.at += 1
            keys.append(self._key())
            self._take(_SPACE)
            if len(table) + len(keys) > DEEPEST:
                raise TooDeep(self.line)
        return keys

    def _key(self) -> str:
        self._take(_SPACE)
        if bare := _BARE.match(self.text, self.at):
            self.at = bare.end()
            return bare[0]
        quoted = _STRING.match(self.text, self.at)
        if not quoted or "\n" in quoted[0]:
            raise _Lost
        self.at = quoted.end()
        if quoted[0][0] == "'" or "\\" not in quoted[0]:
            return quoted[0][1:-1]
        try:
            return str(tomllib.loads(f"key = {quoted[0]}")["key"])
        except ValueError as error:
            raise _Lost from error

    def _value(self, path: Path) -> None:
        if len(path) > DEEPEST:
            raise TooDeep(self.line)
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        elif self._take(_STRING if opening in ('"', "'") else _SCALAR) == "":
            raise _Lost

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while True:
            self._take(_BLANK)
            if self.text.startswith("]", self.at):
                self.at += 1
                return
            element = (*path, number)
            self.places.lines[element] = self.line
            self._value(element)
            number += 1
            self._take(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith("]", self.at):
                raise _Lost

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._take(_BLANK)
        if self.text.startswith("}", self.at):
            self.at += 1
            return
        while True:
            self._take(_BLANK)
            self._pair(path)
            self._take(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            else:
                self._expect("}")
                return

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        taken = found[0] if found else ""
        self.at += len(taken)
        self.line += taken.count("\n")
        return taken

    def _expect(self, mark: str) -> None:
        self._take(_SPACE)
        if not self.text.startswith(mark, self.at):
            raise _Lost
        self.at += len(mark)
