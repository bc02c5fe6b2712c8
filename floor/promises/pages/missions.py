"""People sent for one task: who, by which count, what they said together, and the report with which it ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.book.addresses import number_in
from floor.house.chains import electorate
from floor.house.models import Member
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.forms import end_of
from floor.house.pages.texts import as_written, name_of
from floor.promises.acts.sending import ReportFromMission, SendOnMission
from floor.promises.doors import state_for_delegation
from floor.promises.models import Mission
from floor.promises.showing.texts import texts_of

from .by_door import door_page, once_without_a_name
from .finding import mission_or_404, way_to
from .forms import MissionForm, SayForm, StatementForm, bodies_at

PAGE = 40


@founded
def missions(request: Any, number: int) -> HttpResponse:
    """The missions of a unit, the last ones first."""
    here = unit_or_404(number)
    before = number_in(request.GET, "before")
    found = here.unit.missions.order_by("-pk")
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    context = {
        "here": here, "rows": rows[:PAGE], "more": rows[PAGE - 1].pk if len(rows) > PAGE else None, "before": before,
        "crumbs": way_to(here, _("Missions")),
    }  # fmt: skip
    return render(request, "promises/missions.html", context)


@founded
def mission(request: Any, number: int) -> HttpResponse:
    """One mission; the form for the report, for those who were sent."""
    here = mission_or_404(number)
    unit = unit_or_404(here.unit_id)
    people = list(Member.objects.filter(missions__mission=here).order_by("missions__pk"))
    statements = list(here.statements.order_by("-pk")[:PAGE])
    texts = texts_of([here.report, *(one.text for one in statements)])
    sent = request.member is not None and request.member.pk in {one.pk for one in people}
    gives = sent and here.reported is None
    votes = dict(here.result.figures["votes"]) if here.result else {}
    context = {
        "title": here.what, "here": here, "unit": unit, "people": [(one, votes.get(one.pk)) for one in people], "statements": statements,
        "texts": texts, "gives": gives, "button": _("Report, and end the mission"), "back": "", "lede": "",
        "late": here.reported is None and here.report_due <= request.house.at,
        "crumbs": way_to(unit, _("Missions"), reverse("missions", args=[unit.pk]), _("Mission %(n)s") % {"n": here.pk}),
    }  # fmt: skip
    form = SayForm(request.POST or None) if gives else None

    def make(data: dict[str, Any]) -> Any:
        if form is None:
            raise Refusal("the form", _("This mission is not yours to report on, or it has ended."))
        text = as_written(data["text"])
        return ReportFromMission(mission=number, text=name_of(text)), (text,)

    return act_page(request, form, "promises/mission.html", context, make)


@for_members
def send(request: Any, number: int) -> HttpResponse:
    """Enter the count by which people were sent."""
    here, house = unit_or_404(number), request.house
    bodies = bodies_at(house.law, here.unit.level, here.unit.line)
    form = MissionForm(request.POST or None, bodies=bodies)
    context = {
        "title": _("Send people on a mission, %(unit)s") % {"unit": here.name}, "button": _("Enter the count"), "back": reverse("missions", args=[here.pk]),
        "lede": _("People elected for one task, by papers without names. The task is the line of their mandate; it ends with a report."),
        "entitled": [(name, electorate(here.unit, name, house.law, house.at)) for name in bodies[:6]],
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        entitled = electorate(here.unit, data["body"], house.law, house.at)
        return SendOnMission(
            unit=number, body=data["body"], what=data["what"], report_due=end_of(data["report_due"]), count=form.count(entitled)
        )  # fmt: skip

    return act_page(request, form, "promises/send.html", context, make)


@sensitive_post_parameters()
@never_cache
@for_members
def state(request: Any, number: int) -> HttpResponse:
    """Hand in a statement of a delegation: it is of all of it, and names nobody."""
    here: Mission = mission_or_404(number)
    context = {
        "title": _("Statement of the delegation: %(what)s") % {"what": here.what}, "button": _("Publish it"), "back": reverse("mission", args=[number]),
        "lede": _("Published as a statement of the delegation as a whole. Who of you handed it in is kept nowhere."),
    }  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        state_for_delegation(
            number, request.member.pk, data["addressed_to"], as_written(data["text"]), once=once_without_a_name(request)
        )  # fmt: skip
        return reverse("mission", args=[number])

    return door_page(request, StatementForm(request.POST or None), context, through)
