"""Motions to test with: moved, seconded, amended, put and counted by the same acts and the same door as any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from floor.meetings.acts.amending import Amend
from floor.meetings.acts.going_on import MoveProcedure
from floor.meetings.acts.moving import MoveMotion, SecondMotion
from floor.meetings.deciding.doors import put_to_the_vote
from floor.meetings.models import Item, Meeting, Motion
from floor.polls.models import Poll
from tests.polling import count_hands
from tests.world import CHAIR, TELLERS, World

MOVER, SECONDER = 7, 8


def move(
    world: World, meeting: Meeting, title: str = "The canteen opens at six", by: int = MOVER, **wanted: Any
) -> Motion:
    """Move that the committee do something in a month, and have it seconded, unless `seconded=False`."""
    seconded = wanted.pop("seconded", True)
    text = wanted.pop("words", "")
    if text:
        wanted["text"] = world.attach(text)
    item: Item = (
        wanted.pop("item", None) or meeting.items.filter(state="taken up").first() or meeting.items.get(place=1)
    )
    given: dict[str, Any] = {"item": item.pk, "title": title}
    if not wanted.get("declaration"):
        given |= {"who": "factory committee", "by_when": max(world.now, meeting.starts) + timedelta(days=30)}
    world.say(MoveMotion(**given | wanted), by)
    return _last(world, seconded)


def amend(
    world: World, motion: Motion, old: str, new: str, by: int = MOVER, seconded: bool = True, title: str = ""
) -> Motion:
    world.say(
        Amend(motion=motion.pk, old=old, new=new, title=title or f"{old or 'nothing'} becomes {new or 'nothing'}"), by
    )
    return _last(world, seconded)


def procedural(
    world: World, meeting: Meeting, procedure: str, about: Motion | None = None, by: int = MOVER, seconded: bool = True, **asks: Any
) -> Motion:  # fmt: skip
    world.say(MoveProcedure(meeting=meeting.pk, procedure=procedure, motion=about.pk if about else None, asks=asks), by)
    return _last(world, seconded)


def _last(world: World, seconded: bool) -> Motion:
    motion = Motion.objects.order_by("-pk")[0]
    if seconded and motion.state == "moved":
        world.say(SecondMotion(motion=motion.pk), SECONDER)
    return again(motion)


def again(motion: Motion) -> Motion:
    """A motion as it stands now."""
    return Motion.objects.select_related("poll", "meeting").get(pk=motion.pk)


def put(world: World, motion: Motion, by: int = CHAIR, **said: Any) -> Poll:
    """Put a motion through the door that a chair uses."""
    return put_to_the_vote(motion.pk, by, at=world.now, **said)


def by_hands(world: World, motion: Motion, *hands: tuple[int, int, int], by: int = TELLERS[0], **wanted: Any) -> Motion:
    """Put a motion and enter what the tellers counted; how it ended."""
    said = {key: wanted.pop(key) for key in ("ballot", "minutes") if key in wanted}
    poll = put(world, motion, wanted.pop("chair", CHAIR), **said)
    count_hands(world, poll, *(hands or ((7, 2, 1),)), by=by, **wanted)
    return again(motion)
