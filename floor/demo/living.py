"""The organisation of `make demo`: two unions on five levels and, across them, the administrations and the Congress of Producers.

It is founded two hundred days ago and lives until today, by the acts and through the doors that everyone uses.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from floor.book.ticking import tick
from floor.law.reading import read

from .assembling import Assembling
from .days import Days
from .elections_held import the_club_is_elected_on_lists, the_committee_is_completed, too_few_come_and_it_is_held_again
from .founding import CHAIR, ORDINARY, SECRETARY, WEAVER, Card, enter_members, found_it
from .meetings_held import a_general_meeting, a_petition_for_a_meeting, call_the_meetings_of_today, it_sits_now
from .on_the_board import letters_and_platforms
from .ordinary_life import ordinary_life
from .people import people
from .places import HAMMER_AND_SICKLE, RIBBON, Places, places
from .polls_today import polls_of_today
from .questions_asked import by_roll_call, divided_by_hands, on_paper, several_options
from .recalls import somebody_is_recalled
from .statutes import statutes_of_the_demonstration

FOUNDED = timedelta(days=200)
#: With fewer members, the founders fill nearly every seat of the committee that the works elects.
FEWEST = 1000
#: How many steps `progress` is told of.
STEPS = 14


def live_organisation(
    progress: Callable[[str], None] = lambda _: None, members: int = 1500, seed: int = 1921
) -> list[Card]:
    """Found it, enter its members, elect everybody, and let some months of its life pass."""
    random, here, text = Random(seed), places(), statutes_of_the_demonstration()
    today = datetime.now(UTC)
    law = read(text).on(today.date())
    start = today.replace(hour=18, minute=0, second=0, microsecond=0) - FOUNDED
    crowd = people(random, law.membership.categories)
    progress("The founding meeting")
    cards = found_it(here, text, crowd, start)
    progress("The register")
    enter_members(here, members, crowd, start + timedelta(days=3))
    progress("A committee is elected by secret poll")
    days = Days(start + timedelta(days=4), random)
    committee = the_committee_is_completed(days, here)
    progress("Elections from the shop to the Congress of Producers")
    assembling = Assembling(
        law, days.now + timedelta(days=2), random, _elected_later(here), not_standing=frozenset({ORDINARY})
    )
    assembling.elect_everybody()
    progress("Some days of ordinary life")
    days.now = ordinary_life(text, assembling.now + timedelta(days=1)).replace(hour=20, minute=0)
    progress("The seats that fell vacant")
    days.pass_by(days=20)
    progress("A poll without a quorum, and its repetition")
    again = too_few_come_and_it_is_held_again(days, here)
    days.until(again.closes)
    progress("Questions: by options, by hands, by roll call, on paper")
    for asked in (several_options, divided_by_hands, by_roll_call, on_paper):
        asked(days, here)
        days.pass_by(days=1)
    progress("An election on lists")
    the_club_is_elected_on_lists(days, here)
    progress("A recall")
    somebody_is_recalled(days, committee)
    progress("A general meeting")
    a_general_meeting(days, here)
    sitting = call_the_meetings_of_today(days, here, today)
    progress("Letters and platforms on the noticeboard")
    letters_and_platforms(days, here)
    progress("The polls of today")
    days.holding_back = frozenset({CHAIR, SECRETARY, ORDINARY, WEAVER})
    polls_of_today(days, here, last_morning(today))
    a_petition_for_a_meeting(days, here)
    progress("A meeting that is sitting now")
    it_sits_now(days, sitting, today)
    days.until(today)
    tick()
    return cards


def last_morning(now: datetime) -> datetime:
    """Eight o'clock today; of yesterday while it is earlier than ten, or what is done then would lie in the future."""
    morning = now.replace(hour=8, minute=0, second=0, microsecond=0)
    return morning if morning <= now - timedelta(hours=2) else morning - timedelta(days=1)


def _elected_later(here: Places) -> frozenset[tuple[int, str]]:
    """Bodies, by unit, whose elections are left for secret polls."""
    clubs = {(works.unit, "club council") for works in here.works}
    return frozenset(
        {(here.called(HAMMER_AND_SICKLE), "factory court"), (here.called(RIBBON), "factory court"), *clubs}
    )
