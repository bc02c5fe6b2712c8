"""Reports to those who elected: due, given, overdue; one report with its ledger; asked for without a name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.book.addresses import number_in, words_in
from floor.house import reading
from floor.house.models import Mandate
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.texts import as_written, name_of
from floor.promises.acts.reporting import ReportBack, reports_for
from floor.promises.doors import ask_for_report
from floor.promises.models import Report, Undertaking
from floor.promises.showing.texts import texts_of

from .by_door import door_page
from .finding import may, report_or_404, way_to
from .forms import AskForm, SayForm
from .mandates import mandate_or_404

PAGE = 40
LEDGER = 100


@founded
def reports(request: Any, number: int) -> HttpResponse:
    """The reports of the bodies of a unit and those that are heard there: what is due first, then what was given."""
    here, body = unit_or_404(number), words_in(request.GET, "body", 80)
    known = Report.objects.select_related("mandate__holder", "mandate__seat")
    own = known.filter(unit=here.unit, body=body) if body else known.filter(unit=here.unit)
    heard = Report.objects.none() if body else known.filter(to_unit=here.unit).exclude(unit=here.unit)
    waiting = list(own.filter(given=None).order_by("due", "pk")[:PAGE])
    before = number_in(request.GET, "before")
    given = own.exclude(given=None).order_by("-pk")
    past = list((given.filter(pk__lt=before) if before else given)[: PAGE + 1])
    arriving = list(heard.order_by("given", "due", "pk")[:PAGE])
    context = {
        "here": here, "body": body, "waiting": waiting, "past": past[:PAGE], "more": past[PAGE - 1].pk if len(past) > PAGE else None,
        "before": before, "arriving": arriving, "names": reading.called({one.unit_id for one in [*waiting, *past, *arriving]}),
        "crumbs": way_to(here, _("Reports")), "slug": reading.slug_of(body) if body else "",
    }  # fmt: skip
    return render(request, "promises/reports.html", context)


@founded
def report(request: Any, number: int) -> HttpResponse:
    """One report: what was said, and beside it what had to be carried out; the form for whoever gives it."""
    here, house = report_or_404(number), request.house
    unit = unit_or_404(here.unit_id)
    gives = here.given is None and may(request, lambda scene: reports_for(scene, here, ""))
    page = number_in(request.GET, "from") or 0
    rows, more = _ledger(here, page)
    context = {
        "title": _report_title(here), "here": here, "unit": unit, "text": texts_of([here.text]).get(here.text, ""), "rows": rows, "more": more,
        "at": page, "counts": _counts(here), "button": _("Give the report"), "gives": gives, "back": "", "lede": "",
        "slug": reading.slug_of(here.body), "crumbs": way_to(unit, _("Reports"), reverse("reports", args=[unit.pk]), _("Report %(n)s") % {"n": here.pk}),
        "late": here.given is None and here.due <= house.at,
    }  # fmt: skip
    form = SayForm(request.POST or None) if gives else None

    def make(data: dict[str, Any]) -> Any:
        if form is None:
            raise Refusal("the form", _("This report is not yours to give, or it was given already."))
        text = as_written(data["text"])
        return ReportBack(report=number, text=name_of(text)), (text,)

    return act_page(request, form, "promises/report.html", context, make)


def _report_title(here: Report) -> str:
    if here.mandate is not None:
        return _("Report of a delegate: %(body)s") % {"body": here.body}
    return _("Report: %(body)s") % {"body": here.body}


def _counts(here: Report) -> list[tuple[str, int]]:
    """How many of the ledger were in which state that day."""
    states = [state for _number, state in here.ledger]
    return [(state, states.count(state)) for state in ("done", "open", "overdue", "broken")]


def _ledger(here: Report, start: int) -> tuple[list[tuple[Undertaking, str]], int | None]:
    """The lines of the ledger from a place on, each with the state it had that day: one query."""
    lines = here.ledger[start : start + LEDGER]
    found = Undertaking.objects.in_bulk([number for number, _state in lines])
    rows = [(found[number], state) for number, state in lines if number in found]
    return rows, start + LEDGER if len(here.ledger) > start + LEDGER else None


@sensitive_post_parameters()
@never_cache
@for_members
def ask(request: Any, number: int) -> HttpResponse:
    """Ask a holder, without a name, to report."""
    mandate: Mandate = mandate_or_404(number)
    seat = mandate.seat
    context = {
        "title": _("Ask for a report: %(seat)s") % {"seat": seat.office or seat.body}, "button": _("Ask for a report"), "back": reverse("mandate", args=[number]),
        "lede": _("Any of those who gave a mandate can ask its holder to report. That it was you is kept nowhere."),
    }  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        ask_for_report(number, request.member.pk, data["about"])
        return reverse("mandate", args=[number])

    return door_page(request, AskForm(request.POST or None), context, through)
