"""Calling an election, with the dates the statutes give; and moving a poll to a later day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import Refusal
from floor.book.addresses import number_in, words_in
from floor.house import law_in_words
from floor.house.counting import Asked, asked
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, unit_or_404
from floor.house.pages.forms import Numbers, moment
from floor.house.reading import Called
from floor.law.language import Election
from floor.polls.acts.calling import CallElection, SeatsMeant, running_poll, seats_to_fill
from floor.polls.acts.moving import MovePoll
from floor.polls.authority import elector_of, officer_near
from floor.polls.electing.dates import usual_dates

from .finding import head_of, poll_or_404, scene_of


class DatesForm(forms.Form):
    """The dates an officer may choose; left empty, they are those of the statutes."""

    nominations_until = moment(gettext_lazy("Nominations close"), required=False)
    opens = moment(gettext_lazy("The poll opens"), required=False)
    closes = moment(gettext_lazy("The poll closes"), required=False)
    tellers = Numbers(
        label=gettext_lazy("Tellers"), required=False,
        help_text=gettext_lazy("Their numbers on the register; none of them can stand."),
    )  # fmt: skip


@for_members
def call(request: Any) -> HttpResponse:
    """Call an election for the seats named in the address; without them, say which there are."""
    house, wanted = request.house, request.GET
    for_unit = _unit(wanted, "for_unit") or _unit(wanted, "unit")
    if for_unit is None:
        raise Http404
    body, part, office = (words_in(wanted, name, 80) for name in ("body", "part", "office"))
    if body not in house.law.body:
        return _choose(request, for_unit)
    unit, scene = _unit(wanted, "unit") or for_unit, scene_of(request)
    ask, why_not = _asked(scene, unit, for_unit, body, part, office)
    officer = ask is not None and officer_near(scene, [ask.unit, ask.for_unit]) is not None
    form = DatesForm(request.POST or None) if officer else None
    context: dict[str, Any] = {
        "title": _("Call an election: %(seats)s") % {"seats": f"{office}, {body}" if office else body}, "unit": unit, "for_unit": for_unit,
        "body": body, "part": part, "office": office, "ask": ask, "why_not": why_not, "officer": officer, "confirm": ask is not None,
        "button": _("Call the election"), "back": reverse("unit", args=[for_unit.pk]),
        "elector": ask is not None and (officer or elector_of(scene, ask.unit, ask.electors)),
        "crumbs": [(reverse("polls"), _("Polls")), ("", _("Call an election"))],
    }  # fmt: skip
    if ask is not None:
        context |= {
            "dates": usual_dates(ask.rule, house.at), "free": seats_to_fill(scene, ask, body, part, office), "running": running_poll(ask, body, part, office),
            "rule": list(law_in_words.election(ask.rule)) if isinstance(ask.rule, Election) else [],
        }  # fmt: skip

    def make(data: dict[str, Any]) -> CallElection:
        chosen = {name: value for name, value in data.items() if value}
        elsewhere = for_unit.pk if for_unit.pk != unit.pk else None
        return CallElection(unit=unit.pk, body=body, for_unit=elsewhere, part=part, office=office, **chosen)

    return act_page(request, form, "polls/call.html", context, make)


def _unit(wanted: Any, name: str) -> Called | None:
    number = number_in(wanted, name)
    return unit_or_404(number) if number is not None else None


def _choose(request: Any, here: Called) -> HttpResponse:
    """The seats of a unit that are filled by election."""
    law = request.house.law
    rows = [
        (name, part, "")
        for name, rule in law.body.items()
        if (rule.at, rule.line) == (here.unit.level, here.unit.line)
        for part in law.elections_of(name)
    ]
    rows += [
        (name, "", office)
        for name, rule in law.body.items()
        if (rule.at, rule.line) == (here.unit.level, here.unit.line)
        for office in rule.offices
    ]
    crumbs = [(reverse("polls"), _("Polls")), ("", _("Call an election"))]
    return render(request, "polls/call_which.html", {"here": here, "rows": rows, "crumbs": crumbs})


def _asked(
    scene: Any, unit: Called, for_unit: Called, body: str, part: str, office: str
) -> tuple[Asked | None, Refusal | None]:
    """Who elects these seats by the statutes, or why nobody can from this unit."""
    try:
        return asked(scene, SeatsMeant(unit.pk, body, for_unit.pk, part, office, scene.at)), None
    except Refusal as refusal:
        return None, refusal


class MoveForm(forms.Form):
    opens = moment(gettext_lazy("It opens"))
    closes = moment(gettext_lazy("It closes"))
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "prose"}),
        help_text=gettext_lazy("A sentence for the members; it stands in the book."),
    )  # fmt: skip


@for_members
def move(request: Any, number: int) -> HttpResponse:
    """Move a poll that was announced to a later day."""
    here = poll_or_404(number)
    form = MoveForm(request.POST or None, initial={"opens": here.opens, "closes": here.closes})
    title = _("Move the poll to a later day")
    context = head_of(here, title) | {
        "title": title, "button": _("Move it"), "back": reverse("poll", args=[number]),
        "lede": _("Never to an earlier day and never shorter. Once it is open nothing can be moved."),
    }  # fmt: skip
    return act_page(request, form, "polls/act.html", context, lambda data: MovePoll(poll=number, **data))
