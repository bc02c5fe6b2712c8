"""An operator with the database open: plain SQL, past the program and everything it refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg


@dataclass(frozen=True)
class Operator:
    """Whoever can connect to the database of a house."""

    database: str

    @property
    def on_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows, in whatever order they lie there."""
        with self._line() as line:
            cursor = line.execute(self._written(sql), values)
            return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    def tables(self) -> list[str]:
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        here = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return sorted(name for (name,) in self.ask(named if self.on_sqlite else here))

    def everything(self) -> Iterator[tuple[str, str]]:
        """Every row of every table, as text, with the name of its table."""
        for table in self.tables():
            for row in self.ask(f'SELECT * FROM "{table}"'):
                yield table, repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row])

    def _written(self, sql: str) -> str:
        return sql.replace("%s", "?") if self.on_sqlite else sql

    @contextmanager
    def _line(self) -> Iterator[Any]:
        if self.on_sqlite:
            line: Any = sqlite3.connect(self.database.removeprefix("sqlite:///"), isolation_level=None, timeout=30)
        else:
            line = psycopg.connect(self.database, autocommit=True)
        try:
            yield line
        finally:
            line.close()
