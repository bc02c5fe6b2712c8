"""People elected once for one task, what they say as a delegation, and the report with which it ends (M18)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counting import Votes, check_in_time, roll_of
from floor.house.models import Member, Result, Unit
from floor.house.rules import Figures, fault_in_elected, fault_in_votes
from floor.house.standing import officer_or_teller, open_unit
from floor.promises.acts.falling_due import PORTION, all_of_them
from floor.promises.acts.undertaking import LONGEST, Line, Party, Text
from floor.promises.models import DelegationStatement, Mission, Sent
from floor.promises.standing import article_of, body_here, by_the_clock, must_say_something


class PapersCounted(BaseModel):
    """The tellers' count of the papers by which people were elected for a task."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    cast: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    votes: list[Votes] = Field(min_length=1, max_length=500)
    elected: list[int] = Field(min_length=1, max_length=100)
    tellers: list[int]
    lot: Annotated[str, StringConstraints(max_length=200)] | None = None
    closed: AwareDatetime


class SendOnMission(Act):
    """Send people whom a body elected for one task: to attend a trial, to speak at another works, to negotiate.

    They are elected by papers without names, since it is a vote on persons. The task is the line of the mandate; it ends
    with a report to those who sent them.
    """

    serves = ("R1", "R4", "R5", "R13", "R20")
    unit: int
    body: str
    what: Line
    report_due: AwareDatetime
    count: PapersCounted

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        article = article_of(scene, self.body)
        rule = body_here(scene, unit, self.body)
        if not scene.at < self.report_due <= scene.at + LONGEST:
            raise Refusal(article, "A mission ends with a report, on a day to come.", "R13")
        count = self.count
        if count.closed > scene.at:
            raise Refusal(article, "The count is dated in the future.")
        check_in_time(scene, count.closed)
        entitled, _everyone = roll_of(scene, unit, self.body, count.closed)
        if count.entitled != entitled:
            raise Refusal(
                article, f"The count says {count.entitled} are entitled to vote; the register says {entitled}.", "R4"
            )
        if rule and rule.quorum and not rule.quorum.reached(count.present, count.entitled):
            raise Refusal(article, f"{count.present} were present; {rule.quorum.needed(count.entitled)} are needed for a quorum.", "R4")  # fmt: skip
        self._check_papers(article)
        if scene.by.member in {row.candidate for row in count.votes}:
            raise Refusal(article, "A candidate can't enter the count.", "R20")
        return officer_or_teller(scene, count.tellers, [unit], article)

    def _check_papers(self, article: str) -> None:
        count = self.count
        votes = {row.candidate: row.votes for row in count.votes}
        figures = Figures(count.entitled, count.present, count.cast, count.invalid)
        fault = fault_in_votes(figures, "block", len(count.elected), votes) or fault_in_elected(
            "block", len(count.elected), votes, count.elected, count.lot
        )
        if fault or len(votes) != len(count.votes):
            raise Refusal(article, fault or "A candidate stands in the count twice.", "R4")
        tellers = set(count.tellers)
        if len(tellers) < 2 or tellers & set(votes):
            raise Refusal(article, "Two tellers who are no candidates count the papers.", "R20")
        known = Member.objects.filter(pk__in={*tellers, *votes}, left=None).count()
        if known != len(tellers) + len(votes):
            raise Refusal(article, "A candidate or a teller is not on the register.", "R1")

    def apply(self, scene: Scene) -> None:
        unit = Unit.objects.get(pk=self.unit)
        count = self.count
        result = Result.objects.create(
            id=Result.next_id(), entry=scene.n, kind="mission", unit=unit, electors=self.body, for_unit=unit, for_body=self.body,
            article=article_of(scene, self.body), method="block", ballot="paper", entitled=count.entitled, present=count.present,
            cast=count.cast, invalid=count.invalid, tellers=count.tellers, closed=count.closed,
            figures={"votes": [[row.candidate, row.votes] for row in count.votes], "elected": count.elected, "lot": count.lot or ""},
        )  # fmt: skip
        mission = Mission.objects.create(
            id=Mission.next_id(), unit=unit, body=self.body, result=result, what=self.what, given=scene.at, report_due=self.report_due
        )  # fmt: skip
        first = Sent.next_id()
        Sent.objects.bulk_create(
            Sent(id=first + at, mission=mission, member_id=number) for at, number in enumerate(count.elected)
        )


class ReportFromMission(Act):
    """Report on a mission, and so end it. Any of those who were sent gives the report for all of them."""

    serves = ("R13", "R12")
    mission: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        mission = mission_of(self.mission)
        article = article_of(scene, mission.body)
        if mission.reported is not None:
            raise Refusal(article, "This mission has ended with its report.", "R25")
        if scene.by.kind != "member" or scene.by.member not in mission.people:
            raise Refusal(article, "One of those who were sent gives the report.", "R13")
        must_say_something(self.text, article, "The report")
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        Mission.objects.filter(pk=self.mission).update(reported=scene.at, report=self.text)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class StateForDelegation(Act):
    """Publish what a delegation said to somebody outside, as a statement of all of it. No speaker is named (R17).

    Done by the clock, for one of the delegation whose name stays out of the book: nobody can be singled out for it.
    """

    serves = ("R17", "R8")
    open_to = "nobody"
    mission: int
    addressed_to: Party
    text: Text

    def guard(self, scene: Scene) -> Authority:
        mission = mission_of(self.mission)
        article = article_of(scene, mission.body)
        authority = by_the_clock(scene, article, "publishes what a delegation says")
        if mission.reported is not None:
            raise Refusal(article, "This mission has ended with its report; it speaks for nobody any more.", "R1")
        must_say_something(self.text, article, "What the delegation says")
        return authority

    def apply(self, scene: Scene) -> None:
        DelegationStatement.objects.create(
            id=DelegationStatement.next_id(), mission_id=self.mission, addressed_to=self.addressed_to, text=self.text, made=scene.at
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class NoteOverdueMissions(Act):
    """Note that people who were sent have not reported in time. Done by the clock."""

    serves = ("R13",)
    open_to = "nobody"
    missions: list[int] = Field(min_length=1, max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        late = Mission.objects.filter(
            pk__in=self.missions, reported=None, overdue_since=None, report_due__lte=scene.at
        ).count()
        return all_of_them(scene, self.missions, late, "notes which missions are overdue", "is not overdue")

    def apply(self, scene: Scene) -> None:
        Mission.objects.filter(pk__in=self.missions).update(overdue_since=scene.at)


def mission_of(number: int) -> Mission:
    mission = Mission.objects.select_related("unit").filter(pk=number).first()
    if mission is None:
        raise Refusal("the register", f"There is no mission {number}.")
    return mission
