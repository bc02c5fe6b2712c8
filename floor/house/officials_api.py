"""Officials for programs: their conditions by the statutes, and who is sent outside. By number only: no name of a person (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from floor.book.addresses import LARGEST

from .officials import Official, Representative, SentOutside, officials_of, sent_outside
from .pages.finding import unit_or_404

router = Router(tags=["house"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]


class OfficialOut(Schema):
    seat: int
    body: str
    office: str
    mandate: int | None
    holder: int | None = Field(description="Number on the register.")
    since: datetime | None = Field(description="The beginning of the first of the terms served in a row.")
    until: datetime | None
    released: bool
    pay: str | None = Field(description="The grade of the wage scale, as the statutes say.")
    term: int
    limit: int | None
    pause: str | None
    rotation: str | None = Field(description="Time a year back at work.")
    back_at_work_by: datetime | None = Field(description="When this year's begins at the latest.")

    @classmethod
    def of(cls, one: Official) -> OfficialOut:
        held, back = one.mandate, one.back_at_work
        return cls(
            seat=one.seat.pk, body=one.seat.body, office=one.seat.office, mandate=held.pk if held else None,
            holder=held.holder_id if held else None, since=one.since, until=held.ends if held else None,
            released=one.rule.released, pay=one.rule.pay, term=one.term, limit=one.limit, pause=str(one.pause) if one.pause else None,
            rotation=str(one.rule.rotation) if one.rule.rotation else None, back_at_work_by=back.begins_by if back else None,
        )  # fmt: skip


class InstructionOut(Schema):
    question: str
    kind: str
    given: datetime


class RepresentativeOut(Schema):
    seat: int
    mandate: int | None
    holder: int | None
    recalled_by: str | None = Field(description="The electors, who can take it back.")
    electors_unit: int | None
    signatures: int | None = Field(description="So many of them force the poll today.")
    instructions: list[InstructionOut]

    @classmethod
    def of(cls, one: Representative) -> RepresentativeOut:
        held, back = one.mandate, one.taken_back
        told = [InstructionOut(question=row.question, kind=row.kind, given=row.given) for row in one.instructions]
        return cls(
            seat=one.seat.pk, mandate=held.pk if held else None, holder=held.holder_id if held else None,
            recalled_by=back.electors if back else None, electors_unit=back.unit.pk if back else None,
            signatures=back.signatures if back else None, instructions=told,
        )  # fmt: skip


class SentOut(Schema):
    body: str
    outside: str
    sends: int | None
    sent: int
    people: list[RepresentativeOut]

    @classmethod
    def of(cls, one: SentOutside) -> SentOut:
        people = [RepresentativeOut.of(person) for person in one.people]
        return cls(
            body=one.body, outside=str(one.rule.outside), sends=one.rule.sends_outside, sent=one.sent, people=people
        )


class OfficialsOut(Schema):
    unit: int
    officials: list[OfficialOut]
    outside: list[SentOut]


@router.get("/units/{number}/officials", response=OfficialsOut)
def officials(request: Any, number: Number) -> OfficialsOut:
    """The officials of a unit with their conditions, and whom it sends to bodies outside."""
    house, here = request.house, unit_or_404(number)
    if house.law is None:
        raise Http404
    return OfficialsOut(
        unit=here.pk, officials=[OfficialOut.of(one) for one in officials_of(here.unit, house.law, house.at)],
        outside=[SentOut.of(one) for one in sent_outside(here.unit, house.law, house.at)],
    )  # fmt: skip
