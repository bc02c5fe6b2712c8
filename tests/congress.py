"""A congress to test with: delegates of a factory meet in its district, and two bodies have a voice there without a vote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from floor.house.models import Mandate
from floor.meetings.acts.attending import TakeSeat
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.models import Meeting
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.models import Poll
from tests.meeting import call_meeting, choose, take_up
from tests.world import DISTRICT, FACTORY, STATUTES, TELLERS, World

#: Delegates of the factory, and the one who sits in the committee that calls the congress.
DELEGATES, CONVENER = (5, 6, 7), 8
CONGRESS = "district congress"
_AT = 'meets       = "yearly"\nnotice      = "14 days"\nconvened-by = ["district committee", "1/10 of members"]'
assert _AT in STATUTES
WITH_A_VOICE = STATUTES.replace(_AT, f'{_AT}\nconsultative = ["district committee", "factory committee"]')


def send_delegates(world: World, elected: tuple[int, ...] = DELEGATES) -> None:
    """The factory elects its delegates, and they a committee of the district."""
    world.elect(unit=FACTORY, for_unit=DISTRICT, body=CONGRESS, votes=dict.fromkeys(elected, 9))
    world.wait(hours=2)
    few = {"entitled": len(elected), "present": len(elected), "cast": len(elected)}
    world.elect(unit=DISTRICT, body="district committee", votes={CONVENER: len(elected)}, tellers=list(elected[:2]), by=elected[0], **few)  # fmt: skip
    world.wait(hours=2)


def call_congress(world: World, **wanted: Any) -> Meeting:
    given = {"unit": DISTRICT, "body": CONGRESS, "by": CONVENER, "starts": world.now + timedelta(days=15), "title": "The spring congress"}  # fmt: skip
    return call_meeting(world, **given | wanted)


def open_congress(world: World, meeting: Meeting, come: tuple[int, ...] = DELEGATES) -> Meeting:
    """Its hour comes, it is opened, these take their seats and choose a chair and two tellers; its first item is taken up."""
    world.now = max(world.now, meeting.starts)
    world.say(OpenMeeting(meeting=meeting.pk), CONVENER)
    for member in come:
        world.say(TakeSeat(meeting=meeting.pk), member)
    choose(world, meeting, "chair", come[0], hands=len(come), by=CONVENER)
    for teller in come[:2]:
        choose(world, meeting, "teller", teller, hands=len(come), by=come[0])
    meeting.refresh_from_db()
    take_up(world, meeting, 1, by=come[0])
    return meeting


def mandate_of(member: int, body: str = CONGRESS) -> Mandate:
    return Mandate.objects.get(holder=member, seat__body=body, seat__office="", ended=None)


def call_the_roll(world: World, poll: Poll, answers: dict[int, str], by: int = DELEGATES[0]) -> Poll:
    """Tellers enter how each of these delegates answered: for, against, or anything else for abstaining."""
    said = [
        Answer(mandate=mandate_of(one).pk, votes_for=int(word == "for"), against=int(word == "against"), abstaining=int(word not in ("for", "against")))
        for one, word in answers.items()
    ]  # fmt: skip
    world.say(CallRoll(poll=poll.pk, answers=said, tellers=TELLERS if not poll.tellers else poll.tellers), by)
    poll.refresh_from_db()
    return poll
