"""What holders and their electors do with a mandate: resign, instruct, hand over."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counting import check_in_time, roll_of
from floor.house.mandating import end_mandates
from floor.house.models import Handover, Instruction, Mandate, Member, Result
from floor.house.rules import Figures, fault_in_question
from floor.house.standing import live, officer_or_teller


def live_mandate(number: int, scene: Scene) -> Mandate:
    mandate = Mandate.objects.filter(live(scene.at), pk=number).select_related("seat__unit", "result__unit").first()
    if mandate is None:
        raise Refusal("the register", f"Mandate {number} does not run.")
    return mandate


class Resign(Act):
    """Give up a mandate. It takes effect at once (R21); the seat is vacant until its electors fill it."""

    serves = ("R21",)
    mandate: int

    def guard(self, scene: Scene) -> Authority:
        mandate = live_mandate(self.mandate, scene)
        article = scene.cite("body", mandate.seat.body)
        if scene.by.member != mandate.holder_id:
            raise Refusal(article, "Only the holder can resign a mandate; its electors can end it by recall.", "R2")
        return Authority(article, self.mandate)

    def apply(self, scene: Scene) -> None:
        end_mandates(Mandate.objects.filter(pk=self.mandate).select_related("seat"), scene, "resigned")


class Instruct(Act):
    """Record what the electors of a delegate decided on a question: bound, guided or free, with the count of the decision.

    Entered by an officer of the electors' unit, who may be the delegate only if the count names two other tellers.
    """

    serves = ("R13", "R4")
    mandate: int
    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    kind: Literal["bound", "guided", "free"]
    text: Annotated[str, StringConstraints(max_length=4000)] = ""
    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]
    closed: AwareDatetime

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstaining + self.invalid

    def guard(self, scene: Scene) -> Authority:
        mandate = live_mandate(self.mandate, scene)
        result = mandate.result
        article = scene.cite("body", mandate.seat.body)
        if self.closed > scene.at:
            raise Refusal(article, "The count is dated in the future.")
        check_in_time(scene, self.closed)
        entitled, _ = roll_of(scene, result.unit, result.electors, self.closed)
        if self.entitled != entitled:
            raise Refusal(
                article, f"The count says {self.entitled} are entitled to vote; the register says {entitled}.", "R4"
            )
        figures = Figures(self.entitled, self.present, self.cast, self.invalid)
        if fault := fault_in_question(figures, self.votes_for, self.against, self.abstaining):
            raise Refusal(article, fault, "R4")
        body = scene.law.body.get(result.electors)
        if body and body.quorum and not body.quorum.reached(self.present, self.entitled):
            raise Refusal(scene.cite("body", result.electors, "quorum"), f"{self.present} were present; {body.quorum.needed(self.entitled)} are needed.", "R4")  # fmt: skip
        majority = body.majority if body else scene.law.amendment.majority
        base = {"cast": self.votes_for + self.against, "present": self.present, "entitled": self.entitled}[
            majority.base
        ]
        if not majority.carried(self.votes_for, base):
            raise Refusal(
                article,
                f"{self.votes_for} for and {self.against} against do not carry an instruction ({majority}).",
                "R4",
            )
        if len(set(self.tellers) - {mandate.holder_id}) < 2 or Member.objects.filter(pk__in=self.tellers, left=None).count() != len(set(self.tellers)):  # fmt: skip
            raise Refusal(article, "Two tellers from the register count, apart from the delegate.", "R20")
        return officer_or_teller(scene, self.tellers, [result.unit], article)

    def apply(self, scene: Scene) -> None:
        mandate = Mandate.objects.select_related("seat", "result").get(pk=self.mandate)
        result = Result.objects.create(
            id=Result.next_id(), entry=scene.n, kind="instruction", unit_id=mandate.result.unit_id, electors=mandate.result.electors,
            for_unit_id=mandate.seat.unit_id, for_body=mandate.seat.body, article=scene.cite("body", mandate.seat.body), method="yes or no",
            ballot="show of hands", entitled=self.entitled, present=self.present, cast=self.cast, invalid=self.invalid,
            figures={"for": self.votes_for, "against": self.against, "abstaining": self.abstaining}, tellers=self.tellers, closed=self.closed,
        )  # fmt: skip
        Instruction.objects.create(
            id=Instruction.next_id(),
            mandate=mandate,
            question=self.question,
            kind=self.kind,
            text=self.text,
            given=scene.at,
            result=result,
        )


class HandOver(Act):
    """The outgoing holder hands over, with an inventory that everyone can read."""

    serves = ("R21",)
    handover: int
    inventory: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

    def guard(self, scene: Scene) -> Authority:
        handover = _handover(self.handover)
        article = _office_article(handover, scene)
        if scene.by.member != handover.mandate.holder_id:
            raise Refusal(article, "The outgoing holder hands over.", "R21")
        if handover.handed_over:
            raise Refusal(article, "This was handed over already.")
        return Authority(article)

    def apply(self, scene: Scene) -> None:
        Handover.objects.filter(pk=self.handover).update(inventory=self.inventory, handed_over=scene.at)

    def attachments(self) -> tuple[str, ...]:
        return (self.inventory,)


class ReceiveHandover(Act):
    """The elected successor signs for what was handed over, and says what is missing."""

    serves = ("R21",)
    handover: int
    remark: Annotated[str, StringConstraints(max_length=500)] = ""

    def guard(self, scene: Scene) -> Authority:
        handover = _handover(self.handover)
        article = _office_article(handover, scene)
        if not handover.handed_over:
            raise Refusal(article, "Nothing was handed over yet.")
        if handover.received:
            raise Refusal(article, "This was signed for already.")
        successor = Mandate.objects.filter(live(scene.at), seat=handover.mandate.seat, holder=scene.by.member).first()
        if successor is None or scene.by.member is None:
            raise Refusal(article, "The elected successor signs for it, nobody else.", "R21")
        return Authority(article, successor.pk)

    def apply(self, scene: Scene) -> None:
        handover = _handover(self.handover)
        successor = Mandate.objects.get(live(scene.at), seat=handover.mandate.seat)
        Handover.objects.filter(pk=self.handover).update(received_by=successor, received=scene.at, remark=self.remark)


def _handover(number: int) -> Handover:
    handover = Handover.objects.select_related("mandate__seat").filter(pk=number).first()
    if handover is None:
        raise Refusal("the register", f"There is no handover {number}.")
    return handover


def _office_article(handover: Handover, scene: Scene) -> str:
    seat = handover.mandate.seat
    return scene.cite("body", seat.body, "offices", seat.office)
