"""Petitions: begun, complete, put to a body, answered, lapsed; and the meeting that one calls. Who asked and who signed is in none of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.house.standing import holding, open_unit
from floor.law.values import Share, Who
from floor.meetings.acts.calling import check_times, usual_end_of_proposals
from floor.meetings.acts.writing_agendas import write_agenda
from floor.meetings.conveners import body_at, shares_that_call
from floor.meetings.items_wanted import ItemWanted, Line, check_items, texts_of
from floor.meetings.laws import COLLECTED, LONGEST_COLLECTION, law_of, notice_of
from floor.meetings.models import Hindrance, Meeting, Petition
from floor.meetings.petitioning.petitions import (
    SIGNATURES,
    is_open,
    meeting_to_come,
    needed_now,
    open_petitions,
    petition_called,
)

Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
WhyEnded = Literal["too few signatures", "all signatures withdrawn"]
TOO_FEW: WhyEnded = "too few signatures"
ALL_WITHDRAWN: WhyEnded = "all signatures withdrawn"


class BeginPetition(Act):
    """Open a petition for a meeting of a body, or with a text to it. Done by the clock for somebody whose name stays out of the book.

    Whoever the statutes let call the body by their number can sign: a share of the members, or of the delegates. Once that
    share is reached the meeting is called, or the body owes an answer; it needs nobody's leave (R10).
    """

    serves = ("R10", "R17")
    open_to = "nobody"
    unit: int
    body: str
    kind: Literal["meeting", "text"]
    title: Line
    right: str
    """The share of the statutes in virtue of which people sign: "1/10 of members"."""
    text: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    lapses: AwareDatetime | None = None
    starts: AwareDatetime | None = None
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    items: list[ItemWanted] = []

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        rule, article = body_at(scene, unit, self.body)
        if scene.by != CLOCK:
            raise Refusal(article, "The clock opens a petition, for somebody whose name stays out of the book.", "R17")
        if rule is None:
            raise Refusal(article, "A petition names the body that is to meet, or to answer.", "R10")
        self._share(scene, article)
        if open_petitions().filter(unit=unit, body=self.body, title=self.title).exists():
            raise Refusal(article, "There is a petition of this title already; sign that one.")
        if self.lapses and not scene.at + timedelta(days=1) <= self.lapses <= scene.at + LONGEST_COLLECTION:
            raise Refusal(article, "Signatures are collected for a day at least, and for half a year at most.")
        if self.kind == "text" and (not self.text or self.starts or self.items):
            raise Refusal(article, "A petition to a body is a text; it names no meeting.")
        if self.kind == "meeting":
            if self.starts is None or len(self.place) < 2 or not self.items:
                raise Refusal(article, "A petition for a meeting says when and where it is to be, and what about.", "R10")  # fmt: skip
            check_times(self.starts, None, rule, scene.at, article)
            check_items(self.items, article)
        return Authority(article)

    def _share(self, scene: Scene, article: str) -> Share:
        shares = shares_that_call(scene.law, self.body)
        if self.kind == "text" and scene.law.petitions:
            shares = [scene.law.petitions.forces_meeting]
        found = next((share for share in shares if str(share) == self.right), None)
        if found is None:
            named = ", ".join(map(str, shares)) or "no share of the members"
            raise Refusal(article, f"The statutes name {named} for a petition to the {self.body}.", "R10")
        return found

    def apply(self, scene: Scene) -> None:
        assert scene.statutes is not None
        unit = open_unit(self.unit, scene.at)
        article = body_at(scene, unit, self.body)[1]
        Petition.objects.create(
            id=Petition.next_id(), entry=scene.n, unit=unit, body=self.body, kind=self.kind, title=self.title, text=self.text,
            statutes=scene.statutes.sha256, article=article, right=self.right, starts=self.starts, meeting_place=self.place,
            items=[item.model_dump() for item in self.items], opened=scene.at, lapses=self.lapses or scene.at + COLLECTED,
            needed=needed_now(self._share(scene, article), unit, self.body, scene.law, scene.at),
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return texts_of(self.items) + ((self.text,) if self.text else ())


class CallByPetition(Act):
    """Call the meeting that enough members have signed for. Done by the clock; nobody is asked (R10).

    It is on the day and at the place of the petition, or as many days later as the notice of the statutes asks.
    """

    serves = ("R10", "R17")
    open_to = "nobody"
    petition: int
    signatures: int = Field(ge=1)

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        return check_complete(scene, petition, "meeting", self.signatures)

    def apply(self, scene: Scene) -> None:
        petition = petition_called(self.petition)
        starts = day_with_notice(petition, scene.at)
        meeting = Meeting.objects.create(
            id=Meeting.next_id(), entry=scene.n, unit=petition.unit, body=petition.body, title=petition.title[:200],
            called=scene.at, called_by=petition.right, petition=petition, statutes=petition.statutes, article=petition.article,
            starts=starts, first_called_for=starts, place=petition.meeting_place, state="called",
            items_until=usual_end_of_proposals(scene.at, starts),
        )  # fmt: skip
        write_agenda(meeting, [ItemWanted.model_validate(item) for item in petition.items], "petition")
        Petition.objects.filter(pk=petition.pk).update(completed=scene.at, signatures=self.signatures)


class PutPetition(Act):
    """Note that enough have signed a text: from now on the body owes an answer. Done by the clock; the signatures are destroyed."""

    serves = ("R10", "R17")
    open_to = "nobody"
    petition: int
    signatures: int = Field(ge=1)

    def guard(self, scene: Scene) -> Authority:
        return check_complete(scene, petition_called(self.petition), "text", self.signatures)

    def apply(self, scene: Scene) -> None:
        petition = petition_called(self.petition)
        rule = law_of(petition).petitions
        due = rule.reply_within.after(scene.at) if rule else scene.at + COLLECTED
        Petition.objects.filter(pk=petition.pk).update(completed=scene.at, signatures=self.signatures, reply_due=due)
        SIGNATURES.destroy(petition.pk)


class AnswerPetition(Act):
    """Answer a petition for the body it was put to. Done by somebody who sits in it; the answer stands beside the text."""

    serves = ("R9", "R13")
    petition: int
    text: Sha

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        if petition.kind != "text" or not petition.completed:
            raise Refusal(petition.article, "This petition has not been put to a body.")
        if petition.replied:
            raise Refusal(petition.article, "This petition has been answered; what was answered stays.", "R25")
        rule = scene.law.body.get(petition.body)
        if rule and rule.sits:
            raise Refusal(petition.article, f"Everyone sits in the {petition.body}: it answers by a motion.")
        mandate = holding(scene.by.member, Who(body=petition.body), petition.unit, scene.at) if scene.by.member else None  # fmt: skip
        if mandate is None:
            raise Refusal(petition.article, f"The {petition.body} answers this petition, by somebody who sits in it.")
        return Authority(petition.article, mandate)

    def apply(self, scene: Scene) -> None:
        petition = petition_called(self.petition)
        mandate = holding(scene.by.member or 0, Who(body=petition.body), petition.unit, scene.at)
        Petition.objects.filter(pk=self.petition).update(reply=self.text, replied=scene.at, replied_by=mandate)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class NotePetitionUnanswered(Act):
    """Note that a body has let the time for its answer pass. Done by the clock; it stays on the petition."""

    serves = ("R9", "R13")
    open_to = "nobody"
    petition: int

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        late = petition.reply_due is not None and scene.at >= petition.reply_due
        if scene.by != CLOCK or not late or petition.replied or petition.overdue_since:
            raise Refusal(petition.article, "The clock notes an answer that is overdue, once.")
        return Authority(petition.article)

    def apply(self, scene: Scene) -> None:
        Petition.objects.filter(pk=self.petition).update(overdue_since=scene.at)


class EndPetition(Act):
    """Note that a petition has come to nothing: too few signed in time, or all have taken their signatures back. Done by the clock."""

    serves = ("R17",)
    open_to = "nobody"
    petition: int
    why: WhyEnded = TOO_FEW

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        if scene.by != CLOCK or not is_open(petition):
            raise Refusal(petition.article, "The clock ends a petition that is open.")
        if self.why == TOO_FEW and scene.at < petition.lapses:
            raise Refusal(petition.article, f"Signatures are collected until {petition.lapses:%d %B %Y}.", "R10")
        return Authority(petition.article)

    def apply(self, scene: Scene) -> None:
        Petition.objects.filter(pk=self.petition).update(lapsed=scene.at, why_lapsed=self.why)
        SIGNATURES.destroy(self.petition)


class CallOffByPetitioners(Act):
    """Call off a meeting because so many of those who signed for it took their signatures back that too few are left.

    Done by the clock, and by no one person: only those who called a meeting can call it off (R10).
    """

    serves = ("R10", "R17")
    open_to = "nobody"
    petition: int
    signatures: int = Field(ge=0)

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        if scene.by != CLOCK:
            raise Refusal(petition.article, "Only those who signed can call this meeting off, by taking their signatures back.", "R10")  # fmt: skip
        if meeting_to_come(petition) is None:
            raise Refusal(petition.article, "The meeting of this petition is not to come any more.", "R10")
        if self.signatures >= petition.needed:
            raise Refusal(petition.article, f"{self.signatures} signatures stand; {petition.needed} are enough.", "R10")
        return Authority(petition.article)

    def apply(self, scene: Scene) -> None:
        meeting = meeting_to_come(petition_called(self.petition))
        assert meeting is not None
        Meeting.objects.filter(pk=meeting.pk).update(state="called off", closed=scene.at)
        Hindrance.objects.create(
            id=Hindrance.next_id(), meeting=meeting, unit=meeting.unit, kind="called off", who="those who signed for it",
            why="So many took their signatures back that too few are left.", noted=scene.at, had_effect=True,
        )  # fmt: skip
        SIGNATURES.destroy(self.petition)


def check_complete(scene: Scene, petition: Petition, kind: str, signatures: int) -> Authority:
    if scene.by != CLOCK:
        raise Refusal(petition.article, "The clock completes a petition; nobody does it in its place.", "R10")
    if not is_open(petition) or scene.at >= petition.lapses or petition.kind != kind:
        raise Refusal(petition.article, "This petition is over.", "R10")
    if signatures < petition.needed:
        raise Refusal(petition.article, f"{signatures} have signed; {petition.needed} are needed.", "R10")
    return Authority(petition.article)


def day_with_notice(petition: Petition, at: datetime) -> datetime:
    """The day the petition names, or the first after it, at the same hour, that leaves members the notice of the statutes."""
    assert petition.starts is not None
    earliest = notice_of(law_of(petition).body[petition.body], at)
    return petition.starts + timedelta(days=max(0, -((petition.starts - earliest) // timedelta(days=1))))
