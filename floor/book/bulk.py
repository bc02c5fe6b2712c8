"""Many rows at once, without an object for each: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connections, models

from .routing import current

#: Up to so many rows are sent as plain INSERTs: setting up a COPY takes longer.
_FEW = 10


def as_stored(at: datetime) -> str:
    """A moment as the database in use takes it, as text: written once, not anew for each of a thousand rows."""
    return (
        at.isoformat()
        if connections[current()].vendor == "postgresql"
        else str(at.astimezone(UTC).replace(tzinfo=None))
    )


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values are already what the database stores. Inside an act only, like every write."""
    connection = connections[current()]
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) > _FEW:
            from .protected import refuse_writes_outside_acts

            statement = f'COPY "{table}" ({names}) FROM STDIN'
            # COPY goes past Django's wrappers, so it is shown to ours by hand.
            refuse_writes_outside_acts(lambda *_: None, statement, None, False, {})
            with cursor.cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
            if len(rows) == 1:
                cursor.execute(statement, rows[0])
            else:
                cursor.executemany(statement, rows)


def add_to_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[int]]) -> None:
    """Add to number columns of many rows in one statement: each row gives what to add, then the key. Inside an act only."""
    table, key = model._meta.db_table, model._meta.pk.column
    changes = ", ".join(
        f'"{column}" = "{table}"."{column}" + v.column{at}' for at, column in enumerate(columns, start=1)
    )
    marks = ", ".join(["(" + ", ".join(["%s"] * (len(columns) + 1)) + ")"] * len(rows))
    with connections[current()].cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {changes} FROM (VALUES {marks}) AS v WHERE "{table}"."{key}" = v.column{len(columns) + 1}',
            [number for row in rows for number in row],
        )


def change_row(model: type[models.Model], key: int, **values: Any) -> None:
    """Change columns of one row. What `filter(pk=key).update(...)` does, without building the statement anew each time."""
    connection = connections[current()]
    fields = [model._meta.get_field(name) for name in values]
    stored = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values.values(), strict=True)]  # type: ignore[union-attr]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{model._meta.pk.column}" = %s', [*stored, key]
        )
