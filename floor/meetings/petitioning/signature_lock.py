"""Who writes under a petition does so alone, so that no signature is left behind when the petition is over."""

from __future__ import annotations

from django.db import connections

from floor.book.routing import current

#: The family of locks that these petitions are held by; those for recall have another.
_PETITION = 0x_F1_02


def hold_signatures_still(petition: int) -> None:
    """Until the end of this transaction nobody else signs, withdraws or counts. On SQLite one writer is the rule anyway."""
    connection = connections[current()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_PETITION, petition])
