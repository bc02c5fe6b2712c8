"""Meetings for programs: meetings, agendas, motions, counts, attendance, petitions. Public, so by number only: no name of a person (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from floor.book.addresses import LARGEST
from floor.house.pages.finding import unit_or_404
from floor.meetings.models import HeadCount, Hindrance, Item, Meeting, Motion, Petition
from floor.meetings.pages.finding import meeting_or_404, petition_or_404
from floor.meetings.showing import listed
from floor.meetings.showing.attendance import attendance_of
from floor.meetings.showing.headings import heading_of
from floor.meetings.showing.on_the_agenda import hands_of, with_counts
from floor.meetings.showing.signatures import signatures_shown

router = Router(tags=["meetings"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]
Limit = Annotated[int, Field(ge=1, le=200)]


class MeetingOut(Schema):
    meeting: int
    heading: str
    unit: int
    with_units: list[int] = Field(description="For a joint meeting: the other units, each of which counts for itself.")
    body: str = Field(description="Empty for a mass meeting, which decides nothing.")
    state: str = Field(description="called, open, paused, closed, called off, not held")
    starts: datetime
    first_called_for: datetime
    ends_by: datetime | None
    place: str
    online: bool
    access: str = Field(description="open, members, closed")
    items_until: datetime
    called: datetime
    called_by: str = Field(description="In virtue of what.")
    mandate: int | None
    petition: int | None
    article: str
    opened: datetime | None
    closed: datetime | None
    how_closed: str
    entitled: int
    present: int = Field(description="Of those entitled, as last counted.")
    most_present: int
    guests: int
    consultative: int
    second_of: int | None
    continues: int | None
    entry: int

    @classmethod
    def of(cls, one: Meeting) -> MeetingOut:
        own: dict[str, Any] = {
            "meeting": one.pk,
            "heading": heading_of(one),
            "unit": one.unit_id,
            "petition": one.petition_id,
        }
        own |= {"second_of": one.second_of_id, "continues": one.continues_id}
        return cls(**own | {name: getattr(one, name) for name in cls.model_fields if name not in own})


class ItemOut(Schema):
    item: int
    place: int
    title: str
    text: str = Field(description="The SHA-256 of its words, at /book/texts/.")
    kind: str
    origin: str = Field(description="call, member, petition, earlier meeting, law")
    from_item: int | None
    state: str
    objection: str
    taken_up: datetime | None
    done: datetime | None


class HindranceOut(Schema):
    kind: str
    who: str = Field(description="In virtue of what.")
    why: str
    noted: datetime
    had_effect: bool


class AgendaOut(Schema):
    items: list[ItemOut]
    hindrances: list[HindranceOut]


class MotionOut(Schema):
    motion: int
    item: int
    kind: str
    procedure: str
    amends: int | None
    title: str
    text: str
    state: str
    hands: dict[str, int] | None = Field(description="For, against, abstaining; nothing where it was not counted as one question.")  # fmt: skip
    poll: int | None
    moved: datetime
    ended: datetime | None
    why_ended: str
    who: str = Field(description="The body that must act if it is carried.")
    by_when: datetime | None
    entry: int


class CountOut(Schema):
    count: int
    at: datetime
    present: int
    guests: int
    consultative: int
    by_unit: dict[str, Any]
    how: str = Field(description="cards, heads")


class AttendanceOut(Schema):
    meeting: int
    starts: datetime
    entitled: int
    present: int
    share: float | None
    guests: int
    consultative: int
    second: bool


class PetitionOut(Schema):
    petition: int
    unit: int
    body: str
    kind: str = Field(description="meeting, text")
    title: str
    text: str
    right: str
    needed: int
    signatures: int | None = Field(description="While it is open rounded down, and nothing while they are too few to be told.")  # fmt: skip
    opened: datetime
    lapses: datetime
    completed: datetime | None
    lapsed: datetime | None
    starts: datetime | None
    meeting_place: str
    reply: str
    reply_due: datetime | None
    overdue_since: datetime | None
    article: str
    entry: int

    @classmethod
    def of(cls, one: Petition, at: datetime) -> PetitionOut:
        own = ("petition", "unit", "signatures")
        given = {name: getattr(one, name) for name in cls.model_fields if name not in own}
        return cls(petition=one.pk, unit=one.unit_id, signatures=signatures_shown(one, at), **given)


@router.get("/meetings", response=list[MeetingOut])
def meetings(
    request: Any, unit: Number | None = None, body: str = "", state: str = "", after: Number | None = None, limit: Limit = 50
) -> list[MeetingOut]:  # fmt: skip
    """Meetings: `state` is running, coming or past; the next one, or the last one, first. Goes on after a given one."""
    section = state or "past"
    if section not in listed.SECTIONS:
        raise Http404
    found = listed.in_section(listed.meetings_about(unit, body), section)
    rows = listed.going_on_from(found, section, after) if after is not None else found
    return [MeetingOut.of(one) for one in rows[:limit]]


@router.get("/meetings/{number}", response=MeetingOut)
def meeting(request: Any, number: Number) -> MeetingOut:
    """One meeting."""
    return MeetingOut.of(meeting_or_404(number))


@router.get("/meetings/{number}/agenda", response=AgendaOut)
def agenda(request: Any, number: Number, after: Number = 0, limit: Limit = 100) -> AgendaOut:
    """Its agenda, by place, after a given one; and what stood in its way."""
    here = meeting_or_404(number)
    items = here.items.filter(place__gt=after).order_by("place", "pk")[:limit]
    return AgendaOut(items=[_item(one) for one in items], hindrances=[_hindrance(one) for one in here.hindrances.order_by("pk")[:200]])  # fmt: skip


def _item(one: Item) -> ItemOut:
    same = ("place", "title", "text", "kind", "origin", "state", "objection", "taken_up", "done")
    return ItemOut(item=one.pk, from_item=one.from_item_id, **{name: getattr(one, name) for name in same})


def _hindrance(one: Hindrance) -> HindranceOut:
    return HindranceOut(**{name: getattr(one, name) for name in HindranceOut.model_fields})


@router.get("/meetings/{number}/motions", response=list[MotionOut])
def motions(request: Any, number: Number, after: Number = 0, limit: Limit = 50) -> list[MotionOut]:
    """Its motions with how each came out, by number, after a given one."""
    here = meeting_or_404(number)
    rows = with_counts(Motion.objects.filter(meeting=here, pk__gt=after)).order_by("pk")[:limit]
    return [_motion(one) for one in rows]


def _motion(one: Motion) -> MotionOut:
    same = ("kind", "procedure", "title", "text", "state", "moved", "ended", "why_ended", "who", "by_when", "entry")
    return MotionOut(
        motion=one.pk, item=one.item_id, amends=one.amends_id, poll=one.poll_id, hands=hands_of(one), **{name: getattr(one, name) for name in same}
    )  # fmt: skip


@router.get("/meetings/{number}/counts", response=list[CountOut])
def counts(request: Any, number: Number, after: Number = 0, limit: Limit = 50) -> list[CountOut]:
    """The counts of its room, in the order in which they were made, after a given one."""
    rows = HeadCount.objects.filter(meeting=meeting_or_404(number), pk__gt=after).order_by("pk")[:limit]
    same = ("at", "present", "guests", "consultative", "by_unit", "how")
    return [CountOut(count=one.pk, **{name: getattr(one, name) for name in same}) for one in rows]


@router.get("/units/{number}/attendance", response=list[AttendanceOut])
def attendance(request: Any, number: Number, body: str, limit: Limit = 60) -> list[AttendanceOut]:
    """How many came to the last meetings of a body, as a share of those entitled on the day."""
    return [
        AttendanceOut(
            meeting=one.number, starts=one.starts, entitled=one.entitled, present=one.present, share=one.share, guests=one.guests,
            consultative=one.consultative, second=one.second,
        )
        for one in attendance_of(unit_or_404(number).pk, body, limit)
    ]  # fmt: skip


@router.get("/meeting-petitions", response=list[PetitionOut])
def petitions(
    request: Any, unit: Number | None = None, before: Number = LARGEST, limit: Limit = 50
) -> list[PetitionOut]:
    """Petitions for meetings and to bodies, the newest first, before a given number."""
    found = Petition.objects.filter(pk__lt=before).select_related("unit").order_by("-pk")
    return [
        PetitionOut.of(one, request.house.at)
        for one in (found.filter(unit=unit) if unit is not None else found)[:limit]
    ]


@router.get("/meeting-petitions/{number}", response=PetitionOut)
def petition(request: Any, number: Number) -> PetitionOut:
    """One petition, with how many have signed as far as that gives nobody away."""
    return PetitionOut.of(petition_or_404(number), request.house.at)
