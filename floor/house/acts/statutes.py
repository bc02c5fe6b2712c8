"""The statutes change by their own rule: proposed and checked, published for the notice, decided by the electorate (R24)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.house.counting import check_in_time, roll_of
from floor.house.models import Amendment, Mandate, Member, Organisation, Result, Seat, Unit
from floor.house.rules import Figures, fault_in_question
from floor.house.standing import live, member_on_register, officer_or_teller

from .founding import check_statutes


class ProposeAmendment(Act):
    """Propose new statutes. They are checked first: a text that breaks a guarantee is stopped before any vote.

    Any member may propose; the text stands on the noticeboard from now on, and can be decided once its notice has run.
    """

    serves = ("R24",)
    statutes: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

    def attachments(self) -> tuple[str, ...]:
        return (self.statutes,)

    def guard(self, scene: Scene) -> Authority:
        article = scene.cite("amendment")
        if scene.by.member is None:
            raise Refusal(article, "A change of the statutes is proposed by a member.", "R24")
        member_on_register(scene.by.member)
        proposed = check_statutes(self.statutes)
        if scene.statutes is not None and proposed.sha256 == scene.statutes.sha256:
            raise Refusal(article, "These are the statutes in force.")
        law = proposed.on(scene.today)
        if missing := _levels_and_bodies_in_use(scene, set(law.levels), set(law.body)):
            raise Refusal(article, missing)
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        Amendment.objects.create(
            id=Amendment.next_id(),
            sha256=self.statutes,
            proposed=scene.at,
            decided_from=scene.law.amendment.notice.after(scene.at),
        )


def _levels_and_bodies_in_use(scene: Scene, levels: set[str], bodies: set[str]) -> str | None:
    """An amendment cannot make people's seats vanish: bodies and levels in use stay, or empty first."""
    for level in Unit.objects.filter(closed=None).values_list("level", flat=True).distinct().order_by("level"):
        if level not in levels:
            return f"There are open units at the level “{level}”, which the new statutes do not have."
    for body in Seat.objects.filter(pk__in=Mandate.objects.filter(live(scene.at)).values("seat")).values_list("body", flat=True).distinct().order_by("body"):  # fmt: skip
        if body not in bodies:
            return f"People hold mandates in the “{body}”, which the new statutes do not have; only their electors can end those."
    return None


def electorate_of_the_whole(scene: Scene, by: str) -> Unit:
    """The unit whose electorate speaks for the whole organisation: its root, or the one unit where that body sits."""
    root: Unit = Organisation.objects.select_related("root").get(pk=1).root
    body = scene.law.body.get(by)
    if body is None or (body.at == root.level and body.line == root.line):
        return root
    seats = list(Unit.objects.filter(level=body.at, line=body.line, closed=None)[:2])
    if len(seats) != 1:
        raise Refusal(
            scene.cite("amendment", "by"),
            f"There is not one {by} for the whole organisation, so it can't decide for it.",
            "R24",
        )
    return seats[0]


class DecideAmendment(Act):
    """Declare how the electorate decided on new statutes, as tellers counted it. Carried, they come into force by their rule."""

    serves = ("R24", "R4")
    amendment: int
    unit: int
    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]
    in_force_from: AwareDatetime
    closed: AwareDatetime

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstaining + self.invalid

    def guard(self, scene: Scene) -> Authority:
        rule, article = scene.law.amendment, scene.cite("amendment")
        amendment = Amendment.objects.filter(pk=self.amendment).first()
        if amendment is None or amendment.result_id is not None:
            raise Refusal(article, "There is no such proposal before the electorate.")
        if self.closed < amendment.decided_from:
            raise Refusal(
                scene.cite("amendment", "notice"),
                f"The proposal has notice until {amendment.decided_from:%d %B %Y %H:%M}; it cannot be decided before.", "R24",
            )  # fmt: skip
        if self.closed > scene.at:
            raise Refusal(article, "The count is dated in the future.")
        check_in_time(scene, self.closed)
        unit = electorate_of_the_whole(scene, rule.by)
        if self.unit != unit.pk:
            raise Refusal(
                article, f"The statutes belong to the whole organisation; its electorate sits at unit {unit.pk}.", "R24"
            )
        entitled, _ = roll_of(scene, unit, rule.by, self.closed)
        if self.entitled != entitled:
            raise Refusal(
                article, f"The count says {self.entitled} are entitled to vote; the register says {entitled}.", "R4"
            )
        figures = Figures(self.entitled, self.present, self.cast, self.invalid)
        if fault := fault_in_question(figures, self.votes_for, self.against, self.abstaining):
            raise Refusal(article, fault, "R4")
        body = scene.law.body.get(rule.by)
        if body and body.quorum and not body.quorum.reached(self.present, self.entitled):
            raise Refusal(scene.cite("body", rule.by, "quorum"), f"{self.present} were present; {body.quorum.needed(self.entitled)} are needed.", "R4")  # fmt: skip
        if len(set(self.tellers)) < 2 or Member.objects.filter(pk__in=self.tellers, left=None).count() != len(
            set(self.tellers)
        ):
            raise Refusal(article, "At least two tellers from the register count; name them.", "R4")
        if self.in_force_from < rule.in_force_after.after(self.closed):
            raise Refusal(
                scene.cite("amendment", "in-force-after"), "The new statutes would come into force too soon.", "R24"
            )
        return officer_or_teller(scene, self.tellers, [unit], article)

    def apply(self, scene: Scene) -> None:
        amendment = Amendment.objects.get(pk=self.amendment)
        rule = scene.law.amendment
        result = Result.objects.create(
            id=Result.next_id(), entry=scene.n, kind="amendment", unit_id=self.unit, electors=rule.by, for_unit_id=self.unit,
            article=scene.cite("amendment"), method="yes or no", ballot="paper", entitled=self.entitled, present=self.present,
            cast=self.cast, invalid=self.invalid, figures={"for": self.votes_for, "against": self.against, "abstaining": self.abstaining},
            tellers=self.tellers, closed=self.closed,
        )  # fmt: skip
        base = {"cast": self.votes_for + self.against, "present": self.present, "entitled": self.entitled}[
            rule.majority.base
        ]
        turned_out = rule.turnout is None or rule.turnout.reached(self.cast, self.entitled)
        carried = turned_out and rule.majority.carried(self.votes_for, base)
        force = max(self.in_force_from, scene.at)
        Amendment.objects.filter(pk=amendment.pk).update(
            result=result, carried=carried, in_force_from=force if carried else None
        )
        if carried:
            statutes_by_hash(amendment.sha256)
            StatutesVersion.objects.create(
                id=StatutesVersion.next_id(), sha256=amendment.sha256, in_force_from=force, entry=scene.n
            )
