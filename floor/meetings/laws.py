"""The rules a meeting was called under: the statutes of that day, whatever has become of them since."""

from __future__ import annotations

from datetime import timedelta

from floor.book.doing import statutes_by_hash
from floor.law.language import Body, Law
from floor.law.values import Duration, Share

from .models import Meeting

#: Where the statutes name no notice of a meeting.
USUAL_NOTICE = Duration(days=3)
#: How long after the time of the call the people who came open a meeting without whoever called it (R10).
PATIENCE = timedelta(minutes=15)
#: A meeting that nobody opened within so long was not held; one that nobody closed is closed by the clock.
LONGEST = timedelta(hours=24)


def law_of(meeting: Meeting) -> Law:
    return statutes_by_hash(meeting.statutes).on(meeting.called.date())


def rule_of(meeting: Meeting) -> Body | None:
    """The rule of the body that sits; none for a mass meeting, which decides nothing."""
    return law_of(meeting).body.get(meeting.body)


def quorum_of(meeting: Meeting) -> Share | None:
    """The share of those entitled who must be there; another one for a second meeting, where the statutes say so."""
    rule = rule_of(meeting)
    if rule is None:
        return None
    return rule.quorum_second if meeting.second_of_id and rule.quorum_second else rule.quorum


def has_quorum(meeting: Meeting) -> bool:
    quorum = quorum_of(meeting)
    return quorum is None or quorum.reached(meeting.present, meeting.entitled)
