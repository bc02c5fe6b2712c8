"""Motions: moved before the meeting or from the floor, seconded, withdrawn, divided (R6, R13, R22)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Unit
from floor.meetings.acts.taking_up import item_called
from floor.meetings.authority import OVER, RUNNING, as_one_of_them
from floor.meetings.deciding.motions import (
    NOT_PUT_YET,
    motion_called,
    motion_not_put_yet,
    needs_no_second,
)
from floor.meetings.models import Condition, Item, Meeting, Motion
from floor.polls.asking.putting import MOST_PARTS, Question, ballot_of, check_parts, rule_for
from floor.polls.asking.reconsidering import Wording, check_may_be_put, plain
from floor.polls.models import Poll

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Part = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
Name = Annotated[str, StringConstraints(max_length=80)]


class WaitsFor(BaseModel):
    """Something that must be carried before a motion binds: one of a poll, a motion, or the same question in a unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    poll: int | None = None
    motion: int | None = None
    unit: int | None = None


class MoveMotion(Act):
    """Move that the meeting decide something: before it, until the time the call names, or from the floor at its item.

    It names the body that must act and by when, or says that it is a declaration (R13). About a person it is about one alone, and
    is voted on in secret. What has been decided comes back only under the rule for it, naming the decision it reopens (R7).

    With `instead_of` it is an alternative to another motion: the meeting chooses one of them, and then votes on that. A motion that
    waits for others (`waits_for`) binds only when they have decided the same. What it claims of another meeting's decision names
    the poll that counted it, or is shown as unproven.
    """

    serves = ("R5", "R6", "R7", "R8", "R12", "R13", "R22")
    item: int
    title: Line
    text: Text = ""
    parts: list[Part] = []
    vote: Name = ""
    about: Literal["a matter", "a person", "what was said in a meeting"] = "a matter"
    persons: list[int] = []
    who: Name = ""
    by_when: AwareDatetime | None = None
    declaration: bool = False
    instead_of: int | None = None
    waits_for: list[WaitsFor] = []
    claim: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    cites_poll: int | None = None
    reconsiders: int | None = None

    def guard(self, scene: Scene) -> Authority:
        item = item_called(self.item)
        meeting = item.meeting
        check_time_to_move(scene, meeting, item)
        authority = as_one_of_them(scene, meeting, "move a motion")
        check_persons(self.about, self.persons, meeting.article)
        self._check_rule(scene, meeting)
        self._check_who(scene, meeting)
        self._check_not_moved_yet(meeting)
        self._check_instead(item)
        self._check_cited(meeting.article)
        return authority

    def _check_rule(self, scene: Scene, meeting: Meeting) -> None:
        """What would be refused when it is put is refused now, while there is time to move it otherwise."""
        person = self.persons[0] if self.persons else None
        asked = Question(
            meeting.unit, self.title, self.text, self.vote, meeting.body, tuple(self.parts), about_member=person,
            reconsiders=self.reconsiders, meeting=meeting.pk,
        )  # fmt: skip
        under = rule_for(scene, asked)
        if self.vote and scene.law.kind_of(self.vote) == "expulsion" and person is None:
            raise Refusal(under.article, "An expulsion is about one person: name them. Several are voted on one by one.", "R22")  # fmt: skip
        check_parts(asked, ballot_of(scene, asked, under), under.article)
        # By the day of the meeting its time may have come.
        then = replace(scene, at=max(scene.at, meeting.starts))
        check_may_be_put(then, Wording(meeting.unit, under.electors, self.title, self.text), self.reconsiders, under.article)  # fmt: skip

    def _check_who(self, scene: Scene, meeting: Meeting) -> None:
        names_both = bool(self.who) and self.by_when is not None
        if self.declaration == names_both or (self.declaration and (self.who or self.by_when)):
            raise Refusal(meeting.article, "A motion says which body must act and by when. One that asks nobody to act says that it is a declaration.", "R13")  # fmt: skip
        if self.who and self.who not in scene.law.body:
            raise Refusal(meeting.article, f"The statutes know no body called “{self.who}” that could carry this out.", "R13")  # fmt: skip
        if self.by_when is not None and self.by_when <= max(scene.at, meeting.starts):
            raise Refusal(meeting.article, "It is to be carried out by a day after the meeting.", "R13")

    def _check_not_moved_yet(self, meeting: Meeting) -> None:
        for other in meeting.motions.filter(kind__in=("main", "alternative"), state__in=(*NOT_PUT_YET, "put")):
            if plain(other.title) == plain(self.title) or (self.text and other.text == self.text):
                raise Refusal(meeting.article, f"This has been moved already: motion {other.pk}.", "R7")

    def _check_instead(self, item: Item) -> None:
        if self.instead_of is None:
            return
        first = motion_not_put_yet(self.instead_of)
        if first.item_id != item.pk or first.kind != "main":
            raise Refusal(item.meeting.article, f"Motion {first.pk} is no main motion of this item to which there could be another.")  # fmt: skip
        if self.persons or first.about_member is not None:
            raise Refusal(item.meeting.article, "Persons are voted on one by one, not one instead of another.", "R22")

    def _check_cited(self, article: str) -> None:
        if self.cites_poll is not None and not Poll.objects.filter(pk=self.cites_poll, kind="question", state="counted").exists():  # fmt: skip
            raise Refusal(article, f"Poll {self.cites_poll} has decided no question that could be cited.", "R12")
        if self.cites_poll is not None and not self.claim:
            raise Refusal(article, "Say in a line what that poll decided, beside its number.", "R12")
        for one in self.waits_for:
            if sum(target is not None for target in (one.poll, one.motion, one.unit)) != 1:
                raise Refusal(article, "A motion waits for a poll, for a motion, or for a unit: name one of them in each line.")  # fmt: skip
            found = (
                Poll.objects.filter(pk=one.poll, kind="question", procedural=False) if one.poll is not None
                else Motion.objects.filter(pk=one.motion).exclude(kind="procedural") if one.motion is not None
                else Unit.objects.filter(pk=one.unit, closed=None)
            )  # fmt: skip
            if not found.exists():
                raise Refusal(article, f"What this motion would wait for is not there: {one.model_dump(exclude_none=True)}.", "R3")  # fmt: skip

    def apply(self, scene: Scene) -> None:
        item = item_called(self.item)
        meeting = item.meeting
        motion = Motion.objects.create(
            id=Motion.next_id(), entry=scene.n, meeting=meeting, item=item, unit=meeting.unit, body=meeting.body,
            kind="main" if self.instead_of is None else "alternative", amends_id=self.instead_of, title=self.title, text=self.text,
            first_text=self.text, parts=self.parts, vote=self.vote, about_member=self.persons[0] if self.persons else None,
            who=self.who, by_when=self.by_when, declaration=self.declaration, claim=self.claim, cites_poll_id=self.cites_poll,
            reconsiders_id=self.reconsiders, **moved_by(scene, meeting),
        )  # fmt: skip
        first = Condition.next_id()
        Condition.objects.bulk_create(
            Condition(id=first + at, motion=motion, on_poll_id=one.poll, on_motion_id=one.motion, on_unit_id=one.unit)
            for at, one in enumerate(self.waits_for)
        )

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


