"""What pages read of the polls. Every function is a bounded number of queries, whatever the size of a register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Q

from floor.book.asked import Asked
from floor.book.models import Attachment
from floor.house.reading import Called, called
from floor.polls.laws import law_of, small_group
from floor.polls.models import Candidacy, Contest, Mark, Petition, Poll, RollCallVote, RollLine, Slate
from floor.polls.recalling.petitions import is_open, signatures_of

from .headings import heading_of

PAGE = 30
#: Rolls smaller than this show no turnout before the poll has closed.
LIVE_FROM = 50
#: How long one look into the marks is shown, so that nobody can watch somebody vote.
SEEN_FOR = 600


@dataclass(frozen=True, slots=True)
class Own:
    """How a member stands to a poll: their line of the roll, and their mark."""

    on_roll: bool
    reason: str = ""
    voted: bool | None = None

    @property
    def entitled(self) -> bool:
        return self.on_roll and not self.reason


_line_of = Asked(lambda poll, member: RollLine.objects.filter(poll=poll, member=member).values_list("reason", "voted"))
_mark_of = Asked(lambda poll, member: Mark.objects.filter(poll=poll, member=member).values_list("poll", flat=True))


def own_line(poll: Poll, member: int | None) -> Own | None:
    """The line of the roll of whoever is here, by their number; None for strangers, and before the roll is frozen."""
    if member is None or poll.state in ("announced", "called off"):
        return None
    line = _line_of.first(poll=poll.pk, member=member)
    if line is None:
        return Own(False)
    reason, voted = line
    if poll.state in ("open", "counting"):
        voted = bool(_mark_of(poll=poll.pk, member=member)) if poll.ballot == "secret" else None
    elif poll.ballot == "secret":
        # Marks are kept line by line for those who voted; on a paper roll they are ticks that nobody entered by name.
        voted = bool(voted)
    return Own(True, reason, voted)


def turnout_so_far(poll: Poll, small: int) -> int | None:
    """How many have voted while a poll is open, rounded down so that no person shows; None where it is not shown (R17)."""
    if poll.state != "open" or poll.ballot != "secret" or poll.entitled < LIVE_FROM:
        return None
    key = f"marks-of-poll-{poll.pk}"
    if (known := cache.get(key)) is None:
        marks = Mark.objects.filter(poll=poll.pk).count()
        # Neither the first who came nor the last who are missing can be told apart from others.
        known = min(marks, poll.entitled - small) // small * small
        cache.set(key, known, SEEN_FOR)
    return int(known)


def signatures_shown(petition: Petition, at: datetime) -> int | None:
    """How many have signed, as a page shows it: while it is open rounded down, and seen anew only now and then (R17)."""
    if not is_open(petition):
        return signatures_of(petition, at)
    small, key = small_group(law_of(petition)), f"signatures-of-petition-{petition.pk}"
    if (known := cache.get(key)) is None:
        known = (signatures_of(petition, at) or 0) // small * small
        cache.set(key, known, SEEN_FOR)
    return int(known) or None


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
