"""What the holder of a card can do today, a line for each. Nothing of it is a power of the card: it is the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Q

from floor.book.act import Scene, by_member
from floor.book.doing import statutes_in_force
from floor.house.models import Mandate
from floor.house.reading import called
from floor.meetings.authority import officers_of, sits_in
from floor.meetings.doors import is_inside
from floor.meetings.models import Meeting
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.authority import elector_of
from floor.polls.models import Candidacy, Poll, RollLine
from floor.polls.recalling.petitions import can_sign, has_signed, open_petitions
from floor.polls.showing.headings import heading_of
from floor.polls.urn.casting import has_voted

Finding = Callable[[int, datetime], Iterator[str]]


def held_by(member: int) -> list[str]:
    """The seats and offices of a member, in words."""
    seats = Mandate.objects.filter(holder=member, ended=None).select_related("seat").order_by("pk")
    return [f"{each.seat.office or 'seat'}, {each.seat.body}" for each in seats] or ["a member"]


def polls_to_see(at: datetime) -> list[tuple[str, str]]:
    """Each poll that is open or announced: the end of its address, and what it is about."""
    running = list(Poll.objects.filter(state__in=("open", "announced"), closes__gt=at).order_by("pk"))
    where = called(poll.unit_id for poll in running)
    return [
        (f"polls/{poll.pk}/", f"{where[poll.unit_id].name}: {heading_of(poll)} ({_until(poll)})") for poll in running
    ]


def meetings_to_see(at: datetime) -> list[tuple[str, str]]:
    """Each meeting that sits or is to come: the end of its address, and where it is."""
    coming = Meeting.objects.filter(state__in=("called", "open", "paused")).order_by("-state", "starts", "pk")
    found = list(coming.select_related("unit"))
    where = called(one.unit_id for one in found)
    return [(f"meetings/{one.pk}/", f"{where[one.unit_id].name}: {one.body} ({_when(one)})") for one in found]


def _when(meeting: Meeting) -> str:
    return f"on {meeting.starts:%d %B}" if meeting.state == "called" else "sitting now"


def _until(poll: Poll) -> str:
    if poll.state == "open":
        return f"open until {poll.closes:%d %B}"
    if poll.nominations_until:
        return f"nominations until {poll.nominations_until:%d %B}"
    return f"opens on {poll.opens:%d %B}"


def can_do_now(member: int, at: datetime) -> list[str]:
    return [line for found in FINDINGS for line in found(member, at)]


def _can_vote(member: int, at: datetime) -> Iterator[str]:
    lines = RollLine.objects.filter(member=member, reason="", poll__state="open", poll__ballot="secret")
    for poll in lines.filter(poll__closes__gt=at).order_by("poll").values_list("poll", flat=True):
        if not has_voted(poll, member):
            yield f"vote in poll {poll}"


def _can_sign(member: int, at: datetime) -> Iterator[str]:
    for petition in open_petitions().filter(lapses__gt=at).select_related("unit", "mandate").order_by("pk"):
        if can_sign(petition, member, at) and not has_signed(petition.pk, member):
            yield f"sign petition {petition.pk}"


def _can_accept(member: int, at: datetime) -> Iterator[str]:
    waiting = Candidacy.objects.filter(member=member, accepted=None, withdrawn=None, poll__state="announced")
    for poll in waiting.filter(poll__nominations_until__gt=at).order_by("poll").values_list("poll", flat=True):
        yield f"accept in poll {poll}"


def _can_divide(member: int, at: datetime) -> Iterator[str]:
    scene = Scene(0, at, by_member(member), statutes_in_force(at))
    asked = Poll.objects.filter(kind="question", state="announced", divided=False, method=YES_OR_NO, opens__gt=at)
    for poll in asked.exclude(Q(parts=[])).select_related("unit").order_by("pk"):
        if elector_of(scene, poll.unit, poll.electors):
            yield f"divide poll {poll.pk}"


def _can_meet(member: int, at: datetime) -> Iterator[str]:
    scene = Scene(0, at, by_member(member), statutes_in_force(at))
    for meeting in Meeting.objects.filter(state="open").select_related("unit").order_by("pk"):
        if member in officers_of(meeting, "chair"):
            yield f"lead meeting {meeting.pk}"
        elif sits_in(scene, meeting, member):
            yield (
                f"take part in meeting {meeting.pk}"
                if is_inside(meeting.pk, member)
                else f"come into meeting {meeting.pk}"
            )


#: In the order in which they are told.
FINDINGS: list[Finding] = [_can_vote, _can_sign, _can_accept, _can_divide, _can_meet]
