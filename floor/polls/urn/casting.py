"""Handing in a paper: one mark on the roll and one sealed paper in the urn, both or neither.

This is the one place that writes to an open urn. It is not an act: nothing of it enters the book before the poll is closed, so
that nothing there tells when or in which order people voted.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, InterfaceError, connections, transaction

from floor.book.act import NotWritten, Refusal
from floor.book.doing import in_plain_words, now
from floor.book.locks import Held, hold_still
from floor.book.routing import current
from floor.polls.asking.in_the_room import is_in_the_room
from floor.polls.models import Mark, Poll, SealedPaper

from .paper import Form, Paper, fault_in, in_order, written
from .sealing import seal

# Written by hand, and as few as can be: on the day of a vote this is the one thing everybody does at the same time.
_HOLD = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
_STANDS = """SELECT p."state", p."key", r."unit", r."reason"
FROM "polls_poll" p LEFT JOIN "polls_rollline" r ON r."poll_id" = p."id" AND r."member_id" = %s WHERE p."id" = %s"""
_MARK = 'INSERT INTO "polls_mark" ("poll", "member") VALUES (%s, %s) ON CONFLICT DO NOTHING'
_PAPER = 'INSERT INTO "polls_sealedpaper" ("id", "poll", "sealed") VALUES (%s, %s, %s)'
#: Both in one statement, which is one way to the server and back instead of two.
_MARK_AND_PAPER = f"""WITH marked AS ({_MARK} RETURNING 1)
INSERT INTO "polls_sealedpaper" ("id", "poll", "sealed") SELECT %s, %s, %s FROM marked"""

_LYING = """SELECT (SELECT count(*) FROM "polls_mark" WHERE "poll" = %s),
(SELECT count(*) FROM "polls_sealedpaper" WHERE "poll" = %s)"""


class AlreadyVoted(Refusal):
    """The second paper of one person. The first one lies in the urn; nobody can find it there to change it."""


class PerhapsTaken(Refusal):
    """Nobody can say for the moment whether a paper was taken: the database is gone."""


@dataclass(frozen=True, slots=True)
class Urn:
    """What can't change about a poll once its key is published (R3)."""

    number: int
    article: str
    ballot: str
    opens: datetime
    closes: datetime
    key: str
    form: Form
    meeting: int | None = None


#: The urns papers are being put into, by their keys. A key is drawn anew at each opening, so none is ever another poll's.
_urns: dict[str, Urn] = {}
_MOST_URNS = 500


def cast(number: int, member: int, paper: Paper, at: datetime | None = None) -> None:
    """Hand in a paper for a member, once. Raises a Refusal that says why not; after it, nothing was taken.

    `at` is for tests that tell the time; otherwise it is looked up after the urn is held, so that no paper slips in late.
    """
    own = ""
    try:
        with transaction.atomic(using=current(), durable=True):
            state, key, unit, reason = _hold_the_urn_open(number, member)
            urn = _urn_that_is_open(number, state, key, at or now())
            if fault := fault_in(urn.form, paper):
                raise Refusal(urn.article, fault)
            _check_the_roll(urn, unit, reason)
            if not is_in_the_room(urn.meeting, member):
                raise Refusal(urn.article, "You can't vote in this poll: not in the room. It is taken in the meeting, by those who are there.", "R3")  # fmt: skip
            own = _mark_and_put_in(urn, member, seal(urn.key, written(urn.form, unit, in_order(urn.form, paper))))
    except (DatabaseError, InterfaceError) as fault:
        # It broke down at the last word, or after it: nobody may be told "not taken" of a paper that lies in the urn.
        if own and _lies_there_after_all(number, own):
            return
        # Not "from fault": what a database says of a statement can hold the voter's number, and would stand in the log (R17).
        raise NotWritten(in_plain_words(fault)) from None


