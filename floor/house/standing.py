"""Who stands where: live mandates, whose word counts for a unit, which seats a body has. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from floor.book.act import Authority, Refusal, Scene
from floor.book.asked import Asked
from floor.law.language import Law
from floor.law.values import Who

from .models import Mandate, Member, Merger, Seat, Unit
from .rules import ids_of


def live(at: datetime) -> Q:
    """Mandates that hold at a moment: begun, not ended, not run out, whether or not the clock has noted it yet."""
    return Q(starts__lte=at) & (Q(ended=None) | Q(ended__gt=at)) & (Q(ends=None) | Q(ends__gt=at))


def mandates_in(unit: Unit, body: str, at: datetime) -> QuerySet[Mandate]:
    """The live mandates in the seats of a body; offices apart."""
    return Mandate.objects.filter(live(at), seat__unit=unit, seat__body=body, seat__office="")


_unit = Asked(lambda number: Unit.objects.filter(pk=number))
_member = Asked(lambda number: Member.objects.filter(pk=number).select_related("unit"))
_offices = Asked(
    lambda member, at: (
        Mandate.objects.filter(live(at), holder=member)
        .exclude(seat__office="")
        .order_by("pk")
        .values_list("pk", "seat__unit")
    )
)
_mandates = Asked(
    lambda member, body, at: Mandate.objects.filter(live(at), holder=member, seat__body=body).order_by("pk").values_list("pk", "seat__unit", "seat__office")
)  # fmt: skip


_holders = Asked(
    lambda unit, body, at: (
        Mandate.objects.filter(live(at), seat__unit=unit, seat__body=body, seat__office="")
        .order_by("holder")
        .values_list("holder", flat=True)
        .distinct()
    )
)


def holders_in(unit: Unit, body: str, at: datetime) -> list[int]:
    """Who holds the seats of a body at a moment; offices apart."""
    return _holders(unit=unit.pk, body=body, at=at)


_seats = Asked(
    lambda unit, body, part, office, sent_by: Seat.objects.filter(
        unit=unit, body=body, part=part, office=office, sent_by=sent_by, abolished=None
    ).order_by("number")
)
_own_seats = Asked(
    lambda unit, body, part, office: Seat.objects.filter(
        unit=unit, body=body, part=part, office=office, sent_by=None, abolished=None
    ).order_by("number")
)
_in_seats = Asked(lambda seats, at: Mandate.objects.filter(live(at), seat__in=seats).order_by("pk"))


def places_of(unit: Unit, body: str, part: str, office: str, sent_by: Unit | None) -> list[Seat]:
    """The seats of a body, part or office that one unit fills, in their order."""
    meant = {"unit": unit.pk, "body": body, "part": part, "office": office}
    return _own_seats(**meant) if sent_by is None else _seats(**meant, sent_by=sent_by.pk)


def sitting_in(places: Iterable[Seat], at: datetime) -> list[Mandate]:
    """The live mandates in these seats."""
    return _in_seats(seats=tuple(seat.pk for seat in places), at=at)


def unit_of(number: int, *, article: str = "the register") -> Unit:
    """A unit by its number, open or closed."""
    unit = _unit.first(number=number)
    if unit is None:
        raise Refusal(article, f"There is no unit {number}.")
    return unit


def open_unit(number: int, at: datetime) -> Unit:
    unit = unit_of(number)
    if unit.closed and unit.closed <= at:
        raise Refusal("the register", f"Unit {number} was closed on {unit.closed:%d %B %Y}.")
    return unit


def member_on_register(number: int) -> Member:
    """A member who has not left."""
    member = _member.first(number=number)
    if member is None or member.left is not None:
        raise Refusal("the register", f"There is no member {number} on the register.")
    return member


def around(unit: Unit) -> list[int]:
    """The unit itself and every unit above it, on both lines."""
    return [*ids_of(unit.path), *ids_of(unit.place_path)]


def holding(member: int, who: Who, unit: Unit, at: datetime) -> int | None:
    """The number of the mandate by which a member is `who` for a unit: in the unit itself or in one above it."""
    near = around(unit)
    for mandate, where, office in _mandates(member=member, body=who.body, at=at):
        if where in near and (not who.office or office == who.office):
            return mandate
    return None


def authority_of(scene: Scene, who: Who | None, unit: Unit, article: str, doing: str) -> Authority:
    """The authority of the member who acts, as `who` for this unit; or the refusal that says who could."""
    if who is None:
        raise Refusal(article, f"The statutes do not say who may {doing}.")
    if scene.by.kind == "member" and scene.by.member is not None:
        if mandate := holding(scene.by.member, who, unit, scene.at):
            return Authority(article, mandate)
        raise Refusal(article, f"Only the {who} may {doing}, and you hold no such mandate here.", "R1")
    raise Refusal(article, f"Only the {who} may {doing}.", "R1")


def oneself(scene: Scene, member: int, article: str, doing: str) -> Authority:
    """The authority of a person over their own standing; nobody else's word replaces it."""
    if scene.by.kind == "member" and scene.by.member == member:
        return Authority(article)
    raise Refusal(article, f"Only the person themselves may {doing}.", "R21")


def officer_or_teller(scene: Scene, tellers: list[int], units: list[Unit], article: str) -> Authority:
    """The authority to declare what was counted: an officer of these units or of one above them, or one of the tellers."""
    near = {number for unit in units for number in around(unit)}
    held = _offices(member=scene.by.member, at=scene.at) if scene.by.member is not None else []
    office = next((mandate for mandate, where in held if where in near), None)
    if office is None and scene.by.member not in tellers:
        raise Refusal(article, "What was counted is entered by one of its tellers, or by an officer of the unit.", "R1")
    return Authority(article, office)


def seats_of(unit: Unit, body: str, part: str = "", office: str = "", sent_by: Unit | None = None) -> QuerySet[Seat]:
    return Seat.objects.filter(
        unit=unit, body=body, part=part, office=office, sent_by=sent_by, abolished=None
    ).order_by("number")


def everyone_sits(law: Law, electors: str) -> bool:
    """Whether these electors are everyone on the register of a unit, and not people with a mandate."""
    body = law.body.get(electors)
    return electors == "every member" or bool(body and body.sits == "every member")


def sits_in(law: Law, unit: Unit, electors: str, member: int, at: datetime) -> bool:
    """Whether a member belongs to an electorate at a moment: on the register of its unit, or in a seat of the body."""
    if everyone_sits(law, electors):
        found = _member.first(number=member)
        return found is not None and found.left is None and unit.pk in around(found.unit)
    return mandates_in(unit, electors, at).filter(holder=member).exists()


_mergers = Asked(lambda unit: Merger.objects.filter(into=unit).order_by("pk").values_list("unit", flat=True))


def with_merged(unit: int) -> list[int]:
    """A unit and those that have merged into it, also by way of another."""
    found = [unit]
    for one in found:
        found += _mergers(unit=one)
    return found
