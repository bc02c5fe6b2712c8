"""Coming and going. Joining is confirmed by the person, leaving takes effect when it is said, names never enter the book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, repeat
from itertools import count as count_from
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.asked import Asked
from floor.book.bulk import add_to_rows, as_stored, change_row, insert_rows
from floor.book.entries import SLOTS
from floor.book.models import Private
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Member, Spell, Unit
from floor.house.rules import ids_of
from floor.house.standing import around, authority_of, live, member_on_register, oneself, open_unit, unit_of

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Person(BaseModel):
    """What the register knows of a person; stays in the private store."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: PersonName
    contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    categories: dict[str, str] = {}


def enter(scene: Scene, unit: Unit, number: int, person: Person | None) -> Member:
    """Write one new member, and count them in every unit around."""
    known = person or Person.model_construct(name="", contact="", categories={})
    member = Member.objects.create(
        number=number, unit=unit, joined=scene.at, last_act=scene.at, name=known.name, contact=known.contact, categories=known.categories
    )  # fmt: skip
    count_in(unit, 1)
    return member


def count_in(unit: Unit, by: int) -> None:
    """Count members in or out: in the unit itself, and in every unit around it."""
    numbers = sorted(set(around(unit)))
    add_to_rows(
        Unit, ("members_here", "members_below"), [(by if number == unit.pk else 0, by, number) for number in numbers]
    )


def check_unit_takes_members(scene: Scene, unit: Unit) -> None:
    if unit.level != scene.law.members_at:
        raise Refusal(
            scene.cite("units", "members-at"),
            f"Members belong to a {scene.law.members_at}; unit {unit.pk} is a {unit.level}.",
        )


def check_categories(scene: Scene, categories: dict[str, str]) -> None:
    """Categories are those of the statutes; they serve reports, never rights."""
    known = scene.law.membership.categories
    for name, value in categories.items():
        if value not in known.get(name, ()):
            allowed = ", ".join(known.get(name, ())) or "no such category"
            raise Refusal(
                scene.cite("membership", "categories"), f"“{name}: {value}” is not in the statutes ({allowed})."
            )


def check_dues(scene: Scene, until: date) -> None:
    """Dues are paid up to a day in living memory or in the next years; another is a slip of the pen."""
    if not date(1850, 1, 1) <= until <= scene.today.replace(year=scene.today.year + 5, day=1):
        raise Refusal("the register", f"{until} is not a date that dues can be paid to.")


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


_last_spell = Asked(lambda member: Spell.objects.filter(member=member).order_by("-until")[:1])
_electors = Asked(
    lambda member, at: Mandate.objects.filter(live(at), holder=member).order_by("pk").values_list("pk", "result__unit")
)


class Move(Act):
    """Move to another unit. By the member themselves, or by whoever admits members there, with the member's consent."""

    serves = ("R2", "R21")
    member: int
    to: int
    consent: bool = False

    def guard(self, scene: Scene) -> Authority:
        member, unit = member_on_register(self.member), open_unit(self.to, scene.at)
        check_unit_takes_members(scene, unit)
        if member.unit_id == self.to:
            raise Refusal("the register", "The member belongs to that unit already.")
        article = scene.cite("membership", "admitted-by")
        if scene.by.kind == "member" and scene.by.member == self.member:
            return Authority(article)
        if not self.consent:
            raise Refusal(article, "Nobody is transferred without their own consent.", "R2")
        return authority_of(scene, scene.law.membership.admitted_by, unit, article, "take in members from other units")

    def apply(self, scene: Scene) -> None:
        member, unit = member_on_register(self.member), unit_of(self.to)
        last = _last_spell.first(member=self.member)
        Spell.objects.create(
            id=Spell.next_id(),
            member=member,
            unit=member.unit,
            since=last.until if last else member.joined,
            until=scene.at,
        )
        here, there = set(around(member.unit)), set(around(unit))
        changes = [(number, 1 if number in there else -1) for number in sorted(here ^ there)]
        add_to_rows(
            Unit,
            ("members_here", "members_below"),
            [(by if number in (unit.pk, member.unit_id) else 0, by, number) for number, by in changes],
        )
        change_row(Member, self.member, unit=unit.pk, last_act=scene.at)
        # A mandate from electors one no longer belongs to ends with the move.
        lost = [mandate for mandate, electors in _electors(member=self.member, at=scene.at) if electors in here - there]
        if lost:
            end_mandates(Mandate.objects.filter(pk__in=lost).select_related("seat"), scene, "moved away")