def _hold_the_urn_open(number: int, member: int) -> tuple[str, str, Any, Any]:
    """Many can put papers in at once; the count waits until they have, and they can't begin while it waits.

    Then, in the same breath, how the poll stands and the line of the roll. Two statements: what the second one sees is never
    older than the moment at which the urn was held.
    """
    connection = connections[current()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{_HOLD}; {_STANDS}", [int(Held.URN), number, member, number])
            cursor.nextset()
        else:
            # On SQLite, having begun a transaction that may write is the same hold.
            cursor.execute(_STANDS, [member, number])
        found = cursor.fetchone()
    if found is None:
        raise Refusal("the polls", f"There is no poll {number}.")
    return found


def _urn_that_is_open(number: int, state: str, key: str, at: datetime) -> Urn:
    urn = _urns.get(key) if key else None
    if urn is None:
        poll = Poll.objects.get(pk=number)
        urn = (
            Urn(
                poll.pk,
                poll.article,
                poll.ballot,
                poll.opens,
                poll.closes,
                key,
                Form.from_data(poll.form),
                poll.meeting,
            )
            if key
            else None
        )
        if urn is None:
            raise _not_open(poll.article, state, poll.opens)
        if len(_urns) >= _MOST_URNS:
            _urns.clear()
        _urns[key] = urn
    if state != "open" or at < urn.opens:
        raise _not_open(urn.article, state, urn.opens)
    if at >= urn.closes:
        raise Refusal(
            urn.article, f"This poll closed on {urn.closes:%d %B %Y at %H:%M} UTC. Your paper was not taken.", "R3"
        )
    if urn.ballot != "secret":
        raise Refusal(urn.article, f"The statutes have this vote by {urn.ballot}, not in this way.", "R3")
    return urn


def _not_open(article: str, state: str, opens: datetime) -> Refusal:
    when = f"It opens on {opens:%d %B %Y at %H:%M} UTC." if state == "announced" else "It is over."
    return Refusal(article, f"This poll is not open. {when}", "R3")


def _lies_there_after_all(urn: int, paper: str) -> bool:
    """Whether this very paper was taken though the line broke before the database said so. Asked on a line of its own."""
    try:
        connections[current()].close()
        if SealedPaper.objects.filter(pk=paper).exists():
            return True
        if Poll.objects.filter(pk=urn, state="open").exists():
            return False
    except (DatabaseError, InterfaceError):
        pass
    # The database is gone, or the urn was emptied meanwhile.
    raise PerhapsTaken(
        "the polls",
        "The database fell silent as your paper was handed in. Come back in a while: the poll's page says whether a paper of "
        "yours is in the urn. If not, hand it in again; nobody votes twice.",
    )


def has_voted(poll: int, member: int) -> bool:
    """Whether a paper was taken for this member while the poll is open. For the member's own page only."""
    return Mark.objects.filter(poll=poll, member=member).exists()


def _check_the_roll(urn: Urn, unit: int | None, reason: str | None) -> None:
    if unit is None:
        raise Refusal(urn.article, "You are not on the roll of this poll. It was frozen when the poll opened.", "R3")
    if reason:
        raise Refusal(urn.article, f"You can't vote in this poll: {reason}.", "R3")


def _mark_and_put_in(urn: Urn, member: int, sealed: bytes) -> str:
    """The mark first: where there is one already, nothing is put in. Gives back the number of the paper."""
    connection, number = connections[current()], _number_of_its_own()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_MARK_AND_PAPER, [urn.number, member, number, urn.number, sealed])
            put_in = cursor.rowcount
        else:
            cursor.execute(_MARK, [urn.number, member])
            put_in = cursor.rowcount
            if put_in == 1:
                cursor.execute(_PAPER, [number, urn.number, sealed])
    if put_in != 1:
        raise AlreadyVoted(
            urn.article, "Your paper is in the urn already. It can't be taken out, changed or handed in again.", "R5"
        )
    return number


def wait_for_papers_on_their_way(number: int) -> None:
    """For the count: after this, every paper that was begun before the closing lies in the urn or was refused."""
    with transaction.atomic(using=current()):
        hold_still(Held.URN, number)


def lying_in(number: int) -> tuple[int, int]:
    """How many marks and how many papers there are, both at one moment: one statement."""
    with connections[current()].cursor() as cursor:
        cursor.execute(_LYING, [number, number])
        marks, papers = cursor.fetchone()
    return marks, papers


def _number_of_its_own() -> str:
    """A random number that says nothing of when it was given, as the database in use takes it."""
    number = uuid.UUID(bytes=secrets.token_bytes(16), version=4)
    return str(number) if connections[current()].vendor == "postgresql" else number.hex
