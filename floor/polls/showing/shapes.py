"""What an outcome is made of when it is shown: bars, the elected and why, parts, conditions, units. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from floor.polls.electing.standing_for import Option

from .pictures import Rounds
from .told_again import RoundTold


@dataclass(frozen=True, slots=True)
class Bar:
    """What went to a candidate, a list or an answer."""

    option: Option
    votes: int
    most: int
    elected: int = 0
    """The place in which they were elected, or the seats of a list; 0 if they were not."""
    tag: str = ""
    """What that means, in a word or two."""


@dataclass(frozen=True, slots=True)
class Elected:
    """One who is elected, and why."""

    option: Option
    why: str


@dataclass(frozen=True, slots=True)
class ListSeats:
    """A list with its votes and seats."""

    option: Option
    votes: int
    share: str
    """Of the votes for lists, in percent."""
    seats: int
    of: int
    below: bool

    @property
    def dots(self) -> range:
        """A dot for each seat."""
        return range(self.seats)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the rules ask of a result, what was reached, and where the line lies on the bar."""

    what: str
    rule: str
    need: int
    reached: int
    of: int
    met: bool
    binds: bool = True
    """Between options the statutes may ask for no majority: then it is only told whether there was one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question with its answers."""

    option: Option
    votes_for: int
    against: int
    abstaining: int
    carried: bool
    tied: bool
    unanimous: bool
    conditions: tuple[Condition, ...]

    @property
    def most(self) -> int:
        return max(1, self.votes_for, self.against, self.abstaining)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What the papers of one unit said."""

    name: str
    papers: int
    blank: int
    votes: tuple[int, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a result."""

    figures: dict[str, int]
    bars: tuple[Bar, ...] = ()
    bars_are: str = ""
    elected: tuple[Elected, ...] = ()
    people: tuple[Bar, ...] = ()
    """Of lists: the votes of their people, where those count."""
    seats: tuple[ListSeats, ...] = ()
    """Of lists: how the seats were shared out, and the story of it."""
    story: tuple[str, ...] = ()
    rounds: tuple[RoundTold, ...] = ()
    picture: Rounds | None = None
    parts: tuple[Part, ...] = ()
    conditions: tuple[Condition, ...] = ()
    ties: tuple[str, ...] = ()
    by_lot: bool = False
    open_tie: tuple[str, ...] = ()
    units: tuple[UnitRow, ...] = ()
    columns: tuple[str, ...] = ()
    failed: bool = False
    carried: bool = False
    winner: str = ""
