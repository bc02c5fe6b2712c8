"""Everything that may be taken along, as CSV: units, seats and mandates for everyone, the register for who keeps it.

Each export gives its lines one after the other, whatever their number, and reads the tables in pieces by key, so that
memory stays the same and nobody who acts is held up. A cell that a spreadsheet would run gets a ' in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet

from floor.book.act import FOUNDING, By, Scene
from floor.book.doing import now
from floor.house.importing.acting import acts_for, scene_of
from floor.house.importing.cells import GUARD_NEEDED

from .models import Mandate, Member, Seat, Unit, UnitName
from .reading import before
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


def seats(at: datetime | None = None) -> Iterator[str]:
    """Every seat that stands, with its holder's number where it has one. Names are on no public list."""
    moment = at or now()
    query = Seat.objects.filter(abolished=None).values_list("pk", "unit", "body", "part", "office", "sent_by", "number")

    def rows() -> Iterator[tuple[Any, ...]]:
        for piece in _pieces(_by_key(query, "pk")):
            holders = dict(
                Mandate.objects.filter(live(moment), seat__in=[row[0] for row in piece]).values_list("seat", "holder")
            )
            yield from ((*row, holders.get(row[0])) for row in piece)

    return _lines(("seat", "unit", "body", "part", "office", "sent by", "number", "holder"), rows())


def mandates() -> Iterator[str]:
    """Every mandate there has been: whose by number, from which result, until when, and how it ended."""
    query = Mandate.objects.values_list(
        "pk", "seat", "seat__unit", "seat__body", "seat__office", "holder", "result", "starts", "ends", "ended", "how_ended", "terms"
    )  # fmt: skip
    header = (
        "mandate",
        "seat",
        "unit",
        "body",
        "office",
        "holder",
        "result",
        "starts",
        "ends",
        "ended",
        "how ended",
        "terms",
    )
    return _lines(header, _by_key(query, "pk"))


def register(by: By, *, under: int | None = None, at: datetime | None = None) -> Iterator[str]:
    """The register of a unit and all below it, with names, for whoever keeps it. It can be imported again.

    Raises Refusal, before the first line, for anybody else (R17).
    """
    scene = scene_of(by, at)
    article = scene.cite("membership", "admitted-by")
    under = acts_for(scene, scene.law.membership.admitted_by, article, "see the names on the register", under)
    kinds = list(scene.law.membership.categories)
    header = ("number", "name", "unit", "unit called", "contact", *kinds, "paid until", "joined")
    return _lines(header, _people(under, kinds))


def _people(under: int, kinds: list[str]) -> Iterator[tuple[Any, ...]]:
    names = dict(UnitName.objects.filter(until=None, unit__members_here__gt=0).values_list("unit_id", "name"))
    for some in _units_in_pieces(under):
        query = Member.objects.filter(unit__in=some, left=None).values_list(
            "number", "name", "unit", "contact", "categories", "paid_until", "joined"
        )
        for number, name, unit, contact, categories, paid, joined in _by_key(query, "number"):
            yield (
                number,
                name,
                unit,
                names.get(unit, ""),
                contact,
                *(categories.get(kind, "") for kind in kinds),
                paid,
                joined.date(),
            )


def _units_in_pieces(under: int) -> Iterator[list[int]]:
    """The units below one, some at a time: together they have about as many members as are read at once."""
    top = Unit.objects.get(pk=under)
    below = Q(path__startswith=top.path) | (Q(place_path__startswith=top.path) if top.line == "territory" else Q())
    some: list[int] = []
    members = 0
    for unit, here in _by_key(Unit.objects.filter(below, members_here__gt=0).values_list("pk", "members_here"), "pk"):
        some.append(unit)
        members += here
        if members >= PIECE:
            yield some
            some, members = [], 0
    if some:
        yield some


def figures(at: datetime | None = None) -> Iterator[str]:
    """Members on the register, in good standing and active, for each unit; categories for the whole organisation.

    Of a group so small that it would give a person away, no figure is written (R17).
    """
    scene = scene_of(FOUNDING, at)
    small = scene.law.publication.small_group if scene.law.publication else 5
    return _lines(("unit", "figure", "count"), _figures(scene, small))


def _figures(scene: Scene, small: int) -> Iterator[tuple[int, str, int | str]]:
    standing, active = scene.law.membership.good_standing, scene.law.membership.active_within
    paid = Q() if standing is None else Q(paid_until__gte=before(scene.at, standing).date())
    lately = Q(last_act__gte=before(scene.at, active))
    here = (
        Member.objects.filter(left=None)
        .values("unit")
        .annotate(paid=Count("pk", filter=paid) if standing else Count("pk"), active=Count("pk", filter=lately))
    )
    below: dict[int, list[int]] = {}
    for path, place_path, in_standing, is_active in here.values_list(
        "unit__path", "unit__place_path", "paid", "active"
    ):
        for number in {*ids_of(path), *ids_of(place_path)}:
            counts = below.setdefault(number, [0, 0])
            counts[0] += in_standing
            counts[1] += is_active
    for unit, members in _by_key(Unit.objects.filter(closed=None).values_list("pk", "members_below"), "pk"):
        yield unit, "members", members
        if members >= small:
            for name, count in zip(("in good standing", "active"), below.get(unit, [0, 0]), strict=True):
                yield unit, name, count if count >= small or not count else f"fewer than {small}"
    yield from _categories(scene, small)


def _categories(scene: Scene, small: int) -> Iterator[tuple[int, str, int | str]]:
    """How many of the whole organisation have which category. Never only one figure is left out: it could be computed."""
    root = Unit.objects.order_by("pk").values_list("pk", flat=True).first() or 0
    rows = list(Member.objects.filter(left=None).values_list("categories").annotate(n=Count("pk")).order_by())
    for kind, values in scene.law.membership.categories.items():
        counts = {value: sum(n for categories, n in rows if categories.get(kind) == value) for value in values}
        counts["not stated"] = sum(n for categories, n in rows if kind not in categories)
        hidden = {value for value, count in counts.items() if 0 < count < small}
        if len(hidden) == 1:
            hidden |= set(
                sorted((value for value in counts if counts[value] and value not in hidden), key=counts.__getitem__)[:1]
            )
        for value, count in counts.items():
            yield root, f"{kind}: {value}", "not shown" if value in hidden else count


def _pieces(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while piece := list(islice(rows, PIECE)):
        yield piece
