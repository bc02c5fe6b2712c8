"""A works of today on whose board hangs something of every kind, to look at and to print."""

from __future__ import annotations

from datetime import timedelta

from floor.meetings.acts.calling import CallMeeting
from floor.meetings.acts.hindering import NoteHindrance
from floor.meetings.models import Meeting
from floor.press.doors.letters import put_in_the_box
from floor.press.doors.platforms import send_mailing
from floor.promises.tests.promising import promise
from tests.meeting import close_meeting, running_meeting, take_up
from tests.motions import by_hands, move
from tests.world import CHAIR, FACTORY, SECRETARY, World

from .pressing import let_fall_due, platform, post, write


def everything_once(world: World) -> World:
    """A meeting held, one to come with a refused room, motions carried and lost, promises, letters, a notice, two platforms."""
    world.now -= timedelta(days=16)
    meeting = running_meeting(world)
    by_hands(world, move(world, meeting, "The canteen opens at six"), (7, 2, 1))
    by_hands(world, move(world, meeting, "The dances are held on Sundays"), (3, 6, 1))
    take_up(world, meeting, 2)
    close_meeting(world, meeting)
    promise(world, what="Repair the roof of the nail shop", due=world.now + timedelta(days=6))
    promise(world, what="Hot water for all shifts", due=world.now + timedelta(days=40))
    write(world, "The roof of the nail shop still leaks on the lathes.", about_body="factory committee")
    put_in_the_box(
        FACTORY, 7, "About the foreman", "The foreman of the second shift shouts at the apprentices.", at=world.now
    )
    put_in_the_box(
        FACTORY, 8, "About the pay", "The pay came two days late again.\n\nWho answers for it?", at=world.now
    )
    world.wait(days=2)
    let_fall_due(world)
    post(world, until=world.now + timedelta(days=60))
    for title in ("For the eight hours", "For the canteen"):
        begun, code = platform(world, title)
        send_mailing(begun.pk, 5, code, "Come to the meeting", "We move what stands here; come and vote.", at=world.now)
    world.wait(days=6)
    call_the_next(world)
    world.say(NoteHindrance(unit=FACTORY, meeting=Meeting.objects.order_by("-pk")[0].pk, kind="room refused", who="the management", why="The canteen is being painted."), SECRETARY)  # fmt: skip
    return world


def call_the_next(world: World) -> Meeting:
    items = [
        {"title": "Report of the committee on the roof"},
        {"title": "The loan: for whom, from what"},
        {"title": "Other business"},
    ]
    world.say(
        CallMeeting(unit=FACTORY, body="general meeting", starts=world.now + timedelta(days=6), place="Canteen, first floor", items=items), CHAIR
    )  # fmt: skip
    return Meeting.objects.order_by("-pk")[0]
