"""Who puts a slip into the box of a meeting, or shuts the box, does so alone, so that no slip is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connections, transaction

from floor.book.act import NotWritten
from floor.book.doing import in_plain_words
from floor.book.routing import current

#: The family of locks that the boxes of meetings are held by.
_BOX = 0x_F1_08


@contextmanager
def box_held_still(meeting: int) -> Iterator[None]:
    """Until the end of this transaction nobody else is at the box. On SQLite one writer is the rule anyway."""
    try:
        with transaction.atomic(using=current(), durable=True):
            connection = connections[current()]
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_BOX, meeting])
            yield
    except (OperationalError, InterfaceError) as fault:
        raise NotWritten(in_plain_words(fault)) from fault
