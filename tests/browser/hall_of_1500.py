"""A works with 1,500 members on the evening of its general meeting. What a test does not do in a browser is done at the same doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings

from floor.house.acts.cards import IssueCard
from floor.house.acts.members import EnterMembers, Person
from floor.house.models import Card, Member
from floor.meetings.doors import come_in
from floor.meetings.models import Meeting, Presence
from floor.meetings.pages.door_codes import new_door_code
from floor.site.standing import CARD, MEMBER
from floor.site.tests.visiting import _LOCK, found_works_of_today
from tests.meeting import call_meeting
from tests.world import BOLTS, CABLES, FACTORY, NAILS, SECRETARY, World

MEMBERS = 1_500
#: Who has come in when the doors are counted; a dozen of them by a page.
HERE = 1_200
#: Each who comes in by the door takes a hundredth of a second, which adds up in a test that runs every day.
BY_THE_DOOR = 300
#: Those who have a phone in this test besides the founders: a dozen of the members who came later.
PHONES = tuple(range(101, 113))
AGENDA = (
    "The canteen and its hours",
    "The night shift in the nail shop",
    "Whether we trust the third of the committee",
)


@dataclass
class Hall:
    """The works, its meeting, and what a test wants of both."""

    world: World
    meeting: Meeting

    def page(self, name: str) -> str:
        return f"/meetings/{self.meeting.pk}/{name}/"

    @property
    def way_in(self) -> str:
        """What the code on the screen at the door says."""
        return f"{self.page('room')}?door={new_door_code(self.meeting.pk)}"

    def again(self) -> Meeting:
        """The meeting as it stands now."""
        self.meeting.refresh_from_db()
        return self.meeting

    def let_in(self, members: Iterable[int]) -> None:
        """Each of these shows a card at the door; after some hundreds the rows that the door writes are laid in one go."""
        crowd = list(members)
        for member in crowd[:BY_THE_DOOR]:
            come_in(self.meeting.pk, member, at=self.world.now)
        Presence.objects.bulk_create(
            [Presence(meeting=self.meeting.pk, member=member) for member in crowd[BY_THE_DOOR:]]
        )


def hall_of_1500(members: int = MEMBERS, now: datetime | None = None) -> Hall:
    """The works, everyone on its register, a dozen cards, and a general meeting whose hour has come."""
    world = found_works_of_today()
    world.now = (now or datetime.now(UTC)) - timedelta(days=6)
    enter(world, members - Member.objects.count())
    for member in PHONES:
        world.say(IssueCard(member=member, lock=_LOCK, expires=world.now + timedelta(days=300)), SECRETARY)
    starts = world.now + timedelta(days=6)
    meeting = call_meeting(world, starts=starts, items=[{"title": title} for title in AGENDA])
    world.now = starts + timedelta(minutes=1)
    return Hall(world, meeting)


def enter(world: World, people: int) -> None:
    """Enter so many on the register, a thousand at a time, in three shops."""
    while people:
        some = min(people, 1_000)
        shops = [(BOLTS, some // 2), (NAILS, some // 4), (CABLES, some - some // 2 - some // 4)]
        first = Member.next_id()
        persons = [Person(name=f"Worker {first + at}") for at in range(some)]
        world.say(EnterMembers(under=FACTORY, first=first, units=shops, people=persons, confirmed=True), SECRETARY)
        people -= some


def session_of(member: int) -> str:
    """The key of a session as signing in by card makes it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[MEMBER], store[CARD] = member, Card.objects.get(member=member, withdrawn=None).pk
    store.create()
    return str(store.session_key)


def device_of(window: Any, member: int, width: int = 360, **options: Any) -> Any:
    """A window in which a member is signed in: a narrow phone without JavaScript, unless something else is wanted."""
    page = window(width, **({"java_script_enabled": False} | options))
    page.refused = []
    page.on("response", lambda answer: page.refused.append((answer.status, answer.url)) if answer.status >= 400 else None)  # fmt: skip
    page.goto("/sign-in/")
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(member), "url": page.url.removesuffix("sign-in/")}]
    )
    return page
