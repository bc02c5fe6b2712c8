"""Calling a meeting: where, when, about what. The call is on the noticeboard from this moment (R10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Unit
from floor.house.standing import open_unit
from floor.law.language import Body
from floor.meetings.acts.writing_agendas import write_agenda
from floor.meetings.authority import meeting_called
from floor.meetings.conveners import body_at, caller
from floor.meetings.items_wanted import ItemWanted, check_items, texts_of
from floor.meetings.laws import USUAL_NOTICE, notice_of
from floor.meetings.models import Meeting

Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]


class CallMeeting(Act):
    """Call a meeting of a body: time, place, agenda. Done by those whom the statutes name, with the notice they give.

    What is overdue, the minutes of the last meeting and questions still open come on the agenda by themselves. A share of the
    members needs nobody's leave to call one: they sign a petition. With no body it is a mass meeting: everyone may come, and
    it decides nothing.
    """

    serves = ("R10", "R12", "R13")
    unit: int
    body: str
    starts: AwareDatetime
    place: Place
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    ends_by: AwareDatetime | None = None
    items: list[ItemWanted] = []
    items_until: AwareDatetime | None = None
    with_units: list[int] = []
    access: Literal["open", "members"] = "members"
    online: bool = False
    second_of: int | None = None
    """The meeting that had no quorum, of which this is the second."""

    def guard(self, scene: Scene) -> Authority:
        unit = scene.found["unit"] = open_unit(self.unit, scene.at)
        rule, article = body_at(scene, unit, self.body)
        check_times(self.starts, self.ends_by, rule, scene.at, article)
        check_items(self.items, article)
        until = self.items_until or usual_end_of_proposals(scene.at, self.starts)
        if not scene.at <= until <= self.starts:
            raise Refusal(article, "Members propose items until a time between the call and the meeting.", "R10")
        self._check_units(unit, scene, article)
        self._check_second(article)
        return caller(scene, unit, rule, article)[0]

    def _check_units(self, unit: Unit, scene: Scene, article: str) -> None:
        if len(set(self.with_units)) != len(self.with_units):
            raise Refusal(article, "Name each unit that sits together with this one once.")
        if self.with_units and not self.body:
            raise Refusal(article, "A mass meeting is open to everyone; no units sit together in it.")
        for other in self.with_units:
            if other == self.unit or open_unit(other, scene.at).level != unit.level:
                raise Refusal(article, f"Unit {other} can't sit together with unit {self.unit}: a joint meeting is of several {unit.level}s.")  # fmt: skip

    def _check_second(self, article: str) -> None:
        if self.second_of is None:
            return
        before = meeting_called(self.second_of)
        if (before.unit_id, before.body) != (self.unit, self.body) or before.how_closed != "no quorum":
            raise Refusal(article, f"Meeting {self.second_of} was no meeting of the same body without a quorum.", "R3")
        if Meeting.objects.filter(second_of=before).exclude(state__in=("called off", "not held")).exists():
            raise Refusal(article, f"The second meeting for meeting {self.second_of} has been called already.", "R3")

    def apply(self, scene: Scene) -> None:
        assert scene.statutes is not None
        unit: Unit = scene.found["unit"]
        rule, article = body_at(scene, unit, self.body)
        authority, in_virtue_of = caller(scene, unit, rule, article)
        meeting = Meeting.objects.create(
            id=Meeting.next_id(), entry=scene.n, unit=unit, body=self.body, with_units=self.with_units, title=self.title,
            called=scene.at, called_by=in_virtue_of, called_by_member_id=scene.by.member, mandate=authority.mandate,
            statutes=scene.statutes.sha256, article=article, starts=self.starts, first_called_for=self.starts, ends_by=self.ends_by,
            place=self.place, online=self.online, access=self.access if self.body else "open", state="called",
            items_until=self.items_until or usual_end_of_proposals(scene.at, self.starts), second_of_id=self.second_of,
        )  # fmt: skip
        write_agenda(meeting, self.items)

    def attachments(self) -> tuple[str, ...]:
        return texts_of(self.items)


def check_times(starts: datetime, ends_by: datetime | None, rule: Body | None, now: datetime, article: str) -> None:
    earliest = notice_of(rule, now)
    if starts < earliest:
        notice = f"Between the call and the meeting lie {rule.notice or USUAL_NOTICE}: it" if rule else "A mass meeting"
        raise Refusal(article, f"{notice} starts on {earliest:%d %B %Y at %H:%M} UTC at the earliest.", "R10")
    if starts > now + timedelta(days=730):
        raise Refusal(article, "A meeting is called for a day within two years.")
    if ends_by is not None and not starts < ends_by <= starts + timedelta(days=14):
        raise Refusal(article, "A meeting ends after it starts, and within a fortnight.")


def usual_end_of_proposals(called: datetime, starts: datetime) -> datetime:
    """Where the call says nothing: two thirds of the notice, so that the rest is time to read what was proposed."""
    return called + (starts - called) * 2 / 3
