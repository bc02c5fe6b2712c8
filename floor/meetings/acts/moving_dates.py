"""Another day, another hour, another place, or called off: only by who called the meeting, and never without a trace (R10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.calling import Place, check_times, usual_end_of_proposals
from floor.meetings.authority import meeting_called, officers_of
from floor.meetings.conveners import as_caller, caller, in_virtue_of
from floor.meetings.laws import NEAR_THE_HOUR, law_of, notice_of, rule_of
from floor.meetings.models import Hindrance, Meeting

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=500)]


class MoveMeeting(Act):
    """Move a meeting to another day, earlier or later, with the notice of the statutes. Only who called it can; it is noted with the reason."""

    serves = ("R10",)
    meeting: int
    starts: AwareDatetime
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        meeting = still_to_come(self.meeting)
        authority = as_caller(scene, meeting, "move it")
        if self.starts == meeting.starts:
            raise Refusal(meeting.article, "It starts then already.")
        check_times(self.starts, None, rule_of(meeting), scene.at, meeting.article)
        return authority

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        ends_by = meeting.ends_by + (self.starts - meeting.starts) if meeting.ends_by else None
        until = max(meeting.items_until, usual_end_of_proposals(scene.at, self.starts))
        Meeting.objects.filter(pk=meeting.pk).update(
            starts=self.starts, ends_by=ends_by, items_until=min(until, self.starts)
        )
        note(meeting, scene, "moved", meeting.called_by, self.why)


class FixHour(Act):
    """Fix the hour of a meeting that members called by petition, within a day of theirs. More than that nobody can change.

    Done by those whom the statutes let call the body, at least a day before, with the reason.
    """

    serves = ("R10",)
    meeting: int
    starts: AwareDatetime
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        meeting = still_to_come(self.meeting)
        if not meeting.petition_id:
            raise Refusal(meeting.article, "Only the hour of a meeting called by petition is fixed like this; others are moved by who called them.", "R10")  # fmt: skip
        authority, _ = caller(scene, meeting.unit, law_of(meeting).body[meeting.body], meeting.article)
        if abs(self.starts - meeting.first_called_for) > NEAR_THE_HOUR:
            raise Refusal(meeting.article, f"Members called it for {meeting.first_called_for:%d %B %Y at %H:%M} UTC. The hour can be fixed within a day of that, not the day moved away.", "R10")  # fmt: skip
        if scene.at > min(self.starts, meeting.starts) - timedelta(days=1) or self.starts == meeting.starts:
            raise Refusal(meeting.article, "The hour is fixed at least a day before, and to another one.", "R10")
        if self.starts < notice_of(rule_of(meeting), meeting.called):
            raise Refusal(meeting.article, "The notice of the statutes lies between the call and the meeting.", "R10")
        return authority

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts=self.starts, items_until=min(meeting.items_until, self.starts)
        )
        note(meeting, scene, "moved", in_virtue_of(scene, meeting.unit), self.why)


class ChangePlace(Act):
    """Give a meeting another place, because a room was refused or for another reason that is noted. The meeting stands.

    By who called it; once it is open, by its chair; for one called by petition, after a refused room was noted, by those whom the
    statutes let call the body.
    """

    serves = ("R10",)
    meeting: int
    place: Place
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state not in ("called", "open", "paused"):
            raise Refusal(meeting.article, "This meeting is over.")
        if self.place == meeting.place:
            raise Refusal(meeting.article, "It is there already.")
        if scene.by.kind == "member" and scene.by.member in officers_of(meeting, "chair"):
            return Authority(meeting.article)
        if not meeting.petition_id:
            return as_caller(scene, meeting, "give it another place")
        if not meeting.hindrances.filter(kind="room refused").exists():
            raise Refusal(meeting.article, f"Members called this meeting to “{meeting.place}”. Another place is given after that room was refused.", "R10")  # fmt: skip
        return caller(scene, meeting.unit, law_of(meeting).body[meeting.body], meeting.article)[0]

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        Meeting.objects.filter(pk=meeting.pk).update(place=self.place)
        note(meeting, scene, "other place", in_virtue_of(scene, meeting.unit), f"{meeting.place} → {self.place}: {self.why}")  # fmt: skip


class CallOff(Act):
    """Call off a meeting before it opens. Only who called it can, with a reason; nobody above them can (R10)."""

    serves = ("R10",)
    meeting: int
    why: Reason

    def guard(self, scene: Scene) -> Authority:
        return as_caller(scene, still_to_come(self.meeting), "call it off")

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        Meeting.objects.filter(pk=meeting.pk).update(state="called off", closed=scene.at, why_closed=self.why[:300])
        note(meeting, scene, "called off", meeting.called_by, self.why)


def still_to_come(number: int) -> Meeting:
    meeting = meeting_called(number)
    if meeting.state != "called":
        raise Refusal(meeting.article, "This is done before a meeting opens.", "R10")
    return meeting


def note(meeting: Meeting, scene: Scene, kind: str, who: str, why: str, had_effect: bool = True) -> None:
    """Put it on the noticeboard beside the meeting: what stood in its way, who did it in virtue of what, and why."""
    Hindrance.objects.create(
        id=Hindrance.next_id(), meeting=meeting, unit=meeting.unit, kind=kind, who=who[:120], why=why[:500], noted=scene.at,
        noted_by=scene.by.member, had_effect=had_effect,
    )  # fmt: skip
