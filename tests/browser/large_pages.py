"""Each page of a large meeting at the size at which it is read: phones, the table, the wall, and afterwards the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from floor.meetings.acts.asking import AskQuestion
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.doors import count_cards
from floor.meetings.models import Motion
from floor.meetings.speakers.asking import ask_to_speak
from tests.meeting import choose, close_meeting, take_up
from tests.motions import amend, by_hands, move, put
from tests.polling import count_hands
from tests.polling import let_fall_due as polls_fall_due
from tests.questions import let_fall_due
from tests.world import CHAIR, SECRETARY, TELLERS

from .hall_of_1500 import HERE, PHONES, Hall, device_of
from .the_table import TEXT, hear_everyone


def pages_of_a_large_meeting(window: Any, hall: Hall) -> Iterator[tuple[str, Any]]:
    """In the middle of the debate, in a vote by hands, in a secret vote, and when it is over."""
    motion = in_the_middle(hall)
    phone = device_of(window, PHONES[0], bypass_csp=True, java_script_enabled=True)
    table = device_of(window, CHAIR, bypass_csp=True, java_script_enabled=True)
    wall = window(1920, bypass_csp=True)
    wall.set_viewport_size({"width": 1920, "height": 1080})
    yield from _read(hall, {"room": phone, "questions": phone, "chair": table, "door": table, "projector": wall}, "debate")  # fmt: skip
    yield from _read(hall, {f"/motions/{motion.pk}/": phone}, "debate")
    hear_everyone(hall)
    amendment = Motion.objects.get(kind="amendment")
    poll = put(hall.world, amendment)
    yield from _read(hall, {"room": phone, "chair": table, "teller": table, "projector": wall}, "hands")
    count_hands(hall.world, poll, (702, 398, 60), present=HERE)
    yield from _read(hall, {"projector": wall, "chair": table}, "counted")
    by_hands(hall.world, motion, (901, 188, 71), present=HERE)
    put(hall.world, move(hall.world, hall.meeting, "A person", about="a person", persons=[9], declaration=True), minutes=5)  # fmt: skip
    yield from _read(hall, {"room": phone, "chair": table, "projector": wall}, "secret")
    yield from _after(hall, phone, motion)


def in_the_middle(hall: Hall) -> Motion:
    world, meeting = hall.world, hall.meeting
    world.say(OpenMeeting(meeting=meeting.pk), SECRETARY)
    hall.let_in(range(1, HERE + 1))
    count_cards(meeting.pk, at=world.now)
    for office, member in (("chair", CHAIR), ("secretary", SECRETARY), *(("teller", one) for one in TELLERS)):
        choose(world, meeting, office, member, hands=1_040, by=SECRETARY if office == "chair" else CHAIR)
    take_up(world, hall.again(), 1)
    motion = move(world, meeting, words=TEXT, by=PHONES[1])
    amend(world, motion, "six in the morning", "five in the morning", by=PHONES[2])
    for member in range(301, 316):
        ask_to_speak(meeting.pk, member, side=("for", "against", "neither")[member % 3], at=world.now)
    for member in range(401, 406):
        world.say(AskQuestion(meeting=meeting.pk, text=f"What of the matter of shop {member}?"), member)
    hall.again()
    return motion


def _after(hall: Hall, phone: Any, motion: Motion) -> Iterator[tuple[str, Any]]:
    hall.world.wait(minutes=6)
    polls_fall_due(hall.world)
    close_meeting(hall.world, hall.meeting, how="tumult", why="The lights went out in the hall.")
    hall.world.wait(days=7)
    let_fall_due(hall.world)
    yield from _read(hall, {"minutes": phone, f"/motions/{motion.pk}/": phone, "": phone}, "after")


def _read(hall: Hall, pages: dict[str, Any], when: str) -> Iterator[tuple[str, Any]]:
    for name, page in pages.items():
        page.goto(name if name.startswith("/") else hall.page(name) if name else f"/meetings/{hall.meeting.pk}/")
        yield f"{when}: {name}", page
