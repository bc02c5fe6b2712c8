"""One fingerprint per table: the same rows give the same digest on every database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .entries import written_at
from .protected import Protected, protected_models


def table_digests(*, public: bool) -> dict[str, str]:
    """The digest of every institution's table. Public ones leave the private columns out, so that anyone can compare."""
    return {model._meta.db_table: _digest(model, public) for model in protected_models()}


def _digest(model: type[Protected], public: bool) -> str:
    columns = [
        field.attname
        for field in model._meta.concrete_fields
        if not (public and field.attname in model.private_columns)
    ]
    total = hashlib.sha256(json.dumps(columns).encode())
    for lines in _lines(model, columns):
        total.update(lines)
    return total.hexdigest()


def _lines(model: type[Protected], columns: list[str]) -> Iterator[bytes]:
    encode = json.JSONEncoder(separators=(",", ":"), sort_keys=True, default=_plain).encode
    block: list[str] = []
    for row in model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
        block.append(encode(row))
        if len(block) == 1000:
            yield ("\n".join(block) + "\n").encode()
            block.clear()
    if block:
        yield ("\n".join(block) + "\n").encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return written_at(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"a {type(value).__name__} has no place in a table")
