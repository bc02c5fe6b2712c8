"""Minutes: published by themselves, corrected only in sight, approved by the next meeting (M12, R12)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import StringConstraints

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.house.naming import names_private_person
from floor.house.standing import holding
from floor.law.values import Duration, Who
from floor.meetings.acts.taking_up import item_called
from floor.meetings.authority import meeting_called, units_of
from floor.meetings.counted_hands import Hands, counted_by_the_chair
from floor.meetings.laws import law_of
from floor.meetings.models import Meeting, MeetingOffice, Minutes, Revision
from floor.meetings.showing.minutes import FORMS, minutes_of

Text = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: Where the statutes don't say how soon minutes appear; and what is so soon that they appear at once.
USUAL_TIME, AT_ONCE = Duration(days=7), timedelta(days=1)


class PublishMinutes(Act):
    """Publish the minutes of a meeting, as they follow from what was entered in it: no other text is taken.

    Done by the clock in the time the statutes give, at once where that is a day; earlier by who was its chair or its secretary.
    Motions that were lost or not put, counts, rulings, minority statements and questions are in them; names are not.
    """

    serves = ("R4", "R12", "R17", "R25")
    meeting: int
    text: Text
    form: int = 1
    """In which form they are written; a later form leaves earlier minutes as they are."""

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        if meeting.state != "closed" or meeting.closed is None:
            raise Refusal(meeting.article, f"This meeting is {meeting.state}; minutes tell of one that was held and has closed.", "R12")  # fmt: skip
        if Minutes.objects.filter(meeting=meeting).exists():
            raise Refusal(meeting.article, "The minutes of this meeting are published. A correction stands beside them.", "R12")  # fmt: skip
        if scene.by == CLOCK and scene.at < minutes_due(meeting):
            raise Refusal(meeting.article, "These minutes are not due yet.")
        if scene.by != CLOCK and not had_part(scene, meeting, "chair", "secretary"):
            raise Refusal(meeting.article, "The clock publishes the minutes in their time; sooner, who was chair or secretary of the meeting.", "R12")  # fmt: skip
        if self.form not in FORMS:
            raise Refusal(meeting.article, f"There is no form {self.form} of minutes.")
        if name_of(minutes_of(meeting, self.form)) != self.text:
            raise Refusal(meeting.article, "Minutes are what was entered in the meeting, neither more nor less; this text says something else.", "R12")  # fmt: skip
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        Minutes.objects.create(
            id=Minutes.next_id(),
            meeting_id=self.meeting,
            text=self.text,
            published=scene.at,
            entry=scene.n - 1,
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class ReviseMinutes(Act):
    """Put a corrected text beside the minutes, with the reason. The first text stays, and what was changed is shown word by word.

    By who was secretary of the meeting, or is secretary of the body, until the next meeting has approved them. A name that the
    minutes had no room for does not come in by a correction either: they go to everyone, to the management too.
    """

    serves = ("R12", "R17")
    meeting: int
    text: Text
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]

    def guard(self, scene: Scene) -> Authority:
        minutes = minutes_called(self.meeting)
        meeting = minutes.meeting
        if minutes.approved is not None:
            raise Refusal(meeting.article, "A later meeting has approved these minutes. Whoever finds a mistake moves that it be noted in those of the next one.", "R12")  # fmt: skip
        if self.text in (minutes.text, text_now(minutes)):
            raise Refusal(meeting.article, "This is the text that stands there already.")
        said = Attachment.objects.filter(pk=self.text).values_list("content", flat=True).first() or ""
        if len(said.split()) < 10:
            raise Refusal(meeting.article, "A revision is the whole text of the minutes, corrected; this leaves nothing of them.", "R12")  # fmt: skip
        authority = who_corrects(scene, minutes)
        if any(names_private_person(said, unit, scene.at) for unit in units_of(meeting)):
            raise Refusal(meeting.article, "The correction names a member who holds no office or seat. Who spoke, and for what, is not in minutes: leave the name out.", "R17")  # fmt: skip
        return authority

    def apply(self, scene: Scene) -> None:
        minutes = minutes_called(self.meeting)
        assert scene.by.member is not None
        Revision.objects.create(
            id=Revision.next_id(), minutes=minutes, text=self.text, reason=self.reason, made=scene.at, made_by=scene.by.member,
            article=minutes.meeting.article,
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class ApproveMinutes(Act):
    """Enter that the next meeting approved the minutes of this one, with the hands that were counted at its item for that.

    What is approved is the text as it stands, with its revisions. Where the hands don't carry it, the minutes stay as they are.
    """

    serves = ("R4", "R12")
    meeting: int
    item: int
    text: Text
    hands: Hands

    def guard(self, scene: Scene) -> Authority:
        minutes, item = minutes_called(self.meeting), item_called(self.item)
        meeting, approving = minutes.meeting, item.meeting
        if (approving.unit_id, approving.body) != (meeting.unit_id, meeting.body) or approving.pk == meeting.pk:
            raise Refusal(meeting.article, "Minutes are approved by a later meeting of the same body.", "R12")
        if item.kind != "minutes" or item.state != "taken up":
            raise Refusal(meeting.article, "Minutes are approved when the meeting has taken up the item for them.", "R12")  # fmt: skip
        if minutes.approved is not None:
            raise Refusal(meeting.article, "These minutes have been approved.", "R7")
        if self.text != text_now(minutes):
            raise Refusal(meeting.article, "The minutes have been revised since; approve the text that stands there now.", "R12")  # fmt: skip
        return counted_by_the_chair(scene, meeting_called(approving.pk), self.hands)

    def apply(self, scene: Scene) -> None:
        if self.hands.carried:
            Minutes.objects.filter(meeting=self.meeting).update(
                approved=scene.at, approved_in=item_called(self.item).meeting
            )


class HoldBackMinutes(Act):
    """Hold back the minutes of a meeting. Always refused: they appear by themselves in the time the statutes give."""

    serves = ("R12",)
    meeting: int
    why: Annotated[str, StringConstraints(max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_called(self.meeting)
        raise Refusal(
            meeting.article, "Minutes can't be held back by anyone. They are written by what was entered, and appear by themselves.", "R12",
        )  # fmt: skip


def minutes_due(meeting: Meeting) -> datetime:
    """When the minutes of a meeting that has closed appear at the latest."""
    assert meeting.closed is not None
    rule = law_of(meeting).publication
    last = (rule.minutes_within if rule else USUAL_TIME).after(meeting.closed)
    return meeting.closed if last <= meeting.closed + AT_ONCE else last


def minutes_called(meeting: int) -> Minutes:
    found = Minutes.objects.select_related("meeting__unit").filter(meeting=meeting).first()
    if found is None:
        raise Refusal(meeting_called(meeting).article, "The minutes of this meeting are not published yet.")
    return found


def who_corrects(scene: Scene, minutes: Minutes) -> Authority:
    """The authority of who was secretary of the meeting, or is secretary of the body."""
    meeting = minutes.meeting
    if had_part(scene, meeting, "secretary"):
        return Authority(meeting.article)
    if scene.by.kind == "member" and scene.by.member is not None and meeting.body:
        who = Who(body=meeting.body, office="secretary")
        held = (holding(scene.by.member, who, unit, scene.at) for unit in units_of(meeting))
        if mandate := next((one for one in held if one), None):
            return Authority(meeting.article, mandate)
    raise Refusal(meeting.article, "Only who was secretary of the meeting, or is secretary of the body, corrects its minutes.", "R12")  # fmt: skip


def text_now(minutes: Minutes) -> str:
    """The text as it stands, with all revisions."""
    last = minutes.revisions.order_by("-pk").values_list("text", flat=True).first()
    return last or minutes.text


def had_part(scene: Scene, meeting: Meeting, *offices: str) -> bool:
    """Whether whoever acts had this part in the meeting when it closed."""
    held = MeetingOffice.objects.filter(meeting=meeting, office__in=offices, until=meeting.closed)
    return scene.by.kind == "member" and held.filter(member=scene.by.member).exists()


def name_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
