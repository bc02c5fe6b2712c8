"""Lists of demands: items beside answers, each shop's own list beside the common one; put, answered, withdrawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in
from floor.house import reading
from floor.house.chains import electorate
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.forms import end_of
from floor.house.pages.texts import as_written, name_of
from floor.promises.acts.demanding import AnswerDemand, PutDemands, WithdrawDemands
from floor.promises.models import Demand, DemandAnswer, DemandList
from floor.promises.showing.texts import texts_of
from floor.promises.standing import officer_for

from .finding import demand_or_404, list_or_404, may, way_to
from .forms import AnswerForm, CountForm, DemandsForm, bodies_at

PAGE = 40
MOST_APPENDICES = 60


@dataclass(frozen=True, slots=True)
class Line:
    """An item with all its answers, the last one last."""

    demand: Demand
    answers: list[DemandAnswer]

    @property
    def last(self) -> DemandAnswer | None:
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as the page shows it: its lines, and how many were answered how."""

    put: DemandList
    lines: list[Line]
    counts: list[tuple[str, int]]


@founded
def lists(request: Any, number: int) -> HttpResponse:
    """The lists of demands of a unit, the last ones first."""
    here = unit_or_404(number)
    before = number_in(request.GET, "before")
    found = here.unit.demand_lists.order_by("-pk")
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    counted = Counter(
        Demand.objects.filter(list__in=[one.pk for one in rows]).values_list("list", "answer").order_by()
    )  # fmt: skip
    context = {
        "here": here, "before": before, "more": rows[PAGE - 1].pk if len(rows) > PAGE else None, "crumbs": way_to(here, _("Demands")),
        "rows": [(one, _counts({answer: n for (of, answer), n in counted.items() if of == one.pk})) for one in rows[:PAGE]],
    }  # fmt: skip
    return render(request, "promises/demand_lists.html", context)


def _counts(found: dict[str, int]) -> list[tuple[str, int]]:
    return [
        (answer, found[answer]) for answer in ("granted", "partly", "refused", "no answer", "") if found.get(answer)
    ]


@founded
def demands(request: Any, number: int) -> HttpResponse:
    """One list: items x answers, and the lists of the shops that are appended to it, side by side."""
    here = list_or_404(number)
    appendices = list(here.appendices.select_related("unit").order_by("unit", "pk")[:MOST_APPENDICES])
    shown = _shown([here, *appendices])
    named = {number for one in shown for line in one.lines for number in line.demand.for_units}
    common = here.appended_to
    names = reading.called({here.unit_id, *(one.unit_id for one in appendices), *named, *([common.unit_id] if common else [])})  # fmt: skip
    texts = texts_of(answer.text for one in shown for line in one.lines for answer in line.answers)
    unit = names[here.unit_id]
    context = {
        "here": here, "unit": unit, "common": common, "list": shown[0], "appendices": shown[1:], "names": names, "texts": texts,
        "enters": here.withdrawn is None and may(request, lambda scene: officer_for(scene, here.unit, "", "")),
        "crumbs": way_to(unit, _("Demands"), reverse("demand-lists", args=[unit.pk]), _("List %(n)s") % {"n": here.pk}),
    }  # fmt: skip
    return render(request, "promises/demands.html", context)


def _shown(lists: list[DemandList]) -> list[Shown]:
    """Lists with their items and every answer: two queries."""
    items = list(Demand.objects.filter(list__in=lists).order_by("list", "number"))
    answers: dict[int, list[DemandAnswer]] = {}
    for one in DemandAnswer.objects.filter(demand__list__in=lists).order_by("pk"):
        answers.setdefault(one.demand_id, []).append(one)
    shown = []
    for put in lists:
        lines = [Line(item, answers.get(item.pk, [])) for item in items if item.list_id == put.pk]
        shown.append(Shown(put, lines, _counts(dict(Counter(line.demand.answer for line in lines)))))
    return shown


@for_members
def put(request: Any, number: int) -> HttpResponse:
    """Put a list that was adopted by a count."""
    here, house = unit_or_404(number), request.house
    bodies = bodies_at(house.law, here.unit.level, here.unit.line)
    form = DemandsForm(request.POST or None, bodies=bodies, initial={"appended_to": number_in(request.GET, "to")})
    context = {
        "title": _("Put demands, %(unit)s") % {"unit": here.name}, "button": _("Put the list"), "back": reverse("demand-lists", args=[here.pk]),
        "lede": _("A list that a body adopted, with the count. Each demand is answered by itself; what is not answered by its day is shown so."),
        "entitled": [(name, electorate(here.unit, name, house.law, house.at)) for name in bodies[:6]],
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        entitled = electorate(here.unit, data["body"], house.law, house.at)
        return PutDemands(
            unit=number, body=data["body"], title=data["title"], addressed_to=data["addressed_to"], items=data["demands"],
            answer_due=end_of(data["answer_due"]), appended_to=data["appended_to"], count=form.count(entitled),
        )  # fmt: skip

    return act_page(request, form, "promises/by_count.html", context, make)


@for_members
def answer(request: Any, number: int) -> HttpResponse:
    """Enter what was answered to one item."""
    here = demand_or_404(number)
    form = AnswerForm(request.POST or None)
    context = {
        "title": _("Answer to %(number)s: %(what)s") % {"number": here.number, "what": here.what}, "button": _("Enter the answer"),
        "back": reverse("demands", args=[here.list_id]), "lede": _("An earlier answer stays beside it. To whom it was put: %(to)s.") % {"to": here.list.addressed_to},
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        due = end_of(data["due"]) if data["due"] else None
        return AnswerDemand(demand=number, answer=data["answer"], text=name_of(text), due=due), (text,)

    return act_page(request, form, "house/act.html", context, make)


@for_members
def withdraw(request: Any, number: int) -> HttpResponse:
    """Withdraw a list, by a count of those who put it."""
    here, house = list_or_404(number), request.house
    entitled = electorate(here.unit, here.body, house.law, house.at)
    form = CountForm(request.POST or None)
    context = {
        "title": _("Withdraw: %(title)s") % {"title": here.title}, "button": _("Withdraw the list"), "entitled": entitled, "electors": here.body,
        "unit": unit_or_404(here.unit_id), "back": reverse("demands", args=[number]),
        "lede": _("Only those who put a list withdraw it, by a count. What was answered stays."),
    }  # fmt: skip
    return act_page(
        request, form, "house/counted.html", context, lambda _data: WithdrawDemands(list=number, count=form.count(entitled))
    )  # fmt: skip
