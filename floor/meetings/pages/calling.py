"""Calling a meeting: which body, then when, where and about what. Who may not call it is led to a petition."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import date as written_day
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.book.addresses import number_in, words_in
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.reading import Called
from floor.law.language import Body, Law
from floor.meetings.acts.calling import CallMeeting
from floor.meetings.conveners import body_at, caller, shares_that_call
from floor.meetings.laws import USUAL_NOTICE, notice_of
from floor.promises.pages.finding import scene_of

from .finding import unit_in, way_to
from .forms import CallForm

#: While somebody fills the form in, the clock goes on: the earliest moment that is offered lies so much later.
TIME_TO_FILL_IN = timedelta(minutes=10)


@for_members
def call(request: Any) -> HttpResponse:
    """Call a meeting of the body in the address; without one, say which there are."""
    here = unit_in(request)
    if here is None:
        raise Http404
    law: Law = request.house.law
    if "body" not in request.GET:
        return _choose(request, here, law)
    body = words_in(request.GET, "body", 80)
    if body and body not in law.body:
        raise Http404
    rule = law.body[body] if body else None
    earliest = notice_of(rule, request.house.at)
    form = CallForm(
        request.POST or None, earliest=earliest + TIME_TO_FILL_IN, notice=notice_said(rule, earliest), mass=rule is None
    )
    why_not = _why_not(request, here, rule, body)
    context = {
        "title": _("Call a meeting: %(body)s") % {"body": body} if body else _("Call a mass meeting"), "button": _("Call the meeting"),
        "here": here, "body": body, "why_not": why_not, "shares": shares_that_call(law, body) if body else [],
        "back": f"{reverse('meetings')}?unit={here.pk}", "crumbs": [*way_to(here), ("", _("Call a meeting"))],
        "lede": _("It stands on the noticeboard from this moment. What is overdue, the last minutes and open questions come on the agenda by themselves."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> CallMeeting:
        same = ("title", "starts", "place", "online", "ends_by", "access", "items_until", "with_units")
        given = {name: data[name] for name in same if data.get(name)}
        return CallMeeting(unit=here.pk, body=body, items=form.items_wanted(), second_of=number_in(request.GET, "second_of"), **given)  # fmt: skip

    # What would be refused whatever stands in it is not asked for; who sends it all the same is told why.
    return act_page(
        request, form if why_not is None or request.method == "POST" else None, "meetings/call.html", context, make
    )


def notice_said(rule: Body | None, earliest: datetime) -> str:
    """The notice of the statutes beside the field for the day, with the first moment it leaves."""
    if rule is None:
        return _("A mass meeting needs no notice: it decides nothing.")
    return _("The statutes ask for %(notice)s between the call and the meeting: %(earliest)s at the earliest.") % {
        "notice": rule.notice or USUAL_NOTICE, "earliest": written_day(localtime(earliest), "j F Y, H:i"),
    }  # fmt: skip


def _why_not(request: Any, here: Called, rule: Body | None, body: str) -> Refusal | None:
    """Why whoever is here could not call it, before they fill anything in."""
    scene = scene_of(request)
    try:
        article = body_at(scene, here.unit, body)[1]
        caller(scene, here.unit, rule, article)
    except Refusal as refusal:
        return refusal
    return None


def _choose(request: Any, here: Called, law: Law) -> HttpResponse:
    """The bodies that sit at a unit, who calls each, and the shares of people who call it by petition."""
    rows = [
        (name, rule, shares_that_call(law, name))
        for name, rule in law.body.items()
        if (rule.at, rule.line) == (here.unit.level, here.unit.line)
    ]
    crumbs = [*way_to(here), ("", _("Call a meeting"))]
    return render(request, "meetings/call_which.html", {"here": here, "rows": rows, "crumbs": crumbs})
