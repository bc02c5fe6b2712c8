"""What pages read of the polls. Every function is a bounded number of queries, whatever the size of a register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Q, QuerySet

from floor.book.models import Attachment
from floor.house.models import Mandate, Member, Spell, Unit
from floor.house.reading import Called, called
from floor.house.standing import around, live
from floor.polls.models import Candidacy, Contest, Mark, Petition, Poll, RollCallVote, RollLine, Slate

from .headings import OVER, RUNNING, heading_of

#: Rows of one kind on the page of all polls; further ones are a page of their own.
SHORT = 8
PAGE = 30
#: Rolls smaller than this show no turnout before the poll has closed.
LIVE_FROM = 50
#: How long one look into the marks is shown, so that nobody can watch somebody vote.
SEEN_FOR = 600


@dataclass(frozen=True, slots=True)
class Row:
    """A poll in a list."""

    poll: Poll
    heading: str
    where: Called | None
    voted: bool = False

    @property
    def pk(self) -> int:
        return self.poll.pk


def rows_of(polls: Iterable[Poll], voted: Iterable[int] = ()) -> list[Row]:
    """Polls with the names of their units: one query."""
    polls, voted = list(polls), set(voted)
    names = called({poll.for_unit_id or poll.unit_id for poll in polls}) if polls else {}
    return [Row(one, heading_of(one), names.get(one.for_unit_id or one.unit_id), one.pk in voted) for one in polls]


def polls_about(unit: int | None = None, body: str = "") -> QuerySet[Poll]:
    """Polls whose electors sit in a unit, or whose seats are there."""
    found = Poll.objects.defer("outcome", "form")
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
    mine = Poll.objects.defer("outcome", "form").filter(
        state="open", closes__gt=at, ballot="secret", unit__in=units, roll__member=member, roll__reason=""
    )
    polls = list(mine.order_by("closes", "pk")[:PAGE])
    marked = Mark.objects.filter(poll__in=[poll.pk for poll in polls], member=member.pk).values_list("poll", flat=True)
    return rows_of(polls, marked if polls else ())


def _units_around(member: Member, at: datetime) -> set[int]:
    """Every unit in whose polls somebody can be on the roll: around their own, where they sit, and where they came from."""
    seats = Unit.objects.filter(pk__in=Mandate.objects.filter(live(at), holder=member).values("seat__unit"))
    before = Unit.objects.filter(pk__in=Spell.objects.filter(member=member).values("unit"))
    return {number for unit in [member.unit, *seats.union(before)] for number in around(unit)}


def polls_here(unit: int, body: str = "") -> list[Row]:
    """The last polls about a unit or one of its bodies, those that are not over first. Two queries."""
    found = polls_about(unit, body)
    running = list(found.filter(state__in=RUNNING).order_by("closes", "pk")[:SHORT])
    over = list(found.exclude(state__in=RUNNING).order_by("-pk")[:3])
    return rows_of([*running, *over])


@dataclass(frozen=True, slots=True)
class Own:
    """How a member stands to a poll: their line of the roll, and their mark."""

    on_roll: bool
    reason: str = ""
    voted: bool | None = None

    @property
    def entitled(self) -> bool:
        return self.on_roll and not self.reason


def own_line(poll: Poll, member: int | None) -> Own | None:
    """The line of the roll of whoever is here, by their number; None for strangers, and before the roll is frozen."""
    if member is None or poll.state in ("announced", "called off"):
        return None
    line = RollLine.objects.filter(poll=poll, member=member).values_list("reason", "voted").first()
    if line is None:
        return Own(False)
    reason, voted = line
    if poll.state in ("open", "counting"):
        voted = Mark.objects.filter(poll=poll.pk, member=member).exists() if poll.ballot == "secret" else None
    elif poll.ballot == "secret":
        # Marks are kept line by line for those who voted; on a paper roll they are ticks that nobody entered by name.
        voted = bool(voted)
    return Own(True, reason, voted)


def turnout_so_far(poll: Poll, small: int) -> int | None:
    """How many have voted while a poll is open, rounded down so that no person shows; None where it is not shown (R17)."""
    if poll.state != "open" or poll.ballot != "secret" or poll.entitled < LIVE_FROM:
        return None
    key = f"marks of poll {poll.pk}"
    if (known := cache.get(key)) is None:
        marks = Mark.objects.filter(poll=poll.pk).count()
        # Neither the first who came nor the last who are missing can be told apart from others.
        known = min(marks, poll.entitled - small) // small * small
        cache.set(key, known, SEEN_FOR)
    return int(known)


def candidates_of(poll: Poll) -> list[Candidacy]:
    """Who stands or is proposed, in the order of the paper; before that in the order in which they were proposed."""
    found = poll.candidacies.filter(withdrawn=None).select_related("member__unit", "slate")
    return list(found.order_by("number", "pk"))


def slates_of(poll: Poll) -> list[Slate]:
    return list(poll.slates.filter(withdrawn=None).order_by("number", "pk"))


def units_of_members(candidacies: Sequence[Candidacy]) -> dict[int, Called]:
    """Where candidates work: one query."""
    return called({one.member.unit_id for one in candidacies}) if candidacies else {}


@dataclass(frozen=True, slots=True)
class Linked:
    """A poll that another one repeats, reconsiders or stands beside."""

    how: str
    poll: Poll
    heading: str


def linked_to(poll: Poll) -> list[Linked]:
    """Earlier and later results of the same matter (R7): one query."""
    ways = (
        Q(again_of=poll)
        | Q(reconsiders=poll)
        | Q(pk__in=[one for one in (poll.again_of_id, poll.reconsiders_id) if one])
    )
    found = Poll.objects.defer("form").filter(ways).order_by("pk")[:PAGE]
    return [Linked(_how(poll, one), one, heading_of(one)) for one in found]


def _how(poll: Poll, other: Poll) -> str:
    if other.pk == poll.again_of_id:
        return "it repeats"
    if other.pk == poll.reconsiders_id:
        return "it reopens"
    return "repeated by" if other.again_of_id == poll.pk else "reopened by"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A contest with what it says and how it was ruled on."""

    contest: Contest
    says: str
    reasons: str


def contests_of(poll: Poll) -> list[Challenge]:
    """The contests of a result: two queries."""
    found = list(Contest.objects.filter(poll=poll).order_by("pk")[:PAGE])
    wanted = {sha for one in found for sha in (one.text, one.reasons) if sha}
    said = dict(Attachment.objects.filter(pk__in=wanted).values_list("sha256", "content")) if wanted else {}
    return [Challenge(one, said.get(one.text, ""), said.get(one.reasons, "")) for one in found]


#: Answers of a roll call on one page: delegates are some hundreds.
MOST_ANSWERS = 1000


def roll_call_of(poll: Poll) -> list[RollCallVote]:
    """How each delegate answered, by name: those whom they stand for may know it (M18)."""
    found = RollCallVote.objects.filter(poll=poll).select_related("mandate__holder", "mandate__seat")
    return list(found.order_by("mandate", "part")[:MOST_ANSWERS])


def petition_on(mandate: int) -> Petition | None:
    """The open petition for the recall of a mandate."""
    return Petition.objects.filter(mandate=mandate, completed=None, lapsed=None).first()
