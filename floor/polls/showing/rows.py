"""Polls in lists: which, in which order, and what a line says of each. Every function is a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from floor.house.models import Mandate, Member, Spell, Unit
from floor.house.reading import Called, called
from floor.house.standing import around, live
from floor.polls.models import Mark, Petition, Poll, RollLine
from floor.polls.recalling.petitions import open_petitions

from .headings import OVER, RUNNING, came_out, heading_of

#: Rows of one kind on the page of all polls; further ones are a page of their own.
SHORT = 8
PAGE = 30
#: Of an outcome with its whole account, what a list of polls says of it.
_SAID = ("carried", "elected", "parts", "chosen")


@dataclass(frozen=True, slots=True)
class Row:
    """A poll in a list."""

    poll: Poll
    heading: str
    where: Called | None
    can_vote: bool = False
    """Whether whoever is here can hand in a paper now."""
    voted: bool = False
    """Whether theirs is in the urn."""
    came_out: str = ""
    """What came of it, in a word or two, once it is over."""
    good: bool = False

    @property
    def pk(self) -> int:
        return self.poll.pk


def rows_of(polls: Iterable[Poll], here: Called | None = None) -> list[Row]:
    """Polls with the names of their units: one query, or none where all are about the unit that is here."""
    polls = list(polls)
    names = {here.pk: here} if here is not None else {}
    if others := {poll.for_unit_id or poll.unit_id for poll in polls} - set(names):
        names |= called(others)
    return [_row(one, names.get(one.for_unit_id or one.unit_id)) for one in polls]


def _row(poll: Poll, where: Called | None) -> Row:
    said = {name: getattr(poll, f"said_{name}", None) for name in _SAID}
    good = poll.state == "counted" and (poll.kind == "election" or bool(said["carried"]))
    return Row(poll, heading_of(poll), where, came_out=came_out(poll, said), good=good)


def without_accounts() -> QuerySet[Poll]:
    """Polls without the accounts of their counts, which can be long; what a list says of an outcome is beside them."""
    said = {f"said_{name}": F(f"outcome__{name}") for name in _SAID}
    return Poll.objects.select_related("mandate__holder").defer("outcome", "form").annotate(**said)


def polls_about(unit: int | None = None, body: str = "") -> QuerySet[Poll]:
    """Polls whose electors sit in a unit, or whose seats are there."""
    found = without_accounts()
    if unit is not None:
        found = found.filter(Q(unit=unit) | Q(for_unit=unit))
    return found.filter(body=body) if body else found


_ORDER = {
    "open": ("closes", "pk"),
    "announced": ("opens", "pk"),
    "counting": ("closes", "pk"),
    "over": ("-closes", "-pk"),
}


def in_state(found: QuerySet[Poll], state: str) -> QuerySet[Poll]:
    states = OVER if state == "over" else (state,)
    return found.filter(state__in=states).order_by(*_ORDER[state])


def open_for(member: Member, at: datetime) -> list[Row]:
    """Open polls on whose roll a member stands, each with whether their paper is in the urn. Four queries."""
    units = _units_around(member, at)
    mine = without_accounts().filter(
        state="open", closes__gt=at, ballot="secret", unit__in=units, roll__member=member, roll__reason=""
    )
    polls = list(mine.order_by("closes", "pk")[:PAGE])
    marked = _marked(polls, member)
    return [replace(row, can_vote=row.pk not in marked, voted=row.pk in marked) for row in rows_of(polls)]


def as_they_are_for(member: Member, at: datetime, rows: list[Row]) -> list[Row]:
    """The same polls, with what a member can do in those that are open. Two queries at most."""
    polls = [
        row.poll for row in rows if row.poll.state == "open" and row.poll.closes > at and row.poll.ballot == "secret"
    ]
    if not polls:
        return rows
    entitled = set(RollLine.objects.filter(poll__in=polls, member=member, reason="").values_list("poll", flat=True))
    marked = _marked(polls, member)
    return [replace(row, can_vote=row.pk in entitled - marked, voted=row.pk in entitled & marked) for row in rows]


def _marked(polls: list[Poll], member: Member) -> set[int]:
    if not polls:
        return set()
    found = Mark.objects.filter(poll__in=[poll.pk for poll in polls], member=member.pk)
    return set(found.values_list("poll", flat=True))


def _units_around(member: Member, at: datetime) -> set[int]:
    """Every unit in whose polls somebody can be on the roll: around their own, where they sit, and where they came from."""
    seats = Unit.objects.filter(pk__in=Mandate.objects.filter(live(at), holder=member).values("seat__unit"))
    before = Unit.objects.filter(pk__in=Spell.objects.filter(member=member).values("unit"))
    return {number for unit in [member.unit, *seats.union(before)] for number in around(unit)}


def polls_here(unit: int, body: str = "", here: Called | None = None) -> list[Row]:
    """The last polls about a unit or one of its bodies, those that are not over first. Two queries."""
    found = polls_about(unit, body)
    numbers = found.order_by().values("pk")
    running = numbers.filter(state__in=RUNNING).order_by("closes", "pk")[:SHORT]
    over = numbers.exclude(state__in=RUNNING).order_by("-closes", "-pk")[:3]
    polls = list(found.filter(Q(pk__in=running) | Q(pk__in=over)).order_by("closes", "pk"))
    waiting = [poll for poll in polls if poll.state in RUNNING]
    return rows_of([*waiting, *(poll for poll in reversed(polls) if poll.state not in RUNNING)], here)


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A petition for recall in a list: whose seat, until when. Who signed is nowhere."""

    petition: Petition
    seat: str
    where: Called | None


def petitions_running(at: datetime, unit: int | None = None) -> list[PetitionRow]:
    """Petitions under which signatures are being collected, the one that ends first on top. Two queries."""
    found = open_petitions().filter(live_mandate(at), lapses__gt=at).select_related("mandate__seat", "mandate__holder")
    if unit is not None:
        found = found.filter(Q(unit=unit) | Q(mandate__seat__unit=unit))
    petitions = list(found.order_by("lapses", "pk")[:SHORT])
    names: dict[int, Any] = called({one.mandate.seat.unit_id for one in petitions}) if petitions else {}
    return [
        PetitionRow(one, one.mandate.seat.office or one.mandate.seat.body, names.get(one.mandate.seat.unit_id)) for one in petitions
    ]  # fmt: skip


def live_mandate(at: datetime) -> Q:
    return Q(mandate__in=Mandate.objects.filter(live(at)))
