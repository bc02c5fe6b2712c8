"""Only acts write. Tables that stand for institutions refuse every other hand, at runtime and by name.

A model of an institution inherits `Protected`. Every connection of ours carries `refuse_writes_outside_acts`, which
stops any INSERT, UPDATE or DELETE on such a table, through the ORM or raw, unless an act is being applied. Somebody
with the database open can still write: `floor rebuild` and `floor verify` show that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connections, models

from .asked import Asked

_acting: ContextVar[str | None] = ContextVar("acting", default=None)
_WRITE = re.compile(
    r"""\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+
        (?:ONLY\s+)?["'`]?([a-z_]+)""",
    re.IGNORECASE | re.VERBOSE,
)


class OnlyActsWrite(RuntimeError):
    """Something other than an act tried to write to an institution's table."""


class Protected(models.Model):
    """A table that stands for an institution: acts write it, anyone reads it, the book rebuilds it."""

    #: Columns that hold personal content; public digests leave them out.
    private_columns: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def next_id(cls) -> int:
        """The next number of this table: a function of the book, because acts are done one after the other."""
        return (_last_of(cls).first() or 0) + 1

    def _do_insert(self, manager: Any, using: str, fields: Any, returning_fields: Any, raw: bool) -> Any:
        """Django's own insert of one row, without building the statement anew each time."""
        if returning_fields:
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        connection = connections[using]
        values = [
            field.get_db_prep_save(getattr(self, field.attname) if raw else field.pre_save(self, True), connection)
            for field in fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(_insert_into(type(self), tuple(field.column for field in fields)), values)
        return []


@cache
def _last_of(model: type[Protected]) -> Asked[int]:
    return Asked(lambda: model._default_manager.order_by("-pk").values_list("pk", flat=True)[:1])


@cache
def _insert_into(model: type[Protected], columns: tuple[str, ...]) -> str:
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'


@cache
def protected_models() -> tuple[type[Protected], ...]:
    """Every table of every institution, in a fixed order."""
    found = [model for model in apps.get_models() if issubclass(model, Protected)]
    return tuple(sorted(found, key=lambda model: model._meta.db_table))


@cache
def protected_tables() -> frozenset[str]:
    """The institutions' tables and the record itself."""
    record = {"book_head", "book_entry", "book_private", "book_attachment"}
    return frozenset({model._meta.db_table for model in protected_models()} | record)


@contextmanager
def acting(name: str) -> Iterator[None]:
    """While this act is applied, its tables may be written. Only the kernel of the book opens this."""
    token = _acting.set(name)
    try:
        yield
    finally:
        _acting.reset(token)


@lru_cache(maxsize=1024)
def _protected_table_written_by(sql: str) -> str | None:
    """The first protected table that a statement writes; the same statements come again and again."""
    return next((table for table in _WRITE.findall(sql) if table.lower() in protected_tables()), None)


def refuse_writes_outside_acts(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Database wrapper: lets reads pass and stops writes on protected tables unless an act is being applied."""
    if _acting.get() is None and (table := _protected_table_written_by(sql)):
        raise OnlyActsWrite(f"Only acts write: {table} can't be changed from here. Find or write the act that does it.")
    return execute(sql, params, many, context)
