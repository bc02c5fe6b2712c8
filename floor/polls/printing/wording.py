"""Words and figures that several documents share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .what import Candidate, CandidateList


def moment(at: datetime) -> str:
    """ "Friday 12 June 2026, 18:00": a day of the week is what people remember."""
    return _("%(weekday)s %(date)s, %(time)s") % {
        "weekday": date_format(at, "l"),
        "date": date_format(at, "j F Y"),
        "time": date_format(at, "H:i"),
    }


def figure(number: int | None) -> str:
    """A whole number with its thousands apart; a figure that is not shown is a dash."""
    return "–" if number is None else number_format(number, use_l10n=True, force_grouping=True)


def candidate_rows(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    return [{"number": str(one.number), "name": one.name, "detail": one.detail} for one in candidates]


def list_rows(lists: Sequence[CandidateList]) -> list[dict[str, Any]]:
    return [
        {
            "number": str(one.number),
            "name": one.name,
            "proposed": _("Proposed by %(names)s") % {"names": one.proposed_by} if one.proposed_by else "",
            "candidates": candidate_rows(one.candidates),
        }
        for one in lists
    ]
