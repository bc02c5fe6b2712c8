"""The stations of a poll from its call to the end of the time for contests. Pure: a poll and a moment in, stations out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Station:
    """One station: what happens, when, and whether it is over, now, or to come."""

    what: str
    at: datetime
    when: str
    says: str = ""


def stations_of(poll: Poll, at: datetime) -> list[Station]:
    """The stations in order. The one we are in is the last that has begun, unless the poll is over."""
    rows: list[tuple[str, datetime, str]] = [
        (_("Announced"), poll.announced, _("Question, electors and rules are fixed."))
    ]
    if poll.nominations_until and poll.kind == "election":
        rows.append((_("Nominations close"), poll.nominations_until, _("Who stands is fixed.")))
    rows.append((_("Opens"), poll.opens, _("The roll is frozen; papers can be handed in.")))
    rows.append((_("Closes"), poll.closes, _("The urn is published and counted.")))
    if poll.counted:
        rows.append((_("Counted"), poll.counted, ""))
    if poll.contest_until:
        rows.append((_("Can be contested until"), poll.contest_until, ""))
    begun = [when for _what, when, _says in rows if when <= at]
    last = begun[-1] if begun else None
    over = poll.state not in ("announced", "open", "counting") and (poll.contest_until or at) <= at
    return [Station(what, when, _when(when, at, None if over else last), says) for what, when, says in rows]


def _when(moment: datetime, at: datetime, last: datetime | None) -> str:
    if moment > at:
        return "later"
    return "now" if moment == last else "done"
