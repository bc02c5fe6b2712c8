"""Open a meeting of four in the house at hand, or close it: python -m tests.attacks.meetings.room open|close

Prints as JSON the meeting with the cards of those in the room, or what was asked in it and what is left of its box.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from floor.book.act import by_member  # noqa: E402
from floor.book.doing import do  # noqa: E402
from floor.book.protected import acting  # noqa: E402
from floor.book.ticking import tick  # noqa: E402
from floor.house.acts.cards import IssueCard  # noqa: E402
from floor.house.models import Card  # noqa: E402
from floor.meetings.acts.closing import CloseMeeting  # noqa: E402
from floor.meetings.asking import box_keys  # noqa: E402
from floor.meetings.models import AskingTicket, Meeting, Presence, Question, Slip  # noqa: E402
from floor.site.cards import lock_for  # noqa: E402
from tests.meeting import call_meeting, choose, open_meeting, take_up  # noqa: E402
from tests.world import CHAIR, SECRETARY, World  # noqa: E402

CODE = "K7QM-2WXP-9RTD"
HERE = (1, 2, 3, 5)


def open_a_meeting() -> dict[str, object]:
    world = World(datetime.now(UTC) - timedelta(minutes=50))
    meeting = call_meeting(world, items=[{"title": "The canteen"}])
    with acting("a test that has no days to wait"):
        Meeting.objects.filter(pk=meeting.pk).update(starts=world.now)
    meeting.refresh_from_db()
    open_meeting(world, meeting, present=HERE)
    choose(world, meeting, "chair", CHAIR, hands=3)
    take_up(world, meeting, 1)
    now, lock = datetime.now(UTC), lock_for(CODE)
    for member in HERE:
        do(IssueCard(member=member, lock=lock, expires=now + timedelta(days=99)), by_member(SECRETARY), at=now)
    return {"meeting": meeting.pk, "code": CODE, "cards": dict(Card.objects.values_list("member", "pk"))}


def close_it() -> dict[str, object]:
    tick()
    do(CloseMeeting(meeting=Meeting.objects.get().pk), by_member(CHAIR))
    tick()
    return {
        "asked": list(Question.objects.order_by("number").values_list("text", flat=True)),
        "names": list(Question.objects.exclude(asked_by=None).values_list("pk", flat=True)),
        "left": [model.objects.count() for model in (Slip, AskingTicket, Presence)],
        "keys": [place.name for place in box_keys.folder().glob("*-*")],
    }


print(json.dumps({"open": open_a_meeting, "close": close_it}[sys.argv[1]]()))
