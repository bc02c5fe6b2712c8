"""Units from a CSV file. First `preview_units`, which writes nothing; then `enter_units`, by acts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from floor.book.act import By
from floor.book.canonical import canonical
from floor.book.doing import do
from floor.book.models import Entry
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.models import Unit

from .acting import acts_for, entries_done, scene_of
from .checking_units import check_units
from .faults import CannotImport, Faults, Progress, shown, silent
from .finding_units import Known, Tree
from .members import Entered
from .reading_units import Draft, UnitList, read_units
from .sheets import Reading

#: One act opens at most so many units, and never more than an entry of 65,535 bytes can hold.
_MOST, _ROOM = 500, 60_000


@dataclass
class UnitsPreview:
    """What entering a list of units would do. Nothing is written yet."""

    file: str
    under: int
    units: UnitList
    to_enter: int = 0
    already: int = 0
    per_level: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> UnitsPreview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """There is nothing to put away; a preview of members has something."""

    @property
    def faults(self) -> Faults:
        return self.units.faults

    @property
    def rows(self) -> int:
        return self.units.rows

    @property
    def bad_rows(self) -> int:
        return self.units.bad_rows

    @property
    def fits(self) -> bool:
        """Whether it can be entered as it is."""
        return not self.faults

    def key(self, row: int) -> str:
        """The request's own key of an act that begins with this row."""
        return f"{self.units.sha256[:48]}:u{row}"

    def sentences(self) -> list[str]:
        """What it would do, in words, without the faults."""
        levels = ", ".join(f"{count:,} at the level {level}" for level, count in self.per_level.most_common())
        said = [
            f"{self.file}: {self.rows:,} rows. {self.to_enter:,} units would be opened under unit {self.under}{': ' + levels if levels else ''}."
        ]
        if self.already:
            said.append(
                f"{self.already:,} of the file are open already, from an import that was cut off; they are not opened twice."
            )
        if self.units.ignored:
            said.append(
                f"Columns that mean nothing here and are left out: {', '.join(shown(name, 30) for name in self.units.ignored)}."
            )
        return said


def preview_units(
    path: Path,
    by: By,
    *,
    under: int | None = None,
    how: Reading | None = None,
    at: datetime | None = None,
    progress: Progress = silent,
) -> UnitsPreview:
    """Read a list of units and say what entering it would do, and everything that is wrong with it. Writes nothing."""
    scene, path = scene_of(by, at), Path(path)
    article = scene.cite("units", "opened-by")
    under = acts_for(scene, scene.law.units.opened_by, article, "open units", under)
    tree = Tree()
    units = read_units(path, scene, under, tree, how, progress)
    preview = UnitsPreview(path.name, under, units)
    check_units(units, scene, tree, _opened_by(preview))
    waiting = [draft for draft in units.drafts if not draft.bad and draft.number is None]
    preview.to_enter, preview.per_level = len(waiting), Counter(draft.level for draft in waiting)
    preview.already = sum(draft.number is not None for draft in units.drafts)
    return preview


def _opened_by(preview: UnitsPreview) -> frozenset[int]:
    """The units that earlier imports of this file have opened, as the book says."""
    done = entries_done(preview.key(row) for row in range(preview.rows + 2))
    numbers: set[int] = set()
    for line in Entry.objects.filter(n__in=done.values()).values_list("line", flat=True):
        payload = json.loads(bytes(line))["payload"]
        numbers.update(range(payload["first"], payload["first"] + len(payload["units"])))
    return frozenset(numbers)


def enter_units(
    preview: UnitsPreview,
    by: By,
    *,
    skip_bad_rows: bool = False,
    at: datetime | None = None,
    progress: Progress = silent,
) -> Entered:
    """Open the units of a list that was looked at, some hundreds in one act, those above before those below.

    Cut off at any moment and begun again with the same file, it goes on where it stopped.
    """
    if preview.faults and not skip_bad_rows:
        raise CannotImport(
            f"{preview.bad_rows:,} rows of {preview.file} are not right, so no unit was opened. Correct them, or leave those rows out."
        )
    waiting = [draft for draft in preview.units.drafts if not draft.bad and draft.number is None]
    opened, entries = 0, []
    for portion in _portions(waiting):
        first = Unit.next_id()
        for number, draft in enumerate(portion, start=first):
            draft.number = number
        rows = [_row_of(draft) for draft in portion]
        receipt = do(
            EnterUnits(under=preview.under, first=first, units=rows), by, once=preview.key(portion[0].row), at=at
        )
        if receipt.repeated:
            raise CannotImport(
                f"{preview.file} is being entered by somebody else at the same time. Look at it again; it goes on where it stopped."
            )
        entries.append(receipt.n)
        opened += len(portion)
        progress("entering", opened, len(waiting))
    return Entered(opened, len(entries), entries[0] if entries else None, entries[-1] if entries else None)


def _row_of(draft: Draft) -> NewUnit:
    parent, place = _number_of(draft.above), _number_of(draft.place)
    assert parent is not None
    return NewUnit(level=draft.level, title=draft.name, line=draft.line, parent=parent, place=place)


def _number_of(above: Draft | Known | None) -> int | None:
    return above.number if isinstance(above, Draft) else above.pk if above else None


def _portions(drafts: list[Draft]) -> Iterator[list[Draft]]:
    portion: list[Draft] = []
    room = _ROOM
    for draft in drafts:
        # The names of the fields, and two numbers of sixteen digits, beside the words themselves.
        needed = len(canonical([draft.name, draft.level, draft.line])) + 90
        if portion and (needed > room or len(portion) == _MOST):
            yield portion
            portion, room = [], _ROOM
        portion.append(draft)
        room -= needed
    if portion:
        yield portion
