"""What falls due in the room of polls: polls open, close, and are called when terms end or seats stand empty."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.doing import attach_text
from floor.book.ticking import falls_due
from floor.polls.acts.closing import ClosePoll
from floor.polls.acts.opening import OpenPoll
from floor.polls.laws import law_of, small_group
from floor.polls.models import Poll
from floor.polls.urn.emptying import empty
from floor.polls.urn.keys import destroy, is_old, kept, make_key


@falls_due
def fall_due(moment: datetime) -> Iterator[Act]:
    """The acts of the clock that are due. A generator, because one act makes room for the next."""
    yield from polls_to_open(moment)
    yield from polls_to_close(moment)
    destroy_keys_of_emptied_urns()


def polls_to_open(moment: datetime) -> Iterator[OpenPoll]:
    due = Poll.objects.filter(state="announced", opens__lte=moment).order_by("opens", "pk").values_list("pk", flat=True)
    for number in list(due):
        # The key lies in its file before the first paper can be sealed with it.
        yield OpenPoll(poll=number, key=make_key(), seed=secrets.token_hex(32))


def polls_to_close(moment: datetime) -> Iterator[Act]:
    due = Poll.objects.filter(state="open", closes__lte=moment).select_related("unit").order_by("closes", "pk")
    for poll in list(due):
        if poll.ballot == "secret":
            yield closing_of(poll)


def closing_of(poll: Poll) -> ClosePoll:
    """The act that closes a poll which is over, with what was found in its urn."""
    found = empty(poll, small_group(law_of(poll)))
    urn = attach_text(found.urn) if found.urn else ""
    return ClosePoll(
        poll=poll.pk, urn=urn, papers=found.papers, voted=found.voted, marks=found.marks, fault=found.fault
    )


def destroy_keys_of_emptied_urns() -> None:
    """Keys of polls that are over, and old ones of an opening that never came about, open nothing any more."""
    there = kept()
    if not there:
        return
    state = dict(Poll.objects.filter(key__in=there).values_list("key", "state"))
    for key in there:
        # A key without a poll may be that of a poll which another clock is opening at this moment.
        if (key in state and state[key] != "open") or (key not in state and is_old(key)):
            destroy(key)
