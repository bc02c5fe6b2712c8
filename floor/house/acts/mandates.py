"""What holders and their electors do with a mandate: resign, instruct, hand over."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counted_question import QuestionCount, check_question, must_carry, write_question
from floor.house.mandating import end_mandates
from floor.house.merging import successor_in
from floor.house.models import Handover, Instruction, Mandate
from floor.house.standing import live, officer_or_teller

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Said = Annotated[str, StringConstraints(max_length=4000)]


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
    question: Question
    kind: Literal["bound", "guided", "free"]
    text: Said = ""
    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(ge=0)
    invalid: int = Field(default=0, ge=0)
    tellers: list[int]
    closed: AwareDatetime

    @property
    def count(self) -> QuestionCount:
        return QuestionCount(**{name: getattr(self, name) for name in QuestionCount.model_fields})

    def guard(self, scene: Scene) -> Authority:
        mandate = live_mandate(self.mandate, scene)
        result, article = mandate.result, scene.cite("body", mandate.seat.body)
        check_question(scene, self.count, result.unit, result.electors, article, apart_from=[mandate.holder_id])
        must_carry(scene, self.count, result.electors, article, "an instruction")
        return officer_or_teller(scene, self.tellers, [result.unit], article)

    def apply(self, scene: Scene) -> None:
        instruct(scene, [self.mandate], self.question, self.kind, self.text, self.count)


class InstructDelegates(Act):
    """Record what an electorate decided on a question for all of its delegates, or several of them, with one count.

    All of them must have been sent by the same electors. Entered by an officer of the electors' unit or one of the tellers.
    """

    serves = ("R13", "R4")
    mandates: list[int] = Field(min_length=1, max_length=200)
    question: Question
    kind: Literal["bound", "guided", "free"]
    text: Said = ""
    count: QuestionCount

    def guard(self, scene: Scene) -> Authority:
        mandates = [live_mandate(number, scene) for number in self.mandates]
        first = mandates[0]
        article = scene.cite("body", first.seat.body)
        if len(set(self.mandates)) != len(self.mandates):
            raise Refusal(article, "A mandate stands here twice.")
        for one in mandates:
            if sent_by(one) != sent_by(first):
                raise Refusal(article, f"Mandate {one.pk} was given by others: each electorate instructs its own delegates.", "R2")  # fmt: skip
        holders = [one.holder_id for one in mandates]
        check_question(scene, self.count, first.result.unit, first.result.electors, article, apart_from=holders)
        must_carry(scene, self.count, first.result.electors, article, "an instruction")
        return officer_or_teller(scene, self.count.tellers, [first.result.unit], article)

    def apply(self, scene: Scene) -> None:
        instruct(scene, self.mandates, self.question, self.kind, self.text, self.count)


def sent_by(mandate: Mandate) -> tuple[int, str, int, str]:
    """By whom a delegate was sent, and to which body."""
    return mandate.result.unit_id, mandate.result.electors, mandate.seat.unit_id, mandate.seat.body


def instruct(scene: Scene, mandates: list[int], question: str, kind: str, text: str, count: QuestionCount) -> None:
    """Write the count, and the instruction of each delegate it is for."""
    found = Mandate.objects.select_related("seat__unit", "result__unit").in_bulk(mandates)
    first = found[mandates[0]]
    body = first.seat.body
    result = write_question(
        scene, count, kind="instruction", unit=first.result.unit, electors=first.result.electors, for_unit=first.seat.unit, for_body=body,
        article=scene.cite("body", body),
    )  # fmt: skip
    number = Instruction.next_id()
    Instruction.objects.bulk_create(
        Instruction(id=number + at, mandate=found[mandate], question=question, kind=kind, text=text, given=scene.at, result=result)
        for at, mandate in enumerate(mandates)
    )  # fmt: skip


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
        successor = successor_in(handover, scene.by.member, scene.at)
        if successor is None or scene.by.member is None:
            raise Refusal(article, "The elected successor signs for it, nobody else.", "R21")
        return Authority(article, successor.pk)

    def apply(self, scene: Scene) -> None:
        handover = _handover(self.handover)
        successor = successor_in(handover, scene.by.member, scene.at)
        Handover.objects.filter(pk=self.handover).update(received_by=successor, received=scene.at, remark=self.remark)


def _handover(number: int) -> Handover:
    handover = Handover.objects.select_related("mandate__seat").filter(pk=number).first()
    if handover is None:
        raise Refusal("the register", f"There is no handover {number}.")
    return handover


def _office_article(handover: Handover, scene: Scene) -> str:
    seat = handover.mandate.seat
    return scene.cite("body", seat.body, "offices", seat.office)
