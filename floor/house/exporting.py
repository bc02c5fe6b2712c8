"""Everything that may be taken along, as CSV: units, seats and mandates for everyone, the register for who keeps it.

Each export gives its lines one after the other, whatever their number, and reads the tables in pieces by key, so that
memory stays the same and nobody who acts is held up. A cell that a spreadsheet would run gets a ' in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from floor.book.act import By, Scene
from floor.house.importing.acting import acts_for, scene_of
from floor.house.importing.cells import GUARD_NEEDED

from .models import Mandate, Member, Seat, Unit, UnitName
from .rules import ids_of
from .standing import live

#: So many rows are read at once.
PIECE = 2_000


def safe(value: Any) -> str:
    """A value as a cell: days as 2026-06-30, and nothing that a spreadsheet takes for a formula (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if GUARD_NEEDED.match(text) else text


def _lines(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """CSV text, a piece for each row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    for row in rows:
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        writer.writerow([safe(cell) for cell in row])
    yield out.getvalue()


def _by_key(query: QuerySet[Any], key: str) -> Iterator[Any]:
    """All rows of a query, in the order of a unique number, in pieces."""
    last = -1
    while rows := list(query.filter(**{f"{key}__gt": last}).order_by(key)[:PIECE]):
        yield from rows
        last = rows[-1][0]


def units() -> Iterator[str]:
    """Every open unit, so that it can be imported again: the number of a unit is its key there."""
    query = UnitName.objects.filter(until=None, unit__closed=None).values_list(
        "unit_id", "name", "unit__level", "unit__parent", "unit__place", "unit__line", "unit__opened", "unit__members_below"
    )  # fmt: skip
    header = ("number", "name", "level", "parent", "place", "line", "opened", "members")
    return _lines(header, _by_key(query, "unit_id"))


def seats() -> Iterator[str]:
    """Every seat that stands, with its holder's number where it has one. Names are on no public list."""
    holders = Q(mandates__in=Mandate.objects.filter(live(scene_of(_NOBODY, None).at)))
    query = Seat.objects.filter(abolished=None).values_list("pk", "unit", "body", "part", "office", "sent_by", "number")

    def rows() -> Iterator[tuple[Any, ...]]:
        at = scene_of(_NOBODY, None).at
        for piece in _pieces(_by_key(query, "pk")):
            held = dict(Mandate.objects.filter(live(at), seat__in=[row[0] for row in piece]).values_list("seat", "holder"))
            yield from ((*row, held.get(row[0])) for row in piece)

    return _lines(("seat", "unit", "body", "part", "office", "sent by", "number", "holder"), rows())
