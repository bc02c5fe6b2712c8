"""Moving to another unit: nobody is transferred without their own consent."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.asked import Asked
from floor.book.bulk import add_to_rows, change_row
from floor.house.mandating import end_mandates
from floor.house.models import Mandate, Member, Spell, Unit
from floor.house.standing import around, authority_of, live, member_on_register, open_unit, unit_of

from .people import check_unit_takes_members

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
