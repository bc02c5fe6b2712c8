"""Which database the acts are being done in: the living one, or an empty one that the book is replayed into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_current: ContextVar[str] = ContextVar("current database", default="default")


def current() -> str:
    """The alias of the database in use."""
    return _current.get()


@contextmanager
def use_database(alias: str) -> Iterator[None]:
    """Everything inside reads and writes this database."""
    token = _current.set(alias)
    try:
        yield
    finally:
        _current.reset(token)


class Router:
    """Django's question "which database?", answered for every model alike."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return current()

    def db_for_write(self, model: type, **hints: Any) -> str:
        return current()

    def allow_relation(self, *_: Any, **hints: Any) -> bool:
        return True
