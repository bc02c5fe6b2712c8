"""Demands: put as a list, answered item by item, and what becomes of what was granted (M8)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counted_question import QuestionCount
from floor.house.models import Unit
from floor.house.rules import ids_of
from floor.house.standing import around, open_unit
from floor.promises.acts.falling_due import PORTION, all_of_them
from floor.promises.acts.undertaking import LONGEST, Line, Party, Text
from floor.promises.decided import check_decided, decided
from floor.promises.making import becomes, undertake
from floor.promises.models import Demand, DemandAnswer, DemandList, Undertaking
from floor.promises.standing import article_of, must_say_something, officer_for

MOST_ITEMS = 200
NO_ANSWER = "no answer"


class Demanded(BaseModel):
    """One demand of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]
    for_units: list[int] = Field(default=[], max_length=100)
    people: int | None = Field(default=None, ge=0, le=10_000_000)


class PutDemands(Act):
    """Put a list of demands to somebody outside: numbered items, adopted by a count, answered by a day.

    A shop can append its own list to the common one of its works. Each item is answered by itself.
    """

    serves = ("R4", "R13")
    unit: int
    body: str
    title: Line
    addressed_to: Party
    items: list[Demanded] = Field(min_length=1, max_length=MOST_ITEMS)
    answer_due: AwareDatetime
    appended_to: int | None = None
    count: QuestionCount | None = None
    result: int | None = None

    def guard(self, scene: Scene) -> Authority:
        unit = open_unit(self.unit, scene.at)
        article = article_of(scene, self.body)
        if not scene.at < self.answer_due <= scene.at + LONGEST:
            raise Refusal(article, "An answer is due on a day to come.")
        self._check_units(unit, article)
        if self.appended_to is not None:
            common = demand_list(self.appended_to)
            if common.withdrawn is not None or common.appended_to_id is not None or common.unit_id not in around(unit)[:-1]:  # fmt: skip
                raise Refusal(
                    article, f"A list is appended to a common one of a unit above it; list {common.pk} is none."
                )
        if self.result is not None and DemandList.objects.filter(result=self.result).exists():
            raise Refusal(
                article, f"Another list was adopted by result {self.result}; each list has its own vote.", "R4"
            )
        return check_decided(
            scene, unit=unit, body=self.body, count=self.count, result=self.result, article=article, what="a list of demands"
        )  # fmt: skip

    def _check_units(self, unit: Unit, article: str) -> None:
        named = {number for item in self.items for number in item.for_units}
        found = {one.pk: one for one in Unit.objects.filter(pk__in=named)}
        for number in sorted(named):
            if number not in found or unit.pk not in [*ids_of(found[number].path), *ids_of(found[number].place_path)]:
                raise Refusal(article, f"Unit {number} does not lie under unit {unit.pk}.")

    def apply(self, scene: Scene) -> None:
        unit = Unit.objects.get(pk=self.unit)
        result, _carried = decided(
            scene, unit=unit, body=self.body, count=self.count, result=self.result, article=article_of(scene, self.body), kind="demands"
        )  # fmt: skip
        put = DemandList.objects.create(
            id=DemandList.next_id(), entry=scene.n, unit=unit, body=self.body, title=self.title, addressed_to=self.addressed_to,
            appended_to_id=self.appended_to, result=result, handed_over=scene.at, answer_due=self.answer_due,
        )  # fmt: skip
        first = Demand.next_id()
        Demand.objects.bulk_create(
            Demand(id=first + at, list=put, number=at + 1, what=item.what, for_units=item.for_units, people=item.people)
            for at, item in enumerate(self.items)
        )


