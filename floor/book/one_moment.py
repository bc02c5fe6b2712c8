"""Read the whole living book as of one moment, without holding up those who act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from .routing import current


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside belongs together: a snapshot, in which nothing is written."""
    connection: Any = connections[current()]
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic(using=current()):
            if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode
