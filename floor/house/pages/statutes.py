"""The statutes to read: articles in words beside the text with its lines, versions over time, and proposals to change them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from floor.book.models import Attachment, StatutesVersion
from floor.house.articles import tell
from floor.house.models import Amendment
from floor.house.proved import proofs_of
from floor.house.tunnelling.asked import figures_of_the_statutes

from .finding import founded


@founded
def statutes(request: Any) -> HttpResponse:
    """The statutes in force."""
    house = request.house
    text = house.statutes
    context = {
        "statutes": text, "articles": tell(text, house.at.date()), "lines": text.text.splitlines(), "law": house.law,
        "proofs": proofs_of(text, house.at.date()), "versions": list(StatutesVersion.objects.order_by("-in_force_from", "-pk")[:50]),
        "open": list(Amendment.objects.filter(carried=None).order_by("-pk")[:20]), "tunnel": figures_of_the_statutes(house),
    }  # fmt: skip
    return render(request, "house/statutes.html", context)


@founded
def text(request: Any) -> HttpResponse:
    """The text in force, as a file."""
    response = HttpResponse(request.house.statutes.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="statutes.toml"'
    return response


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: added, taken out, the same, or so many left out."""

    kind: str
    text: str


def compared(old: str, new: str) -> list[Line]:
    """What changed between two texts, with three lines around each change."""
    lines: list[Line] = []
    for row in list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=3))[2:]:
        kind = {"+": "added", "-": "taken", "@": "skip-lines"}.get(row[:1], "same")
        lines.append(Line(kind, "…" if kind == "skip-lines" else row[1:]))
    return lines


@founded
def version(request: Any, number: int) -> HttpResponse:
    """One version beside the one before it."""
    here = StatutesVersion.objects.filter(pk=number).first()
    if here is None:
        raise Http404
    earlier = StatutesVersion.objects.filter(pk__lt=number).order_by("-pk").first()
    texts = dict(
        Attachment.objects.filter(pk__in={here.sha256, earlier.sha256 if earlier else here.sha256}).values_list(
            "pk", "content"
        )
    )
    diff = compared(texts.get(earlier.sha256, ""), texts.get(here.sha256, "")) if earlier else []
    return render(request, "house/version.html", {"here": here, "earlier": earlier, "diff": diff})
