"""The minutes on paper: the text whose hash stands in the book, and at the foot how the book stood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from floor.house.typesetting import Exactly, set_in_type
from floor.meetings.showing.minutes_as_read import blocks_of

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class PrintedMinutes:
    """Everything that stands on the sheets."""

    organisation: str
    text: str
    sha256: str
    checkpoint: str
    """How many entries the book had, and its root."""


def print_minutes(minutes: PrintedMinutes, sheet: str = "a4") -> bytes:
    """The minutes as a PDF of as many pages as they need."""
    blocks = blocks_of(minutes.text)
    values = {
        "sheet": sheet, "organisation": minutes.organisation, "title": blocks[0].text if blocks else _("Minutes"),
        "blocks": [{"kind": one.kind, "pieces": [[piece.what, piece.text] for piece in one.pieces]} for one in blocks[1:]],
        "text_says": _("The SHA-256 of this text:"), "text": Exactly(minutes.sha256),
        "checkpoint_says": _("When it was printed the book stood so:"), "checkpoint": Exactly(minutes.checkpoint),
    }  # fmt: skip
    return set_in_type(_TEMPLATES, "minutes", values, "en")
