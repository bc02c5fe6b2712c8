"""Handing in a paper: one mark on the roll and one sealed paper in the urn, both or neither.

This is the one place that writes to an open urn. It is not an act: nothing of it enters the book before the poll is closed, so
that nothing there tells when or in which order people voted.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.db import IntegrityError, InterfaceError, OperationalError, connections, transaction

from floor.book.act import NotWritten, Refusal
from floor.book.asked import Asked
from floor.book.doing import in_plain_words, now
from floor.book.routing import current

from .models import Mark, Poll, RollLine
from .paper import Form, Paper, fault_in, in_order, written
from .sealing import seal

_poll = Asked(lambda number: Poll.objects.filter(pk=number))
_line = Asked(lambda poll, member: RollLine.objects.filter(poll=poll, member=member).values_list("unit", "reason"))
_MARK = 'INSERT INTO "polls_mark" ("poll", "member") VALUES (%s, %s)'
_PAPER = 'INSERT INTO "polls_sealedpaper" ("id", "poll", "sealed") VALUES (%s, %s, %s)'


class AlreadyVoted(Refusal):
    """The second paper of one person. The first one lies in the urn; nobody can find it there to change it."""


def cast(number: int, member: int, paper: Paper, at: datetime | None = None) -> None:
    """Hand in a paper for a member, once. Raises a Refusal that says why not; after it, nothing was taken.

    `at` is for tests that tell the time; otherwise it is looked up after the urn is held, so that no paper slips in late.
    """
    try:
        with transaction.atomic(using=current(), durable=True):
            _hold_the_urn_open(number)
            poll = poll_that_is_open(number, at or now())
            form = Form.from_data(poll.form)
            if fault := fault_in(form, paper):
                raise Refusal(poll.article, fault)
            unit = _unit_on_the_roll(poll, member)
            _mark(poll, member)
            sealed = seal(poll.key, written(form, unit, in_order(form, paper)))
            with connections[current()].cursor() as cursor:
                cursor.execute(_PAPER, [_number_of_its_own(), number, sealed])
    except (OperationalError, InterfaceError) as fault:
        raise NotWritten(in_plain_words(fault)) from fault


def poll_that_is_open(number: int, at: datetime) -> Poll:
    poll = _poll.first(number=number)
    if poll is None:
        raise Refusal("the polls", f"There is no poll {number}.")
    if poll.state != "open" or at < poll.opens:
        when = f"It opens on {poll.opens:%d %B %Y at %H:%M} UTC." if poll.state == "announced" else "It is over."
        raise Refusal(poll.article, f"This poll is not open. {when}", "R3")
    if at >= poll.closes:
        raise Refusal(
            poll.article, f"This poll closed on {poll.closes:%d %B %Y at %H:%M} UTC. Your paper was not taken.", "R3"
        )
    if poll.ballot != "secret":
        raise Refusal(poll.article, f"The statutes have this vote by {poll.ballot}, not in this way.", "R3")
    return poll


def has_voted(poll: int, member: int) -> bool:
    """Whether a paper was taken for this member while the poll is open. For the member's own page only."""
    return Mark.objects.filter(poll=poll, member=member).exists()


def _unit_on_the_roll(poll: Poll, member: int) -> int:
    found = _line.first(poll=poll.pk, member=member)
    if found is None:
        raise Refusal(poll.article, "You are not on the roll of this poll. It was frozen when the poll opened.", "R3")
    unit, reason = found
    if reason:
        raise Refusal(poll.article, f"You can't vote in this poll: {reason}.", "R3")
    return int(unit)


def _mark(poll: Poll, member: int) -> None:
    try:
        # A savepoint, so that the refusal can be told on the same connection.
        with transaction.atomic(using=current()), connections[current()].cursor() as cursor:
            cursor.execute(_MARK, [poll.pk, member])
    except IntegrityError:
        raise AlreadyVoted(
            poll.article, "Your paper is in the urn already. It can't be taken out, changed or handed in again.", "R5"
        ) from None


def _hold_the_urn_open(number: int) -> None:
    """Many can put papers in at once; the count waits until they have, and they can't begin while it waits."""
    connection = connections[current()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_URN, number])


def wait_for_papers_on_their_way(number: int) -> None:
    """For the count: after this, every paper that was begun before the closing lies in the urn or was refused."""
    with transaction.atomic(using=current()):
        connection = connections[current()]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_URN, number])
        # On SQLite, beginning a transaction that may write is the same wait.


#: The family of locks that urns are held by.
_URN = 0x_F1_00


def _number_of_its_own() -> str:
    """A random number that says nothing of when it was given, as the database in use takes it."""
    number = uuid.UUID(bytes=secrets.token_bytes(16), version=4)
    return str(number) if connections[current()].vendor == "postgresql" else number.hex
