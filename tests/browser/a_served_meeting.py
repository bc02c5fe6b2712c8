"""A meeting in a house of its own: in a process, on a database that commits, behind a server that can be killed.

python -m tests.browser.a_served_meeting lay     a works, a meeting, a secret vote that closes soon; prints where and with which sessions
python -m tests.browser.a_served_meeting count   closes what is over; prints what was counted
python -m tests.browser.a_served_meeting hands   puts a motion by hands; prints which
python -m tests.browser.a_served_meeting counted   prints what became of it
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

from floor.house.acts.cards import IssueCard  # noqa: E402
from floor.meetings.acts.opening import OpenMeeting  # noqa: E402
from floor.meetings.deciding.doors import close_papers_of, put_to_the_vote  # noqa: E402
from floor.meetings.doors import come_in, count_cards  # noqa: E402
from floor.meetings.models import Meeting, Motion  # noqa: E402
from floor.polls.models import Mark, SealedPaper  # noqa: E402
from tests.browser.hall_of_1500 import hall_of_1500, session_of  # noqa: E402
from tests.meeting import choose, take_up  # noqa: E402
from tests.motions import move, put  # noqa: E402
from tests.world import CHAIR, SECRETARY, TELLERS, World  # noqa: E402

#: So many are in the room and have a phone; papers are taken for so many seconds after the house is laid.
VOTERS, SECONDS = range(21, 101), 35
PHONES = range(101, 105)


def lay() -> dict[str, Any]:
    """Opened a while ago, so that the two minutes for papers are nearly over when the crowd comes."""
    now = datetime.now(UTC)
    hall = hall_of_1500(members=200, now=now - timedelta(minutes=3))
    world, meeting = hall.world, hall.meeting
    world.say(OpenMeeting(meeting=meeting.pk), SECRETARY)
    for member in (*range(1, 13), *VOTERS, *PHONES):
        come_in(meeting.pk, member, at=world.now)
    count_cards(meeting.pk, at=world.now)
    for office, member in (("chair", CHAIR), ("secretary", SECRETARY), *(("teller", one) for one in TELLERS)):
        choose(world, meeting, office, member, hands=90, by=SECRETARY if office == "chair" else CHAIR)
    meeting.refresh_from_db()
    take_up(world, meeting, 1)
    motion = move(world, meeting)
    for member in VOTERS:
        world.say(IssueCard(member=member, lock="", expires=world.now + timedelta(days=9)), SECRETARY)
    sessions = {member: session_of(member) for member in (*VOTERS, *PHONES, CHAIR, SECRETARY)}
    world.now = datetime.now(UTC) - timedelta(seconds=120 - SECONDS)
    poll = put(world, motion, ballot="secret", minutes=2)
    return {"meeting": meeting.pk, "motion": motion.pk, "poll": poll.pk, "closes": poll.closes.timestamp(), "sessions": sessions}  # fmt: skip


def count() -> dict[str, Any]:
    meeting = Meeting.objects.get()
    closed = close_papers_of(meeting.pk)
    motion = Motion.objects.select_related("poll").get(kind="main", poll__ballot="secret")
    part = motion.poll.outcome["parts"][0]
    return {
        "closed": closed, "papers": motion.poll.outcome["figures"]["papers"], "state": motion.state, "for": part["for"],
        "against": part["against"], "abstaining": part["abstaining"],
        "left": Mark.objects.count() + SealedPaper.objects.count(),
    }  # fmt: skip


def hands() -> dict[str, Any]:
    world = World(datetime.now(UTC))
    motion = move(world, Meeting.objects.get(), title="Tea is free in the night shift")
    return {"motion": motion.pk, "poll": put_to_the_vote(motion.pk, CHAIR).pk}


def counted_hands() -> dict[str, Any]:
    motion = Motion.objects.select_related("poll").get(title="Tea is free in the night shift")
    return {"state": motion.state, "part": motion.poll.outcome["parts"][0]}


if __name__ == "__main__":
    print(json.dumps({"lay": lay, "count": count, "hands": hands, "counted": counted_hands}[sys.argv[1]]()))
