"""Where many put something in side by side - papers, signatures, slips - and one ends it: who holds what still, and for how long.

On SQLite one writer is the rule anyway, and beginning a transaction that may write is the same hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import InterfaceError, OperationalError, connections, transaction

from .act import NotWritten
from .doing import in_plain_words
from .routing import current


class Held(IntEnum):
    """What can be held still, each by its number. Every family of locks of the house stands here, so that no two share one."""

    URN = 0x_F1_00
    RECALL = 0x_F1_01
    PETITION = 0x_F1_02
    STATEMENT = 0x_F1_06
    PLATFORM = 0x_F1_07
    BOX = 0x_F1_08


def hold_still(what: Held, number: int) -> None:
    """Until the end of this transaction nobody else puts anything in there, takes anything out, or counts."""
    connection = connections[current()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [int(what), number])


@contextmanager
def alone_with(what: Held, number: int) -> Iterator[None]:
    """A transaction in which nobody else is at it. When the database breaks down, nothing was written, and a sentence says so."""
    try:
        with transaction.atomic(using=current(), durable=True):
            hold_still(what, number)
            yield
    except (OperationalError, InterfaceError) as fault:
        # Not "from fault": what a database says of a statement can hold the number of who signs, and would stand in the log (R17).
        raise NotWritten(in_plain_words(fault)) from None
