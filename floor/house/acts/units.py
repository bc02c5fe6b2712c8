"""Units open, take names, move and close. Old names stay findable; closing needs an empty register."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.asked import Asked
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Seat, Unit, UnitName
from floor.house.rules import ids_of
from floor.house.standing import authority_of, live, open_unit

UnitTitle = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


def place_in_tree(unit_id: int, parent: Unit | None, place: Unit | None) -> tuple[str, str]:
    """The two paths of a unit: down its own line, and down the territory line."""
    path = f"{parent.path if parent else '/'}{unit_id}/"
    # A unit below a placed one lies in the same place.
    above = place.path if place else (parent.place_path if parent else "")
    return path, above


def open_in_tree(scene: Scene, level: str, name: str, line: str, parent: Unit | None, place: Unit | None) -> Unit:
    """Write a new unit and its first name."""
    unit_id = Unit.next_id()
    path, place_path = place_in_tree(unit_id, parent, place)
    unit = Unit.objects.create(
        id=unit_id,
        level=level,
        line=line,
        parent=parent,
        place=place,
        path=path,
        place_path=place_path,
        opened=scene.at,
    )
    UnitName.objects.create(id=UnitName.next_id(), unit=unit, name=name, since=scene.at)
    return unit


def check_place(scene: Scene, level: str, line: str, parent: Unit | None, place: Unit | None) -> None:
    """Refuse a unit that the statutes' levels have no room for."""
    law, article = scene.law, scene.cite("units")
    if level not in law.levels:
        raise Refusal(article, f"There is no level “{level}”; the levels are {', '.join(law.levels)}.")
    if line not in ("union", "territory") or level not in law.line_of(line):
        raise Refusal(article, f"The {line} line has no level “{level}”.")
    height = law.levels.index(level)
    if parent is not None and law.levels.index(parent.level) <= height:
        raise Refusal(
            article, f"A {level} cannot have a {parent.level} above it: the levels go up in the order of the statutes."
        )
    if place is not None and law.levels.index(place.level) < height:
        raise Refusal(
            article, f"A {level} cannot lie in a {place.level}: the levels go up in the order of the statutes."
        )
    if place is not None and place.line != "territory":
        raise Refusal(article, f"Unit {place.pk} is not on the territory line, so nothing can be placed in it.")
    if parent is not None and parent.line != line and not (line == "union" and parent.line == "territory"):
        raise Refusal(article, "A territory unit cannot stand below a union unit.")


class OpenUnit(Act):
    """Open a unit in the tree, below a parent on its line, and perhaps in a place on the territory line.

    Who may open units is in the statutes (`units.opened-by`), for the unit above.
    """

    serves = ("R1",)
    level: str
    title: UnitTitle
    line: str = "union"
    parent: int
    place: int | None = None

    def guard(self, scene: Scene) -> Authority:
        parent = open_unit(self.parent, scene.at)
        place = open_unit(self.place, scene.at) if self.place is not None else None
        check_place(scene, self.level, self.line, parent, place)
        return authority_of(scene, scene.law.units.opened_by, parent, scene.cite("units", "opened-by"), "open units")

    def apply(self, scene: Scene) -> None:
        place = Unit.objects.get(pk=self.place) if self.place is not None else None
        open_in_tree(scene, self.level, self.title, self.line, Unit.objects.get(pk=self.parent), place)


