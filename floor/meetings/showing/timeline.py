"""The stations of a meeting from its call to its minutes. Pure: a meeting and a moment in, stations out."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from floor.meetings.models import Meeting, Minutes
from floor.polls.showing.timeline import Station
from floor.promises.showing.words import said

from .words import HOW_CLOSED


def stations_of(meeting: Meeting, at: datetime, minutes: Minutes | None = None) -> list[Station]:
    """The stations in order. The one we are in is the last that has begun; when the meeting is over, all have."""
    rows: list[tuple[str, datetime, str]] = [(_("Called"), meeting.called, "")]
    if meeting.state == "called off" and meeting.closed:
        rows.append((_("Called off"), meeting.closed, meeting.why_closed))
        return _placed(rows, at, over=True)
    rows.append((_("Items are proposed until then"), meeting.items_until, ""))
    moved = meeting.starts != meeting.first_called_for
    was = _("It was called for another time first.") if moved else ""
    if meeting.opened:
        rows.append((_("Opened"), meeting.opened, was))
    else:
        rows.append((_("Starts"), meeting.starts, was))
    if meeting.closed:
        what = _("Not held") if meeting.state == "not held" else _("Closed")
        why = " ".join(part for part in (said(HOW_CLOSED, meeting.how_closed), meeting.why_closed) if part)
        rows.append((what, meeting.closed, why))
    elif meeting.ends_by:
        rows.append((_("Ends at the latest"), meeting.ends_by, ""))
    if minutes is not None:
        rows.append((_("Minutes published"), minutes.published, ""))
        if minutes.approved:
            rows.append((_("Minutes approved"), minutes.approved, ""))
    return _placed(rows, at, over=meeting.closed is not None)


def _placed(rows: list[tuple[str, datetime, str]], at: datetime, over: bool) -> list[Station]:
    begun = sum(when <= at for _what, when, _says in rows)
    return [
        Station(what, when, "later" if place > begun else "now" if place == begun and not over else "done", says)
        for place, (what, when, says) in enumerate(rows, start=1)
    ]