def moved_by(scene: Scene, meeting: Meeting, seconded: bool = True) -> dict[str, Any]:
    """Who moved it and when; in order at once where no second is needed."""
    state = "moved" if seconded and not needs_no_second(scene, meeting) else "open"
    return {"mover_id": scene.by.member, "moved": scene.at, "state": state}


def check_time_to_move(scene: Scene, meeting: Meeting, item: Item) -> None:
    """Before the meeting until the time its call names; in it, at the item."""
    if not meeting.body:
        raise Refusal(meeting.article, "A mass meeting decides nothing: no body sits. Move it in the meeting of a body.", "R3")  # fmt: skip
    if meeting.state in OVER:
        raise Refusal(meeting.article, "This meeting is over.", "R3")
    if meeting.state not in RUNNING and scene.at >= meeting.items_until:
        raise Refusal(meeting.article, f"Motions for this meeting were moved until {meeting.items_until:%d %B %Y at %H:%M} UTC; now it is moved from the floor, at its item.", "R3")  # fmt: skip
    if meeting.state in RUNNING and item.state != "taken up":
        raise Refusal(
            meeting.article, f"“{item.title}” is not before the meeting; a motion is moved at its item.", "R6"
        )


def check_persons(about: str, persons: list[int], article: str) -> None:
    if about == "what was said in a meeting":
        raise Refusal(article, "What is said in a meeting is never an offence. A motion about it can't be moved, and nothing about it is sent to anyone.", "R8")  # fmt: skip
    if len(set(persons)) > 1:
        raise Refusal(article, f"This is about {len(set(persons))} persons. Persons are voted on one by one: move it about each.", "R22")  # fmt: skip
    if (about == "a person") != bool(persons):
        raise Refusal(article, "A motion about a person says about whom, and one about a matter names nobody.", "R22")


