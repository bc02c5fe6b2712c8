"""In virtue of what somebody does something in a meeting: as its chair, as a teller, as one of those who sit in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from floor.book.act import CLOCK, Authority, Refusal, Scene
from floor.house.models import Member, Unit
from floor.house.standing import holding, mandates_in
from floor.law.values import Who
from floor.polls.authority import belongs
from floor.polls.rolls import electorate_of

from .models import Meeting, MeetingOffice
from .rolls import entitled_members

RUNNING = ("open", "paused")
OVER = ("closed", "called off", "not held")


def meeting_called(number: int) -> Meeting:
    meeting = Meeting.objects.select_related("unit").filter(pk=number).first()
    if meeting is None:
        raise Refusal("the register", f"There is no meeting {number}.")
    return meeting


def meeting_running(number: int, doing: str = "happens") -> Meeting:
    """A meeting that has been opened and not closed."""
    meeting = meeting_called(number)
    if meeting.state not in RUNNING:
        state = {"called": "has not been opened yet"}.get(meeting.state, "is over")
        raise Refusal(meeting.article, f"This {doing} while a meeting runs; meeting {number} {state}.", "R3")
    return meeting


def officers_of(meeting: Meeting, *offices: str) -> set[int]:
    """Who holds these parts in the meeting now, by their numbers on the register."""
    held = MeetingOffice.objects.filter(meeting=meeting, until=None, office__in=offices)
    return set(held.values_list("member", flat=True))


def as_officer(scene: Scene, meeting: Meeting, *offices: str) -> Authority:
    """The authority of the chair, or of another of these parts in the meeting."""
    if scene.by.kind == "member" and scene.by.member in officers_of(meeting, *offices):
        return Authority(meeting.article)
    raise Refusal(meeting.article, f"Only the {' or the '.join(offices)} of this meeting can do this.", "R6")


def counted_it(scene: Scene, meeting: Meeting, tellers: Sequence[int]) -> bool:
    """Whether whoever acts is one of the tellers who counted: those the meeting chose; before it has any, two who sit in it."""
    chosen = officers_of(meeting, "teller")
    if scene.by.kind != "member" or scene.by.member not in (chosen or tellers):
        return False
    return bool(chosen) or (len(set(tellers)) > 1 and all(sits_in(scene, meeting, teller) for teller in tellers))


def sits_in(scene: Scene, meeting: Meeting, member: int | None) -> bool:
    """Whether somebody is entitled in this meeting: on the register of its unit, or in a seat of its body, and not kept out of it."""
    if member is None:
        return False
    if not meeting.body:
        return Member.objects.filter(pk=member, left=None).exists()
    return any(belongs(scene, member, unit, meeting.body) for unit in units_of(meeting)) and not kept_out(
        meeting, member, scene.at
    )


def kept_out(meeting: Meeting, member: int, at: datetime) -> bool:
    """Whether a closed meeting is closed to somebody: it named a body or an office, and they hold it (R11)."""
    return meeting.access == "closed" and any(
        holding(member, who, unit, at)
        for words in meeting.closed_to
        if not words[:1].isdigit()
        for who in Who.parse(words).readings()
        for unit in units_of(meeting)
    )


def as_one_of_them(scene: Scene, meeting: Meeting, doing: str) -> Authority:
    """The authority of everyone who is entitled in a meeting."""
    if scene.by.kind == "member" and sits_in(scene, meeting, scene.by.member):
        return Authority(meeting.article)
    who = f"the {meeting.body} of unit {meeting.unit_id}" if meeting.body else "the organisation"
    raise Refusal(meeting.article, f"Only who sits in {who} can {doing}; guests have a voice if the meeting gives it, and no vote.", "R11")  # fmt: skip


def by_the_clock(scene: Scene, meeting: Meeting, doing: str) -> Authority:
    if scene.by != CLOCK:
        raise Refusal(meeting.article, f"The clock {doing}; nobody does it in its place.", "R17")
    return Authority(meeting.article)


def units_of(meeting: Meeting) -> list[Unit]:
    """The unit of a meeting, and for a joint one the others."""
    others = list(Unit.objects.filter(pk__in=meeting.with_units).order_by("pk")) if meeting.with_units else []
    return [meeting.unit, *others]


def entitled_in(scene: Scene, meeting: Meeting) -> dict[int, int]:
    """How many are entitled now, by unit. In a mass meeting nobody is: it decides nothing."""
    if not meeting.body:
        return {}
    return {
        unit.pk: entitled_members(unit, scene)
        if electorate_of(scene.law, unit, meeting.body).everyone
        else mandates_in(unit, meeting.body, scene.at).values("holder").distinct().count()
        for unit in units_of(meeting)
    }


def of_delegates(scene: Scene, meeting: Meeting) -> bool:
    """Whether people sit in it by a mandate, so that those who sent them may know who came."""
    return bool(meeting.body) and not electorate_of(scene.law, meeting.unit, meeting.body).everyone
