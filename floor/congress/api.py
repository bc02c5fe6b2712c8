"""The congress for programs: the pyramid, seats shared out, credentials, questions sent down and returns. By number only (R17)."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from pydantic import Field

from floor.book.addresses import LARGEST
from floor.congress.api_shapes import (
    ApportionmentOut,
    BelowOut,
    BesideOut,
    CalledOut,
    CredentialsOut,
    DelegationOut,
    FiguresOut,
    LevelOut,
    PlaceOut,
    ReferralOut,
    ReturnOut,
    ShareOut,
    SharesOut,
    SidesOut,
    StoreyOut,
)
from floor.congress.models import Apportionment, AskedUnit, Referral
from floor.congress.pages.credentials import of_delegates_or_404
from floor.congress.pages.finding import below_or_404, referral_or_404
from floor.congress.pages.returns import shown_of
from floor.congress.pyramid import pyramid_of
from floor.congress.returns.carrying import Figures
from floor.congress.showing.credentials import full_credentials
from floor.house import reading
from floor.house.pages.finding import unit_or_404
from floor.meetings.showing.credentials import places_of

router = Router(tags=["congress"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]
Limit = Annotated[int, Field(ge=1, le=200)]


@router.get("/units/{number}/pyramid", response=list[StoreyOut])
def pyramid(request: Any, number: Number) -> list[StoreyOut]:
    """The levels from a unit down: units, members, seats held and vacant."""
    return [StoreyOut.of(one) for one in pyramid_of(unit_or_404(number).unit, _law(request), request.house.at)]


@router.get("/units/{number}/apportionments", response=list[ApportionmentOut])
def apportionments(request: Any, number: Number, before: Number = LARGEST, limit: Limit = 50) -> list[ApportionmentOut]:
    """How the seats of a unit's bodies were shared out, the newest first, before a given number."""
    found = Apportionment.objects.filter(unit=unit_or_404(number).unit, pk__lt=before).order_by("-pk")[:limit]
    return [ApportionmentOut.of(one) for one in found]


@router.get("/apportionments/{number}", response=SharesOut)
def apportionment(request: Any, number: Number, after: Number = 0, limit: Limit = 100) -> SharesOut:
    """One of them, with members and seats of each electing unit, after a given one."""
    made = Apportionment.objects.filter(pk=number).first()
    if made is None:
        raise Http404
    rows = made.rows.filter(unit__gt=after).order_by("unit")[:limit]
    shares = [ShareOut(unit=one.unit_id, members=one.members, seats=one.seats) for one in rows]
    return SharesOut(**ApportionmentOut.of(made).dict(), shares=shares)


@router.get("/referrals", response=list[ReferralOut])
def referrals(
    request: Any, unit: Number | None = None, before: Number = LARGEST, limit: Limit = 50
) -> list[ReferralOut]:
    """Questions that were sent down, the newest first, before a given number."""
    found = Referral.objects.filter(pk__lt=before).order_by("-pk")
    return [ReferralOut.of(one) for one in (found if unit is None else found.filter(unit=unit))[:limit]]


@router.get("/returns/{number}", response=ReturnOut)
def one_return(
    request: Any, number: Number, unit: Number | None = None, after: Number = 0, limit: Limit = 50
) -> ReturnOut:
    """A return: in all, level by level, from the units directly below the one looked at, and the delegates beside the members."""
    referral = referral_or_404(number)
    at, _way = below_or_404(referral, unit)
    children = reading.below(at.unit, after, limit)[:limit]
    shown = shown_of(referral, at.unit, _law(request), tuple(child.pk for child in children))
    asked = dict(AskedUnit.objects.filter(referral=referral, unit__in=[child.pk for child in children]).values_list("unit", "poll"))  # fmt: skip
    rows = [(child, shown.below.get(child.pk, Figures())) for child in children]
    return ReturnOut(
        **ReferralOut.of(referral).dict(), at=at.pk, total=FiguresOut.of(shown.total), beside=_beside(shown.beside),
        levels=[
            LevelOut(level=one.level, units=one.units, units_for=one.units_for, units_against=one.units_against, figures=FiguresOut.of(one.figures))
            for one in shown.levels
        ],
        below=[
            BelowOut(unit=child.pk, level=child.unit.level, poll=asked.get(child.pk), figures=None if child.pk in asked else FiguresOut.of(figures))
            for child, figures in rows
            if figures.asked or child.pk in asked
        ],
    )  # fmt: skip


@router.get("/meetings/{number}/credentials", response=CredentialsOut)
def credentials(request: Any, number: Number, after: Number | None = None, limit: Limit = 50) -> CredentialsOut:
    """The credentials of a meeting of delegates: in all, and delegation by delegation, after a given unit."""
    found = full_credentials(of_delegates_or_404(number), request.house.at)
    rows = [one for one in found.delegations if after is None or (one.sent_by or 0) > after][:limit]
    whole = {name: getattr(found.whole, name) for name in CredentialsOut.model_fields if hasattr(found.whole, name)}
    return CredentialsOut(
        meeting=number, why_vacant=found.vacant, consultative_bodies=list(found.voice.bodies), consultative_people=found.voice.people,
        consultative_here=found.voice.here, apportionments=[one.pk for one in found.shared_out], rows=[DelegationOut.of(one) for one in rows],
        **whole,
    )  # fmt: skip


@router.get("/meetings/{number}/credentials/{unit}", response=list[PlaceOut])
def delegation(request: Any, number: Number, unit: Number, after: Number = 0, limit: Limit = 50) -> list[PlaceOut]:
    """The seats of one delegation, after a given one; 0 stands for the seats that one electorate fills together."""
    places = places_of(of_delegates_or_404(number), request.house.at, unit or None, after, limit)
    return [
        PlaceOut(
            seat=one.seat.pk, number=one.seat.number, part=one.seat.part, mandate=one.mandate.pk if one.mandate else None,
            holder=one.mandate.holder_id if one.mandate else None, substitute=one.substitute, came=one.taken.came if one.taken else None,
            left=one.taken.left if one.taken else None, vacant_since=(one.last.ended or one.last.ends) if one.last else None,
            why_vacant=(one.last.how_ended or "expired") if one.last else "",
        )
        for one in places
    ]  # fmt: skip


def _beside(found: Any) -> BesideOut | None:
    if found is None:
        return None
    called = [
        CalledOut(
            mandate=row.vote.mandate_id, sent_by=row.sender, vote=_sides(row.vote), stands_for=row.stands_for, members=_sides(row.members),
            differs=row.differs,
        )
        for row in found.rows
    ]  # fmt: skip
    return BesideOut(
        poll=found.poll.pk, delegates=_sides(found.delegates), members=_sides(found.below), unheard=found.unheard, called=called,
        standing_for=_sides(found.standing_for) if found.standing_for else None,
    )  # fmt: skip


def _sides(one: Any) -> SidesOut:
    return SidesOut(votes_for=one.votes_for, against=one.against, abstaining=one.abstaining)


def _law(request: Any) -> Any:
    if request.house.law is None:
        raise Http404
    return request.house.law
