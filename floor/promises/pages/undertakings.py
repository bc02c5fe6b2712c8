"""What was undertaken in a unit, whether it was carried out, by which body; one undertaking with its history."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house import reading
from floor.house.pages.finding import founded, unit_or_404
from floor.promises.doors import can_dispute
from floor.promises.models import DemandAnswer, Undertaking
from floor.promises.showing.carried_out import MANY, STATES, carried_out, made_in
from floor.promises.showing.texts import texts_of
from floor.promises.showing.words import SOURCES, said
from floor.promises.standing import answers_for, judges_of, officer_for

from .finding import may, undertaking_or_404, way_to

PAGE = 40


@founded
def undertakings(request: Any, number: int) -> HttpResponse:
    """The undertakings of a unit: the picture, each pair of bodies, and the list, in one state or in all."""
    here = unit_or_404(number)
    state, who, by = (words_in(request.GET, name, 80) for name in ("state", "who", "by"))
    below, outside = request.GET.get("below") != "no", "outside" in request.GET
    if state and state not in STATES:
        raise Http404
    figures = carried_out(here.unit, below)
    found = _chosen(made_in(here.unit, below, figures.all.total > MANY), state, who, by, outside)
    before = number_in(request.GET, "before")
    rows = list((found.filter(pk__lt=before) if before else found).order_by("-pk")[: PAGE + 1])
    chosen = {"who": who, "by": by, "outside": "yes" if outside else "", "below": "" if below else "no"}
    context = {
        "here": here, "figures": figures, "rows": rows[:PAGE], "names": reading.called({one.unit_id for one in rows}),
        "more": rows[PAGE - 1].pk if len(rows) > PAGE else None, "before": before, "state": state, "who": who, "by": by, "outside": outside,
        "below": below, "chosen": {name: value for name, value in chosen.items() if value}, "states": STATES,
        "one": next((one for one in figures.pairs if (one.who, one.decided_by, one.outside) == (who, by, outside)), None),
        "crumbs": way_to(here, _("Undertakings")), "enters": may(request, lambda scene: officer_for(scene, here.unit, "", "")),
    }  # fmt: skip
    return render(request, "promises/undertakings.html", context)


def _chosen(found: QuerySet[Undertaking], state: str, who: str, by: str, outside: bool) -> QuerySet[Undertaking]:
    if outside:
        found = found.filter(outside=True)
    elif who:
        found = found.filter(outside=False, who=who)
    if by:
        found = found.filter(decided_by=by)
    return found.filter(state=state) if state else found


@founded
def undertaking(request: Any, number: int) -> HttpResponse:
    """One undertaking: who, what, by when, where it came from, and everything that was said of it since."""
    here, house = undertaking_or_404(number), request.house
    steps = list(here.steps.select_related("result").order_by("pk")[:200])
    names = reading.called({here.unit_id})
    unit = names[here.unit_id]
    judges = judges_of(house.law, here)
    came_from = DemandAnswer.objects.filter(undertaking=here).values_list("demand__list", flat=True).first()
    # What waits for the body that decided it is reported by nobody meanwhile.
    open_to_reports = here.state != "done" and here.disputed is None
    follower = Undertaking.objects.filter(follows=here).values_list("pk", flat=True).first() if here.every else None
    context = {
        "here": here, "unit": unit, "steps": steps, "texts": texts_of([here.text, *(one.text for one in steps)]), "judges": judges,
        "source": said(SOURCES, here.source), "came_from": came_from, "follower": follower, "late": _days_late(here, house.at),
        "reports": open_to_reports and may(request, lambda scene: answers_for(scene, here)),
        "disputes": request.member is not None and here.state == "done" and can_dispute(here, request.member.pk, house.at)
        and (not steps or steps[-1].what != "found done"),
        "crumbs": way_to(unit, _("Undertakings"), reverse("undertakings", args=[unit.pk]), _("Undertaking %(n)s") % {"n": here.pk}),
    }  # fmt: skip
    return render(request, "promises/undertaking.html", context)


def _days_late(here: Undertaking, at: Any) -> int:
    """How many days after its day it is, or was, before it was settled."""
    until = here.settled or at
    return max(0, (until - here.due).days)
