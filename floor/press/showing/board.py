"""The board of a unit, its lines put in columns. What hangs there is decided by no one: it comes from the acts of every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from floor.house.board import Line, lines_of
from floor.house.models import Unit

#: How long a board that nothing was added to is kept at hand, in seconds: it also goes by the clock.
KEPT_FOR = 60

#: The columns in their order: the kind of line, what it is called, and which comes first.
COLUMNS: tuple[tuple[str, Callable[[], str], bool], ...] = (
    ("coming", lambda: _("What is coming"), False),
    ("open", lambda: _("What is open"), False),
    ("decided", lambda: _("What was decided"), True),
    ("result", lambda: _("Results"), True),
    ("question", lambda: _("Questions without an answer"), False),
    ("notice", lambda: _("Notices"), True),
    ("letter", lambda: _("Letters"), True),
)


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of one kind under their heading."""

    kind: str
    heading: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board of a unit at a moment."""

    columns: list[Column]
    platforms: list[Line]
    lines: list[Line]

    @property
    def lead(self) -> Line | None:
        """What matters most: the next meeting that takes place, then a poll that is open, then the last that was carried."""
        for kind, moods in (("coming", ("good", "")), ("open", ("wait",)), ("coming", ("wait",)), ("decided", ("good",)), ("result", ("good",))):  # fmt: skip
            for line in self.of(kind):
                if line.mood in moods and (kind != "open" or line.event is not None):
                    return line
        return next(iter(self.lines), None)

    def of(self, kind: str) -> list[Line]:
        return next((column.lines for column in self.columns if column.kind == kind), [])


def board_of(unit: Unit, moment: datetime, size: int, limit: int = 12) -> Board:
    """The board of a unit. Asked for twice while the book stands still, it is at hand."""
    key = f"board-{unit.pk}-{size}-{limit}-{get_language()}-{moment:%Y%m%d%H%M}"
    lines = cache.get(key)
    if lines is None:
        lines = lines_of(unit, moment, limit)
        cache.set(key, lines, KEPT_FOR)
    columns = [
        Column(kind, heading(), sorted((line for line in lines if line.kind == kind), key=lambda line: line.when, reverse=last_first))
        for kind, heading, last_first in COLUMNS
    ]  # fmt: skip
    return Board(columns, [line for line in lines if line.kind == "platform"], lines)
