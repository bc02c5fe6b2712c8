"""Reads a list of units: what each cell means, and which row stands below which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from floor.book.act import Scene
from floor.house.models import Unit

from .cells import BadCell, folded, tidy, within
from .faults import CannotImport, Faults, Progress, one_of, shown
from .finding_units import Known, Tree
from .sheets import Column, Reading, Sheet

COLUMNS = (
    Column("name", ("title", "unit", "unit name", "called"), needed=True),
    Column("level", ("kind", "storey"), needed=True),
    Column("parent", ("above", "parent unit", "stands below", "belongs to", "under")),
    Column("place", ("territory unit", "lies in", "placed in")),
    Column("line", ("line of the tree",)),
    Column("key", ("id", "number", "code", "reference", "unit number")),
)


@dataclass(eq=False, slots=True)
class Draft:
    """A row of the list: a unit that is to be opened."""

    row: int
    name: str
    level: str
    line: str
    cells: dict[str, str]
    above: Draft | Known | None = None
    place: Draft | Known | None = None
    number: int | None = None
    """Its number, once it is open."""
    bad: bool = False
    around: frozenset[int] = frozenset()
    """The units of the register that it will stand below, on either line."""

    def as_unit(self) -> Unit:
        return Unit(pk=self.number, level=self.level, line=self.line)


@dataclass
class UnitList:
    """The rows of a file and what is wrong with them; those above come first."""

    under: int
    faults: Faults = field(default_factory=Faults)
    drafts: list[Draft] = field(default_factory=list)
    rows: int = 0
    unread: int = 0
    """Rows that could not even be cut into cells."""
    ignored: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def bad_rows(self) -> int:
        return self.unread + sum(draft.bad for draft in self.drafts)

    def fault(self, draft: Draft, column: str, wrong: str, right: str = "") -> None:
        """Note a fault, and that the row is bad."""
        draft.bad = True
        self.faults.add(draft.row, column, wrong, right)


def read_units(path: Path, scene: Scene, under: int, tree: Tree, how: Reading | None, progress: Progress) -> UnitList:
    """Read the whole list, find what each row stands below, and put those above in front."""
    units = UnitList(under)
    sheet = Sheet(path, COLUMNS, units.faults, how, progress)
    units.ignored = sheet.ignored
    for row, cells in sheet.rows():
        units.rows += 1
        draft = Draft(row, "", "", "union", {name: cells[at] for name, at in sheet.places.items()})
        _read_cells(units, draft, scene)
        units.drafts.append(draft)
    units.rows, units.unread = units.rows + sheet.bad, sheet.bad
    if not units.rows:
        raise CannotImport(f"{path.name} has a header and no rows below it.")
    units.sha256 = sheet.file.sha256
    _find_above(units, tree)
    units.drafts = list(_from_the_top_down(units))
    return units


def _read_cells(units: UnitList, draft: Draft, scene: Scene) -> None:
    law = scene.law
    for column, cell in draft.cells.items():
        try:
            draft.cells[column] = within(tidy(cell), 120 if column == "name" else 500)
        except BadCell as fault:
            units.fault(draft, column, fault.wrong, fault.right)
            draft.cells[column] = ""
    draft.name = draft.cells["name"]
    if not draft.name and not draft.bad:
        units.fault(draft, "name", "The name is missing.")
    wanted = draft.cells["level"]
    draft.level = next((level for level in law.levels if folded(level) == folded(wanted)), "")
    if not draft.level and not draft.bad:
        units.fault(
            draft,
            "level",
            f"There is no level {shown(wanted)}." if wanted else "The level is missing.",
            f"Write {one_of(law.levels)}.",
        )
    line = folded(draft.cells.get("line", "")) or "union"
    if line not in ("union", "territory"):
        units.fault(draft, "line", f"There is no line {shown(line)}.", "Write union or territory, or nothing.")
    else:
        draft.line = line


def _find_above(units: UnitList, tree: Tree) -> None:
    """Find the parent and the place of every row: by key, by name in the file, or on the register."""
    keys: dict[str, Draft] = {}
    names: dict[str, list[Draft]] = {}
    for draft in units.drafts:
        key = folded(draft.cells.get("key", ""))
        if key and key in keys:
            units.fault(
                draft,
                "key",
                f"Row {keys[key].row:,} has the key {shown(key)} already.",
                "Give every row a key of its own.",
            )
        elif key:
            keys[key] = draft
        names.setdefault(folded(draft.name), []).append(draft)

    def find(text: str, draft: Draft) -> Draft | Known:
        if (found := keys.get(folded(text))) is not None:
            return found
        others = [other for other in names.get(folded(text), ()) if other is not draft]
        if len(others) == 1:
            return others[0]
        if others:
            raise BadCell(
                f"{len(others)} rows of the file are called {shown(text)}.",
                "Give the rows keys, and write the key of the one you mean.",
            )
        return tree.find(text, units.under)

    for draft in units.drafts:
        for column in ("parent", "place"):
            text = draft.cells.get(column, "")
            try:
                found = find(text, draft) if text else (tree.units[units.under] if column == "parent" else None)
            except BadCell as fault:
                units.fault(draft, column, fault.wrong, fault.right)
                continue
            if column == "parent":
                draft.above = found
            else:
                draft.place = found


def _from_the_top_down(units: UnitList) -> Iterator[Draft]:
    """The rows, each after those it stands below; rows that stand below themselves come last, as faults."""
    waiting = {
        draft: [above for above in (draft.above, draft.place) if isinstance(above, Draft)] for draft in units.drafts
    }
    below: dict[Draft, list[Draft]] = {}
    for draft, above in waiting.items():
        for one in above:
            below.setdefault(one, []).append(draft)
    left = {draft: len(above) for draft, above in waiting.items()}
    ready = [draft for draft in units.drafts if not left[draft]]
    for draft in ready:
        yield draft
        for lower in below.get(draft, ()):
            left[lower] -= 1
            if not left[lower]:
                ready.append(lower)
    placed = set(ready)
    for draft in units.drafts:
        if draft not in placed:
            units.fault(
                draft,
                "parent",
                f"{shown(draft.name)} stands below itself: {_circle(draft, placed)}.",
                "Let one of them stand below another unit.",
            )
            yield draft


def _circle(draft: Draft, placed: set[Draft]) -> str:
    """The way up from a row until it meets itself: “Bolts → Nails → Bolts”."""
    way = [draft]
    while len(way) < 12:
        upper = next(
            (above for above in (way[-1].above, way[-1].place) if isinstance(above, Draft) and above not in placed),
            None,
        )
        if upper is None:
            break
        way.append(upper)
        if upper in way[:-1]:
            return " → ".join(each.name or f"row {each.row}" for each in way[way.index(upper) :])
    return " → ".join(each.name or f"row {each.row}" for each in way) + " → …"
