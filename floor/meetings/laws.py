"""The rules a meeting was called under: the statutes of that day, whatever has become of them since."""

from __future__ import annotations

from datetime import datetime, timedelta

from floor.book.doing import statutes_by_hash
from floor.law.language import Body, Law
from floor.law.values import Duration, Share

from .models import Meeting, Petition

#: Where the statutes name no notice of a meeting.
USUAL_NOTICE = Duration(days=3)
#: How long after the time of the call the people who came open a meeting without whoever called it (R10).
PATIENCE = timedelta(minutes=15)
#: A meeting that nobody opened within so long was not held; one that nobody closed is closed by the clock.
LONGEST = timedelta(hours=24)
#: How long signatures under a petition are collected, where whoever begins it says nothing else; and the longest time.
COLLECTED, LONGEST_COLLECTION = timedelta(days=60), timedelta(days=180)
#: Between the day a petition for a meeting names and the hour the committee may fix instead (R10).
NEAR_THE_HOUR = timedelta(days=1)
#: What a member has for a point of order, in seconds.
POINT_OF_ORDER = 60


def law_of(asked: Meeting | Petition) -> Law:
    day = asked.called if isinstance(asked, Meeting) else asked.opened
    return statutes_by_hash(asked.statutes).on(day.date())


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
    """Whether enough are in the room to decide; of units that sit together, each must have its own quorum there."""
    quorum = quorum_of(meeting)
    if quorum is None:
        return True
    counted = meeting.by_unit.values() or [(meeting.entitled, meeting.present)]
    return all(quorum.reached(here, entitled) for entitled, here in counted)


def notice_of(rule: Body | None, after: datetime) -> datetime:
    """The earliest moment at which a meeting can start if its members are told now. A mass meeting needs none: it decides nothing."""
    return (rule.notice or USUAL_NOTICE).after(after) if rule else after
