"""Opening a meeting: by whoever called it, or by the people who came."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.authority import (
    as_one_of_them,
    counted_it,
    entitled_in,
    meeting_called,
    meeting_running,
    officers_of,
    sits_in,
)
from floor.meetings.laws import LONGEST, PATIENCE
from floor.meetings.models import Meeting, MeetingOffice
from floor.meetings.petitioning.petitions import SIGNATURES


class OpenMeeting(Act):
    """Open a meeting at its time. Whoever called it does; when they are a quarter of an hour late, anyone who sits in it can.

    Who opens it is in the chair until the meeting has elected one.
    """

    serves = ("R10", "R11")
    meeting: int

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state != "called":
            raise Refusal(meeting.article, f"Meeting {meeting.pk} is {meeting.state}; it can't be opened.", "R10")
        if scene.at < meeting.starts:
            raise Refusal(meeting.article, f"The meeting was called for {meeting.starts:%d %B %Y at %H:%M} UTC.", "R10")
        if scene.at >= meeting.starts + LONGEST:
            raise Refusal(meeting.article, "The day of this meeting is over; call it again.", "R10")
        if scene.by.kind == "member" and scene.by.member == meeting.called_by_member_id:
            return Authority(meeting.article)
        authority = as_one_of_them(scene, meeting, "open it")
        if meeting.called_by_member_id is not None and scene.at < meeting.starts + PATIENCE:
            raise Refusal(meeting.article, "Whoever called the meeting opens it; after a quarter of an hour anyone who sits in it can.", "R10")  # fmt: skip
        return authority

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        entitled = entitled_in(scene, meeting)
        by_unit = {str(unit): [number, 0] for unit, number in entitled.items()} if meeting.with_units else {}
        Meeting.objects.filter(pk=meeting.pk).update(
            state="open", opened=scene.at, entitled=sum(entitled.values()), by_unit=by_unit
        )
        if meeting.petition_id:
            # It can't be called off any more: who called it is forgotten.
            SIGNATURES.destroy(meeting.petition_id)
        MeetingOffice.objects.create(
            id=MeetingOffice.next_id(), meeting=meeting, office="chair", member_id=scene.by.member, since=scene.at
        )


class ChooseOfficer(Act):
    """Enter whom the meeting chose as chair, secretary or teller, with the hands for each who was proposed.

    Entered by the chair, or by one of the two tellers who counted. Offices of a meeting end with it; they are no seats.
    """

    serves = ("R4", "R6")
    meeting: int
    office: str
    member: int
    hands: list[tuple[int, int]]
    """For each who was proposed: the number on the register and the hands raised."""
    tellers: list[int] = []

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is chosen")
        if self.office not in ("chair", "secretary", "teller"):
            raise Refusal(meeting.article, "A meeting chooses a chair, a secretary and tellers.")
        counted = dict(self.hands)
        if len(counted) != len(self.hands) or self.member not in counted:
            raise Refusal(
                meeting.article, "Give the hands for each who was proposed, once, and for who was chosen.", "R4"
            )
        if any(not 0 <= hands <= meeting.present for hands in counted.values()):
            raise Refusal(meeting.article, f"{meeting.present} are in the room; nobody can have more hands, or fewer than none.", "R4")  # fmt: skip
        if (
            sorted(counted.values())[-1] != counted[self.member]
            or list(counted.values()).count(counted[self.member]) > 1
        ):
            raise Refusal(meeting.article, "Chosen is who has the most hands, alone; a tie is counted again.", "R4")
        if not sits_in(scene, meeting, self.member):
            raise Refusal(meeting.article, "Only somebody who sits in this meeting can have a part in it.", "R11")
        by_chair = scene.by.kind == "member" and scene.by.member in officers_of(meeting, "chair")
        if not by_chair and (self.member in self.tellers or not counted_it(scene, meeting, self.tellers)):
            raise Refusal(meeting.article, "The chair enters whom the meeting chose, or a teller who counted; before it has tellers, one of two who sit in it and were not chosen.", "R6")  # fmt: skip
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        if self.office != "teller":
            MeetingOffice.objects.filter(meeting=self.meeting, office=self.office, until=None).update(until=scene.at)
        MeetingOffice.objects.create(
            id=MeetingOffice.next_id(), meeting_id=self.meeting, office=self.office, member_id=self.member, since=scene.at,
            votes=sorted((list(pair) for pair in self.hands), key=lambda pair: -pair[1]),
        )  # fmt: skip
