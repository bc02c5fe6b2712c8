"""Reads a register row by row: what each cell means by the statutes and the tree, and what is wrong with it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from floor.book.act import Refusal, Scene
from floor.house.acts.members import check_dues

from .cells import BadCell, day, folded, tidy, within
from .comparing import key_of
from .faults import CannotImport, Progress, one_of, shown
from .finding_units import Known, Tree
from .register_preview import RegisterPreview
from .sheets import Column, Reading, Sheet, plain

#: Distinct cells of units and categories that are remembered with what they mean.
_REMEMBERED = 200_000
#: With so many different units that nobody knows, the column is hardly the right one.
_STRANGE = 10_000
_SAMPLES = 3

#: A column of a row, and what is wrong in it.
Wrong = tuple[str, BadCell]


class RegisterReader:
    """Reads the rows of a file into a preview."""

    def __init__(self, preview: RegisterPreview, scene: Scene) -> None:
        self.preview, self.scene, self.tree = preview, scene, Tree()
        self.known = scene.law.membership.categories
        self._unit_places: dict[str, int] = {}
        self._unit_faults: list[BadCell | None] = []
        self._unit_keys: list[int] = []
        self._days: dict[int, BadCell | None] = {}
        self._samples: list[str] = []
        self._kinds: dict[tuple[str, ...], int | list[Wrong]] = {}
        self._kind_places: dict[tuple[tuple[str, str], ...], int] = {}

    def read(self, path: Path, how: Reading | None, progress: Progress) -> None:
        """Read the whole file into the preview."""
        preview = self.preview
        sheet = Sheet(path, self._columns(), preview.faults, how, progress)
        preview.ignored = sheet.ignored
        at = sheet.places
        name_at, unit_at, contact_at, paid_at = at["name"], at["unit"], at.get("contact"), at.get("paid until")
        kinds = [(name, at[name]) for name in self.known if name in at]
        add, units = preview.spool.add, self._unit_places
        for row, cells in sheet.rows():
            wrong: list[Wrong] = []
            name = _tidied("name", cells[name_at], 120, wrong)
            contact = _tidied("contact", cells[contact_at], 200, wrong) if contact_at is not None else ""
            if not name and not wrong:
                wrong.append(("name", BadCell("The name is missing.")))
            unit = units.get(cells[unit_at], -1)
            if unit < 0:
                unit = self._unit(cells[unit_at], wrong)
            paid = self._paid(cells[paid_at], wrong) if paid_at is not None and cells[paid_at] else 0
            if wrong:
                # Told by the file alone, so such a row has no place among the portions.
                preview.bad_rows += 1
                self._tell(row, wrong)
                continue
            if self._unit_faults[unit] is not None:
                wrong.append(("unit", self._unit_faults[unit]))  # type: ignore[arg-type]
            if paid:
                self._check_dues(paid, wrong)
            kind = self._kind(kinds, cells, wrong) if kinds else 0
            if wrong:
                self._tell(row, wrong)
            add(row, unit, paid, key_of(name, contact, self._unit_keys[unit]), bool(wrong), name, contact, kind)
            if len(self._samples) < _SAMPLES and not name.isascii():
                self._samples.append(name)
        preview.spool.finish()
        preview.samples = tuple(self._samples)
        preview.rows, preview.bad_rows = len(preview.spool) + preview.bad_rows + sheet.bad, preview.bad_rows + sheet.bad
        if not preview.rows:
            raise CannotImport(f"{path.name} has a header and no rows below it.")
        how_read = f"members 1\n{sheet.file.sha256}\n{sheet.file.encoding}\n{sheet.delimiter}"
        preview.sha256 = hashlib.sha256(how_read.encode()).hexdigest()

    def _columns(self) -> list[Column]:
        level = self.scene.law.members_at
        return [
            Column("name", ("full name", "member", "member name", "person"), needed=True),
            Column(
                "unit", (level, "unit number", "unit name", "unit path", "workplace", "shop", "branch"), needed=True
            ),
            Column("contact", ("email", "e-mail", "mail", "phone", "telephone", "mobile", "address")),
            Column("paid until", ("paid", "paid to", "dues paid until", "dues until")),
            *(Column(name) for name in self.known if plain(name) not in ("name", "unit", "contact", "paiduntil")),
        ]

    def _tell(self, row: int, wrong: list[Wrong]) -> None:
        for column, fault in wrong:
            self.preview.faults.add(row, column, fault.wrong, fault.right)

    def _unit(self, cell: str, wrong: list[Wrong]) -> int:
        """The number of this text among the units of the file; a new one is looked up."""
        try:
            text = within(tidy(cell), 1000)
            if not text:
                raise BadCell(
                    "The unit is missing.", "Write its number, its name, or a path such as “Works / Bolt shop”."
                )
        except BadCell as fault:
            wrong.append(("unit", fault))
            return 0
        place = self._unit_places.get(text)
        if place is None:
            place = len(self._unit_faults)
            found, fault = self._look_up(text)
            if fault is not None and (bad := sum(fault is not None for fault in self._unit_faults)) > _STRANGE:
                raise CannotImport(
                    f"{bad:,} different units in the file are not to be found. Is the unit in the right column?"
                )
            self.preview.found.append(found)
            self._unit_faults.append(fault)
            self._unit_keys.append(found.pk if found else -place)
            self._unit_places[text] = place
        if len(self._unit_places) < _REMEMBERED:
            self._unit_places[cell] = place
        return place

    def _look_up(self, text: str) -> tuple[Known | None, BadCell | None]:
        level, under = self.scene.law.members_at, self.preview.under
        try:
            found = self.tree.find(text, under, level)
        except BadCell as fault:
            return None, fault
        if found.level != level:
            return None, BadCell(
                f"{found.name} ({found.pk}) is a {found.level}.", f"Members belong to a {level}: name one."
            )
        if under not in found.around:
            return None, BadCell(f"{found.name} ({found.pk}) does not lie under unit {under}, for which you act.")
        return found, None

    def _paid(self, cell: str, wrong: list[Wrong]) -> int:
        try:
            until = day(cell.strip())
        except BadCell as fault:
            wrong.append(("paid until", fault))
            return 0
        return until.toordinal() if until else 0

    def _check_dues(self, paid: int, wrong: list[Wrong]) -> None:
        if paid not in self._days:
            try:
                check_dues(self.scene, date.fromordinal(paid))
                self._days[paid] = None
            except Refusal as refusal:
                self._days[paid] = BadCell(refusal.reason)
        if fault := self._days[paid]:
            wrong.append(("paid until", fault))

    def _kind(self, kinds: list[tuple[str, int]], cells: list[str], wrong: list[Wrong]) -> int:
        """The number of this row's set of categories."""
        values = tuple([cells[place] for _, place in kinds])
        meant = self._kinds.get(values)
        if meant is None:
            meant = self._categories(kinds, values)
        if isinstance(meant, int):
            return meant
        wrong += meant
        return 0

    def _categories(self, kinds: list[tuple[str, int]], cells: tuple[str, ...]) -> int | list[Wrong]:
        """What these cells mean: the number of a set of categories, or what is wrong with them."""
        meant: dict[str, str] = {}
        wrong: list[Wrong] = []
        for (name, _), cell in zip(kinds, cells, strict=True):
            text = cell.strip()
            if not text:
                continue
            value = next((value for value in self.known[name] if folded(value) == folded(text)), None)
            if value is None:
                wrong.append(
                    (
                        name,
                        BadCell(
                            f"{shown(text)} is not in the statutes.", f"Write {one_of(self.known[name])}, or nothing."
                        ),
                    )
                )
            else:
                meant[name] = value
        result: int | list[Wrong] = wrong
        if not wrong:
            key = tuple(meant.items())
            result = self._kind_places.get(key, len(self.preview.categories))
            if result == len(self.preview.categories):
                self.preview.categories.append(meant)
                self._kind_places[key] = result
        if len(self._kinds) < _REMEMBERED:
            self._kinds[cells] = result
        return result


def _tidied(column: str, cell: str, most: int, wrong: list[Wrong]) -> str:
    try:
        text = tidy(cell)
        return text if len(text) <= most else within(text, most)
    except BadCell as fault:
        wrong.append((column, fault))
        return ""
