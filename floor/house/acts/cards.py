"""Cards: a printed code is enough to take part. Issued in the book, so that a key to somebody's voice can't be cut in secret."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AwareDatetime

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.house.models import Card, Member
from floor.house.standing import authority_of, member_on_register


class IssueCard(Act):
    """Issue a card to a member. The code is printed once and kept nowhere; the book holds a commitment to its lock.

    A new card withdraws the earlier ones of the same member.
    """

    serves = ("R17",)
    member: int
    lock: Annotated[str | None, PRIVATE]
    expires: AwareDatetime

    def guard(self, scene: Scene) -> Authority:
        member = member_on_register(self.member)
        if self.expires <= scene.at:
            raise Refusal("the register", "The card would have expired before it is issued.")
        article = scene.cite("membership", "admitted-by")
        return authority_of(scene, scene.law.membership.admitted_by, member.unit, article, "issue cards")

    def apply(self, scene: Scene) -> None:
        Card.objects.filter(member_id=self.member, withdrawn=None).update(withdrawn=scene.at)
        Card.objects.create(
            id=Card.next_id(), member_id=self.member, lock=self.lock or "", issued=scene.at, expires=self.expires
        )

    def concerns(self) -> Iterable[int | None]:
        return (self.member,)


class WithdrawCard(Act):
    """Withdraw a card that was lost or misused: by its member, or by whoever issues cards."""

    serves = ("R17",)
    card: int

    def guard(self, scene: Scene) -> Authority:
        card = Card.objects.select_related("member__unit").filter(pk=self.card).first()
        if card is None or card.withdrawn is not None:
            raise Refusal("the register", "That card is not in use.")
        article = scene.cite("membership", "admitted-by")
        if scene.by.kind == "member" and scene.by.member == card.member_id:
            return Authority(article)
        return authority_of(scene, scene.law.membership.admitted_by, card.member.unit, article, "withdraw cards")

    def apply(self, scene: Scene) -> None:
        Card.objects.filter(pk=self.card).update(withdrawn=scene.at)


class IssueFirstCards(Act):
    """The founding meeting hands its members their first cards, all in one entry, right after the founding."""

    serves = ("R17",)
    open_to = "founding"
    members: list[int]
    locks: Annotated[list[str | None], PRIVATE]
    expires: AwareDatetime

    def guard(self, scene: Scene) -> Authority:
        if scene.by.kind != "founding" or scene.n != 1:
            raise Refusal(
                scene.cite("founding"),
                "First cards are handed out by the founding meeting, directly after the founding.",
                "R1",
            )
        if len(self.members) != len(self.locks) or len(set(self.members)) != len(self.members):
            raise Refusal(scene.cite("founding"), "There must be one card for each member named.")
        if Member.objects.filter(pk__in=self.members, left=None).count() != len(self.members):
            raise Refusal(scene.cite("founding"), "A card is meant for somebody who is not a founder.")
        return Authority(scene.cite("founding"))

    def apply(self, scene: Scene) -> None:
        first = Card.next_id()
        Card.objects.bulk_create(
            [
                Card(id=first + at, member_id=member, lock=lock or "", issued=scene.at, expires=self.expires)
                for at, (member, lock) in enumerate(zip(self.members, self.locks, strict=True))
            ]
        )

    def concerns(self) -> Iterable[int | None]:
        return self.members
