"""Signing a minority statement: how many stand behind it is shown, who never enters the book (R8, R17).

While few have signed, their signatures are laid down anew in random order with each that is added, so that the database does not
keep who was the first.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import InterfaceError, OperationalError, connections, transaction

from floor.book.act import NotWritten, Refusal, Scene, by_member
from floor.book.doing import in_plain_words, now, statutes_in_force
from floor.book.routing import current
from floor.meetings.acts.minority import statement_called
from floor.meetings.authority import sits_in
from floor.meetings.deciding.motions import motion_called
from floor.meetings.models import MinoritySignature, MinorityStatement

#: Up to so many signatures lie in an order that is drawn anew with each.
_FEW = 50
#: The family of locks that statements are held by.
_STATEMENT = 0x_F1_06
_dice = random.SystemRandom()


def sign_statement(number: int, member: int, at: datetime | None = None) -> None:
    """Sign a minority statement of the body one sits in, once."""
    moment = at or now()
    with _alone_with(number):
        statement = _that_can_be_signed(number, moment)
        meeting = motion_called(statement.motion_id).meeting
        if not sits_in(Scene(0, moment, by_member(member), statutes_in_force(moment)), meeting, member):
            raise Refusal(meeting.article, f"Only who sits in the {meeting.body} can sign this statement.", "R11")
        signed = list(MinoritySignature.objects.filter(statement=number).values_list("member", flat=True)[: _FEW + 1])
        if (
            member == statement.filed_by_id
            or MinoritySignature.objects.filter(statement=number, member=member).exists()
        ):
            raise Refusal(meeting.article, "You have signed this statement already.")
        _lay_down(number, [*signed, member] if len(signed) <= _FEW else [member])


def take_signature_back(number: int, member: int, at: datetime | None = None) -> None:
    """Take one's signature back while others can still sign."""
    with _alone_with(number):
        statement = _that_can_be_signed(number, at or now())
        if not MinoritySignature.objects.filter(statement=number, member=member).delete()[0]:
            raise Refusal(motion_called(statement.motion_id).meeting.article, "You have not signed this statement.")


def signatures_under(statement: MinorityStatement) -> int:
    """How many stand behind it, who filed it among them."""
    if statement.counted is not None:
        return statement.signatures
    return 1 + MinoritySignature.objects.filter(statement=statement.pk).count()


def _that_can_be_signed(number: int, moment: datetime) -> MinorityStatement:
    statement = statement_called(number)
    if statement.counted is not None or moment >= statement.sign_until:
        article = motion_called(statement.motion_id).meeting.article
        raise Refusal(article, f"This statement was signed until {statement.sign_until:%d %B %Y}.")
    return statement


@contextmanager
def _alone_with(number: int) -> Iterator[None]:
    try:
        with transaction.atomic(using=current(), durable=True):
            connection = connections[current()]
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_STATEMENT, number])
            yield
    except (OperationalError, InterfaceError) as fault:
        raise NotWritten(in_plain_words(fault)) from None


def _lay_down(number: int, members: list[int]) -> None:
    if len(members) > 1:
        MinoritySignature.objects.filter(statement=number).delete()
        _dice.shuffle(members)
    MinoritySignature.objects.bulk_create([MinoritySignature(statement=number, member=member) for member in members])
