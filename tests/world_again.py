"""The founded works once more, without founding it: its rows are laid down as the first founding of this process left them.

Two thousand tests begin with the same founding. It is done for the first of them by its act, as anywhere; the others get the
same rows, byte for byte, in a tenth of the time. Only for SQLite, for an empty database,
and within a transaction, where keys may point forward until its end.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from floor.book.protected import acting
from floor.book.routing import current

#: Tables of the house; Django's own stand as migrations left them.
OURS = ("book_", "house_", "polls_", "promises_", "meetings_", "press_")
_rows: dict[str, tuple[str, list[tuple[Any, ...]]]] = {}


def can_be_kept() -> bool:
    """Whether this is the tests' own database, in a test that is taken back, and nothing has happened in it yet."""
    if connection.vendor != "sqlite" or current() != "default" or not connection.in_atomic_block:
        return False
    from floor.book.models import Attachment, Entry

    return not Entry.objects.exists() and not Attachment.objects.exists()


def keep() -> None:
    """Remember every row there is."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(OURS):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if rows := cursor.fetchall():
                places = ", ".join(["%s"] * len(rows[0]))
                _rows[table] = f'INSERT INTO "{table}" VALUES ({places})', rows


def lay_down() -> bool:
    """Lay the remembered rows down; False if there are none yet."""
    with acting("the same founding once more"), connection.cursor() as cursor:
        for insert, rows in _rows.values():
            cursor.executemany(insert, rows)
    return bool(_rows)
