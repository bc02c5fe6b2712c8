"""The house for programs: units, bodies, seats, whose power, statutes. Public, so by number only: no name of a person (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from floor.book.addresses import LARGEST
from floor.house import law_in_words, reading
from floor.house.chains import chain_of, place_of, taking_back
from floor.house.models import Mandate, Seat, UnitName
from floor.house.officials_api import router as officials
from floor.house.pages.finding import seat_or_404, unit_or_404
from floor.house.pages.units import bodies_at
from floor.house.reading import Called
from floor.house.standing import live

router = Router(tags=["house"])
router.add_router("", officials)
Number = Annotated[int, Field(ge=0, le=LARGEST)]
MOST = 200


class UnitOut(Schema):
    unit: int
    name: str
    level: str
    line: str
    parent: int | None
    place: int | None
    members: int = Field(description="On the register of this unit and all below it.")
    opened: datetime
    closed: datetime | None

    @classmethod
    def of(cls, one: Called) -> UnitOut:
        unit = one.unit
        return cls(
            unit=unit.pk, name=one.name, level=unit.level, line=unit.line, parent=unit.parent_id, place=unit.place_id, members=unit.members_below,
            opened=unit.opened, closed=unit.closed,
        )  # fmt: skip


class NameOut(Schema):
    name: str
    since: datetime
    until: datetime | None


class BodyOut(Schema):
    name: str
    address: str = Field(description="How it stands in the address of its seats.")
    everyone: bool
    seats: int
    filled: int
    exceptions: list[str]


class UnitAndBodies(UnitOut):
    names: list[NameOut]
    bodies: list[BodyOut]


class SeatOut(Schema):
    seat: int
    unit: int
    body: str
    part: str
    office: str
    number: int
    sent_by: int | None
    mandate: int | None
    holder: int | None = Field(description="Number on the register.")
    since: datetime | None
    until: datetime | None


class AskedOut(Schema):
    electors: str
    level: str
    everyone: bool
    meetings: int
    entitled: int
    present: int
    cast: int
    first: datetime
    last: datetime


class StepOut(Schema):
    holders: int
    asked: list[AskedOut]


class RecallOut(Schema):
    electors: str
    electorate: int
    signatures: int
    rule: str
    article: str


class PowerOut(Schema):
    seat: SeatOut
    reaches_members: bool
    members: int
    took_part: int
    steps: list[StepOut]
    recall: RecallOut | None


class ArticleOut(Schema):
    number: int
    title: str
    line: int


class StatutesOut(Schema):
    sha256: str
    text: str
    articles: list[ArticleOut]


def _law(request: Any) -> Any:
    if request.house.law is None:
        raise Http404
    return request.house.law


@router.get("/units", response=list[UnitOut])
def units(request: Any, after: Number = 0, limit: int = Query(50, ge=1, le=MOST)) -> list[UnitOut]:
    """Units by number, after a given one."""
    rows = UnitName.objects.filter(until=None, unit_id__gt=after).select_related("unit").order_by("unit_id")[:limit]
    return [UnitOut.of(Called(row.unit, row.name)) for row in rows]


@router.get("/units/{number}", response=UnitAndBodies)
def unit(request: Any, number: Number) -> UnitAndBodies:
    """One unit with its names over time and its bodies."""
    here, law = unit_or_404(number), _law(request)
    bodies = bodies_at(here.unit, law, reading.seats_by_body(here.unit, request.house.at))
    return UnitAndBodies(
        **UnitOut.of(here).dict(),
        names=[
            NameOut(name=row.name, since=row.since, until=row.until) for row in here.unit.names.order_by("since", "pk")
        ],
        bodies=[
            BodyOut(
                name=one.name,
                address=one.slug,
                everyone=bool(one.rule.sits),
                seats=one.total,
                filled=one.filled,
                exceptions=list(one.exceptions),
            )
            for one in bodies
        ],
    )


def _seats(seats: list[Seat], at: datetime) -> list[SeatOut]:
    held = {mandate.seat_id: mandate for mandate in Mandate.objects.filter(live(at), seat__in=seats)}
    return [_seat(seat, held.get(seat.pk)) for seat in seats]


def _seat(seat: Seat, mandate: Mandate | None) -> SeatOut:
    return SeatOut(
        seat=seat.pk, unit=seat.unit_id, body=seat.body, part=seat.part, office=seat.office, number=seat.number, sent_by=seat.sent_by_id,
        mandate=mandate.pk if mandate else None, holder=mandate.holder_id if mandate else None, since=mandate.starts if mandate else None,
        until=mandate.ends if mandate else None,
    )  # fmt: skip


@router.get("/units/{number}/bodies/{address}/seats", response=list[SeatOut])
def seats(
    request: Any, number: Number, address: str, after: Number = 0, limit: int = Query(50, ge=1, le=MOST)
) -> list[SeatOut]:
    """The seats and offices of a body, by number, after a given one."""
    here = unit_or_404(number)
    body = reading.body_at(address, _law(request), here.unit)
    if body is None:
        raise Http404
    found = Seat.objects.filter(unit=here.unit, body=body, abolished=None, pk__gt=after).order_by("pk")[:limit]
    return _seats(list(found), request.house.at)


@router.get("/seats/{number}/power", response=PowerOut)
def power(request: Any, number: Number) -> PowerOut:
    """Whose power a seat holds: the chain of results down to the members, and how it is taken back."""
    house, law, seat = request.house, _law(request), seat_or_404(number)
    place = place_of(seat, law, house.at)
    if place.mandate is None:
        return PowerOut(seat=_seat(seat, None), reaches_members=False, members=0, took_part=0, steps=[], recall=None)
    chain, back = chain_of(place.mandate), taking_back(place.mandate, law, house.at)
    steps = [
        StepOut(
            holders=step.holders,
            asked=[AskedOut(**{name: getattr(one, name) for name in AskedOut.model_fields}) for one in step.asked],
        )
        for step in chain.steps
    ]
    recall = back and RecallOut(
        electors=back.electors, electorate=back.electorate, signatures=back.signatures, rule=law_in_words.recall(back.rule).says,
        article=house.statutes.cite(*back.path),
    )  # fmt: skip
    return PowerOut(
        seat=_seat(seat, place.mandate), reaches_members=chain.reaches_members, members=chain.members, took_part=chain.took_part, steps=steps, recall=recall
    )  # fmt: skip


@router.get("/statutes", response=StatutesOut)
def statutes(request: Any) -> StatutesOut:
    """The statutes in force: the text, its hash, its articles."""
    _law(request)
    found = request.house.statutes
    return StatutesOut(
        sha256=found.sha256, text=found.text, articles=[ArticleOut(number=one.number, title=one.title, line=one.line) for one in found.articles]
    )  # fmt: skip
