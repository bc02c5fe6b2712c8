"""A works of today in which everything about meetings has happened once, to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from floor.meetings.acts.agenda_items import ObjectToItem, ProposeItem
from floor.meetings.acts.hindering import NoteHindrance, TryToCallOff
from floor.meetings.acts.moving_dates import CallOff, MoveMeeting
from floor.meetings.items_wanted import ItemWanted
from floor.meetings.models import Meeting, Petition
from floor.meetings.petitioning.signing import begin_petition, sign
from tests.meeting import call_meeting, choose, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import amend, by_hands, move
from tests.world import CHAIR, FACTORY, SECRETARY, World

TITLE = "The canteen opens at six"


@dataclass
class Lived:
    """The works, and what is worth looking at in it."""

    world: World
    held: Meeting
    early: Meeting
    coming: Meeting
    off: Meeting
    by_petition: Meeting
    collecting: Petition
    answer_owed: Petition


def everything_once(world: World) -> Lived:
    """One meeting held with motions, one broken up, one to come and moved, one called off, one by petition; signatures being collected."""
    world.now -= timedelta(days=13)
    held = running_meeting(world)
    _decide(world, held)
    world.wait(hours=1)
    take_up(world, held, 2)
    held = close_meeting(world, held)
    early = open_meeting(world, call_meeting(world, title="Wages", items=[{"title": "Piece rates"}, {"title": "Fines"}]), present=(1, 2, 3, 4, 5))  # fmt: skip
    choose(world, early, "chair", CHAIR, hands=5)
    early = close_meeting(world, early, how="tumult", why="The lights went out in the hall.")
    world.now = datetime.now(UTC) - timedelta(minutes=1)
    coming = call_meeting(world, title="The spring meeting")
    world.say(
        ProposeItem(meeting=coming.pk, item=ItemWanted(title="A choir", text=world.attach("We sing on Fridays."))), 7
    )
    world.say(ObjectToItem(item=coming.items.get(title="The canteen").pk, ground="several persons at once"), 8)
    world.say(MoveMeeting(meeting=coming.pk, starts=coming.starts + timedelta(days=1), why="The hall is taken that day."), SECRETARY)  # fmt: skip
    world.say(TryToCallOff(meeting=coming.pk, why="There is too much to do this week."), CHAIR)
    world.say(NoteHindrance(unit=FACTORY, meeting=coming.pk, kind="room refused", who="the works management", why="They say the hall is for guests."), 9)  # fmt: skip
    off = call_meeting(world, title="A trip")
    world.say(CallOff(meeting=off.pk, why="Nobody wants to go there."), SECRETARY)
    petition = _begin(world, 5, title="Loans for the journey home")
    sign(petition.pk, 6, at=world.now)
    collecting = _begin(world, 7, title="The night shift")
    owed = begin_petition(FACTORY, "factory committee", 5, at=world.now, title="Heating", text="The shop is cold.")
    sign(owed.pk, 6, at=world.now)
    owed.refresh_from_db()
    coming.refresh_from_db()
    off.refresh_from_db()
    return Lived(world, held, early, coming, off, Meeting.objects.get(petition=petition), collecting, owed)


def _begin(world: World, member: int, **wanted: str) -> Petition:
    return begin_petition(
        FACTORY, "general meeting", member, at=world.now, starts=world.now + timedelta(days=5), place="Canteen",
        items=[{"title": "Loans before the holiday"}], **wanted,
    )  # fmt: skip


def _decide(world: World, meeting: Meeting) -> None:
    """A motion carried as amended, and one lost."""
    motion = move(world, meeting, TITLE, words="The canteen opens at six.")
    change = amend(world, motion, "six", "five")
    world.wait(minutes=2)
    by_hands(world, change, (6, 3, 1))
    by_hands(world, motion, (8, 1, 1))
    other = move(world, meeting, "The canteen sells beer")
    world.wait(minutes=2)
    by_hands(world, other, (2, 7, 1))
