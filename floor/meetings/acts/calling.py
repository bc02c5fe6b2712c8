"""Calling a meeting: where, when, about what. The call is on the noticeboard from this moment (R10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Unit
from floor.house.standing import holding, open_unit
from floor.law.language import Body
from floor.meetings.agenda import items_that_are_due
from floor.meetings.authority import meeting_called
from floor.meetings.laws import USUAL_NOTICE
from floor.meetings.models import Item, Meeting

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]
Text = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
MOST_ITEMS = 100


class Called(BaseModel):
    """An item of the agenda, as it stands in the call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    text: Text = ""
    kind: Literal["debate", "election", "report", "questions"] = "debate"


class CallMeeting(Act):
    """Call a meeting of a body: time, place, agenda. Done by those whom the statutes name, with the notice they give.

    What is overdue, the minutes of the last meeting and questions still open come on the agenda by themselves. A share of the
    members needs nobody's leave to call one: they sign a petition.
    """

    serves = ("R10", "R12", "R13")
    unit: int
    body: str
    starts: AwareDatetime
    place: Place
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    ends_by: AwareDatetime | None = None
    items: list[Called] = []
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
        if len(self.items) > MOST_ITEMS:
            raise Refusal(article, f"An agenda has {MOST_ITEMS} items at most.")
        until = self.items_until or usual_end_of_proposals(scene.at, self.starts)
        if not scene.at <= until <= self.starts:
            raise Refusal(article, "Members propose items until a time between the call and the meeting.", "R10")
        for other in self.with_units:
            if other == self.unit or open_unit(other, scene.at).level != unit.level:
                raise Refusal(article, f"Unit {other} can't sit together with unit {self.unit}: a joint meeting is of several {unit.level}s.")  # fmt: skip
        self._check_second(article)
        return caller(scene, unit, rule, article)

    def _check_second(self, article: str) -> None:
        if self.second_of is None:
            return
        before = meeting_called(self.second_of)
        if (before.unit_id, before.body) != (self.unit, self.body) or before.how_closed != "no quorum":
            raise Refusal(article, f"Meeting {self.second_of} was no meeting of the same body without a quorum.", "R3")

    def apply(self, scene: Scene) -> None:
        assert scene.statutes is not None
        unit: Unit = scene.found["unit"]
        rule, article = body_at(scene, unit, self.body)
        authority = caller(scene, unit, rule, article)
        meeting = Meeting.objects.create(
            id=Meeting.next_id(), entry=scene.n, unit=unit, body=self.body, with_units=self.with_units, title=self.title,
            called=scene.at, called_by=scene.found["in_virtue_of"], called_by_member_id=scene.by.member, mandate=authority.mandate,
            statutes=scene.statutes.sha256, article=article, starts=self.starts, ends_by=self.ends_by, place=self.place,
            online=self.online, access=self.access, items_until=self.items_until or usual_end_of_proposals(scene.at, self.starts),
            state="called", second_of_id=self.second_of,
        )  # fmt: skip
        write_agenda(meeting, [(one.title, one.text, one.kind) for one in self.items], scene)

    def attachments(self) -> tuple[str, ...]:
        return tuple(item.text for item in self.items if item.text)


def body_at(scene: Scene, unit: Unit, name: str) -> tuple[Body, str]:
    """The rule of a body at a unit, and where it stands."""
    rule = scene.law.body.get(name)
    article = scene.cite("body", name)
    if rule is None:
        raise Refusal(article, f"The statutes know no body called “{name}”.", "R10")
    if (rule.at, rule.line) != (unit.level, unit.line):
        raise Refusal(article, f"The {name} sits at a {rule.at}, not at this {unit.level}.")
    return rule, article


def caller(scene: Scene, unit: Unit, rule: Body, article: str) -> Authority:
    """The authority by which whoever acts calls the body: as one of those the statutes name."""
    if scene.by.kind == "member" and scene.by.member is not None:
        for who in rule.convened_by:
            mandate = holding(scene.by.member, who, unit, scene.at) if who.share is None else None
            if mandate is not None:
                scene.found["in_virtue_of"] = str(who)
                return Authority(article, mandate)
    named = ", ".join(map(str, rule.convened_by)) or "nobody"
    raise Refusal(
        article, f"By the statutes this body is called by {named}. Members sign a petition to call it.", "R10"
    )


def check_times(starts: datetime, ends_by: datetime | None, rule: Body, now: datetime, article: str) -> None:
    notice = rule.notice or USUAL_NOTICE
    if starts < notice.after(now):
        raise Refusal(article, f"Between the call and the meeting lie {notice}: it starts on {notice.after(now):%d %B %Y at %H:%M} UTC at the earliest.", "R10")  # fmt: skip
    if starts > now + timedelta(days=730):
        raise Refusal(article, "A meeting is called for a day within two years.")
    if ends_by is not None and not starts < ends_by <= starts + timedelta(days=14):
        raise Refusal(article, "A meeting ends after it starts, and within a fortnight.")


def usual_end_of_proposals(called: datetime, starts: datetime) -> datetime:
    """Where the call says nothing: two thirds of the notice, so that the rest is time to read what was proposed."""
    return called + (starts - called) * 2 / 3


def write_agenda(meeting: Meeting, called: list[tuple[str, str, str]], scene: Scene) -> None:
    """The items of the call, after those that come on every agenda by themselves."""
    first = Item.next_id()
    due = items_that_are_due(meeting)
    rows = [(one.title, "", one.kind, "law", one.from_item) for one in due]
    rows += [(title, text, kind, "call", None) for title, text, kind in called]
    Item.objects.bulk_create(
        Item(
            id=first + at, meeting=meeting, place=at + 1, title=title, text=text, kind=kind, origin=origin, from_item_id=before,
            proposed_by_id=None,
        )
        for at, (title, text, kind, origin, before) in enumerate(rows)
    )  # fmt: skip
