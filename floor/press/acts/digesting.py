"""The digest by e-mail: only for who asked for it. The address stays in the register (R17)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import around, member_on_register, open_unit
from floor.press.authority import article_of_the_press
from floor.press.models import DigestSubscription


class SubscribeDigest(Act):
    """Ask for the week of a unit by e-mail: of one's own unit, or of one above it."""

    serves = ("R17", "R21")
    unit: int

    def guard(self, scene: Scene) -> Authority:
        article, unit = article_of_the_press(scene), open_unit(self.unit, scene.at)
        if scene.by.kind != "member":
            raise Refusal(article, "Only the person themselves asks for the digest.", "R21")
        member = member_on_register(scene.by.member or 0)
        if unit.pk not in around(member.unit):
            raise Refusal(article, f"You are not on the register of unit {unit.pk}. Its board is open to everyone.")
        if DigestSubscription.objects.filter(member=member, unit=unit).exists():
            raise Refusal(article, "You get this digest already.")
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        DigestSubscription.objects.create(
            id=DigestSubscription.next_id(), member_id=scene.by.member or 0, unit_id=self.unit, since=scene.at
        )


class UnsubscribeDigest(Act):
    """Get the digest of a unit no longer."""

    serves = ("R21",)
    unit: int

    def guard(self, scene: Scene) -> Authority:
        article = article_of_the_press(scene)
        if (
            scene.by.kind != "member"
            or not DigestSubscription.objects.filter(member=scene.by.member, unit=self.unit).exists()
        ):
            raise Refusal(article, "You do not get the digest of this unit.")
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        DigestSubscription.objects.filter(member=scene.by.member, unit=self.unit).delete()
