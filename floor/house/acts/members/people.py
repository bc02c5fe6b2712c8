"""What the register knows of people, what it does not take, and how they are counted in and out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from floor.book.act import Refusal, Scene
from floor.book.bulk import add_to_rows
from floor.house.models import Member, Unit
from floor.house.standing import around

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
