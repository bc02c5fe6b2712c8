"""The founding meeting: adopts the statutes, enters the founders, elects the first officers, all in one entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.house.counting import TellersCount, check_count, declare
from floor.house.models import Member, Organisation, Result, Unit
from floor.house.rules import Figures, fault_in_question
from floor.law.checker import check
from floor.law.statutes import Statutes

from .members import Person, check_categories, check_unit_takes_members, enter
from .units import UnitTitle, check_place, open_in_tree


class FirstUnit(BaseModel):
    """A unit that exists from the founding on. `parent` and `place` count within the list, from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: str
    title: UnitTitle
    line: str = "union"
    parent: int | None = None
    place: int | None = None


class Founder(BaseModel):
    """A person at the founding meeting, and the unit of the list they belong to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: int
    person: Annotated[Person | None, PRIVATE]


class Adoption(BaseModel):
    """The count by which the meeting adopted the statutes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstaining + self.invalid


class Found(Act):
    """Found the organisation: a meeting adopts its statutes and elects its first officers by tellers' counts.

    Statutes that the checker finds a broken guarantee in are not adopted, whatever the majority (R24). Founders get the
    numbers 1, 2, 3 ... in the order of the list; units likewise, the first of them being the whole organisation.
    """

    serves = ("R1", "R4", "R24")
    open_to = "founding"
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    statutes: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    units: list[FirstUnit] = Field(min_length=1, max_length=200)
    founders: list[Founder] = Field(min_length=3, max_length=500)
    adoption: Adoption
    elections: list[TellersCount] = []
    closed: AwareDatetime

    def attachments(self) -> tuple[str, ...]:
        return (self.statutes,)

    def concerns(self) -> Iterable[int | None]:
        return range(1, len(self.founders) + 1)

    def guard(self, scene: Scene) -> Authority:
        if Organisation.objects.exists():
            raise Refusal("the book", "There is an organisation here already; it is founded once.")
        if scene.by.kind != "founding":
            raise Refusal("the book", "An organisation is founded by its founding meeting.", "R1")
        statutes = check_statutes(self.statutes)
        law = statutes.on(scene.today)
        article, adoption = statutes.cite("founding"), self.adoption
        figures = Figures(len(self.founders), adoption.present, adoption.cast, adoption.invalid)
        if fault := fault_in_question(figures, adoption.votes_for, adoption.against, adoption.abstaining):
            raise Refusal(article, fault, "R4")
        rule = law.founding
        base = {
            "cast": adoption.votes_for + adoption.against,
            "present": adoption.present,
            "entitled": len(self.founders),
        }
        if not rule.majority.carried(adoption.votes_for, base[rule.majority.base]):
            raise Refusal(
                article,
                f"{adoption.votes_for} for and {adoption.against} against do not adopt the statutes ({rule.majority}).",
                "R4",
            )
        if len(set(adoption.tellers)) < rule.tellers or not set(adoption.tellers) <= set(
            range(1, len(self.founders) + 1)
        ):
            raise Refusal(
                article,
                f"The founding meeting's votes are counted by {rule.tellers} of the founders; name them by number.",
                "R4",
            )
        for founder in self.founders:
            if not 1 <= founder.unit <= len(self.units):
                raise Refusal(article, f"A founder is put into unit {founder.unit}; the list has {len(self.units)}.")
        if self.units[0].parent is not None or self.units[0].place is not None:
            raise Refusal(article, "The first unit is the whole organisation; nothing stands above or around it.")
        for number, unit in enumerate(self.units[1:], start=2):
            above = [at for at in (unit.parent, unit.place) if at is not None]
            if not above or not all(1 <= at < number for at in above):
                raise Refusal(article, f"Unit {number} stands below an earlier unit of the list, or lies in one.")
        if self.closed > scene.at:
            raise Refusal(article, "The founding meeting is dated in the future.")
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        # What can only be judged once the units and founders stand is judged here; a Refusal undoes the whole founding.
        statutes = statutes_by_hash(self.statutes)
        scene = Scene(scene.n, scene.at, scene.by, statutes, scene.knows_private)
        article = scene.cite("founding")
        StatutesVersion.objects.create(id=1, sha256=self.statutes, in_force_from=scene.at, entry=scene.n)
        units: list[Unit] = []
        for row in self.units:
            parent, place = (units[at - 1] if at else None for at in (row.parent, row.place))
            check_place(scene, row.level, row.line, parent, place)
            units.append(open_in_tree(scene, row.level, row.title, row.line, parent, place))
        Organisation.objects.create(id=1, title=self.title, founded=scene.at, root=units[0])
        for number, founder in enumerate(self.founders, start=1):
            check_unit_takes_members(scene, units[founder.unit - 1])
            if founder.person is not None:
                check_categories(scene, founder.person.categories)
            enter(scene, units[founder.unit - 1], number, founder.person)
        adoption, founders = self.adoption, Member.objects.count()
        Result.objects.create(
            id=Result.next_id(), entry=scene.n, kind="adoption", unit=units[0], electors="founding meeting", for_unit=units[0], article=article,
            method="yes or no", ballot=scene.law.founding.ballot, entitled=founders, present=adoption.present, cast=adoption.cast,
            invalid=adoption.invalid, figures={"for": adoption.votes_for, "against": adoption.against, "abstaining": adoption.abstaining},
            tellers=adoption.tellers, closed=self.closed,
        )  # fmt: skip
        for count in self.elections:
            declare(scene, count, check_count(scene, count))


def check_statutes(sha256: str) -> Statutes:
    """The statutes of this name, if the checker finds no broken guarantee in them."""
    statutes = statutes_by_hash(sha256)
    if broken := next((finding for finding in check(statutes) if finding.severity == "broken"), None):
        article = statutes.article_of(*_path_at(statutes, broken.line))
        raise Refusal(str(article), f"{broken.message} (line {broken.line})", broken.guarantee)
    return statutes


def _path_at(statutes: Statutes, line: int) -> tuple[str | int, ...]:
    fitting = [article for article in statutes.articles if article.line <= line]
    return max(fitting, key=lambda article: article.line).path if fitting else ("title",)
