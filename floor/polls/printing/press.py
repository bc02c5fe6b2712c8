"""The press of the polls: what every document of a poll has at its head and foot, and the templates they are set with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from floor.house.typesetting import CannotPrint, Exactly, set_in_type

from .what import Poll, Sheet

__all__ = ["CannotPrint", "Exactly", "typeset"]

_TEMPLATES = Path(__file__).parent / "templates"


def typeset(template: str, poll: Poll, sheet: Sheet, values: Mapping[str, Any], *, every_letter: bool = False) -> bytes:
    """Set a template with values about a poll; see `floor.house.typesetting`."""
    data = {
        "sheet": sheet,
        "poll": {
            "organisation": poll.organisation,
            "title": poll.title,
            "article": poll.article,
            "line": _poll_line(poll),
        },
        "overleaf": _("Please turn over"),
        **values,
    }
    return set_in_type(_TEMPLATES, template, data, poll.language, every_letter=every_letter)


def _poll_line(poll: Poll) -> str:
    number = _("Poll %(number)s") % {"number": poll.number}
    return f"{number} · {poll.article}" if poll.article else number
