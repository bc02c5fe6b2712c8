"""What can be printed of a poll, as PDF: the notice, the paper, the tellers' sheets, the roll, the result."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from floor.house.pages.finding import admits, founded
from floor.polls.models import Poll
from floor.polls.on_paper.entered import ON_PAPER, who_may_count
from floor.polls.printing import CannotPrint, print_ballot, print_notice, print_result, print_roll, print_tellers_sheets
from floor.polls.showing import what_to_print

from .finding import head_of, poll_or_404

#: How long a document is kept at hand: setting one takes longer than sending it.
KEPT_FOR = 600


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is called, of which polls there is one, and how it is made."""

    says: Callable[[], str]
    there: Callable[[Poll], bool]
    make: Callable[[Any, Poll], bytes]
    #: Only for the tellers and whoever keeps the register: it names everybody on the roll.
    names_everyone: bool = False


def _result(request: Any, here: Poll) -> bytes:
    address = request.build_absolute_uri(reverse("count", args=[here.pk]))
    return print_result(what_to_print.result_sheet(here, request.house.title, request.member, address))


def _roll(request: Any, here: Poll) -> bytes:
    """One PDF; a long roll is a ZIP of several."""
    files = list(print_roll(what_to_print.roll_sheet(here, request.house.title)))
    if len(files) == 1:
        return files[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, made in enumerate(files, start=1):
            archive.writestr(zipfile.ZipInfo(f"roll-{at:03}.pdf"), made)
    return packed.getvalue()


DOCUMENTS: dict[str, Document] = {
    "notice": Document(
        lambda: _("Notice"), lambda here: here.state in ("announced", "open"),
        lambda request, here: print_notice(what_to_print.notice(here, request.house.title, request.member)),
    ),
    "paper": Document(
        lambda: _("Ballot paper"), lambda here: here.ballot in ON_PAPER and bool(here.form),
        lambda request, here: print_ballot(what_to_print.ballot_paper(here, request.house.title, request.member)),
    ),
    "tellers": Document(
        lambda: _("Tellers' sheets"), lambda here: here.ballot in ON_PAPER and bool(here.form),
        lambda request, here: print_tellers_sheets(what_to_print.tellers_sheet(here, request.house.title, request.member)),
    ),
    "roll": Document(lambda: _("Roll"), lambda here: here.ballot in ON_PAPER and here.state in ("open", "counting"), _roll, names_everyone=True),
    "result": Document(lambda: _("Result"), lambda here: bool(here.outcome.get("figures")), _result),
}  # fmt: skip


def prints_for(request: Any, here: Poll) -> list[tuple[str, str]]:
    """What whoever is here can print of a poll: names of documents and what they are called."""
    return [
        (name, document.says())
        for name, document in DOCUMENTS.items()
        if document.there(here) and (not document.names_everyone or _may_see_names(request, here))
    ]


def _may_see_names(request: Any, here: Poll) -> bool:
    return request.member is not None and (request.member.pk in who_may_count(here) or admits(request, here.unit))


@founded
def printed(request: Any, number: int, what: str) -> HttpResponse:
    """One document of a poll."""
    here, document = poll_or_404(number), DOCUMENTS.get(what)
    if document is None or not document.there(here):
        raise Http404
    if document.names_everyone and not _may_see_names(request, here):
        raise PermissionDenied(
            _("The roll has everybody's name: it is printed by the tellers and by whoever keeps the register.")
        )
    try:
        made = _kept(request, here, what, document)
    except CannotPrint as why:
        return render(request, "polls/not_printed.html", head_of(here, document.says()) | {"why": str(why)}, status=503)
    zipped = made.startswith(b"PK")
    response = HttpResponse(made, content_type="application/zip" if zipped else "application/pdf")
    response["Content-Disposition"] = f'inline; filename="poll-{number}-{what}.{"zip" if zipped else "pdf"}"'
    return response


def _kept(request: Any, here: Poll, what: str, document: Document) -> bytes:
    if document.names_everyone:
        return document.make(request, here)
    # Members read names where everyone else reads numbers.
    reader = "member" if request.member is not None else "anyone"
    key = f"printed-{here.pk}-{what}-{here.state.replace(' ', '-')}-{request.house.size}-{reader}-{get_language()}"
    if (known := cache.get(key)) is None:
        known = document.make(request, here)
        cache.set(key, known, KEPT_FOR)
    return bytes(known)
