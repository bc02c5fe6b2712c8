"""A district of three works whose delegates meet: what a test does not do in a browser is done at the same doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from floor.book.act import FOUNDING
from floor.book.doing import attach_text, do
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import Referral
from floor.congress.tests.asking import decide, let_it_come_back
from floor.congress.tests.asking import let_fall_due as let_the_congress_fall_due
from floor.house.acts.cards import IssueFirstCards
from floor.house.acts.founding import Adoption, FirstUnit, Founder
from floor.house.acts.members import Person
from floor.meetings.acts.attending import TakeSeat
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.doors import come_in
from floor.meetings.models import Meeting
from floor.site.tests.visiting import _LOCK
from tests.congress import CONGRESS, WITH_A_VOICE
from tests.meeting import call_meeting, choose, take_up
from tests.polling import let_fall_due as let_polls_fall_due
from tests.world import DISTRICT, World, founding

WORKS, SHOPS = (2, 3, 4), (5, 6, 7, 8, 9, 10)
NAMES = ("Hammer and Sickle", "Dynamo", "Red Rose spinning mill")
#: Who belongs where: twelve, eight and four people, in two shops each.
SIZES = (6, 6, 4, 4, 2, 2)
MEMBERS = sum(SIZES)
#: Three delegates of the first works; of the second one, whose other seat nobody was elected to; and one of the third.
DELEGATES = {2: (1, 2, 7), 3: (13,), 4: (21,)}
HERE, AWAY = (1, 2, 7, 13), 21
CHAIR, CONVENER = 1, 14
TITLE, TEXT = "Shall the norm be set by the shops?", "Each shop knows its machines."
STATUTES = WITH_A_VOICE + f'\n[body."{CONGRESS}".offices.chair]\nhandover = "14 days"\nlimit    = 4\n'


@dataclass
class Congress:
    """The district, and what a test wants of it."""

    world: World
    meeting: Meeting | None = None
    referral: Referral | None = None

    def page(self, name: str) -> str:
        assert self.meeting is not None
        return f"/meetings/{self.meeting.pk}/{name}/"


def found_district(now: datetime | None = None) -> Congress:
    """Founded by its members, with cards for those who act in a browser, and a committee in the first works."""
    world = World(now or datetime.now(UTC) - timedelta(days=60))
    units = [FirstUnit(level="district", title="Rogozhsky district")]
    units += [FirstUnit(level="factory", title=name, parent=1) for name in NAMES]
    units += [FirstUnit(level="shop", title=f"Shop {shop - 4}", parent=2 + at // 2) for at, shop in enumerate(SHOPS)]
    belongs = [shop for shop, size in zip(SHOPS, SIZES, strict=True) for _ in range(size)]
    founders = [
        Founder(unit=shop, person=Person(name=f"Delegate {n}", contact=f"{n}@example.org", categories={}))
        for n, shop in enumerate(belongs, start=1)
    ]
    adoption = Adoption(present=MEMBERS, votes_for=MEMBERS - 2, against=1, abstaining=1, tellers=[11, 12])
    do(founding(world.now, attach_text(STATUTES), units=units, founders=founders, adoption=adoption, elections=[]), FOUNDING, at=world.now)  # fmt: skip
    carded = [*HERE, AWAY, CONVENER]
    do(IssueFirstCards(members=carded, locks=[_LOCK] * len(carded), expires=world.now + timedelta(days=700)), FOUNDING, at=world.now)  # fmt: skip
    world.wait(hours=2)
    world.elect(unit=2, body="factory committee", votes={CHAIR: 9, 3: 8, 4: 7})
    world.elect(unit=2, body="factory committee", office="chair", votes={CHAIR: 3}, entitled=3, present=3, cast=3)
    world.wait(hours=2)
    return Congress(world)


def share_out(congress: Congress) -> None:
    congress.world.say(SetApportionment(unit=DISTRICT, body=CONGRESS, cut_off=congress.world.now), CHAIR)


def elect_delegates(congress: Congress) -> None:
    """Each works elects its own; they elect a committee and a chair of the congress."""
    world = congress.world
    world.wait(hours=2)
    for works, members in DELEGATES.items():
        there = sum(SIZES[2 * (works - 2) : 2 * (works - 1)])
        few = {"entitled": there, "present": there, "cast": there}
        world.elect(unit=works, for_unit=DISTRICT, body=CONGRESS, votes=dict.fromkeys(members, there), **few)
    world.wait(hours=2)
    five = {"entitled": 5, "present": 5, "cast": 5}
    world.elect(unit=DISTRICT, body="district committee", votes={CONVENER: 5}, tellers=[1, 2], by=1, **five)
    world.elect(unit=DISTRICT, body=CONGRESS, office="chair", votes={CHAIR: 5}, tellers=[2, 7], by=2, **five)
    world.wait(hours=2)


def go_down(congress: Congress) -> Referral:
    """The question that was sent is put to the shops, and opens there."""
    let_the_congress_fall_due(congress.world)
    congress.referral = Referral.objects.get()
    congress.world.now = max(congress.world.now, congress.referral.opens) + timedelta(minutes=1)
    let_polls_fall_due(congress.world)
    return congress.referral


def shops_decide(congress: Congress, said: dict[int, tuple[int, int]]) -> None:
    assert congress.referral is not None
    for shop, (votes_for, against) in said.items():
        decide(congress.world, congress.referral, shop, votes_for, against)


def come_back(congress: Congress) -> None:
    assert congress.referral is not None
    congress.referral = let_it_come_back(congress.world, congress.referral)


def call_it(congress: Congress) -> Meeting:
    """The congress is called, and its hour comes."""
    world = congress.world
    items = [{"title": "What came back on the norm"}, {"title": "Other business"}]
    wanted: dict[str, Any] = {"unit": DISTRICT, "body": CONGRESS, "by": CONVENER, "title": "The autumn congress"}
    congress.meeting = call_meeting(world, starts=world.now + timedelta(days=15), items=items, **wanted)
    world.now = congress.meeting.starts + timedelta(minutes=1)
    world.say(OpenMeeting(meeting=congress.meeting.pk), CONVENER)
    return congress.meeting


def take_seats(congress: Congress, members: tuple[int, ...] = HERE) -> None:
    assert congress.meeting is not None
    for member in members:
        congress.world.say(TakeSeat(meeting=congress.meeting.pk), member)


def preside(congress: Congress) -> None:
    """A chair and two tellers, and the first item."""
    assert congress.meeting is not None
    choose(congress.world, congress.meeting, "chair", CHAIR, hands=4, by=CONVENER)
    for teller in (2, 7):
        choose(congress.world, congress.meeting, "teller", teller, hands=4, by=CHAIR)
    congress.meeting.refresh_from_db()
    take_up(congress.world, congress.meeting, 1, by=CHAIR)


def have_a_voice(congress: Congress) -> None:
    assert congress.meeting is not None
    come_in(congress.meeting.pk, CONVENER, "consultative", at=congress.world.now)
