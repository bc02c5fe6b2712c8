"""Doors of a vote in a meeting: put a motion and open its poll in one go; close papers whose time is over, without waiting for the clock."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from time import sleep
from typing import Any

from floor.book.act import CLOCK, NotWritten, Refusal, by_member
from floor.book.doing import do, now
from floor.meetings.acts.putting import PutMotion
from floor.meetings.doors import count_cards
from floor.meetings.models import Meeting, Motion, SeatTaken
from floor.polls.acts.opening import OpenPoll
from floor.polls.falling_due.polls import closing_of
from floor.polls.models import Poll
from floor.polls.urn.keys import make_key

TRIES = 20


def put_to_the_vote(number: int, by: int, *, once: str | None = None, at: datetime | None = None, **said: Any) -> Poll:
    """Put a motion for whoever presides, and open the vote at once. The text put is the text as it stands, unless one is given.

    Sent twice with the same key it is done once; where a server stopped between the two steps, the clock opens the poll.
    """
    motion = Motion.objects.select_related("meeting").filter(pk=number).first()
    if motion is None:
        raise Refusal("the agenda", f"There is no motion {number}.")
    _count_who_is_here(motion.meeting, at)
    receipt = do(PutMotion(motion=number, **({"text": motion.text} | said)), by_member(by), once=once, at=at)
    polls = list(Poll.objects.filter(entry=receipt.n).order_by("pk"))
    for poll in polls:
        if poll.state == "announced":
            _open(poll, at)
    return Poll.objects.get(pk=polls[0].pk)


def _open(poll: Poll, at: datetime | None) -> None:
    """Open a poll that has been put. Where others write at this moment it is tried again; at the latest the clock opens it."""
    opening = OpenPoll(poll=poll.pk, key=make_key(), seed=secrets.token_hex(32))
    for _ in range(TRIES):
        try:
            do(opening, CLOCK, at=at)
        except NotWritten:
            sleep(0.05)
        except Refusal:
            # The clock was faster, or the same form from another device.
            return
        else:
            return


def close_papers_of(number: int, at: datetime | None = None) -> int:
    """Count the papers of a meeting whose time is over; how many polls that were. The clock does the same, a little later."""
    moment, closed = at or now(), 0
    due = Poll.objects.filter(meeting=number, ballot="secret", state="open", closes__lte=moment).select_related("unit")
    for poll in list(due.order_by("pk")):
        with suppress(Refusal):
            do(closing_of(poll), CLOCK, at=at)
            closed += 1
    return closed


def _count_who_is_here(meeting: Meeting, at: datetime | None) -> None:
    """A quorum is of those who are here now, not of those who were counted an hour ago. Delegates are counted by their seats."""
    if meeting.doors == "cards" and not SeatTaken.objects.filter(meeting=meeting).exists():
        with suppress(Refusal):
            count_cards(meeting.pk, at=at)
