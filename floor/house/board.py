"""What stands on the noticeboard of a unit. Each room registers its part; the press hangs it up, prints it and sends it.

    @on_the_board
    def coming_meetings(unit: Unit, moment: datetime, limit: int) -> list[Line]: ...

A source asks the database a bounded number of questions, whatever lies below the unit, and names no private person (R17).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.urls import NoReverseMatch, reverse

from .models import Unit

Kind = Literal["coming", "decided", "open", "result", "question", "letter", "notice", "platform"]


@dataclass(frozen=True, slots=True)
class Event:
    """What goes into a calendar: something with an hour. It keeps its name when it is moved or called off."""

    name: str
    starts: datetime
    ends: datetime | None = None
    place: str = ""
    changed: int = 0
    """How often it was moved or called off: calendars go by it."""
    changed_at: datetime | None = None
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the board."""

    kind: Kind
    when: datetime
    text: str
    url: str = ""
    details: tuple[str, ...] = ()
    """Further lines below it: the agenda, what stood in the way, the figures in words."""
    tag: str = ""
    """A word for how it stands: carried, overdue, called off."""
    mood: str = ""
    """good, wait or alarm: how the word is set."""
    figures: tuple[tuple[str, int], ...] = ()
    """What was counted, by its name, for a small picture."""
    event: Event | None = None
    body: str = field(default="")
    """A whole text, where the board shows it: a letter, a notice, a statement."""


Source = Callable[[Unit, datetime, int], list[Line]]
SOURCES: list[Source] = []


def on_the_board(source: Source) -> Source:
    """Register what a room has for the board."""
    SOURCES.append(source)
    return source


def lines_of(unit: Unit, moment: datetime, limit: int = 12) -> list[Line]:
    """Everything on the board of a unit: at most so many lines of each thing that a room knows."""
    return [line for source in SOURCES for line in source(unit, moment, limit)]


def way_to(page: str, *numbers: int | str) -> str:
    """The address of a page of any room; empty where there is no such page."""
    try:
        return reverse(page, args=numbers)
    except NoReverseMatch:
        return ""
