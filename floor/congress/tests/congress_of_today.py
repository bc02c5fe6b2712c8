"""A congress that meets today: its seats shared out at a cut-off, its delegates in the hall, cards to sign in with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.congress.acts.apportioning import SetApportionment
from floor.house.acts.cards import IssueFirstCards
from floor.meetings.models import Meeting
from floor.site.cards import lock_for
from floor.site.tests.visiting import CODE
from tests.congress import CONGRESS, DELEGATES, WITH_A_VOICE, call_congress, open_congress, send_delegates
from tests.world import CHAIR, DISTRICT, SECRETARY, THIRD, World, found_works

CARDED = [CHAIR, SECRETARY, THIRD, *DELEGATES, 8, 10]


def congress_of_today(come: tuple[int, ...] = DELEGATES[:2]) -> tuple[World, Meeting]:
    """Three seats by the register of the cut-off, three delegates, of whom these have come."""
    world = found_works(datetime.now(UTC) - timedelta(days=17), text=WITH_A_VOICE)
    do(IssueFirstCards(members=CARDED, locks=[lock_for(CODE)] * len(CARDED), expires=world.now + timedelta(days=700)), FOUNDING, at=world.now)  # fmt: skip
    world.wait(hours=1)
    world.say(SetApportionment(unit=DISTRICT, body=CONGRESS, cut_off=world.now), CHAIR)
    world.wait(hours=2)
    send_delegates(world)
    meeting = open_congress(world, call_congress(world), come)
    assert world.now < datetime.now(UTC)
    return world, meeting
