"""What a replayed book must show about meetings of delegates: seats are taken by mandates that live, and nobody votes for who is absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.meetings.models import Meeting, SeatTaken
from floor.polls.laws import law_of
from floor.polls.models import Poll, RollCallVote
from floor.polls.rolls import electorate_of


@checks_the_tables("R4", "R11")
def seats_are_taken_by_live_mandates() -> Iterator[Claim]:
    """Whoever sat in a meeting of delegates held a mandate of the body that met when they came, and left when it ended."""
    name, stray = "seats are taken by live mandates", 0
    over = Q(mandate__ended__lt=F("came")) | Q(mandate__ends__lt=F("came")) | Q(mandate__starts__gt=F("came"))
    # A term that runs out is noted when the clock comes to it.
    stayed = (Q(mandate__ended__lt=F("left")) | Q(mandate__ended__isnull=False, left=None)) & ~Q(mandate__how_ended="expired")  # fmt: skip
    wrong = SeatTaken.objects.filter(
        over | stayed | ~Q(mandate__seat__body=F("meeting__body")) | ~Q(mandate__seat__office="")
    )
    for one in wrong.select_related("meeting").order_by("pk")[:20]:
        stray += 1
        yield broken(name, f"mandate {one.mandate_id} had no seat to take in meeting {one.meeting_id} then", one.meeting.entry)  # fmt: skip
    if not stray:
        yield holds(name, f"{SeatTaken.objects.count()} seats taken")


@checks_the_tables("R3", "R4")
def nobody_votes_for_the_absent() -> Iterator[Claim]:
    """In a meeting of delegates nobody is counted in a vote who had no live mandate when it opened, or had not taken their seat."""
    name, stray = "nobody votes for an absent delegation", 0
    for vote in _called_without_a_seat()[:20]:
        stray += 1
        yield broken(name, f"mandate {vote.mandate_id} is counted in poll {vote.poll_id} and was not in its seat", vote.poll.entry)  # fmt: skip
    checked = 0
    for poll in _counted_in_meetings():
        present = int(poll.outcome["figures"]["present"])
        if electorate_of(law_of(poll), poll.unit, poll.electors).everyone:
            continue
        checked += 1
        seated = _sat_during(poll)
        if present > seated:
            stray += 1
            yield broken(name, f"poll {poll.pk} counts {present} delegates, and {seated} were in their seats", poll.entry)  # fmt: skip
    if not stray:
        yield holds(name, f"{checked} votes of delegates in meetings")


def _called_without_a_seat() -> Any:
    there = SeatTaken.objects.filter(
        Q(left=None) | Q(left__gte=OuterRef("poll__opens")), meeting=OuterRef("poll__meeting"), mandate=OuterRef("mandate"),
        came__lte=OuterRef("poll__counted"),
    )  # fmt: skip
    opens = F("poll__opens")
    dead = Q(mandate__ended__lte=opens) | Q(mandate__ends__lte=opens) | Q(mandate__starts__gt=opens)
    elsewhere = ~Q(mandate__seat__unit=F("poll__unit")) | ~Q(mandate__seat__body=F("poll__electors"))
    called = RollCallVote.objects.filter(poll__meeting__isnull=False).annotate(there=Exists(there))
    return called.filter(Q(there=False) | dead | elsewhere).select_related("poll").order_by("pk")


def _counted_in_meetings() -> Iterator[Poll]:
    """Votes in meetings in which somebody sits by a mandate, or in which nobody took a seat though they should have."""
    polls = Poll.objects.filter(kind="question", counted__isnull=False, meeting__in=Meeting.objects.exclude(body=""))
    for poll in polls.select_related("unit").order_by("pk").iterator(chunk_size=500):
        if poll.outcome.get("figures"):
            yield poll


def _sat_during(poll: Poll) -> int:
    sat = SeatTaken.objects.filter(Q(left=None) | Q(left__gte=poll.opens), meeting=poll.meeting, came__lte=poll.counted)
    return sat.filter(mandate__seat__unit=poll.unit_id).values("mandate").distinct().count()
