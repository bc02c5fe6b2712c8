"""What the chair does next: worked out from where the meeting stands, the same for everyone. Pure: values in, steps out.

The first step is the one that a nervous person presses; all others that are in order follow it. What is allowed the acts say:
a step shown here that is refused there is a mistake on a page, not a hole in the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnTheFloor:
    """Who has the floor, as a clock sees them."""

    speech: int
    kind: str = "speech"
    left: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a meeting stands. Numbers are those of the tables; None is nobody or nothing."""

    state: str = "open"
    """called, open, paused, closed, called off, not held"""
    due: bool = True
    """Of a meeting that was called: its time has come. Of one in recess: the recess is over."""
    decides: bool = True
    """Whether a body sits; a mass meeting decides nothing."""
    counted: bool = True
    quorum: bool = True
    chair_chosen: bool = True
    tellers: int = 2
    item: int | None = None
    next_item: int | None = None
    objection: bool = False
    """Somebody says that the next item is out of order, and the meeting has not decided."""
    floor: OnTheFloor | None = None
    next_speaker: int | None = None
    next_kind: str = "speech"
    waiting: int = 0
    motion: int | None = None
    """The motion in order whose turn it is."""
    procedural: bool = False
    unseconded: int | None = None
    poll: int | None = None
    ballot: str = ""
    poll_over: bool = False
    admission: int | None = None
    by_cards: bool = False
    """Whether cards are counted at the door."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and what it is about."""

    name: str
    about: int | None = None


def next_steps(here: Situation) -> list[Step]:
    """The next step, then every other that is in order now, each once."""
    return list(dict.fromkeys(_steps(here)))


def _steps(here: Situation) -> Iterator[Step]:
    if here.state == "called":
        yield Step("open" if here.due else "wait for the hour")
    elif here.state == "paused":
        yield Step("go on" if here.due else "wait for the recess")
        yield Step("close")
    elif here.state == "open":
        yield _first(here)
        yield from _others(here)
    else:
        yield Step("over")


def _first(here: Situation) -> Step:
    if here.poll is not None:
        return Step(_about_a_vote(here), here.poll)
    if here.next_kind == "point of order" and here.next_speaker is not None and not _point_is_heard(here):
        return Step("call", here.next_speaker)
    if here.floor is not None:
        return Step(_about_a_speech(here.floor), here.floor.speech)
    if not here.counted:
        return Step("count")
    if here.decides and not here.quorum:
        return Step("count again")
    if here.item is None and here.decides:
        if not here.chair_chosen:
            return Step("choose the chair")
        if here.tellers < 2:
            return Step("choose a teller")
    return _business(here)


def _business(here: Situation) -> Step:
    """The order of business: how the meeting goes on, who wants to speak, what is moved, the next item, the end."""
    if here.motion is not None and here.procedural:
        return Step("put", here.motion)
    if here.next_speaker is not None:
        return Step("call", here.next_speaker)
    if here.motion is not None:
        return Step("put", here.motion)
    if here.unseconded is not None:
        return Step("ask for a second", here.unseconded)
    if here.next_item is not None:
        return Step("decide the objection" if here.objection else "take up", here.next_item)
    return Step("close")


def _about_a_vote(here: Situation) -> str:
    if here.ballot == "show of hands":
        return "enter the hands"
    if here.ballot == "roll call":
        return "call the roll"
    return "count the papers" if here.poll_over else "wait for the papers"


def _about_a_speech(floor: OnTheFloor) -> str:
    if floor.stopped:
        return "run the clock"
    return "end the speech" if floor.left else "time is over"


def _point_is_heard(here: Situation) -> bool:
    return here.floor is not None and here.floor.kind == "point of order"


def _others(here: Situation) -> Iterator[Step]:
    if here.floor is not None:
        yield from _around_a_speech(here.floor)
    if here.poll is None:
        stopped = here.floor is not None and here.floor.stopped and here.next_kind != "point of order"
        if here.next_speaker is not None and not stopped:
            yield Step("call", here.next_speaker)
        if here.motion is not None and here.quorum:
            yield Step("put", here.motion)
    if here.motion is not None or here.unseconded is not None:
        yield Step("not put", here.motion or here.unseconded)
    if here.poll is None and here.motion is None and not here.waiting and here.next_item is not None:
        yield Step("decide the objection" if here.objection else "take up", here.next_item)
    yield Step("note a hand")
    yield Step("rule")
    if here.admission is not None and here.decides:
        yield Step("answer a request", here.admission)
    if here.by_cards:
        yield Step("count the cards")
    yield Step("count")
    if here.decides:
        yield Step("choose the chair")
        yield Step("choose the secretary")
        yield Step("choose a teller")
        yield Step("decide on the doors")
    yield Step("close")


def _around_a_speech(floor: OnTheFloor) -> Iterator[Step]:
    yield Step("end the speech" if floor.left else "time is over", floor.speech)
    if not floor.stopped:
        yield Step("stop the clock", floor.speech)
    if floor.left and floor.kind != "point of order":
        yield Step("break off", floor.speech)
    yield Step("give more time", floor.speech)
