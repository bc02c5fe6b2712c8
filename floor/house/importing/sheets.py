"""A CSV file as a sheet: which column is which, and its rows, numbered as a spreadsheet numbers them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .faults import CannotImport, Faults, Progress, shown, silent
from .files import Lines, Overlong, TextFile

DELIMITERS = (",", ";", "\t")
#: A record that takes more lines than this has a quotation mark that was never closed.
MOST_LINES = 50

_SAID = {",": "comma", ";": "semicolon", "\t": "tab"}


@dataclass(frozen=True)
class Column:
    """A column that a sheet may have: its name, other names for it, and whether it can be left out."""

    name: str
    also: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Reading:
    """How to read a file; what is None is found out."""

    encoding: str | None = None
    delimiter: str | None = None


class Sheet:
    """The rows of a file below its header; `rows` can be walked through once."""

    def __init__(
        self,
        path: Path,
        columns: Sequence[Column],
        faults: Faults,
        how: Reading | None = None,
        progress: Progress = silent,
    ) -> None:
        self.file = TextFile(path, (how or Reading()).encoding)
        self._faults, self._progress = faults, progress
        self._pieces = self.file.lines()
        self._left: Lines | None = None
        self.bad = 0
        self.row, self.delimiter, header = self._header(columns, (how or Reading()).delimiter)
        self.width = len(header)
        self.places, self.ignored = _places(header, columns, path.name)

    def _header(self, columns: Sequence[Column], delimiter: str | None) -> tuple[int, str, list[str]]:
        """The row with the names of the columns: the first that is not empty, after an Excel line “sep=;”."""
        if delimiter is not None and delimiter not in DELIMITERS:
            raise CannotImport(f"Columns are divided by a comma, a semicolon or a tab, not by {shown(delimiter)}.")
        row = 0
        for lines in self._pieces:
            for at, line in enumerate(lines.texts):
                row += 1
                if line.startswith("sep=") and len(line.strip()) == 5 and row == 1:
                    delimiter = delimiter or line.strip()[4]
                    continue
                if not line.strip(" ,;\t"):
                    continue
                self._left = Lines(lines.first + at + 1, lines.texts[at + 1 :], lines.quoted, lines.whole)
                used = delimiter or _sniff(line, columns)
                return row, used, _cells_of(line, used)
        raise CannotImport(f"{self.file.path.name} is empty.")

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not empty, with its number; those that can't be read, or have a cell too many or too few, are faults."""
        width = self.width
        for cells in self._records():
            self.row += 1
            if len(cells) == width:
                if any(cells):
                    yield self.row, cells
            elif any(cell.strip() for cell in cells):
                if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                    yield self.row, cells[:width]
                else:
                    self._uneven(cells)

    def _uneven(self, cells: list[str]) -> None:
        said = _SAID[self.delimiter]
        self.bad += 1
        self._faults.add(
            self.row, "", f"There are {len(cells)} cells where the header names {self.width} columns.",
            f"A {said} inside a cell needs quotation marks around the cell." if len(cells) > self.width
            else "Leave a cell empty rather than out.",
        )  # fmt: skip

    def _records(self) -> Iterator[list[str]]:
        pieces = self._pieces_with_the_rest()
        waiting: Lines | None = None
        for lines in pieces:
            self._progress("reading", self.file.done, self.file.size)
            if waiting is not None:
                lines = Lines(waiting.first, waiting.texts + lines.texts, True, waiting.whole and lines.whole)
                waiting = None
            if lines.whole and (quick := self._quickly(lines)) is not None:
                yield from quick
                continue
            at = yield from self._carefully(lines, last=False)
            if at < len(lines.texts):
                waiting = Lines(lines.first + at, lines.texts[at:], True, lines.whole)
        if waiting is not None:
            yield from self._carefully(waiting, last=True)

    def _pieces_with_the_rest(self) -> Iterator[Lines]:
        if self._left is not None:
            yield self._left
        yield from self._pieces

    def _quickly(self, lines: Lines) -> list[list[str]] | None:
        """All records at once, if every line is one; otherwise None."""
        reader = csv.reader(lines.texts, delimiter=self.delimiter, strict=True)
        try:
            records = list(reader)
        except csv.Error:
            return None
        return records if len(records) == len(lines.texts) else None

    def _carefully(self, lines: Lines, last: bool) -> Iterator[list[str]]:  # type: ignore[misc]
        """Record by record. One that can't be read costs its first line only; the next line is tried as a new one.

        Gives back how many lines were used: the last few wait for the next piece, in case a record goes on in it.
        """
        texts, at = lines.texts, 0
        while at < len(texts) and (last or at + MOST_LINES < len(texts)):
            window = texts[at : at + MOST_LINES]
            fault = "The line is longer than a row of a register can be." if isinstance(window[0], Overlong) else None
            if fault is None:
                end = next((k for k, line in enumerate(window) if isinstance(line, Overlong)), len(window))
                reader = csv.reader((line + "\n" for line in window[:end]), delimiter=self.delimiter, strict=True)
                try:
                    cells = next(reader)
                except csv.Error as said:
                    fault = _unreadable(str(said), lines.first + at)
            if fault is not None:
                self.row, self.bad = self.row + 1, self.bad + 1
                self._faults.add(self.row, "", fault)
                at += 1
                continue
            at += reader.line_num
            yield cells
        return at


def _unreadable(said: str, line: int) -> str:
    if "field larger" in said:
        return f"A cell that begins in line {line:,} is longer than {csv.field_size_limit():,} characters."
    if "unexpected end" in said:
        return f"A quotation mark is opened in line {line:,} and not closed."
    return f"There is a quotation mark inside a cell of line {line:,}; write it twice, and put the cell in quotation marks."


def _sniff(line: str, columns: Sequence[Column]) -> str:
    """The delimiter with which a header names the most columns we know; the one that occurs most, where it names none."""
    known = {plain(name) for column in columns for name in (column.name, *column.also)}

    def fits(delimiter: str) -> tuple[int, int]:
        return sum(plain(cell) in known for cell in _cells_of(line, delimiter)), line.count(delimiter)

    return max(DELIMITERS, key=fits)


def _cells_of(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return [line[:200]]


def _places(header: list[str], columns: Sequence[Column], file: str) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Where each column stands, and which of the header's names mean nothing here."""
    names = {plain(name): column.name for column in columns for name in (column.name, *column.also)}
    places: dict[str, int] = {}
    ignored = []
    for at, cell in enumerate(header):
        name = names.get(plain(cell))
        if name is None:
            if cell.strip():
                ignored.append(cell.strip())
        elif name in places:
            raise CannotImport(f"{file} has two columns for the {name}. Keep one of them.")
        else:
            places[name] = at
    missing = [column.name for column in columns if column.needed and column.name not in places]
    if missing:
        read = ", ".join(shown(cell, 30) for cell in header[:6])
        raise CannotImport(
            f"The first row of {file} names the columns; it must name the {' and the '.join(missing)}. It reads {read}."
        )
    return places, tuple(ignored)


def plain(name: str) -> str:
    """A name of a column without what people write differently: case, spaces, hyphens."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())
