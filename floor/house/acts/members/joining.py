"""Joining, one by one at one's own wish, or many at once from a register kept elsewhere before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, repeat
from itertools import count as count_from
from typing import Annotated

from pydantic import Field

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.bulk import add_to_rows, as_stored, insert_rows
from floor.house.models import Member, Unit
from floor.house.rules import ids_of
from floor.house.standing import around, authority_of, open_unit

from .people import Person, check_categories, check_dues, check_unit_takes_members, enter


class Join(Act):
    """Enter a person on the register of a unit, at their own wish.

    Done by whoever admits members by the statutes. `confirmed` says that the person signed for it themselves (R18).
    """

    serves = ("R18",)
    unit: int
    number: int
    person: Annotated[Person | None, PRIVATE]
    confirmed: bool

    def guard(self, scene: Scene) -> Authority:
        unit, article = open_unit(self.unit, scene.at), scene.cite("membership", "admitted-by")
        check_unit_takes_members(scene, unit)
        if not self.confirmed:
            raise Refusal(
                scene.cite("membership", "consent"),
                "Joining needs the person's own consent; enrolling others is refused.",
                "R18",
            )
        if self.number != Member.next_id():
            raise Refusal("the register", f"The next number on the register is {Member.next_id()}.")
        if self.person is not None:
            check_categories(scene, self.person.categories)
        return authority_of(scene, scene.law.membership.admitted_by, unit, article, "admit members")

    def apply(self, scene: Scene) -> None:
        enter(scene, Unit.objects.get(pk=self.unit), self.number, self.person)

    def concerns(self) -> Iterable[int | None]:
        return (self.number,)


class EnterMembers(Act):
    """Enter many members from an existing register, in one entry of up to a thousand.

    `units` gives, in the order of `people`, how many belong to which unit; `paid`, where it is given, up to which day
    how many have paid their dues. For registers kept elsewhere before: `confirmed` says that each joined by their own
    consent there (R18).
    """

    serves = ("R18",)
    under: int
    first: int
    units: list[tuple[int, int]] = Field(min_length=1)
    people: Annotated[list[Person | None], PRIVATE] = Field(min_length=1, max_length=1000)
    paid: list[tuple[date | None, int]] = []
    confirmed: bool

    def guard(self, scene: Scene) -> Authority:
        top, article = open_unit(self.under, scene.at), scene.cite("membership", "admitted-by")
        authority = authority_of(scene, scene.law.membership.admitted_by, top, article, "admit members")
        if not self.confirmed:
            raise Refusal(scene.cite("membership", "consent"), "Joining needs each person's own consent.", "R18")
        if self.first != Member.next_id():
            raise Refusal(
                "the register",
                f"The next number on the register is {Member.next_id()}; somebody joined meanwhile. Send it again.",
            )
        if sum(count for _, count in self.units) != len(self.people) or min(count for _, count in self.units) < 1:
            raise Refusal("the register", "The units do not add up to the people.")
        if self.paid and (
            sum(count for _, count in self.paid) != len(self.people) or min(count for _, count in self.paid) < 1
        ):
            raise Refusal("the register", "The dues do not add up to the people.")
        for until, _ in self.paid:
            if until is not None:
                check_dues(scene, until)
        wanted = {unit for unit, _ in self.units}
        found = {
            unit.pk: unit
            for unit in Unit.objects.filter(pk__in=wanted, closed=None).only("level", "path", "place_path")
        }
        for number, _ in self.units:
            if number not in found:
                raise Refusal("the register", f"Unit {number} is not open.")
            check_unit_takes_members(scene, found[number])
            if self.under not in around(found[number]):
                raise Refusal(article, f"Unit {number} does not lie under unit {self.under}, for which you act.", "R1")
        seen = {pair for person in self.people if person is not None for pair in person.categories.items()}
        for name, value in sorted(seen):
            check_categories(scene, {name: value})
        return authority

    def apply(self, scene: Scene) -> None:
        insert_rows(
            Member,
            ("number", "unit_id", "joined", "last_act", "paid_until", "name", "contact", "categories", "how_left"),
            list(self._rows(as_stored(scene.at))),
        )
        here: dict[int, int] = {}
        for unit_id, count in self.units:
            here[unit_id] = here.get(unit_id, 0) + count
        below: dict[int, int] = {}
        for pk, path, place_path in Unit.objects.filter(pk__in=here).values_list("pk", "path", "place_path"):
            for number in {*ids_of(path), *ids_of(place_path)}:
                below[number] = below.get(number, 0) + here[pk]
        add_to_rows(
            Unit,
            ("members_here", "members_below"),
            [(here.get(number, 0), count, number) for number, count in sorted(below.items())],
        )

    def _rows(self, at: str) -> Iterator[tuple[object, ...]]:
        unit_ids = chain.from_iterable(repeat(unit, count) for unit, count in self.units)
        paid = chain.from_iterable(
            repeat(until and until.isoformat(), count) for until, count in self.paid or [(None, len(self.people))]
        )
        written: dict[tuple[tuple[str, str], ...], str] = {(): "{}"}
        for number, unit, until, p in zip(count_from(self.first), unit_ids, paid, self.people):
            if p is None:
                yield number, unit, at, at, until, "", "", "{}", ""
                continue
            key = tuple(p.categories.items())
            categories = written.get(key) or written.setdefault(key, json.dumps(p.categories))
            yield number, unit, at, at, until, p.name, p.contact, categories, ""

    def concerns(self) -> Iterable[int | None]:
        return range(self.first, self.first + len(self.people))
