"""Who can stand for the seats of a poll: computed from the register and the statutes, with every reason told (M16)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from floor.book.act import Scene
from floor.house.mandating import terms_in_a_row
from floor.house.models import Mandate, Member, Result
from floor.house.reading import before
from floor.house.rules import ids_of
from floor.house.standing import live, mandates_in
from floor.law.language import Election, Law
from floor.polls.authority import tellers_of
from floor.polls.laws import incompatible_with, law_of, seat_rule
from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody can't stand, and the guarantee it rests on."""

    says: str
    guarantee: str = "R1"


def why_not(poll: Poll, number: int, scene: Scene) -> list[Reason]:
    """Every reason why this person can't stand in this election; none if they can."""
    member = Member.objects.select_related("unit").filter(pk=number, left=None).first()
    if member is None:
        return [Reason(f"Member {number} is not on the register.")]
    law = law_of(poll)
    rule = seat_rule(law, poll.body, poll.part, poll.office)
    return [
        *_belonging(poll, member, law, scene),
        *_membership(rule, member, law, scene),
        *_limit(poll, rule, number, law, scene),
        *_sits_already(poll, number, scene),
        *_other_seats(poll, number, law, scene),
        *_teller(poll, number),
    ]


def _belonging(poll: Poll, member: Member, law: Law, scene: Scene) -> list[Reason]:
    rule = seat_rule(law, poll.body, poll.part, poll.office)
    if not isinstance(rule, Election):
        among_its_own = rule is not None and rule.elected_by == "itself"
        if (
            among_its_own
            and not mandates_in(poll.for_unit or poll.unit, poll.body, scene.at).filter(holder=member).exists()
        ):
            return [
                Reason(
                    f"Member {member.pk} holds no seat in the {poll.body}, which fills this office from among its own."
                )
            ]
        return []
    if rule.eligible == "every member of the unit":
        if poll.unit_id not in [*ids_of(member.unit.path), *ids_of(member.unit.place_path)]:
            return [Reason(f"Member {member.pk} does not belong to unit {poll.unit_id}.")]
    elif rule.eligible == "members of the electing body" and poll.electors != "every member":
        body = law.body[poll.electors]
        if not body.sits and not mandates_in(poll.unit, poll.electors, scene.at).filter(holder=member).exists():
            return [Reason(f"Member {member.pk} holds no seat in the {poll.electors}.")]
    return []


def _membership(rule: object, member: Member, law: Law, scene: Scene) -> list[Reason]:
    found = []
    if isinstance(rule, Election) and rule.deposit and rule.deposit.after(member.joined) > scene.at:
        found.append(Reason(f"Member {member.pk} joined less than {rule.deposit} ago, which the statutes ask for."))
    if fault := behind_with_dues(member, "stand", law, scene):
        found.append(Reason(fault))
    return found


def behind_with_dues(member: Member, right: str, law: Law, scene: Scene) -> str | None:
    """Why somebody lacks a right that the statutes give only to those who have paid; None if they have it."""
    standing = law.membership.good_standing
    if right not in law.membership.standing_needed or standing is None:
        return None
    if member.paid_until is not None and member.paid_until >= before(scene.at, standing).date():
        return None
    return f"Member {member.pk} is behind with dues by more than {standing}."


def _limit(poll: Poll, rule: object, number: int, law: Law, scene: Scene) -> list[Reason]:
    limit = getattr(rule, "limit", None)
    if limit is None:
        return []
    seats = Result(for_unit=poll.for_unit, for_body=poll.body, part=poll.part, office=poll.office)
    if terms_in_a_row(seats, [number], scene, law).get(number, 0) >= limit:
        return [
            Reason(
                f"Member {number} has served {limit} terms in a row and can't be elected again without a pause.", "R21"
            )
        ]
    return []


def _sits_already(poll: Poll, number: int, scene: Scene) -> list[Reason]:
    """Nobody has two seats in one body: only those whose term ends with this poll stand for what they hold, or beside it."""
    held = Mandate.objects.filter(
        live(scene.at), Q(ends=None) | Q(ends__gt=poll.closes), holder=number, seat__unit=poll.for_unit,
        seat__body=poll.body, seat__office=poll.office,
    )  # fmt: skip
    if not held.exists():
        return []
    what = f"is the {poll.office} of the {poll.body}" if poll.office else f"sits in the {poll.body}"
    return [Reason(f"Member {number} {what} already, for longer than this poll; nobody holds two seats in one body.")]


def _other_seats(poll: Poll, number: int, law: Law, scene: Scene) -> list[Reason]:
    barred = incompatible_with(law, poll.body)
    held = Mandate.objects.filter(live(scene.at), holder=number, seat__body__in=barred).values_list(
        "seat__body", flat=True
    )
    return [
        Reason(f"Member {number} sits in the {name}, which is not compatible.", "R20") for name in sorted(set(held))
    ]


def _teller(poll: Poll, number: int) -> list[Reason]:
    if number not in tellers_of(poll):
        return []
    return [Reason(f"Member {number} is a teller of this poll, or watches its count.", "R20")]


def why_not_reserved_for(poll: Poll, number: int, category: str, scene: Scene) -> Reason | None:
    """Why somebody can't take the seats reserved for a category, as far as the register knows.

    Categories are private. So a candidate says in public which reserved seats they stand for, by their own consent, and is
    refused only where the register says something else. Where it says nothing, or nothing any more, their word stands.
    """
    law = law_of(poll)
    rule = seat_rule(law, poll.body, poll.part, poll.office)
    reserved = rule.reserved if isinstance(rule, Election) else {}
    if category not in reserved:
        named = ", ".join(reserved)
        return Reason(f"No seats are reserved for “{category}” here." + (f" They are for: {named}." if named else ""))
    known = Member.objects.filter(pk=number).values_list("categories", flat=True).first() or {}
    for name, values in law.membership.categories.items():
        said = known.get(name)
        if said and category in values and said != category:
            return Reason(f"The register has member {number} as “{said}”, not as “{category}”.", "R8")
    return None