class SecondMotion(Act):
    """Second a motion, so that it is in order. Done by anybody who sits in the meeting, except who moved it."""

    serves = ("R6",)
    motion: int

    def guard(self, scene: Scene) -> Authority:
        motion = motion_not_put_yet(self.motion)
        authority = as_one_of_them(scene, motion.meeting, "second a motion")
        if motion.state == "open":
            raise Refusal(motion.meeting.article, f"Motion {motion.pk} is in order already; it needs no other second.")
        if scene.by.member == motion.mover_id:
            raise Refusal(motion.meeting.article, "A motion is seconded by somebody else than who moved it.", "R6")
        return authority

    def apply(self, scene: Scene) -> None:
        Motion.objects.filter(pk=self.motion).update(state="open", seconder_id=scene.by.member, seconded=scene.at)


class WithdrawMotion(Act):
    """Withdraw one's own motion before it is put. Who seconded it can keep it before the meeting."""

    serves = ("R6",)
    motion: int

    def guard(self, scene: Scene) -> Authority:
        motion = motion_not_put_yet(self.motion)
        if scene.by.kind != "member" or scene.by.member != motion.mover_id:
            raise Refusal(motion.meeting.article, "Only who moved a motion can withdraw it.", "R6")
        if Motion.objects.filter(amends=motion, kind="amendment", state="carried").exists():
            raise Refusal(motion.meeting.article, "The meeting has amended this motion; it belongs to the meeting now.", "R6")  # fmt: skip
        return Authority(motion.meeting.article)

    def apply(self, scene: Scene) -> None:
        motion = motion_called(self.motion)
        Motion.objects.filter(amends=motion, state__in=NOT_PUT_YET).exclude(kind="alternative").update(
            state="fallen", ended=scene.at, why_ended="the motion was withdrawn"
        )
        # What was an alternative to it stands by itself now.
        Motion.objects.filter(amends=motion, kind="alternative", state__in=NOT_PUT_YET).update(kind="main", amends=None)
        Motion.objects.filter(pk=motion.pk).update(state="withdrawn", ended=scene.at)


class KeepMotion(Act):
    """Keep a motion that was withdrawn, by who seconded it, while its item is before the meeting: it is theirs from then on."""

    serves = ("R6",)
    motion: int

    def guard(self, scene: Scene) -> Authority:
        motion = motion_called(self.motion)
        article = motion.meeting.article
        if motion.state != "withdrawn" or scene.by.kind != "member" or scene.by.member != motion.seconder_id:
            raise Refusal(article, "A motion that was withdrawn is kept by who seconded it.", "R6")
        if motion.meeting.state in OVER or motion.item.state not in ("open", "taken up"):
            raise Refusal(article, "Its item is over; move it anew.", "R6")
        return as_one_of_them(scene, motion.meeting, "keep a motion")

    def apply(self, scene: Scene) -> None:
        motion = motion_called(self.motion)
        Motion.objects.filter(amends=motion, state="fallen", ended=motion.ended).update(
            state="open", ended=None, why_ended=""
        )
        Motion.objects.filter(pk=motion.pk).update(
            state="open", ended=None, mover_id=scene.by.member, seconder=None, seconded=None
        )


class DivideMotion(Act):
    """Demand that the parts of a motion be put one by one. One person is enough, and nobody can refuse it (R22)."""

    serves = ("R22",)
    motion: int

    def guard(self, scene: Scene) -> Authority:
        motion = motion_not_put_yet(self.motion)
        if not 2 <= len(motion.parts) <= MOST_PARTS:
            raise Refusal(motion.meeting.article, "This motion has no parts that could be put one by one.", "R22")
        if motion.divided:
            raise Refusal(motion.meeting.article, "This motion is divided already.")
        return as_one_of_them(scene, motion.meeting, "demand that a motion be divided")

    def apply(self, scene: Scene) -> None:
        Motion.objects.filter(pk=self.motion).update(divided=True)
