"""Forms about undertakings: written down, reported, disputed without a name, decided."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.house import reading
from floor.house.chains import electorate
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, unit_or_404
from floor.house.pages.texts import as_written, name_of
from floor.promises.acts.disputing import DecideDispute
from floor.promises.acts.undertaking import ReportDone, ReportNotDone, UndertakeFor
from floor.promises.doors import dispute_report
from floor.promises.standing import judges_of

from .by_door import door_page
from .finding import undertaking_or_404
from .forms import CountForm, DisputeForm, SayForm, UndertakeForm, bodies_at


@for_members
def undertake(request: Any, number: int) -> HttpResponse:
    """Write down what was promised at a unit."""
    here, law = unit_or_404(number), request.house.law
    around = {here.unit.level, *(one.unit.level for line in reading.above(here.unit) for one in line)}
    acting = [name for name, body in law.body.items() if not body.sits and body.at in around]
    form = UndertakeForm(
        request.POST or None, acting=acting, sitting=bodies_at(law, here.unit.level, here.unit.line)
    )  # fmt: skip
    context = {
        "title": _("Write down a promise, %(unit)s") % {"unit": here.name}, "button": _("Write it down"), "back": reverse("undertakings", args=[here.pk]),
        "lede": _("What was promised at a meeting, or answered from outside: who, what, by when. It is on view until it is done. Resolutions arrive by themselves."),
    }  # fmt: skip

    def make(_data: dict[str, Any]) -> Any:
        text = as_written(form.cleaned_data["text"])
        act = UndertakeFor(unit=number, text=name_of(text) if text else "", **form.given())
        return act, (text,) if text else ()

    return act_page(request, form, "house/act.html", context, make)


@for_members
def report_undertaking(request: Any, number: int, how: str) -> HttpResponse:
    """Report that an undertaking was carried out, or will not be."""
    here = undertaking_or_404(number)
    done = how == "done"
    context = {
        "title": _("Done: %(what)s") % {"what": here.what} if done else _("Not to be done: %(what)s") % {"what": here.what},
        "button": _("Report it done") if done else _("Report that it will not be done"), "back": reverse("undertaking", args=[here.pk]),
        "lede": _("What was done, when, by whom. Whoever it was promised to can say that it is not true; then they decide.") if done
        else _("Why not. It is broken from then on, and stands so in every report."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        kind = ReportDone if done else ReportNotDone
        return kind(undertaking=number, text=name_of(text)), (text,)

    return act_page(request, SayForm(request.POST or None), "house/act.html", context, make)


@sensitive_post_parameters()
@never_cache
@for_members
def dispute(request: Any, number: int) -> HttpResponse:
    """Say, without a name, that a report is not true."""
    here = undertaking_or_404(number)
    context = {
        "title": _("Not true: %(what)s") % {"what": here.what}, "button": _("Dispute the report"), "back": reverse("undertaking", args=[here.pk]),
        "lede": _("It is open again until the %(judges)s decides by a count whether it was carried out. That you said so is kept nowhere.")
        % {"judges": judges_of(request.house.law, here)},
    }  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        dispute_report(number, request.member.pk, as_written(data["text"]))
        return reverse("undertaking", args=[number])

    return door_page(request, DisputeForm(request.POST or None), context, through)


@for_members
def decide_dispute(request: Any, number: int) -> HttpResponse:
    """Enter the count on whether an undertaking was carried out."""
    here, house = undertaking_or_404(number), request.house
    if here.disputed is None:
        raise Http404
    judges = judges_of(house.law, here)
    entitled = electorate(here.unit, judges, house.law, house.at)
    form = CountForm(request.POST or None)
    context = {
        "title": _("Was it carried out? %(what)s") % {"what": here.what}, "button": _("Enter the count"), "entitled": entitled, "electors": judges,
        "unit": unit_or_404(here.unit_id), "back": reverse("undertaking", args=[here.pk]),
        "lede": _("Those for say that it was carried out. Entered by an officer of the unit or by one of the tellers."),
    }  # fmt: skip
    return act_page(
        request, form, "house/counted.html", context, lambda _data: DecideDispute(undertaking=number, count=form.count(entitled))
    )  # fmt: skip
