"""Tickets: the right to ask without a name, for whoever came in. A code is shown once; nothing that is written leads from it to anyone.

Giving a ticket notes that this person has had theirs, and nothing else: the code carries its own proof, so that no row, no number
and no order of giving is laid down. Only once it is used does its lock lie in a table, so that it can't be used for ever.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from floor.book.act import Refusal
from floor.book.routing import current
from floor.meetings.authority import meeting_running
from floor.meetings.laws import law_of
from floor.meetings.models import AskingTicket, Meeting, Presence, SeatTaken

#: Without letters that are mistaken for figures; ten letters of them are fifty bits.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_HALF = 10
#: Questions that one ticket can ask.
QUESTIONS = 5


def take_ticket(number: int, member: int) -> str:
    """Give somebody who is in the room their one ticket; its code, which nobody can show them again."""
    meeting = meeting_running(number, "is done")
    check_may_ask_without_a_name(meeting)
    with transaction.atomic(using=current()):
        if _sits_here(meeting, member):
            Presence.objects.get_or_create(meeting=number, member=member, defaults={"kind": "entitled"})
        here = Presence.objects.filter(meeting=number, member=member)
        if not here.exists():
            raise Refusal(meeting.article, "Tickets are for those who have come in. Come in at the door first.", "R17")
        if not here.filter(may_ask=False).update(may_ask=True):
            raise Refusal(meeting.article, "You have had your ticket. Its code is kept nowhere and can't be shown again.", "R17")  # fmt: skip
    return _new_code(number)


def has_ticket(number: int, member: int) -> bool:
    return Presence.objects.filter(meeting=number, member=member, may_ask=True).exists()


def use_ticket(meeting: Meeting, code: str) -> None:
    """Take one question off a ticket, or refuse. Called while the box is held still."""
    plain = _plain(code)
    if not constant_time_compare(plain[_HALF:], _proof(meeting.pk, plain[:_HALF])):
        raise WrongTicket(meeting.article, "This is no ticket of this meeting. Look at the code and type it again.")
    lock = hashlib.sha256(f"{meeting.pk} {plain}".encode()).hexdigest()
    used = AskingTicket.objects.filter(meeting=meeting.pk, lock=lock).first()
    if used is None:
        AskingTicket.objects.create(id=uuid.uuid4(), meeting=meeting.pk, lock=lock, left=QUESTIONS - 1)
    elif used.left > 0:
        AskingTicket.objects.filter(pk=used.pk).update(left=used.left - 1)
    else:
        raise Refusal(meeting.article, f"A ticket asks {QUESTIONS} questions; this one has asked them. Leave the floor to the others.")  # fmt: skip


class WrongTicket(Refusal):
    """A code that was never given out for this meeting."""


def check_may_ask_without_a_name(meeting: Meeting) -> None:
    rule = law_of(meeting).questions
    if rule is not None and not rule.anonymous:
        raise Refusal(meeting.article, "By these statutes questions are asked aloud, or in writing in one's own name.", "R9")  # fmt: skip


def _sits_here(meeting: Meeting, member: int) -> bool:
    """Whether a delegate has taken their seat; delegates are noted by their seats, not at the door."""
    return SeatTaken.objects.filter(meeting=meeting, mandate__holder=member, left=None).exists()


def _new_code(meeting: int) -> str:
    number = "".join(secrets.choice(_LETTERS) for _ in range(_HALF))
    code = number + _proof(meeting, number)
    return "-".join(code[at : at + 5] for at in range(0, len(code), 5))


def _proof(meeting: int, number: str) -> str:
    """What only this server can write beside a number: without it nobody could tell a ticket from an invented one."""
    digest = salted_hmac("asking ticket", f"{meeting} {number}", algorithm="sha256").digest()
    return "".join(_LETTERS[byte % 32] for byte in digest[:_HALF])


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())[:40]
