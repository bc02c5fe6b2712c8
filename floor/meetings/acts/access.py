"""Who may be in the room besides those who sit there: the meeting decides, by hands (R11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.authority import OVER, as_one_of_them, kept_out, meeting_called, meeting_running
from floor.meetings.counted_hands import Hands, counted_by_the_chair
from floor.meetings.models import Admission, Meeting, Presence

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]


class DecideAccess(Act):
    """Enter what the meeting decided about its doors: open to everyone, to its members alone, or closed to named kinds of people.

    A meeting can be closed to those it is about: where it names a body or an office of the statutes, whoever holds it is not let in,
    member or not. When it closes, guests leave, and whoever is to stay is let in anew. What was not carried changes nothing.
    """

    serves = ("R4", "R11")
    meeting: int
    access: Literal["open", "members", "closed"]
    closed_to: list[Words] = []
    hands: Hands

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is decided")
        authority = counted_by_the_chair(scene, meeting, self.hands)
        if (self.access == "closed") != bool(self.closed_to):
            raise Refusal(meeting.article, "A closed meeting says to whom it is closed: management, other shops, the committee.", "R11")  # fmt: skip
        if len(self.closed_to) > 20:
            raise Refusal(meeting.article, "Name twenty kinds of people at most.")
        return authority

    def apply(self, scene: Scene) -> None:
        if self.hands.carried:
            set_access(meeting_called(self.meeting), scene, self.access, self.closed_to)


class AskAdmission(Act):
    """Ask a meeting to let somebody in: guests, a consultative voice, a speaker from outside. Who asked, and the answer, stay on record.

    Brought by anyone who sits in the body, for whoever asked. The people are said by what they are, never by name.
    """

    serves = ("R11", "R17")
    meeting: int
    kind: Literal["guests", "consultative", "speaker"]
    who: Words
    asked_by: Words
    why: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state in OVER:
            raise Refusal(meeting.article, "This meeting is over.")
        if meeting.admissions.filter(kind=self.kind, who=self.who, admitted=None).exists():
            raise Refusal(meeting.article, "The meeting has been asked this already.")
        return as_one_of_them(scene, meeting, "ask it to let somebody in")

    def apply(self, scene: Scene) -> None:
        Admission.objects.create(
            id=Admission.next_id(), meeting_id=self.meeting, kind=self.kind, who=self.who, asked_by=self.asked_by, why=self.why,
            asked=scene.at,
        )  # fmt: skip


class AnswerAdmission(Act):
    """Enter whether the meeting lets them in, with the hands. They are counted apart and have no vote (R11)."""

    serves = ("R4", "R11")
    admission: int
    hands: Hands

    def guard(self, scene: Scene) -> Authority:
        admission = Admission.objects.filter(pk=self.admission).first()
        if admission is None:
            raise Refusal("the meeting", f"There is no request {self.admission}.")
        meeting = meeting_running(admission.meeting_id, "is decided")
        if admission.admitted is not None:
            raise Refusal(meeting.article, "The meeting has answered this.")
        return counted_by_the_chair(scene, meeting, self.hands)

    def apply(self, scene: Scene) -> None:
        Admission.objects.filter(pk=self.admission).update(
            admitted=self.hands.carried, answered=scene.at, votes=self.hands.as_figures()
        )


def set_access(meeting: Meeting, scene: Scene, access: str, closed_to: Sequence[str]) -> None:
    """Open or close the doors. When they close, who is not to be there leaves. Called from the apply of acts."""
    Meeting.objects.filter(pk=meeting.pk).update(access=access, closed_to=list(closed_to), access_decided=scene.at)
    if access == "closed":
        meeting = meeting_called(meeting.pk)
        here = Presence.objects.filter(meeting=meeting.pk)
        here.exclude(kind="entitled").delete()
        leaving = [one for one in here.values_list("member", flat=True) if kept_out(meeting, one, scene.at)]
        here.filter(member__in=leaving).delete()


def lets_in(meeting: Meeting, kind: str) -> bool:
    """Whether the meeting lets somebody in who has no seat here: its doors are open, or it said so since it last decided on them."""
    if kind == "guest" and meeting.access == "open":
        return True
    kinds = {"guest": ("guests", "speaker"), "consultative": ("consultative",)}[kind]
    admitted = meeting.admissions.filter(kind__in=kinds, admitted=True)
    if meeting.access == "closed" and meeting.access_decided:
        admitted = admitted.filter(answered__gte=meeting.access_decided)
    return admitted.exists()
