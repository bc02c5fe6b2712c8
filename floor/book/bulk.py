"""Many rows at once, without an object for each: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connections, models

from .routing import current


def as_stored(at: datetime) -> datetime | str:
    """A moment as the database in use stores it."""
    return at if connections[current()].vendor == "postgresql" else str(at.astimezone(UTC).replace(tzinfo=None))


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values are already what the database stores. Inside an act only, like every write."""
    connection = connections[current()]
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from .protected import refuse_writes_outside_acts

            statement = f'COPY "{table}" ({names}) FROM STDIN'
            # COPY goes past Django's wrappers, so it is shown to ours by hand.
            refuse_writes_outside_acts(lambda *_: None, statement, None, False, {})
            with cursor.cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def add_to_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add to number columns of many rows, in one go: each row gives what to add, then the key. Inside an act only."""
    connection = connections[current()]
    changes = ", ".join(f'"{column}" = "{column}" + %s' for column in columns)
    key = model._meta.pk.column  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{key}" = %s', list(rows))
