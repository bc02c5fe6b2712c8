"""The book on pages: its entries in words, one entry with its proof, checkpoints, public texts, and what was refused."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .act import ACTS
from .addresses import number_in, words_in
from .hashes import NotReadyYet
from .ladder import ladder_of
from .merkle import Frontier
from .models import Attachment, Entry, Head, PublishedCheckpoint, RecordedRefusal
from .private_fields import private_fields
from .proving import prove
from .telling import summary_of, told

PAGE = 50


def book(request: Any) -> HttpResponse:
    """The entries, newest first; on from any entry, and of one act alone."""
    act, before = words_in(request.GET, "act"), number_in(request.GET, "before")
    entries = Entry.objects.order_by("-n")
    if act in ACTS:
        entries = entries.filter(act=act)
    if before is not None:
        entries = entries.filter(n__lt=before)
    rows = list(entries[: PAGE + 1])
    context = {
        "entries": told(rows[:PAGE]), "more": rows[PAGE - 1].n if len(rows) > PAGE else None, "before": before, "act": act,
        "acts": [(name, summary_of(name)) for name in sorted(ACTS)],
    }  # fmt: skip
    return render(request, "book/book.html", context)


def _entry(number: int) -> tuple[Entry, Head]:
    entry, head = Entry.objects.filter(pk=number).first(), Head.objects.filter(pk=1).first()
    if entry is None or head is None:
        raise Http404
    return entry, head


def entry(request: Any, number: int) -> HttpResponse:
    """One entry: what it says, the line it is, and the proof that it stands in the book."""
    found, head = _entry(number)
    line = json.loads(bytes(found.line))
    try:
        proved = prove(found, head)
    except NotReadyYet:
        proved = None
    shown, written = told([found])[0], json.dumps(line, indent=2, ensure_ascii=False)[:60_000]
    context = {
        "entry": found, "told": shown, "line": line, "written": written, "tall": written.count("\n") > 50,
        "longer": len(found.line) > 50_000, "proved": proved, "ladder": ladder_of(proved) if proved else None,
        "private": private_fields(ACTS.get(found.act), line["payload"]), "texts": texts_of(line["payload"]),
        "summary": summary_of(found.act), "previous": number - 1 if number else None, "next": number + 1 if number + 1 < head.size else None,
    }  # fmt: skip
    return render(request, "book/entry.html", context)


def texts_of(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The public texts an entry refers to by their SHA-256, in the fields that hold one."""
    return [(key, payload[key]) for key in ("statutes", "inventory") if isinstance(payload.get(key), str)]


def line(request: Any, number: int) -> HttpResponse:
    """The entry's line, byte for byte, for whoever wants to hash it."""
    found, _head = _entry(number)
    response = HttpResponse(bytes(found.line), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="entry-{number}.json"'
    return response


def proof(request: Any, number: int) -> HttpResponse:
    """The proof as a file that a program can check."""
    found, head = _entry(number)
    try:
        return JsonResponse(prove(found, head).as_json(), json_dumps_params={"indent": 1})
    except NotReadyYet:
        return JsonResponse(
            {"reason": _("The hashes of older entries are still being worked out; ask again in a moment.")}, status=503
        )


def receipt(request: Any, number: int) -> HttpResponse:
    """What somebody takes away after an act."""
    found, _head = _entry(number)
    return render(request, "book/receipt.html", {"entry": found, "told": told([found])[0]})


def text(request: Any, sha256: str) -> HttpResponse:
    """A public text that entries refer to."""
    found = Attachment.objects.filter(pk=sha256).first()
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type="text/plain; charset=utf-8")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def checkpoints(request: Any) -> HttpResponse:
    """The root now, and the checkpoints that have left the house."""
    head = Head.objects.filter(pk=1).first()
    frontier = Frontier.from_bytes(bytes(head.frontier)) if head else Frontier()
    notes = PublishedCheckpoint.objects.order_by("-size")[:PAGE]
    return render(
        request,
        "book/checkpoints.html",
        {"size": frontier.size, "root": frontier.root(), "at": head.at if head else None, "notes": notes},
    )


def checkpoint(request: Any, size: int) -> HttpResponse:
    """A checkpoint as it was signed."""
    found = PublishedCheckpoint.objects.filter(pk=size).first()
    if found is None:
        raise Http404
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8")


def refusals(request: Any) -> HttpResponse:
    """What was tried and refused because of a guarantee: never by whom."""
    guarantee, before = words_in(request.GET, "guarantee", 4), number_in(request.GET, "before")
    rows = RecordedRefusal.objects.order_by("-pk")
    counts = list(RecordedRefusal.objects.values("guarantee").annotate(n=Count("pk")).order_by("-n", "guarantee"))
    if guarantee:
        rows = rows.filter(guarantee=guarantee)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows[: PAGE + 1])
    context = {
        "refusals": [(row, summary_of(row.act)) for row in page[:PAGE]], "counts": counts,
        "total": sum(row["n"] for row in counts), "guarantee": guarantee, "before": before, "more": page[PAGE - 1].pk if len(page) > PAGE else None,
    }  # fmt: skip
    return render(request, "book/refusals.html", context)
