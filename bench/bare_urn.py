"""What a paper costs at the least over HTTP: its two rows in one transaction, behind the same server, and nothing else.

No session, no roll, no key, no page: `application` takes what is sent, stores 64 bytes, and says so.
"""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "floor.site.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

#: Far from every poll and every member that there is.
NO_POLL, NOBODY = 999_999, 10_000_000
_MARK = 'INSERT INTO "polls_mark" ("poll", "member") VALUES (%s, %s)'
_PAPER = 'INSERT INTO "polls_sealedpaper" ("id", "poll", "sealed") VALUES (%s, %s, %s)'


def insert_bare(member: int) -> None:
    """The two rows of a paper, in one transaction."""
    number = uuid.UUID(bytes=secrets.token_bytes(16), version=4)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_MARK, [NO_POLL, member])
        own = str(number) if connection.vendor == "postgresql" else number.hex
        cursor.execute(_PAPER, [own, NO_POLL, secrets.token_bytes(64)])


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    environ["wsgi.input"].read()
    insert_bare(int(environ["PATH_INFO"].strip("/")))
    start("302 Found", [("Location", "/"), ("Content-Length", "0")])
    return [b""]


if __name__ == "__main__":
    import sys

    from granian.constants import Interfaces
    from granian.server import Server

    # As `floor serve` does it.
    Server(
        "bench.bare_urn:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
        workers=int(sys.argv[2]), blocking_threads=4, log_access=False, websockets=False,
    ).serve()  # fmt: skip
