"""The stations of a poll from its call to the end of the time for contests. Pure: a poll and a moment in, stations out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.polls.models import Poll

from .headings import RUNNING


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
    says = _("The roll is frozen; papers can be handed in.") if poll.ballot == "secret" else _("The roll is frozen.")
    rows.append((_("Opens"), poll.opens, says))
    if not poll.counted or poll.counted >= poll.closes:
        # A show of hands is over when it has been counted, whatever its hour was to be.
        rows.append((_("Closes"), poll.closes, _closing(poll)))
    if poll.counted:
        rows.append((_("Counted"), poll.counted, ""))
    if poll.contest_until:
        rows.append((_("Can be contested until"), poll.contest_until, ""))
    # Two stations can be of the same moment: a question opens when it is put. We are in the later of them.
    begun = sum(when <= at for _what, when, _says in rows)
    over = poll.state not in RUNNING and (poll.contest_until or at) <= at
    return [
        Station(what, when, "later" if place > begun else "now" if place == begun and not over else "done", says)
        for place, (what, when, says) in enumerate(rows, start=1)
    ]


def _closing(poll: Poll) -> str:
    return _("The urn is published and counted.") if poll.ballot == "secret" else ""


def time_left(until: datetime, at: datetime) -> str:
    """ "2 days left", "45 minutes left": in the largest unit that is whole, so that nobody believes there is more."""
    left = until - at
    if left <= timedelta(0):
        return ""
    if left >= timedelta(days=2):
        return ngettext("%(n)s day left", "%(n)s days left", left.days) % {"n": left.days}
    hours, minutes = int(left.total_seconds() // 3600), int(left.total_seconds() // 60)
    if hours >= 2:
        return ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours}
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
