"""Closing a meeting. One that closes early says who closed it and why, and what was not reached passes on (R10)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.meetings.acts.forgetting import forget_who_spoke
from floor.meetings.acts.taking_up import check_nobody_is_passed_over, finish_item_at_hand, motions_waiting
from floor.meetings.authority import as_officer, meeting_called, meeting_running
from floor.meetings.laws import LONGEST, has_quorum
from floor.meetings.models import AskingTicket, Hindrance, Meeting, MeetingOffice, Motion, Presence, SeatTaken
from floor.meetings.petitioning.petitions import SIGNATURES

EARLY = ("tumult", "no quorum", "time over")


class CloseMeeting(Act):
    """Close a meeting: its agenda is done, its time is over, it has no quorum, it broke up in tumult, or it voted to close.

    Items that were not reached pass to the next meeting of the same body. A close before the agenda is done stands on the
    noticeboard with who closed it and why.
    """

    serves = ("R10", "R12")
    meeting: int
    how: Literal["agenda done", "by vote", "time over", "tumult", "no quorum"] = "agenda done"
    why: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is closed")
        authority = as_officer(scene, meeting, "chair")
        waiting = motions_waiting(meeting)
        if waiting and self.how not in ("tumult", "no quorum"):
            raise Refusal(meeting.article, f"Motion {waiting[0]} has not been put yet; put it, or say why not.", "R6")
        if self.how == "agenda done" and meeting.items.filter(state="open").exists():
            left = meeting.items.filter(state="open").count()
            raise Refusal(meeting.article, f"Items left on the agenda: {left}. The meeting can vote to close; they pass to the next one.", "R10")  # fmt: skip
        if self.how == "agenda done":
            check_nobody_is_passed_over(meeting)
        if self.how == "time over" and (meeting.ends_by is None or scene.at < meeting.ends_by):
            raise Refusal(meeting.article, "The time in the call is not over.", "R10")
        if self.how == "no quorum" and has_quorum(meeting):
            raise Refusal(
                meeting.article, f"{meeting.present} of {meeting.entitled} are here: that is a quorum.", "R10"
            )
        if (
            self.how == "by vote"
            and not Motion.objects.filter(meeting=meeting, procedure="close the meeting", state="carried").exists()
        ):
            raise Refusal(meeting.article, "The meeting has not voted to close.", "R10")
        if self.how == "tumult" and len(self.why) < 10:
            raise Refusal(meeting.article, "Say what happened: it stands on the noticeboard.", "R10")
        return authority

    def apply(self, scene: Scene) -> None:
        close(meeting_called(self.meeting), scene, self.how, self.why)


class CloseForgottenMeeting(Act):
    """Close a meeting that nobody closed, or note that one was not held. Done by the clock, a day after its time."""

    serves = ("R10", "R12")
    open_to = "nobody"
    meeting: int

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if scene.by != CLOCK:
            raise Refusal(meeting.article, "The clock closes what nobody closed.", "R10")
        since = meeting.opened or meeting.starts
        if meeting.state not in ("called", "open", "paused") or scene.at < since + LONGEST:
            raise Refusal(meeting.article, "This meeting is not a day late.", "R10")
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        if meeting.state == "called":
            Meeting.objects.filter(pk=meeting.pk).update(state="not held", closed=scene.at)
            if meeting.petition_id:
                SIGNATURES.destroy(meeting.petition_id)
            return
        close(meeting, scene, "by the clock", "")


def close(meeting: Meeting, scene: Scene, how: str, why: str) -> None:
    """End a meeting: what is at hand is done, what was not reached stays open for the next; who was here and who spoke is forgotten."""
    finish_item_at_hand(meeting, scene)
    if meeting.items.filter(state="open").exists() and how in (*EARLY, "by vote"):
        Hindrance.objects.create(
            id=Hindrance.next_id(), meeting=meeting, unit=meeting.unit, kind="closed early", who="the meeting" if how == "by vote" else "the chair",
            why=why or how, noted=scene.at, noted_by=scene.by.member, had_effect=True,
        )  # fmt: skip
    Motion.objects.filter(meeting=meeting, state__in=("moved", "open")).update(
        state="not put", why_ended="the meeting ended", ended=scene.at
    )
    MeetingOffice.objects.filter(meeting=meeting, until=None).update(until=scene.at)
    SeatTaken.objects.filter(meeting=meeting, left=None).update(left=scene.at)
    Presence.objects.filter(meeting=meeting.pk).delete()
    AskingTicket.objects.filter(meeting=meeting.pk).delete()
    forget_who_spoke(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        state="closed", closed=scene.at, how_closed=how, why_closed=why, closed_by=scene.by.member, now_item=None
    )
