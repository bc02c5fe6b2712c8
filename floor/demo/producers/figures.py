"""The figures at the end: what each part took, how long the book is, how large the database, how much memory it needed."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence

from django.db import connection

from floor.house.models import Mandate, Member, Result, Unit

from .telling import Stage, entries_so_far

_MIB = 1 << 20


def row(stage: Stage) -> str:
    """One part of it as a line."""
    return (
        f"{stage.title:<46} {stage.done:>9,} {stage.what:<12} {stage.seconds:>8,.1f} s {stage.rate:>9,.0f}/s "
        f"{stage.entries:>8,} entries"
    )


def told(stages: Sequence[Stage], elections: int) -> list[str]:
    """All parts together, and what is there now."""
    seconds = sum(stage.seconds for stage in stages)
    return [
        f"{Member.objects.filter(left=None).count():,} members in {Unit.objects.filter(closed=None).count():,} units; "
        f"{elections:,} elections by tellers' counts, {Result.objects.count():,} results, {Mandate.objects.count():,} mandates",
        f"{entries_so_far():,} entries in the book, made in {seconds / 60:,.1f} minutes; database {_size():,.0f} MiB; "
        f"memory at most {_peak():,.0f} MiB",
    ]


def _size() -> float:
    """How large the database is."""
    asked = "SELECT pg_database_size(current_database())" if connection.vendor == "postgresql" else (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return float(cursor.fetchone()[0]) / _MIB


def _peak() -> float:
    """The most memory this process has had; kernels count it in kilobytes, that of macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_MIB if sys.platform == "darwin" else 1 << 10)
