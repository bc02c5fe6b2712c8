"""A register from a CSV file: the list of units that `floor import units` takes, with one more column: members. What
`floor export units` writes is such a list; there the units above have members too, namely those of the units below them.

Nothing but numbers and the names of units is read; a register with people in it is not needed here.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from floor.law.language import Law

from .registers import TERRITORY, UNION, NotARegister, Numbers, Register, Storey

NEEDED = ("name", "level", "members")
#: More units than any organisation has; a longer file is something else.
MOST_ROWS = 2_000_000


@dataclass(slots=True)
class Row:
    """A unit as it is listed: under which it stands is said by the key or the name of the other."""

    number: int
    """The row as a spreadsheet counts it."""
    key: str
    name: str
    level: str
    parent: str
    place: str
    line: str
    members: int
    at: int = 0
    """Its place among the units of its level."""


def read_register(path: Path, law: Law) -> Register:
    """The units of a file and how many members they have; NotARegister says what is wrong with which row."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotARegister(f"{path.name} is not written in UTF-8. Save it as “CSV UTF-8”.") from None
    return register_in(text, law)


def register_in(text: str, law: Law) -> Register:
    """The same from the text of a file."""
    return register_of(_rows(text, law), law)


def register_of(rows: list[Row], law: Law) -> Register:
    """A register from rows, wherever they come from."""
    lines = {line: _units(rows, line) for line in (UNION, TERRITORY)}
    levels = [level for level in law.line_of(UNION) if law.levels.index(level) >= law.levels.index(law.members_at)]
    lowest = lines[UNION].get(levels[0], {})
    if not lowest:
        raise NotARegister(f"There is no {levels[0]} in the file, and members belong to one.")
    ground = law.line_of(TERRITORY) if lines[TERRITORY] else []
    union = tuple(_storey(rows, lines, levels, at, UNION, ground) for at in range(len(levels)))
    territory = tuple(_storey(rows, lines, ground, at, TERRITORY, ground) for at in range(len(ground)))
    sizes = np.zeros(sum(row.line == UNION and row.level == levels[0] for row in rows), dtype=np.int64)
    for row in rows:
        if row.line == UNION and row.level == levels[0]:
            sizes[row.at] = row.members
    if not sizes.sum():
        raise NotARegister("Nobody is in the file: every unit has 0 members.")
    register = Register(sizes, union, territory)
    _check_the_sums(register, rows, levels[0])
    return register


def _check_the_sums(register: Register, rows: list[Row], lowest: str) -> None:
    """Members above the lowest level are those of the units below, or the file counts somebody twice."""
    below: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if not row.members or (row.line, row.level) == (UNION, lowest):
            continue
        if (row.line, row.level) not in below:
            below[row.line, row.level] = register.members_in(row.level, row.line).tolist()
        there = below[row.line, row.level][row.at]
        if there != row.members:
            raise NotARegister(
                f"Row {row.number}: {row.name} has {row.members} members, and each {lowest} below it, added up, {there}. Members "
                f"belong to a {lowest}; leave them empty where units stand below."
            )


def _rows(text: str, law: Law) -> list[Row]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = Counter(char for char in first if char in ",;\t").most_common(1)
    sheet = csv.DictReader(io.StringIO(text), delimiter=delimiter[0][0] if delimiter else ",")
    sheet.fieldnames = [" ".join(name.split()).lower() for name in sheet.fieldnames or []]
    for column in NEEDED:
        if column not in sheet.fieldnames:
            raise NotARegister(
                f"The file has no column “{column}”. It needs {', '.join(NEEDED)}, and parent where units stand below others."
            )
    found: list[Row] = []
    for number, cells in enumerate(sheet, start=2):
        said = {name: (value or "").strip() for name, value in cells.items() if isinstance(value, str)}
        if any(said.values()):
            found.append(_row(number, said, law))
        if number > MOST_ROWS:
            raise NotARegister(f"The file has more than {MOST_ROWS:,} rows.")
    return found


def _row(number: int, said: dict[str, str], law: Law) -> Row:
    name, line = said.get("name", ""), said.get("line", "").lower() or UNION
    level = next((one for one in law.levels if one.casefold() == said.get("level", "").casefold()), "")
    if line not in (UNION, TERRITORY):
        raise NotARegister(f"Row {number}: the line is “{line}”. Write union or territory, or nothing.")
    if not level or level not in law.line_of(line):
        raise NotARegister(
            f"Row {number}: “{said.get('level', '')}” is no level of the {line} line. Levels: {', '.join(law.line_of(line))}."
        )
    people = said.get("members", "") or "0"
    if not (people.isascii() and people.isdecimal() and len(people) < 10):
        raise NotARegister(
            f"Row {number}: {name} has “{people}” members. Write a whole number, without spaces or points."
        )
    return Row(
        number,
        said.get("key") or said.get("number", ""),
        name,
        level,
        said.get("parent", ""),
        said.get("place", ""),
        line,
        int(people),
    )


Units = dict[str, dict[str, Row]]


def _units(rows: list[Row], line: str) -> Units:
    """By level, the units of a line under their key and under their name."""
    found: Units = {}
    count: Counter[str] = Counter()
    twice: set[tuple[str, str]] = set()
    for row in rows:
        if row.line != line:
            continue
        row.at = count[row.level]
        count[row.level] += 1
        units = found.setdefault(row.level, {})
        for word in {row.key, row.name} - {""}:
            if word in units:
                twice.add((row.level, word))
            units[word] = row
        if not row.key and not row.name:
            raise NotARegister(f"Row {row.number}: the unit has no name.")
    for level, word in twice:
        # A name that two units have calls neither of them; their keys do.
        units = found[level]
        units[f"{word}\n"] = units.pop(word)
    return found


def _storey(
    rows: list[Row], lines: dict[str, Units], levels: list[str], at: int, line: str, ground: list[str]
) -> Storey:
    level = levels[at]
    here = [row for row in rows if row.line == line and row.level == level]
    above = None
    if at + 1 < len(levels):
        upper = lines[line].get(levels[at + 1], {})
        above = _places(here, "parent", upper, levels[at + 1])
    placed = None
    if line == UNION and ground and any(row.place for row in here):
        where = level if level in ground else ground[0]
        placed = _places(here, "place", lines[TERRITORY].get(where, {}), where)
    return Storey(level, line, above, placed)


def _places(rows: list[Row], column: str, upper: dict[str, Row], level: str) -> Numbers:
    """For each unit, the number of the one above that it names; where there is only one, it need not be named."""
    single = len({id(row) for row in upper.values()}) <= 1
    found = []
    for row in rows:
        named = row.parent if column == "parent" else row.place
        there = upper.get(named)
        if there is None and not (single and (not named or not upper)):
            wanted = f"“{named}”" if named else "nothing"
            raise NotARegister(
                f"Row {row.number}: {row.name} has {wanted} as {column}, and that is no single {level} of the file. Write the name or the key of one."
            )
        found.append(there.at if there is not None else 0)
    # Where the file leaves a level out, there is one unit of it, for everybody.
    return np.array(found or [0], dtype=np.int64)
