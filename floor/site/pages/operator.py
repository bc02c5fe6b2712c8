"""The operator's page: shows that whoever runs the server has no power inside. There is nothing to press on it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.db import connections
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from floor.book.models import PublishedCheckpoint
from floor.book.routing import current

#: What the operator can do, all of it outside the organisation.
CAN = (
    _("start and stop the server, and move it to another machine"),
    _("back up the database and put a backup back"),
    _("publish the book and its checkpoints"),
    _("bring in a new version of the program"),
    _("read the private store, since it lies on their disk; so choose with care who runs it"),
)

#: What they cannot do, the guarantee that stands against it, and how an attempt would show.
CANNOT = (
    (
        _("give or take a mandate"),
        "R1",
        _(
            "There is no such act for them. A row written into the database by hand is not in the book: floor rebuild shows the difference."
        ),
    ),
    (
        _("change a result or a count"),
        "R4",
        _(
            "Every figure is in an entry. A changed entry changes the root, and no longer fits any checkpoint that was handed out."
        ),
    ),
    (
        _("put somebody on the register, or take them off"),
        "R18",
        _("Each joining and leaving is an act of whoever admits members, or of the person, cited in the book."),
    ),
    (
        _("cut a key to somebody's voice"),
        "R17",
        _("A card is issued by an act, in the book, and the member sees it on their own page."),
    ),
    (
        _("change the statutes"),
        "R24",
        _("The text in force is named by its hash in every entry; only the electorate's decision brings in another."),
    ),
    (
        _("take a page out of the book, or put one in earlier"),
        "R25",
        _("Anyone with a copy or a checkpoint proves it: floor verify --since."),
    ),
    (_("see or say who voted how"), "R5", _("It is not stored. There is no table in which it could be looked up.")),
)


def operator(request: Any) -> HttpResponse:
    last = PublishedCheckpoint.objects.order_by("-size").first()
    try:
        installed = version("fromthefloor")
    except PackageNotFoundError:
        installed = "–"
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connections[current()].vendor, "–")
    context = {"version": installed, "database": kind, "last": last, "can": CAN, "cannot": CANNOT}
    return render(request, "site/operator.html", context)
