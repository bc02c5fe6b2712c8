"""Signing a minority statement: how many stand behind it is shown, who never enters the book (R8, R17)."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import Refusal, Scene, by_member
from floor.book.doing import now, statutes_in_force
from floor.book.locks import Held
from floor.house.hidden_signatures import HiddenSignatures
from floor.meetings.acts.minority import statement_called
from floor.meetings.authority import sits_in
from floor.meetings.deciding.motions import motion_called
from floor.meetings.models import MinoritySignature, MinorityStatement

SIGNATURES = HiddenSignatures(MinoritySignature, "statement", Held.STATEMENT)


def sign_statement(number: int, member: int, at: datetime | None = None) -> None:
    """Sign a minority statement of the body one sits in, once."""
    moment = at or now()
    with SIGNATURES.alone_with(number):
        statement = _that_can_be_signed(number, moment)
        meeting = motion_called(statement.motion_id).meeting
        if not sits_in(Scene(0, moment, by_member(member), statutes_in_force(moment)), meeting, member):
            raise Refusal(meeting.article, f"Only who sits in the {meeting.body} can sign this statement.", "R11")
        if member == statement.filed_by_id or SIGNATURES.signed_by(number, member):
            raise Refusal(meeting.article, "You have signed this statement already.")
        SIGNATURES.add(number, member)


def take_signature_back(number: int, member: int, at: datetime | None = None) -> None:
    """Take one's signature back while others can still sign."""
    with SIGNATURES.alone_with(number):
        statement = _that_can_be_signed(number, at or now())
        if not SIGNATURES.take_back(number, member):
            raise Refusal(motion_called(statement.motion_id).meeting.article, "You have not signed this statement.")


def signatures_under(statement: MinorityStatement) -> int:
    """How many stand behind it, who filed it among them."""
    if statement.counted is not None:
        return statement.signatures
    return 1 + SIGNATURES.under_it(statement.pk).count()


def _that_can_be_signed(number: int, moment: datetime) -> MinorityStatement:
    statement = statement_called(number)
    if statement.counted is not None or moment >= statement.sign_until:
        article = motion_called(statement.motion_id).meeting.article
        raise Refusal(article, f"This statement was signed until {statement.sign_until:%d %B %Y}.")
    return statement
