"""Letters, notices and platforms to test with: written, posted and begun by the same acts, doors and clock as any other."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta
from typing import Any

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import DUE
from floor.house.counted_question import QuestionCount
from floor.press.acts.posting import PostNotice
from floor.press.acts.writing import WriteLetter
from floor.press.doors.platforms import begin_platform, support
from floor.press.models import Letter, Platform, PostedNotice
from tests.world import FACTORY, SECRETARY, STATUTES, TELLERS, THIRD, World

#: Holds no mandate, and belongs to the nail shop.
ORDINARY = 8
EDITOR = THIRD
PRESS_DUE = [due for due in DUE if due.__module__.startswith("floor.press")]
OFFICE = '[body."factory committee".offices.secretary]'


def with_editor() -> str:
    return STATUTES.replace(OFFICE, f'[body."factory committee".offices."editor of the board"]\nhandover = "14 days"\nlimit = 4\n\n{OFFICE}')  # fmt: skip


def elect_editor(world: World) -> None:
    world.wait(days=3)
    world.elect(unit=FACTORY, body="factory committee", office="editor of the board", votes={EDITOR: 2}, entitled=3, present=3, cast=3)  # fmt: skip


def let_fall_due(world: World) -> int:
    """The clock does what is due in the press now, as often as there is something."""
    done = 0
    for due in PRESS_DUE:
        for act in due(world.now):
            with suppress(Refusal):
                do(act, CLOCK, at=world.now)
                done += 1
    return done


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write(world: World, text: str = "The roof of the nail shop still leaks on the lathes.", by: int = ORDINARY, **wanted: Any) -> Letter:  # fmt: skip
    given: dict[str, Any] = {"unit": FACTORY, "title": "About the roof"} | wanted
    world.say(WriteLetter(text=sha(text), **given), by, attach=(text,))
    return Letter.objects.order_by("-pk")[0]


def post(world: World, text: str = "The baths are open on Saturdays.", by: int = SECRETARY, **wanted: Any) -> PostedNotice:  # fmt: skip
    given: dict[str, Any] = {"unit": FACTORY, "body": "factory committee", "title": "The baths", "until": world.now + timedelta(days=20)} | wanted  # fmt: skip
    world.say(PostNotice(text=sha(text), **given), by, attach=(text,))
    return PostedNotice.objects.order_by("-pk")[0]


def platform(
    world: World, title: str = "For the eight hours", supporters: tuple[int, ...] = (5, 6, 7, 8)
) -> tuple[Platform, str]:
    """A platform that these support, and its code."""
    first, *others = supporters
    begun, code = begin_platform(
        FACTORY, first, title, f"{title}: eight hours of work, and no hour more.", at=world.now
    )
    for member in others:
        support(begun.pk, member, at=world.now)
    begun.refresh_from_db()
    return begun, code


def hands(world: World, votes_for: int, against: int, **wanted: Any) -> QuestionCount:
    given: dict[str, Any] = {
        "entitled": 12, "present": 10, "votes_for": votes_for, "against": against, "abstaining": 10 - votes_for - against, "tellers": TELLERS,
        "closed": world.now - timedelta(minutes=10),
    } | wanted  # fmt: skip
    return QuestionCount(**given)
