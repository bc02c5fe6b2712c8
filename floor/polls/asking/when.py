"""When a question is voted on: at once in a meeting, some days on papers, and never put off for good. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from floor.law.language import Body, Vote
from floor.polls.electing.dates import SHORTEST, Dates

#: Ballots in which nobody sees how another votes.
SECRET = ("secret", "paper", "postal")


def usual_closing(rule: Vote | Body | None, ballot: str, opens: datetime) -> datetime:
    """Where whoever asks names no time: the statutes', or an hour in a meeting and three days on papers."""
    if isinstance(rule, Vote):
        return rule.open_for.after(opens)
    return opens + (timedelta(days=3) if ballot in SECRET else SHORTEST)


def usual_of_question(rule: Vote | Body | None, ballot: str, announced: datetime) -> Dates:
    """The dates of a question that opens as soon as it is put: by these it is measured how far one is put off."""
    return Dates(announced, announced, usual_closing(rule, ballot, announced))
