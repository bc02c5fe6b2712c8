"""Leaving takes effect when it is said; after it, everything personal can be erased."""

from __future__ import annotations

from typing import Literal

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.entries import SLOTS
from floor.book.models import Private
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Member
from floor.house.standing import authority_of, live, member_on_register, oneself

from .people import count_in


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
