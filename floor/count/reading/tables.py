"""CSV files: our own urns, and the Scottish council elections as researchers pass them on.

Our own. First, if wanted, rows that begin with `title`, `seats` or `candidates` and go on with the title, the number of
seats, the names. Then a row of headings. For rankings the headings are `choice 1`, `choice 2` and so on, and each cell has a
name, or a number (3 or #3) from the row `candidates`; without that row the names are all that occur, by the alphabet. `Ann = Bea` in a
cell lets both stand level; an empty cell is a choice not used. For crosses, approvals or points the headings are the
candidates' names and the cells 1 or x, or the points; empty is 0. A column `papers` says how many papers are alike; beside
choices, a column `unit` says where they were counted, which changes nothing: so are the urns we publish read as they are.

    candidates,Ann,Bea,Kim
    papers,choice 1,choice 2
    40,Ann,Kim
    2,Kim,

The Scottish ones begin with a row of two numbers, candidates and seats; then how many papers are alike and the candidates'
numbers in order; then a row `"Candidate 1","Ann",...` for each, and the name of the ward.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import numpy as np

from ..papers import Marks, Orders, Rankings
from .gathering import Gathered
from .text import on_line, whole_number
from .urn import Urn

_CHOICE = re.compile(r"(choice|preference|rank|pref)[\s_]*\d+", re.IGNORECASE)
_NUMBER_OF_PAPERS = {"papers", "weight", "number of papers", "count"}
Row = tuple[int, list[str]]


def read_table(text: str) -> Urn:
    """The urn in a CSV file. Commas, semicolons or tabs part the cells, as the first row shows."""
    rows = _rows(text)
    if not rows:
        raise on_line(1, "the file is empty.")
    first = [cell for cell in rows[0][1] if cell]
    if len(first) == 2 and all(cell.isdigit() for cell in first):
        return _scottish(rows)
    return _ours(rows)


def _rows(text: str) -> list[Row]:
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    rows: list[Row] = []
    try:
        for cells in reader:
            bare = [cell.strip() for cell in cells]
            if any(bare):
                rows.append((reader.line_num, bare))
    except csv.Error as fault:
        raise on_line(reader.line_num, f"quotation marks do not match ({fault}).") from None
    return rows


def _ours(rows: list[Row]) -> Urn:
    said: dict[str, list[str]] = {}
    while rows and (key := rows[0][1][0].casefold()) in {"title", "seats", "candidates"}:
        number, cells = rows.pop(0)
        said[key] = [cell for cell in cells[1:] if cell]
        if key == "seats":
            whole_number("".join(said[key]), number, "The number of seats")
    if not rows:
        raise on_line(1, "the row of headings is missing: “choice 1, choice 2, ...” or the names of the candidates.")
    number, headings = rows[0]
    while headings and not headings[-1]:
        headings = headings[:-1]
    weighted = next((at for at, heading in enumerate(headings) if heading.casefold() in _NUMBER_OF_PAPERS), None)
    where = 1 if _published_as_an_urn(headings) else None
    columns = [at for at in range(len(headings)) if at not in (weighted, where)]
    cast = [(line, _weight(cells, weighted, line), [cells[at] if at < len(cells) else "" for at in columns]) for line, cells in rows[1:]]  # fmt: skip
    named = [headings[at] for at in columns]
    papers: Rankings | Orders | Marks
    if named and said.get("candidates") != named and all(_CHOICE.fullmatch(heading) for heading in named):
        everyone = said.get("candidates") or _all_named(cast)
        papers = _choices(cast, everyone)
    else:
        everyone = said.get("candidates") or named
        if everyone != named or len(set(named)) != len(named) or not all(named):
            raise on_line(number, "the headings should be the names of the candidates, each once, or “choice 1, choice 2, ...”.")  # fmt: skip
        papers = _points(cast, len(named))
    if not everyone:
        raise on_line(number, "no candidate is named anywhere.")
    seats = said.get("seats")
    return Urn(tuple(everyone), papers, int(seats[0]) if seats else None, " ".join(said.get("title", [])))


def _published_as_an_urn(headings: Sequence[str]) -> bool:
    return len(headings) > 2 and headings[:2] == ["papers", "unit"] and all(map(_CHOICE.fullmatch, headings[2:]))


def _weight(cells: Sequence[str], column: int | None, line: int) -> int:
    if column is None:
        return 1
    return whole_number(cells[column] if column < len(cells) else "", line, "How many papers are alike")


def _all_named(cast: list[tuple[int, int, list[str]]]) -> list[str]:
    names = {name.strip() for _, _, cells in cast for cell in cells for name in cell.split("=") if name.strip()}
    if names and all(name.isascii() and name.isdigit() and 0 < len(name) < 5 for name in names):
        # Numbers on papers: somebody whom nobody chose is still a candidate.
        return [str(number) for number in range(1, max(map(int, names)) + 1)]
    return sorted(names, key=lambda name: (int(name) if name.isdigit() else 0, name))


def _choices(cast: list[tuple[int, int, list[str]]], everyone: list[str]) -> Rankings | Orders:
    numbers = {name: number for number, name in enumerate(everyone, start=1)}

    def number_of(word: str) -> int | None:
        # A name comes first: candidates may be called “1” and “2”.
        bare = word.lstrip("#")
        return numbers.get(word) or (int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 6 else None)

    gathered = Gathered(len(everyone))
    for line, weight, cells in cast:
        groups = []
        for cell in cells:
            words = [cell] if cell in numbers else [word.strip() for word in cell.split("=") if word.strip()]
            group = [number_of(word) for word in words]
            if None in group:
                stranger = words[group.index(None)]
                raise on_line(line, f"“{stranger}” is not among the candidates: {', '.join(everyone)}.")
            groups.append([one for one in group if one is not None])
        gathered.add(groups, weight, line)
    return gathered.papers()


def _points(cast: list[tuple[int, int, list[str]]], candidates: int) -> Marks:
    marks = np.zeros((len(cast), candidates), dtype=np.int64)
    for row, (line, _, cells) in enumerate(cast):
        for column, cell in enumerate(cells):
            marks[row, column] = (
                1 if cell.casefold() in {"x", "✓", "yes"} else whole_number(cell or "0", line, "A mark")
            )
    return Marks(candidates, marks, np.array([weight for _, weight, _ in cast], dtype=np.int64))


def _scottish(rows: list[Row]) -> Urn:
    line, cells = rows[0]
    count, seats = (whole_number(cell, line, "The first row") for cell in cells if cell)
    gathered, names, rest = Gathered(count), [], []
    for line, cells in rows[1:]:
        if cells[0].casefold().startswith("candidate"):
            names.append(cells[1] if len(cells) > 1 and not _party_follows(cells) else " ".join(cells[1:3]))
        elif cells[0].isdigit() and not names:
            choices = [[whole_number(cell, line, "A candidate on a paper")] for cell in cells[1:] if cell]
            gathered.add(choices, int(cells[0]), line)
        else:
            rest.append(" ".join(cell for cell in cells if cell))
    if len(names) != count:
        raise on_line(rows[-1][0], f"there are {count} candidates, but {len(names)} rows with names.")
    return Urn(tuple(names), gathered.papers(), seats, rest[-1] if rest else "")


def _party_follows(cells: Sequence[str]) -> bool:
    """Some files part a name into first and last: "Candidate 1","Ann","Brown","Party"."""
    return len([cell for cell in cells if cell]) >= 4
