"""What is noted of people on the register: dues, and corrections of what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from floor.book.act import PRIVATE, Act, Authority, Scene
from floor.book.bulk import change_row
from floor.house.models import Member
from floor.house.standing import authority_of, member_on_register

from .people import Person, check_categories, check_dues


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
