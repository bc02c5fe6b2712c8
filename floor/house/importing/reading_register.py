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


class RegisterReader:
    """Reads the rows of a file into a preview."""

    def __init__(self, preview: RegisterPreview, scene: Scene) -> None:
        self.preview, self.scene, self.tree = preview, scene, Tree()
        self.known = scene.law.membership.categories
        self._unit_places: dict[str, int] = {}
        self._unit_faults: list[BadCell | None] = []
        self._kinds: dict[tuple[str, ...], int | list[tuple[str, BadCell]]] = {}
        self._kind_places: dict[tuple[tuple[str, str], ...], int] = {}

    def read(self, path: Path, how: Reading | None, progress: Progress) -> None:
        preview = self.preview
        sheet = Sheet(path, self.columns(), preview.faults, how, progress)
        preview.ignored = sheet.ignored
        places = sheet.places
        name_at, unit_at, contact_at, paid_at = (
            places.get(name, -1) for name in ("name", "unit", "contact", "paid until")
        )
        kinds = [(name, places[name]) for name in self.known if name in places]
        samples: list[str] = []
        add, units, remembered = preview.spool.add, self._unit_places, self._kinds
        for row, cells in sheet.rows():
            preview.rows += 1
            wrong: list[tuple[str, BadCell]] = []
            name = _cell("name", cells[name_at], 120, wrong)
            contact = _cell("contact", cells[contact_at], 200, wrong) if contact_at >= 0 else ""
            if not name and not wrong:
                wrong.append(("name", BadCell("The name is missing.")))
            unit = units.get(cells[unit_at])
            if unit is None:
                unit = self._unit(cells[unit_at], wrong)
            paid = self._paid(cells[paid_at], wrong) if paid_at >= 0 else 0
            if wrong:
                # Told by the file alone, so such a row has no place among the portions.
                self._tell(row, wrong, spooled=False)
                continue
            if fault := self._unit_faults[unit]:
                wrong.append(("unit", fault))
            if paid and (fault := self._dues(paid)):
                wrong.append(("paid until", fault))
            kind = 0
            if kinds:
                values = tuple([cells[place] for _, place in kinds])
                meant = remembered.get(values)
                if meant is None:
                    meant = self._categories(kinds, values)
                if isinstance(meant, int):
                    kind = meant
                else:
                    wrong += meant
            if wrong:
                self._tell(row, wrong, spooled=True)
            if len(samples) < 3 and not name.isascii():
                samples.append(name)
            found = preview.found[unit]
            key = key_of(name, contact, found.pk if found else None)
            add(row, unit, paid, key, bool(wrong), name, contact, kind)
        preview.samples = tuple(samples)
        preview.rows, preview.bad_rows = preview.rows + sheet.bad, preview.bad_rows + sheet.bad
        if not preview.rows:
            raise CannotImport(f"{path.name} has a header and no rows below it.")
        how_read = f"members 1\n{sheet.file.sha256}\n{sheet.file.encoding}\n{sheet.delimiter}"
        preview.sha256 = hashlib.sha256(how_read.encode()).hexdigest()

    def columns(self) -> list[Column]:
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

    def _tell(self, row: int, wrong: list[tuple[str, BadCell]], spooled: bool) -> None:
        for column, fault in wrong:
            self.preview.faults.add(row, column, fault.wrong, fault.right)
        if not spooled:
            self.preview.bad_rows += 1

    def _unit(self, cell: str, wrong: list[tuple[str, BadCell]]) -> int:
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
            self.preview.found.append(found)
            self._unit_faults.append(fault)
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

    def _paid(self, cell: str, wrong: list[tuple[str, BadCell]]) -> int:
        try:
            until = day(cell.strip())
        except BadCell as fault:
            wrong.append(("paid until", fault))
            return 0
        return until.toordinal() if until else 0

    def _dues(self, paid: int) -> BadCell | None:
        try:
            check_dues(self.scene, date.fromordinal(paid))
        except Refusal as refusal:
            return BadCell(refusal.reason)
        return None

    def _categories(self, kinds: list[tuple[str, int]], cells: tuple[str, ...]) -> int | list[tuple[str, BadCell]]:
        """The number of this set of categories, or what is wrong with them."""
        meant: dict[str, str] = {}
        wrong: list[tuple[str, BadCell]] = []
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
        result: int | list[tuple[str, BadCell]] = wrong
        if not wrong:
            key = tuple(meant.items())
            result = self._kind_places.get(key, len(self.preview.categories))
            if result == len(self.preview.categories):
                self.preview.categories.append(meant)
                self._kind_places[key] = result
        if len(self._kinds) < _REMEMBERED:
            self._kinds[cells] = result
        return result


def _cell(column: str, cell: str, most: int, wrong: list[tuple[str, BadCell]]) -> str:
    try:
        text = tidy(cell)
        return text if len(text) <= most else within(text, most)
    except BadCell as fault:
        wrong.append((column, fault))
        return ""
