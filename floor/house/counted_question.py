"""The tellers' count of a question, held against the register and the statutes before it is believed."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from floor.book.act import Refusal, Scene

from .counting import check_in_time, roll_of
from .models import Member, Result, Unit
from .rules import Figures, fault_in_question


class QuestionCount(BaseModel):
    """What tellers declare of a question put to a body: every figure, and who counted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(default=0, ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]
    closed: AwareDatetime

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstaining + self.invalid


def check_question(
    scene: Scene, count: QuestionCount, unit: Unit, electors: str, article: str, apart_from: Iterable[int] = (),
) -> bool:  # fmt: skip
    """Refuse a count that does not agree with itself, the register or the quorum; whether the question is carried.

    `apart_from` are those whom it is about: they do not count as tellers (R20).
    """
    if count.closed > scene.at:
        raise Refusal(article, "The count is dated in the future.")
    check_in_time(scene, count.closed)
    entitled, _ = roll_of(scene, unit, electors, count.closed)
    if count.entitled != entitled:
        raise Refusal(
            article, f"The count says {count.entitled} are entitled to vote; the register says {entitled}.", "R4"
        )
    figures = Figures(count.entitled, count.present, count.cast, count.invalid)
    if fault := fault_in_question(figures, count.votes_for, count.against, count.abstaining):
        raise Refusal(article, fault, "R4")
    body = scene.law.body.get(electors)
    if body and body.quorum and not body.quorum.reached(count.present, count.entitled):
        raise Refusal(scene.cite("body", electors, "quorum"), f"{count.present} were present; {body.quorum.needed(count.entitled)} are needed.", "R4")  # fmt: skip
    tellers = set(count.tellers)
    if len(tellers - set(apart_from)) < 2 or Member.objects.filter(pk__in=tellers, left=None).count() != len(tellers):
        raise Refusal(article, "Two tellers from the register count, apart from those whom it is about.", "R20")
    return carries(scene, count, electors)


def carries(scene: Scene, count: QuestionCount, electors: str) -> bool:
    """Whether these votes carry a question, by the majority of the body that was asked."""
    body = scene.law.body.get(electors)
    majority = body.majority if body else scene.law.amendment.majority
    base = {"cast": count.votes_for + count.against, "present": count.present, "entitled": count.entitled}
    return majority.carried(count.votes_for, base[majority.base])


def must_carry(scene: Scene, count: QuestionCount, electors: str, article: str, what: str) -> None:
    """Refuse what the votes do not carry."""
    if not carries(scene, count, electors):
        body = scene.law.body.get(electors)
        majority = body.majority if body else scene.law.amendment.majority
        raise Refusal(article, f"{count.votes_for} for and {count.against} against do not carry {what} ({majority}).", "R4")  # fmt: skip


def write_question(
    scene: Scene, count: QuestionCount, *, kind: str, unit: Unit, electors: str, for_unit: Unit, for_body: str, article: str, carried: bool = True,
) -> Result:  # fmt: skip
    """The count beside all other results of the house, with every figure (R4). Called from the `apply` of acts only."""
    return Result.objects.create(
        id=Result.next_id(), entry=scene.n, kind=kind, unit=unit, electors=electors, for_unit=for_unit, for_body=for_body, article=article,
        method="yes or no", ballot="show of hands", entitled=count.entitled, present=count.present, cast=count.cast, invalid=count.invalid,
        figures={"for": count.votes_for, "against": count.against, "abstaining": count.abstaining, "carried": carried}, tellers=count.tellers,
        closed=count.closed,
    )  # fmt: skip
