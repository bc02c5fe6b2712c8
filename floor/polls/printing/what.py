"""What can be printed of a poll, as plain values: whoever prints fills one of these in, and needs nothing else.

Texts may hold any letters of any script; nothing in them is ever read as a command. Times are printed as they are given,
so give them in the organisation's own time zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["rankings", "marks", "points", "lists", "question"]
"""How a paper is filled in."""
Sheet = Literal["a4", "us-letter", "a3"]
"""The sheet in the printer."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What stands at the head of every document of one poll."""

    number: int
    organisation: str
    title: str
    """ "Factory committee of Hammer and Sickle: 9 seats" """
    article: str = ""
    """Of the statutes: "article 12"."""
    language: str = "en"
    """Of the texts, as a code: it decides how lines are broken, and from which side a line begins."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who stands, or an answer that can be chosen."""

    number: int
    name: str
    detail: str = ""
    """What tells two of one name apart: the list, the shop, the trade."""


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list of candidates that is voted on as a whole, or also by its people."""

    number: int
    name: str
    candidates: tuple[Candidate, ...] = ()
    proposed_by: str = ""


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """A ballot paper. It bears no number of its own and nothing by which one paper could be told from another (R5, R17)."""

    poll: Poll
    kind: Kind
    candidates: tuple[Candidate, ...] = ()
    """Who can be chosen; for a question of several parts, its parts."""
    lists: tuple[CandidateList, ...] = ()
    question: str = ""
    """The words that are voted on, where the title does not say it all."""
    most: int | None = None
    """Crosses, points or places a voter may give at most; none where there is no limit."""
    people: bool = True
    """On lists: whether people of a list may be marked too."""
    opening: str = ""
    closing: str = ""
    hand_in: str = ""
    """Where to hand the paper in, and until when."""


@dataclass(frozen=True, slots=True)
class CodeCard:
    """One person's card."""

    name: str
    code: str
    place: str = ""
    """Where to find the person, for whoever hands the cards out: the shop, the shift."""


@dataclass(frozen=True, slots=True)
class CodeCards:
    """Cards with a code for one paper, ten to a sheet, the name outside when folded."""

    poll: Poll
    address: str
    """What to open to vote."""
    closes: datetime
    cards: tuple[CodeCard, ...]
    qr_with_code: bool = False
    """Put the code into the picture too, behind a `#`: a browser does not send that part on, so no server log keeps it."""


@dataclass(frozen=True, slots=True)
class TellersSheet:
    """What two tellers fill in, each alone, and compare."""

    poll: Poll
    kind: Kind
    candidates: tuple[Candidate, ...]
    """Who can be chosen; lists and parts of a question are given in the same way."""
    papers: int = 40
    """How many papers are expected: so much room there is."""
    choices: int = 5
    """On rankings: how many choices of one paper have a column."""


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A line of the roll: someone who may vote."""

    number: int
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class RollSheet:
    """The roll for a polling table: a box to tick for each who has been given a paper."""

    poll: Poll
    entries: Iterable[RollEntry]
    """In order. May come as a stream: no more than one file's lines are ever held."""
    total: int
    """How many lines the whole roll has."""
    table: str = ""
    """Which polling table."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a poll. A figure that is None is not shown, for the group is too small."""

    on_roll: int
    voted: int | None
    valid: int | None = None
    blank: int | None = None
    invalid: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much went to a candidate, a list or an answer."""

    name: str
    votes: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Elected:
    """One who is elected, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class CountRound:
    """A round of a count: where everyone stood, and what followed."""

    votes: tuple[str, ...]
    """Per candidate, in the order of the tallies; empty text for one who is out."""
    exhausted: str = ""
    told: tuple[str, ...] = ()
    """What was transferred, who was elected or excluded, in sentences."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one unit said. A group too small to be shown has None for its figures and no votes (R17)."""

    name: str
    on_roll: int
    voted: int | None = None
    votes: tuple[int, ...] = ()
    """In the order of the tallies."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the statutes ask of a result: "at least half of those on the roll vote"."""

    what: str
    needed: str
    reached: str
    met: bool


@dataclass(frozen=True, slots=True)
class CountItYourself:
    """How anyone counts the papers again."""

    command: str
    """ "floor count --method stv papers.csv" """
    where: str = ""
    """Where the papers can be had."""
    other_way: str = ""
    """How another program does it."""


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The result, to be pinned up."""

    poll: Poll
    closed: datetime
    method: str
    """In a sentence: how it was counted."""
    figures: Figures
    outcome: str = ""
    """Of a question, in a sentence: "The motion is carried"."""
    tallies: tuple[Tally, ...] = ()
    tallies_are: str = ""
    """What the bars show: "First choices"."""
    elected: tuple[Elected, ...] = ()
    rounds: tuple[CountRound, ...] = ()
    units: tuple[UnitLine, ...] = ()
    conditions: tuple[Condition, ...] = ()
    ties: tuple[str, ...] = ()
    """Who stood level and how it was settled, a sentence each."""
    seed: str = ""
    """From which the lot was drawn, if it was."""
    small_group: int | None = None
    """Groups smaller than this are not shown."""
    contest_until: datetime | None = None
    contest_where: str = ""
    checkpoint: str = ""
    """Of the book, as text."""
    recount: CountItYourself | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a poll, for the noticeboard."""

    poll: Poll
    opens: datetime
    closes: datetime
    question: str = ""
    who: str = ""
    """Who may vote: "Every member of the bolt shop on the register on 1 March: 412 people"."""
    how: tuple[str, ...] = ()
    """How to vote, a sentence each."""
    candidates: tuple[Candidate, ...] = ()
    lists: tuple[CandidateList, ...] = ()
    rules: tuple[str, ...] = ()
    """How it is counted and when it is decided, in plain words."""
    tellers: tuple[str, ...] = ()
    contest: str = ""
    """Where and until when the poll can be contested."""
    seed: str = ""
    """Published beforehand, from which a lot would be drawn."""
