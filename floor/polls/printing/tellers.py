"""The tellers' sheets: two, alike, filled in by two people each alone, and compared only when both are done."""

from __future__ import annotations

from math import ceil

from django.utils.translation import gettext as _

from .press import typeset
from .what import Kind, Sheet, TellersSheet
from .wording import candidate_rows

#: How the choices of each kind of paper are written down: a line for each paper, or strokes for each candidate.
_LAYOUTS: dict[Kind, str] = {
    "rankings": "grid",
    "marks": "bars",
    "points": "bars",
    "lists": "bars",
    "question": "answers",
}
_MOST_ROWS = 2_000


def print_tellers_sheets(tellers: TellersSheet, sheet: Sheet = "a4") -> bytes:
    """Both sheets in one PDF: one for the first teller, one for the second."""
    choices = max(1, min(tellers.choices, len(tellers.candidates) or 1, 10))
    values = {
        "heading": _("Tellers' sheet"),
        "layout": _LAYOUTS[tellers.kind],
        "tellers": [_("First teller"), _("Second teller")],
        "alone": _HOW[_LAYOUTS[tellers.kind]](),
        "candidates": candidate_rows(tellers.candidates),
        "rows": min(max(tellers.papers, 10), _MOST_ROWS),
        "fives": max(6, min(40, ceil(tellers.papers / 5))),
        "choices": [str(place) for place in range(1, choices + 1)],
        "choice": _("Choice, by number"),
        "paper": _("Paper"),
        "sum": _("Sum"),
        "answers": [_("For"), _("Against"), _("Abstain")],
        "totals": [_("Papers in the urn"), _("Valid"), _("Blank"), _("Invalid")],
        "totals_heading": _("Sums"),
        "check": _("Valid, blank and invalid together must make the papers in the urn."),
        "agreement_heading": _("When both are done"),
        "agreement": [_("Both sheets agree."), _("They differed; settled by counting again:")],
        "signatures": [_("Name"), _("Signature"), _("Date and time")],
    }
    return typeset("tellers", tellers.poll, sheet, values)


_HOW = {
    "grid": lambda: _(
        "Give each paper a number as it leaves the pile, and write the numbers of the candidates in the order of choice. "
        "A blank or invalid paper keeps its line: write B or I in it. Fill this in alone; compare only when both are done."
    ),
    "bars": lambda: _(
        "A stroke for each vote, five to a box. Fill this in alone; compare with the other teller only when both are done."
    ),
    "answers": lambda: _(
        "A stroke for each answer, five to a box. Fill this in alone; compare with the other teller only when both are done."
    ),
}