class NewUnit(BaseModel):
    """One row of a list of units to be opened; see `EnterUnits`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: str
    title: UnitTitle
    line: str = "union"
    parent: int
    place: int | None = None


class EnterUnits(Act):
    """Open many units at once, from a list. A row may stand below an earlier row of the same list.

    `parent` and `place` are unit numbers; new units get the next numbers, in the order of the list, starting at `first`.
    """

    serves = ("R1",)
    under: int
    first: int
    units: list[NewUnit]

    def guard(self, scene: Scene) -> Authority:
        top = open_unit(self.under, scene.at)
        authority = authority_of(scene, scene.law.units.opened_by, top, scene.cite("units", "opened-by"), "open units")
        if self.first != Unit.next_id():
            raise Refusal(
                "the register", "Other units were opened meanwhile. Look at the list again and send it once more."
            )
        wanted = {row.parent for row in self.units} | {row.place for row in self.units if row.place is not None}
        known = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted, closed=None)}
        for at, row in enumerate(self.units):
            parent, place = known.get(row.parent), known.get(row.place) if row.place is not None else None
            if parent is None or (row.place is not None and place is None):
                raise Refusal("the register", f"Row {at + 1}: unit {row.place if parent else row.parent} is not open.")
            check_place(scene, row.level, row.line, parent, place)
            number = self.first + at
            path, place_path = place_in_tree(number, parent, place)
            if self.under not in [*ids_of(path), *ids_of(place_path)]:
                raise Refusal(
                    authority.article, f"Row {at + 1} does not lie under unit {self.under}, for which you act.", "R1"
                )
            known[number] = Unit(pk=number, level=row.level, line=row.line, path=path, place_path=place_path)
        return authority

    def apply(self, scene: Scene) -> None:
        wanted = {row.parent for row in self.units} | {row.place for row in self.units if row.place is not None}
        known = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted)}
        made = []
        for number, row in enumerate(self.units, start=self.first):
            parent, place = known[row.parent], known[row.place] if row.place is not None else None
            path, place_path = place_in_tree(number, parent, place)
            unit = Unit(
                id=number, level=row.level, line=row.line, parent_id=row.parent, place_id=row.place, path=path, place_path=place_path, opened=scene.at
            )  # fmt: skip
            known[number] = unit
            made.append(unit)
        Unit.objects.bulk_create(made, batch_size=500)
        name_id = UnitName.next_id()
        UnitName.objects.bulk_create(
            [
                UnitName(id=name_id + at, unit_id=self.first + at, name=row.title, since=scene.at)
                for at, row in enumerate(self.units)
            ],
            batch_size=500,
        )


_called = Asked(lambda unit: UnitName.objects.filter(unit=unit, until=None).values_list("name", flat=True))


class RenameUnit(Act):
    """Give a unit a new name. The old one stays on record and is still found (R25)."""

    serves = ("R25",)
    unit: int
    title: UnitTitle

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        if _called.first(unit=self.unit) == self.title:
            raise Refusal("the register", "It has that name already.")
        return authority_of(scene, scene.law.units.opened_by, unit, scene.cite("units", "opened-by"), "rename units")

    def apply(self, scene: Scene) -> None:
        UnitName.objects.filter(unit_id=self.unit, until=None).update(until=scene.at)
        UnitName.objects.create(id=UnitName.next_id(), unit_id=self.unit, name=self.title, since=scene.at)


class CloseUnit(Act):
    """Close a unit that nobody belongs to any more. Its mandates end, and those it gave; its names, results and old seats stay."""

    serves = ("R1", "R25")
    unit: int

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        if unit.members_below:
            raise Refusal(
                "the register",
                f"{unit.members_below} members still belong here. They move to another unit by their own act or the register's; "
                "nobody is removed from the register by closing a unit.",
                "R21",
            )
        if (
            Unit.objects.filter(parent=unit, closed=None).exists()
            or Unit.objects.filter(place=unit, closed=None).exists()
        ):
            raise Refusal("the register", "Other units still stand below it. Close or move those first.")
        above = unit.parent or unit
        return authority_of(scene, scene.law.units.opened_by, above, scene.cite("units", "opened-by"), "close units")

    def apply(self, scene: Scene) -> None:
        Unit.objects.filter(pk=self.unit).update(closed=scene.at)
        end_what_stood_on(Unit.objects.get(pk=self.unit), scene, "unit closed")


def end_what_stood_on(unit: Unit, scene: Scene, how: str) -> None:
    """End the mandates in a unit that is no more, and those it gave elsewhere. Called from `apply` only.

    Its seats elsewhere are abolished: there is no electorate left that could fill them, or take them back (R2).
    """
    for mandates in (Mandate.objects.filter(seat__unit=unit), Mandate.objects.filter(result__unit=unit)):
        end_mandates(mandates.filter(live(scene.at)).select_related("seat").order_by("pk"), scene, how)
    Seat.objects.filter(sent_by=unit, abolished=None).update(abolished=scene.at)
