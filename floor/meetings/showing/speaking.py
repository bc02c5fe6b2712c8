"""How a debate went: time and speeches of each side, how many of those present spoke. Never who (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from floor.meetings.models import Item, Meeting, Speech
from floor.meetings.speakers.list import seconds_used
from floor.meetings.speakers.turns import SIDES


@dataclass(frozen=True, slots=True)
class SideHeard:
    """What one side has had of the debate."""

    side: str
    speeches: int
    seconds: int
    interruptions: int
    share: float
    """Of all the time that was spoken, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Debate:
    """A debate in figures. One side alone, or a silent hall, is seen at once."""

    sides: tuple[SideHeard, ...]
    speeches: int
    seconds: int
    speakers: int
    """Different people of the body who had the floor for the first time in this meeting; each is counted once."""
    present: int
    points_of_order: int
    guests: int
    not_reached: int

    @property
    def share_who_spoke(self) -> float | None:
        """Of those present; None where nobody was counted. Silence is no vote for anything."""
        return self.speakers / self.present if self.present else None

    @property
    def one_sided(self) -> bool:
        heard = [one for one in self.sides if one.side != "neither" and one.seconds]
        return len(heard) == 1


def debate_of(meeting: Meeting, item: Item | None = None) -> Debate:
    """The debate of a meeting, or of one of its items. Two queries."""
    speeches = meeting.speeches.filter(item=item) if item else meeting.speeches.all()
    held = Q(began__isnull=False)
    spoke = Q(kind__in=("speech", "reply")) & held
    by_side = {
        row["side"]: row
        for row in speeches.filter(spoke)
        .values("side")
        .annotate(number=Count("pk", filter=Q(resumes=None)), seconds=Sum("used"), halts=Sum("interruptions"))
        .order_by()
    }
    total = sum(row["seconds"] for row in by_side.values())
    sums = speeches.aggregate(
        speakers=Count("pk", filter=Q(kind="speech", resumes=None, spoken_before=0) & held),
        points=Count("pk", filter=Q(kind="point of order") & held),
        guests=Count("pk", filter=Q(kind="guest", resumes=None) & held),
        waiting=Count("pk", filter=Q(how_ended="not reached")),
    )
    sides = tuple(
        SideHeard(side, row["number"], row["seconds"], row["halts"], row["seconds"] / total if total else 0.0)
        for side in SIDES
        if (row := by_side.get(side))
    )
    return Debate(
        sides, sum(one.speeches for one in sides), total, sums["speakers"], meeting.most_present, sums["points"], sums["guests"],
        sums["waiting"],
    )  # fmt: skip


def earlier_debates(meeting: Meeting, limit: int = 10) -> list[tuple[Meeting, int]]:
    """Meetings of the same body before this one, with how many people had the floor in each: for comparing. One query."""
    first = Q(speeches__kind="speech", speeches__resumes=None, speeches__spoken_before=0, speeches__began__isnull=False)
    before = Meeting.objects.filter(unit=meeting.unit_id, body=meeting.body, state="closed", starts__lt=meeting.starts)
    found = before.annotate(speakers=Count("speeches", filter=first)).order_by("-starts")[:limit]
    return [(one, one.speakers) for one in found]


def interrupted_in(meeting: Meeting) -> QuerySet[Speech]:
    """Speeches that were interrupted or broken off, with what they lost and whether it was given back."""
    return (
        meeting.speeches.filter(Q(interruptions__gt=0) | Q(how_ended="broken off"))
        .annotate(took=F("used") + F("lost"))
        .order_by("began")
    )


def seconds_by_side(meeting: Meeting, at: datetime) -> dict[str, int]:
    """What each side has had so far, with whoever speaks now: for the projector. One query."""
    had = dict.fromkeys(SIDES, 0)
    for speech in meeting.speeches.filter(kind__in=("speech", "reply")).exclude(began=None):
        had[speech.side] += speech.used if speech.ended else seconds_used(speech, at)
    return had