class Leave(Act):
    """Leave the organisation. It takes effect at once; nobody can refuse, delay or vote on it (R21).

    Arrears do not hold anyone back, and all mandates of the person end.
    """

    serves = ("R21", "R18")
    member: int

    def guard(self, scene: Scene) -> Authority:
        member_on_register(self.member)
        return oneself(scene, self.member, scene.cite("membership", "resignation"), "leave")

    def apply(self, scene: Scene) -> None:
        strike_off(scene, self.member, "resigned")


class RecordDeath(Act):
    """Take a member who has died off the register."""

    member: int

    def guard(self, scene: Scene) -> Authority:
        member = member_on_register(self.member)
        article = scene.cite("membership", "admitted-by")
        return authority_of(scene, scene.law.membership.admitted_by, member.unit, article, "record a death")

    def apply(self, scene: Scene) -> None:
        strike_off(scene, self.member, "died")


def strike_off(scene: Scene, number: int, how: Literal["resigned", "died", "expelled", "lapsed"]) -> None:
    """Take a person off the register and end their mandates. Called from `apply` only."""
    member = Member.objects.select_related("unit").get(pk=number)
    end_mandates(Mandate.objects.filter(live(scene.at), holder=member).select_related("seat"), scene, "left")
    Member.objects.filter(pk=number).update(left=scene.at, how_left=how)
    member.cards.filter(withdrawn=None).update(withdrawn=scene.at)
    count_in(member.unit, -1)


class RecordDues(Act):
    """Record until when a member's dues are paid. Being behind never costs the vote unless the statutes say so."""

    serves = ("R18",)
    member: int
    until: date

    def guard(self, scene: Scene) -> Authority:
        member = member_on_register(self.member)
        check_dues(scene, self.until)
        article = scene.cite("membership", "good-standing")
        return authority_of(scene, scene.law.membership.admitted_by, member.unit, article, "record dues")

    def apply(self, scene: Scene) -> None:
        change_row(Member, self.member, paid_until=self.until)


class CorrectPerson(Act):
    """Correct what the register knows of a person: by the person, or by whoever admits members."""

    serves = ("R17",)
    member: int
    person: Annotated[Person | None, PRIVATE]

    def guard(self, scene: Scene) -> Authority:
        member = member_on_register(self.member)
        if self.person is not None:
            check_categories(scene, self.person.categories)
        article = scene.cite("membership", "admitted-by")
        if scene.by.kind == "member" and scene.by.member == self.member:
            return Authority(article)
        return authority_of(scene, scene.law.membership.admitted_by, member.unit, article, "correct the register")

    def apply(self, scene: Scene) -> None:
        # An earlier correction that was erased meanwhile must not bring an empty name over a later one: erased is erased.
        known = self.person or Person.model_construct(name="", contact="", categories={})
        change_row(Member, self.member, name=known.name, contact=known.contact, categories=known.categories)

    def concerns(self) -> Iterable[int | None]:
        return (self.member,)


class ErasePerson(Act):
    """Erase everything personal about someone: name, contact, categories, codes. The number and the book stay valid (R17).

    By the person themselves at any time after leaving; by whoever admits members once they have left or died.
    """

    serves = ("R17", "R25")
    member: int

    def guard(self, scene: Scene) -> Authority:
        member = Member.objects.select_related("unit").filter(pk=self.member).first()
        if member is None:
            raise Refusal("the register", f"There is no member {self.member}.")
        if member.left is None:
            raise Refusal(
                "the register", "A member on the register leaves first; then their data can be erased at once.", "R17"
            )
        article = scene.cite("membership")
        if scene.by.kind == "member" and scene.by.member == self.member:
            return Authority(article)
        return authority_of(scene, scene.law.membership.admitted_by, member.unit, article, "erase a person's data")

    def apply(self, scene: Scene) -> None:
        Private.objects.filter(about=self.member, id__lt=scene.n * SLOTS).delete()
        member = Member.objects.get(pk=self.member)
        Member.objects.filter(pk=self.member).update(name="", contact="", categories={})
        member.cards.update(lock="")
