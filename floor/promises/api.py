"""Promises for programs: undertakings and their figures, reports, missions, demands. Public, so by number only: no name of a person (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from floor.book.addresses import LARGEST
from floor.house.pages.finding import unit_or_404
from floor.promises.models import Demand, DemandAnswer, DemandList, Mission, Report, Undertaking, UndertakingStep
from floor.promises.pages.finding import list_or_404, mission_or_404, report_or_404, undertaking_or_404
from floor.promises.showing.carried_out import MANY, Figures, carried_out, made_in

router = Router(tags=["promises"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]
MOST = 200


class UndertakingOut(Schema):
    undertaking: int
    unit: int
    decided_by: str
    source: str
    source_number: int | None
    what: str
    text: str = Field(description="The SHA-256 of its words.")
    who: str = Field(description="Who must act.")
    outside: bool
    mandate: int | None
    made: datetime
    due: datetime
    state: str = Field(description="open, done, overdue, broken")
    disputed: datetime | None
    settled: datetime | None
    entry: int

    @classmethod
    def of(cls, one: Undertaking) -> UndertakingOut:
        given = {
            name: getattr(one, name) for name in cls.model_fields if name not in ("undertaking", "unit", "mandate")
        }
        return cls(undertaking=one.pk, unit=one.unit_id, mandate=one.holder_id, **given)


class StepOut(Schema):
    what: str
    at: datetime
    entry: int
    text: str
    mandate: int | None
    result: int | None


class UndertakingAndSteps(UndertakingOut):
    steps: list[StepOut]


class FiguresOut(Schema):
    decided_by: str
    who: str = Field(description="Empty for everyone outside together.")
    outside: bool
    done: int
    open: int
    overdue: int
    broken: int

    @classmethod
    def of(cls, one: Figures) -> FiguresOut:
        return cls(decided_by=one.decided_by, who=one.who, outside=one.outside, **dict(one.rows))


class CarriedOutOut(Schema):
    all: FiguresOut
    by_body: list[FiguresOut]


class ReportOut(Schema):
    report: int
    unit: int
    body: str
    mandate: int | None = Field(description="The delegate who reports; none where the body reports as a whole.")
    to_unit: int
    to_body: str
    why: str
    about: str
    since: datetime
    due: datetime
    given: datetime | None
    text: str
    ledger: list[tuple[int, str]] = Field(description="Undertakings with the state they had when the report was given.")
    overdue_since: datetime | None


class MissionOut(Schema):
    mission: int
    unit: int
    body: str
    what: str
    people: list[int] = Field(description="Numbers on the register.")
    given: datetime
    report_due: datetime
    reported: datetime | None
    report: str
    overdue_since: datetime | None


class AnswerOut(Schema):
    answer: str
    text: str
    entered: datetime
    undertaking: int | None


class DemandOut(Schema):
    demand: int
    number: int
    what: str
    for_units: list[int]
    people: int | None
    answer: str
    answers: list[AnswerOut]


class DemandListOut(Schema):
    list: int
    unit: int
    body: str
    title: str
    addressed_to: str
    appended_to: int | None
    handed_over: datetime
    answer_due: datetime
    withdrawn: datetime | None


class DemandListAndItems(DemandListOut):
    items: list[DemandOut]
    appendices: list[int]


@router.get("/units/{number}/undertakings", response=list[UndertakingOut])
def undertakings(
    request: Any, number: Number, state: str = "", below: bool = True, before: Number = LARGEST, limit: int = Query(50, ge=1, le=MOST)
) -> list[UndertakingOut]:  # fmt: skip
    """Undertakings of a unit and of all below it, the newest first, before a given number."""
    here = unit_or_404(number)
    many = carried_out(here.unit, below).all.total > MANY
    found = made_in(here.unit, below, many).filter(pk__lt=before).order_by("-pk")
    return [UndertakingOut.of(one) for one in (found.filter(state=state) if state else found)[:limit]]


@router.get("/units/{number}/carried-out", response=CarriedOutOut)
def figures(request: Any, number: Number, below: bool = True) -> CarriedOutOut:
    """How many were carried out, by body."""
    found = carried_out(unit_or_404(number).unit, below)
    return CarriedOutOut(all=FiguresOut.of(found.all), by_body=[FiguresOut.of(one) for one in found.pairs])


@router.get("/undertakings/{number}", response=UndertakingAndSteps)
def undertaking(request: Any, number: Number) -> UndertakingAndSteps:
    """One undertaking with everything that became of it."""
    here = undertaking_or_404(number)
    steps = UndertakingStep.objects.filter(undertaking=here).order_by("pk")[:MOST]
    told = [
        StepOut(what=one.what, at=one.at, entry=one.entry, text=one.text, mandate=one.mandate, result=one.result_id) for one in steps
    ]  # fmt: skip
    return UndertakingAndSteps(**UndertakingOut.of(here).dict(), steps=told)


@router.get("/units/{number}/reports", response=list[ReportOut])
def reports(request: Any, number: Number, after: Number = 0, limit: int = Query(50, ge=1, le=MOST)) -> list[ReportOut]:
    """Reports of the bodies of a unit, by number, after a given one."""
    here = unit_or_404(number)
    return [_report(one) for one in Report.objects.filter(unit=here.unit, pk__gt=after).order_by("pk")[:limit]]


@router.get("/reports/{number}", response=ReportOut)
def report(request: Any, number: Number) -> ReportOut:
    """One report with its ledger."""
    return _report(report_or_404(number))


def _report(one: Report) -> ReportOut:
    same = ("body", "to_body", "why", "about", "since", "due", "given", "text", "ledger", "overdue_since")
    return ReportOut(
        report=one.pk, unit=one.unit_id, mandate=one.mandate_id, to_unit=one.to_unit_id, **{name: getattr(one, name) for name in same}
    )  # fmt: skip


@router.get("/missions/{number}", response=MissionOut)
def mission(request: Any, number: Number) -> MissionOut:
    """One mission, with the numbers of those who were sent."""
    one: Mission = mission_or_404(number)
    same = ("body", "what", "people", "given", "report_due", "reported", "report", "overdue_since")
    return MissionOut(mission=one.pk, unit=one.unit_id, **{name: getattr(one, name) for name in same})


@router.get("/units/{number}/demands", response=list[DemandListOut])
def demand_lists(
    request: Any, number: Number, after: Number = 0, limit: int = Query(50, ge=1, le=MOST)
) -> list[DemandListOut]:
    """Lists of demands of a unit, by number, after a given one."""
    here = unit_or_404(number)
    found = DemandList.objects.filter(unit=here.unit, pk__gt=after).order_by("pk")[:limit]
    return [DemandListOut(**_list(one)) for one in found]


@router.get("/demands/{number}", response=DemandListAndItems)
def demands(request: Any, number: Number) -> DemandListAndItems:
    """One list of demands with every answer to each item."""
    here = list_or_404(number)
    answers: dict[int, list[AnswerOut]] = {}
    for one in DemandAnswer.objects.filter(demand__list=here).order_by("pk"):
        told = AnswerOut(answer=one.answer, text=one.text, entered=one.entered, undertaking=one.undertaking_id)
        answers.setdefault(one.demand_id, []).append(told)
    items = [
        DemandOut(
            demand=one.pk, number=one.number, what=one.what, for_units=one.for_units, people=one.people, answer=one.answer,
            answers=answers.get(one.pk, []),
        )
        for one in Demand.objects.filter(list=here).order_by("number")
    ]  # fmt: skip
    appendices = list(here.appendices.order_by("pk").values_list("pk", flat=True)[:MOST])
    return DemandListAndItems(**_list(here), items=items, appendices=appendices)


def _list(one: DemandList) -> dict[str, Any]:
    same = ("body", "title", "addressed_to", "handed_over", "answer_due", "withdrawn")
    return {"list": one.pk, "unit": one.unit_id, "appended_to": one.appended_to_id} | {name: getattr(one, name) for name in same}  # fmt: skip
