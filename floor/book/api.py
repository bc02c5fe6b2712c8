"""The book for programs: entries, proofs, checkpoints, refusals. All of it is public."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from .addresses import LARGEST
from .hashes import NotReadyYet
from .merkle import Frontier
from .models import Entry, Head, PublishedCheckpoint, RecordedRefusal
from .proving import prove

router = Router(tags=["book"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]
MOST = 200


class EntryOut(Schema):
    n: int
    at: datetime
    act: str
    leaf: str = Field(description="RFC 6962 leaf hash of the line, in hexadecimal.")
    line: dict[str, Any] = Field(description="The entry itself; commitments stand where something is private.")


class ProofOut(Schema):
    entry: int
    size: int
    leaf: str
    root: str
    proof: list[str]
    how: str


class CheckpointOut(Schema):
    size: int
    root: str
    at: datetime | None
    signed: str | None = Field(description="The last checkpoint that was signed and published, as it was signed.")


class RefusalOut(Schema):
    number: int
    at: datetime
    act: str
    guarantee: str
    article: str
    reason: str


def _entry(entry: Entry) -> EntryOut:
    return EntryOut(
        n=entry.n, at=entry.at, act=entry.act, leaf=bytes(entry.leaf).hex(), line=json.loads(bytes(entry.line))
    )


def _found(number: int) -> Entry:
    entry = Entry.objects.filter(pk=number).first()
    if entry is None:
        raise Http404
    return entry


@router.get("/entries", response=list[EntryOut])
def entries(
    request: Any,
    after: Annotated[int, Field(ge=-1, le=LARGEST)] = -1,
    act: str = "",
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50,
) -> list[EntryOut]:
    """Entries in their order, after a given one, perhaps of one act alone."""
    rows = Entry.objects.filter(n__gt=after).order_by("n")
    return [_entry(row) for row in (rows.filter(act=act) if act else rows)[:limit]]


@router.get("/entries/{number}", response=EntryOut)
def entry(request: Any, number: Number) -> EntryOut:
    """One entry."""
    return _entry(_found(number))


@router.get("/entries/{number}/proof", response=ProofOut)
def proof(request: Any, number: Number) -> dict[str, Any]:
    """That an entry is in the book as it stands: check it against a checkpoint you trust."""
    try:
        return prove(_found(number), Head.objects.get(pk=1)).as_json()
    except NotReadyYet:
        raise HttpError(503, "The hashes of older entries are still being worked out; ask again in a moment.") from None


@router.get("/checkpoint", response=CheckpointOut)
def checkpoint(request: Any) -> CheckpointOut:
    """The size and the root of the book now, and the last signed checkpoint."""
    head = Head.objects.filter(pk=1).first()
    frontier = Frontier.from_bytes(bytes(head.frontier)) if head else Frontier()
    signed = PublishedCheckpoint.objects.order_by("-size").values_list("note", flat=True).first()
    return CheckpointOut(size=frontier.size, root=frontier.root().hex(), at=head.at if head else None, signed=signed)


@router.get("/refusals", response=list[RefusalOut])
def refusals(
    request: Any, after: Number = 0, guarantee: str = "", limit: Annotated[int, Field(ge=1, le=MOST)] = 50
) -> list[RefusalOut]:
    """What was refused because of a guarantee, in its order; never who tried."""
    rows = RecordedRefusal.objects.filter(pk__gt=after).order_by("pk")
    return [
        RefusalOut(
            number=row.pk, at=row.at, act=row.act, guarantee=row.guarantee, article=row.article, reason=row.reason
        )
        for row in (rows.filter(guarantee=guarantee) if guarantee else rows)[:limit]
    ]
