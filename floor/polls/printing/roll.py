"""The paper roll for a polling table: who may vote, in order, with a box to tick. It says that somebody has voted, never how."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import ceil

from django.utils.translation import gettext as _

from .press import typeset
from .what import RollSheet, Sheet
from .wording import figure

#: A roll of many thousands is printed, carried and mended in pieces.
LINES_PER_FILE = 1_000


def print_roll(roll: RollSheet, sheet: Sheet = "a4") -> Iterator[bytes]:
    """The roll as one PDF after another, a thousand lines in each; an empty roll is one empty sheet."""
    entries = iter(roll.entries)
    files = max(1, ceil(roll.total / LINES_PER_FILE))
    number = 0
    while (lines := list(islice(entries, LINES_PER_FILE))) or number == 0:
        number += 1
        first = (number - 1) * LINES_PER_FILE + 1
        values = {
            "heading": _("Roll"),
            "table": roll.table,
            "which": _("Lines %(first)s to %(last)s of %(total)s · file %(number)s of %(files)s")
            % {
                "first": figure(first if lines else 0),
                "last": figure(first + len(lines) - 1 if lines else 0),
                "total": figure(roll.total),
                "number": number,
                "files": files,
            },
            "how": _("Tick the box when the paper is handed over. Nothing else is written here."),
            "columns": [_("Number"), _("Name"), _("Has voted")],
            "nobody": _("Nobody is on this roll."),
            "ticked": _("Ticked on this page"),
            "lines": _("lines on this page"),
            "sums": _("Page sums"),
            "page": _("Page"),
            "together": _("Together"),
            "signatures": [_("At the table, from – to"), _("Name and signature")],
            "entries": [[str(line.number), line.name, line.place] for line in lines],
        }
        yield typeset("roll", roll.poll, sheet, values)
