"""A meeting to test with: called, opened, entered and closed at a works by the same acts and the same door as any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from floor.meetings.acts.calling import CallMeeting
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.opening import ChooseOfficer, OpenMeeting
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.doors import come_in, count_cards
from floor.meetings.models import Item, Meeting
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS, World

#: Everyone who founded the works.
EVERYONE = tuple(range(1, 13))


def call_meeting(world: World, by: int = SECRETARY, **wanted: Any) -> Meeting:
    """Call a general meeting with two items in four days, or what is wanted."""
    given: dict[str, Any] = {
        "unit": FACTORY, "body": "general meeting", "starts": world.now + timedelta(days=4), "place": "Canteen",
        "items": [{"title": "The canteen"}, {"title": "Other business"}],
    } | wanted  # fmt: skip
    world.say(CallMeeting(**given), by)
    return Meeting.objects.order_by("-pk")[0]


def open_meeting(
    world: World, meeting: Meeting, by: int = SECRETARY, present: tuple[int, ...] = EVERYONE[:10]
) -> Meeting:
    """Let its time come, open it, and let these people in by their cards."""
    world.now = max(world.now, meeting.starts)
    world.say(OpenMeeting(meeting=meeting.pk), by)
    for member in present:
        come_in(meeting.pk, member, at=world.now)
    count_cards(meeting.pk, at=world.now)
    meeting.refresh_from_db()
    return meeting


def choose(world: World, meeting: Meeting, office: str, member: int, hands: int = 9, by: int = SECRETARY) -> None:
    world.say(ChooseOfficer(meeting=meeting.pk, office=office, member=member, hands=[(member, hands)]), by)


def running_meeting(world: World, **wanted: Any) -> Meeting:
    """A general meeting at work: ten in the room, a chair, a secretary and two tellers, its first item taken up."""
    meeting = open_meeting(world, call_meeting(world, **wanted))
    for office, member in (("chair", CHAIR), ("secretary", SECRETARY), ("teller", TELLERS[0]), ("teller", TELLERS[1])):
        choose(world, meeting, office, member, by=SECRETARY if office == "chair" else CHAIR)
    take_up(world, meeting, 1)
    return meeting


def take_up(world: World, meeting: Meeting, place: int, by: int = CHAIR) -> Item:
    item = meeting.items.get(place=place)
    world.say(TakeUpItem(item=item.pk), by)
    meeting.refresh_from_db()
    return item


def close_meeting(world: World, meeting: Meeting, by: int = CHAIR, **how: Any) -> Meeting:
    world.say(CloseMeeting(meeting=meeting.pk, **how), by)
    meeting.refresh_from_db()
    return meeting