class AnswerDemand(Act):
    """Enter what was answered to one item: granted, partly, or refused, with the words of the answer.

    Every answer stays; a later one stands beside it. What was granted, in whole or in part, is a promise of the other side
    from then on, with a day. Where a promise is taken back, it is broken.
    """

    serves = ("R13", "R25")
    demand: int
    answer: Literal["granted", "partly", "refused"]
    text: Text
    due: AwareDatetime | None = None

    def guard(self, scene: Scene) -> Authority:
        demand = demand_of(self.demand)
        unit = demand.list.unit
        article = article_of(scene, demand.list.body)
        if demand.list.withdrawn is not None:
            raise Refusal(article, "This list was withdrawn; nothing on it is waited for.")
        if (self.answer == "refused") != (self.due is None):
            raise Refusal(article, "What is granted, in whole or in part, is done by a day: name it. What is refused has none.", "R13")  # fmt: skip
        if self.due is not None and not scene.at < self.due <= scene.at + LONGEST:
            raise Refusal(article, "A promise is for a day to come, within ten years.", "R13")
        must_say_something(self.text, article, "What was answered")
        return officer_for(scene, unit, article, "enter what was answered")

    def apply(self, scene: Scene) -> None:
        demand = demand_of(self.demand)
        promise = None
        if self.due is not None:
            promise = undertake(
                scene, unit=demand.list.unit, decided_by="", source="answer", source_number=demand.pk, what=demand.what[:300],
                who=demand.list.addressed_to, due=self.due, text=self.text, outside=True,
            )  # fmt: skip
        else:
            _take_back(scene, demand, self.text)
        _answer(scene, [demand.pk], self.answer, self.text, promise)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class NoteUnanswered(Act):
    """Note that items of a list were not answered by their day. Done by the clock; a later answer stands beside it."""

    serves = ("R13",)
    open_to = "nobody"
    demands: list[int] = Field(min_length=1, max_length=PORTION)

    def guard(self, scene: Scene) -> Authority:
        late = Demand.objects.filter(
            pk__in=self.demands, answer="", list__withdrawn=None, list__answer_due__lte=scene.at
        ).count()
        return all_of_them(scene, self.demands, late, "notes what was not answered", "is not unanswered")

    def apply(self, scene: Scene) -> None:
        _answer(scene, self.demands, NO_ANSWER, "", None)


class WithdrawDemands(Act):
    """Withdraw a list of demands: by a count of the body that put it, and by nobody else. What was answered stays."""

    serves = ("R4", "R7")
    list: int
    count: QuestionCount | None = None
    result: int | None = None

    def guard(self, scene: Scene) -> Authority:
        put = demand_list(self.list)
        article = article_of(scene, put.body)
        if put.withdrawn is not None:
            raise Refusal(article, "This list was withdrawn already.")
        return check_decided(
            scene, unit=put.unit, body=put.body, count=self.count, result=self.result, article=article,
            what="the withdrawal of a list of demands", since=put.handed_over,
        )  # fmt: skip

    def apply(self, scene: Scene) -> None:
        put = demand_list(self.list)
        decided(
            scene, unit=put.unit, body=put.body, count=self.count, result=self.result, article=article_of(scene, put.body), kind="demands"
        )  # fmt: skip
        DemandList.objects.filter(pk=put.pk).update(withdrawn=scene.at)


def demand_list(number: int) -> DemandList:
    put = DemandList.objects.select_related("unit").filter(pk=number).first()
    if put is None:
        raise Refusal("the register", f"There is no list of demands {number}.")
    return put


def demand_of(number: int) -> Demand:
    demand = Demand.objects.select_related("list__unit").filter(pk=number).first()
    if demand is None:
        raise Refusal("the register", f"There is no demand {number}.")
    return demand


def _answer(scene: Scene, demands: list[int], answer: str, text: str, promise: Undertaking | None) -> None:
    """Write the same answer to one or to many items, beside whatever was answered before."""
    first = DemandAnswer.next_id()
    DemandAnswer.objects.bulk_create(
        DemandAnswer(
            id=first + at, demand_id=number, answer=answer, text=text, entered=scene.at, entered_by_id=scene.by.member, undertaking=promise
        )
        for at, number in enumerate(demands)
    )  # fmt: skip
    Demand.objects.filter(pk__in=demands).update(answer=answer, text=text, answered=scene.at)


def _take_back(scene: Scene, demand: Demand, text: str) -> None:
    """What was granted and is refused now is a broken promise."""
    promised = Undertaking.objects.filter(source="answer", source_number=demand.pk, settled=None).order_by("pk")
    numbers = list(promised.values_list("pk", flat=True))
    becomes(scene, numbers, "broken", "taken back", text=text, settled=scene.at, disputed=None)
