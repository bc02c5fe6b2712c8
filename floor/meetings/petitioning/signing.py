"""The one door for petitions: begun, signed, a signature taken back. Neither who began one nor who signed enters the book (R17).

Like handing in a paper, signing is not an act: the book learns only that a petition was opened, and later that enough have signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from floor.book.act import CLOCK, Act, Refusal, Scene, by_member
from floor.book.doing import attach_text, do, now, statutes_in_force
from floor.house.models import Unit
from floor.house.standing import open_unit
from floor.law.language import Law
from floor.law.values import Share
from floor.meetings.acts.petitioning import (
    ALL_WITHDRAWN,
    BeginPetition,
    CallByPetition,
    CallOffByPetitioners,
    EndPetition,
    PutPetition,
)
from floor.meetings.conveners import shares_that_call
from floor.meetings.items_wanted import ItemWanted
from floor.meetings.models import Petition
from floor.polls.authority import belongs

from .petitions import (
    SIGNATURES,
    can_sign,
    is_open,
    petition_called,
    signatures_that_count,
    signers_of,
    takes_signatures,
)

#: The longest text of a petition, in characters.
LONGEST = 20_000


class AlreadySigned(Refusal):
    """The second signature of one person under one petition."""


def begin_petition(
    unit: int, body: str, member: int, *, title: str, text: str = "", starts: datetime | None = None, place: str = "",
    items: Sequence[dict[str, Any]] = (), lapses: datetime | None = None, at: datetime | None = None, once: str | None = None,
) -> Petition:  # fmt: skip
    """Open a petition for somebody who can sign it, and who is the first to. With a start it is for a meeting, without for a text."""
    moment = at or now()
    scene = Scene(0, moment, by_member(member), statutes_in_force(moment))
    kind = "meeting" if starts else "text"
    share = _right_of(scene, open_unit(unit, moment), body, kind, member)
    if len(text) > LONGEST:
        raise Refusal(scene.cite("body", body), f"The text of a petition has {LONGEST} characters at most.")
    act = BeginPetition(
        unit=unit, body=body, kind="meeting" if starts else "text", title=title, right=str(share), starts=starts, place=place,
        items=[ItemWanted.model_validate(item) for item in items], lapses=lapses, text=attach_text(text) if text.strip() else "",
    )  # fmt: skip
    receipt = do(act, CLOCK, at=at, once=once)
    petition = Petition.objects.get(entry=receipt.n)
    if not receipt.repeated:
        sign(petition.pk, member, at)
    return Petition.objects.get(pk=petition.pk)


def rights_of(law: Law, body: str, kind: str) -> list[Share]:
    """The shares in virtue of which people can sign a petition for a meeting of a body, or with a text to it."""
    return [law.petitions.forces_meeting] if kind == "text" and law.petitions else shares_that_call(law, body)


def _right_of(scene: Scene, unit: Unit, body: str, kind: str, member: int) -> Share:
    shares = rights_of(scene.law, body, kind)
    for share in shares:
        if belongs(scene, member, unit, signers_of(share, body, scene.law)):
            return share
    named = ", ".join(map(str, shares)) or "nobody"
    raise Refusal(scene.cite("body", body), f"A petition to the {body} of unit {unit.pk} is signed by {named}; you are not among them.", "R10")  # fmt: skip


def sign(number: int, member: int, at: datetime | None = None) -> None:
    """Sign a petition, once. When this signature is the last that was needed, the meeting is called or the text put at once."""
    with SIGNATURES.alone_with(number):
        moment = at or now()
        petition = petition_to_sign(number, moment)
        if not can_sign(petition, member, moment):
            raise Refusal(petition.article, f"This petition is signed by {petition.right} of unit {petition.unit_id}; you are not among them.", "R10")  # fmt: skip
        if SIGNATURES.signed_by(number, member):
            raise AlreadySigned(petition.article, "You have signed this petition already.")
        SIGNATURES.add(number, member)
    complete_if_reached(number, at)


def withdraw_signature(number: int, member: int, at: datetime | None = None) -> None:
    """Take one's signature back. The last one taken back ends the petition; too few left call its meeting off."""
    with SIGNATURES.alone_with(number):
        petition = petition_to_sign(number, at or now())
        if not SIGNATURES.take_back(number, member):
            raise Refusal(petition.article, "You have not signed this petition.")
        left = SIGNATURES.under_it(number).count()
    if is_open(petition):
        if left == 0:
            _by_the_clock(EndPetition(petition=number, why=ALL_WITHDRAWN), at)
    else:
        call_off_if_too_few(number, at)


def complete_if_reached(number: int, at: datetime | None = None) -> bool:
    """Call the meeting, or put the text to the body, if enough have signed; whether it was done."""
    petition = petition_called(number)
    if not is_open(petition) or SIGNATURES.under_it(number).count() < petition.needed:
        return False
    signatures = signatures_that_count(petition, at or now())
    if signatures < petition.needed:
        return False
    done = CallByPetition if petition.kind == "meeting" else PutPetition
    return _by_the_clock(done(petition=number, signatures=signatures), at)


def call_off_if_too_few(number: int, at: datetime | None = None) -> bool:
    petition = petition_called(number)
    signatures = SIGNATURES.under_it(number).count()
    return signatures < petition.needed and _by_the_clock(CallOffByPetitioners(petition=number, signatures=signatures), at)  # fmt: skip


def petition_to_sign(number: int, at: datetime) -> Petition:
    petition = petition_called(number)
    if (is_open(petition) and at >= petition.lapses) or petition.lapsed:
        raise Refusal(petition.article, f"This petition lapsed on {petition.lapsed or petition.lapses:%d %B %Y}.")
    if not takes_signatures(petition):
        raise Refusal(petition.article, "Enough have signed this petition, and what it asked for has been done.")
    return petition


def _by_the_clock(act: Act, at: datetime | None) -> bool:
    try:
        do(act, CLOCK, at=at)
    except Refusal:
        # Somebody else's signature, or the clock, was faster.
        return False
    return True
