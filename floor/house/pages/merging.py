"""Merging two units: first into which, then what it will do and the counts by which the members of both decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import CLOCK, Scene
from floor.book.addresses import number_in
from floor.house.acts.merging import MergeUnits
from floor.house.chains import electorate
from floor.house.counted_question import QuestionCount
from floor.house.merging import VOTE, body_that_opens, elected_anew_by, electors_of_a_merger, polled, question_of
from floor.house.merging_picture import merging_picture
from floor.house.models import Mandate, Result, Unit, UnitName
from floor.house.reading import PAGE, Called, House
from floor.house.standing import live

from .by_form import act_page
from .finding import for_members, unit_or_404
from .forms import Numbers, moment, number

_FIGURES = {
    "present": gettext_lazy("Present"), "votes_for": gettext_lazy("For"), "against": gettext_lazy("Against"),
    "abstaining": gettext_lazy("Abstaining"), "invalid": gettext_lazy("Invalid"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One of those who decide: as which field of the act, who they are, how many."""

    key: str
    says: str
    entitled: int


class MergeForm(forms.Form):
    """The counts of all who decide, side by side."""

    def __init__(self, *args: Any, asked: list[Asked], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for one in asked:
            for name, label in _FIGURES.items():
                initial = 0 if name in ("abstaining", "invalid") else None
                self.fields[f"{one.key}_{name}"] = number(label, initial=initial)
            tellers = Numbers(label=_("Tellers"), help_text=_("Their numbers on the register, at least two."))
            self.fields[f"{one.key}_tellers"] = tellers
            self.fields[f"{one.key}_closed"] = moment(_("Counted on"))

    @property
    def groups(self) -> list[tuple[Asked, list[Any], list[Any]]]:
        """The fields of each count: its figures, and who counted when."""
        return [
            (one, [self[f"{one.key}_{name}"] for name in _FIGURES], [self[f"{one.key}_tellers"], self[f"{one.key}_closed"]])
            for one in self.asked
        ]  # fmt: skip

    def counts(self) -> dict[str, QuestionCount]:
        data = self.cleaned_data
        return {
            one.key: QuestionCount(
                entitled=one.entitled, tellers=data[f"{one.key}_tellers"], closed=data[f"{one.key}_closed"],
                **{name: data[f"{one.key}_{name}"] for name in _FIGURES},
            )
            for one in self.asked
        }  # fmt: skip


@for_members
def merge(request: Any, number: int) -> HttpResponse:
    """Merge this unit into another that stands beside it."""
    here, into = unit_or_404(number), number_in(request.GET, "into")
    if into is None:
        after = number_in(request.GET, "after") or 0
        found = _beside(here.unit, after)
        context = {
            "here": here,
            "found": found[:PAGE],
            "more": found[PAGE - 1].pk if len(found) > PAGE else None,
            "after": after,
        }
        return render(request, "house/merge_choose.html", context)  # fmt: skip
    there = unit_or_404(into)
    if here.pk == there.pk or (there.unit.level, there.unit.line) != (here.unit.level, here.unit.line):
        raise Http404
    asked, by_poll = _decided(request.house, here, there)
    form = MergeForm(request.POST or None, asked=asked)
    context = {
        "title": _("Merge %(unit)s into %(into)s") % {"unit": here.name, "into": there.name}, "button": _("Merge them"),
        "back": reverse("unit", args=[number]), "here": here, "there": there, "by_poll": by_poll,
        "question": question_of(here.unit, there.unit) if VOTE in request.house.law.vote else "",
        "picture": merging_picture((here.name, here.unit.members_below), (there.name, there.unit.members_below)),
        **_what_it_does(request.house, here.unit, there.unit),
    }  # fmt: skip
    return act_page(
        request, form, "house/merge.html", context, lambda _data: MergeUnits(unit=number, into=into, **form.counts())
    )


def _beside(unit: Unit, after: int) -> list[Called]:
    """The open units that stand side by side with this one, in the order of their numbers, after a given one."""
    if unit.parent_id is None:
        return []
    rows = UnitName.objects.filter(
        until=None, unit__parent=unit.parent_id, unit__place=unit.place_id, unit__level=unit.level, unit__line=unit.line, unit__closed=None,
        unit__gt=after,
    )  # fmt: skip
    found = rows.exclude(unit=unit).select_related("unit").order_by("unit")[: PAGE + 1]
    return [Called(row.unit, row.name) for row in found]


def _decided(house: House, here: Called, there: Called) -> tuple[list[Asked], list[tuple[Called, Result]]]:
    """Who still has to be counted: the members of both, and the body above where the statutes name one; and who decided by a poll."""
    assert house.law is not None and house.statutes is not None
    asked, by_poll = [], []
    scene = Scene(0, house.at, CLOCK, house.statutes)
    for key, one in (("decided", here), ("decided_there", there)):
        if result := polled(here.unit, there.unit, one.unit, scene):
            by_poll.append((one, result))
        elif one is here or one.unit.members_below:
            electors = electors_of_a_merger(house.law, one.unit)
            asked.append(Asked(key, f"{one.name}: {electors}", electorate(one.unit, electors, house.law, house.at)))
    if above := here.unit.parent and body_that_opens(scene, here.unit.parent):
        body, where = above
        asked.append(Asked("decided_above", body, electorate(where, body, house.law, house.at)))
    return asked, by_poll


def _what_it_does(house: House, unit: Unit, into: Unit) -> dict[str, Any]:
    """What ends, what goes over and until when the others sit: three queries."""
    assert house.law is not None
    running = Mandate.objects.filter(live(house.at)).select_related("seat", "holder").order_by("pk")
    ending = running.filter(Q(seat__unit=unit) | Q(result__unit=unit))[: PAGE + 1]
    return {
        "ending": ending[:PAGE], "more_end": len(ending) > PAGE, "alone": running.filter(result__unit=into).count(),
        "anew_by": elected_anew_by(house.law, into, house.at),
        "units": Unit.objects.filter(Q(parent=unit) | Q(place=unit), closed=None).count(),
    }  # fmt: skip
