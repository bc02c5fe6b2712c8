"""Contesting a result, ruling on a contest, and having papers counted again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.act import Refusal
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.pages.forms import Numbers
from floor.house.pages.forms import number as whole_number
from floor.polls.acts.contesting import ContestResult, RuleOnContest
from floor.polls.acts.counting_again import Recount
from floor.polls.acts.recounting import AskRecount
from floor.polls.electing.grounds import GROUNDS
from floor.polls.electing.hearing import Sitting, sitting_of
from floor.polls.models import Contest
from floor.polls.showing.reading import contests_of

from .finding import poll_or_404, scene_of
from .lists import about
from .texts import as_written, name_of, prose


class ContestForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("On which ground"), widget=forms.RadioSelect)
    text = prose(
        gettext_lazy("What happened"),
        20_000,
        help_text=gettext_lazy("Everyone can read it. Say what there is to show for it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [(name, f"{_(name).capitalize()}: {_(says)}") for name, says in GROUNDS.items()]

    def clean_text(self) -> str:
        return as_written(self.cleaned_data["text"])


@for_members
def contest(request: Any, number: int) -> HttpResponse:
    """Contest a result."""
    here = poll_or_404(number)
    lede = _("The result stands until the body that hears contests has ruled. You contest it under your own number.")
    context = about(here, _("Contest the result"), lede) | {
        "button": _("Contest it"),
        "back": reverse("result", args=[number]),
    }

    def make(data: dict[str, Any]) -> tuple[ContestResult, tuple[str, ...]]:
        return ContestResult(poll=number, ground=data["ground"], text=name_of(data["text"])), (data["text"],)

    return act_page(request, ContestForm(request.POST or None), "polls/contest.html", context, make)


class RulingForm(forms.Form):
    upheld = forms.ChoiceField(
        label=gettext_lazy("The ruling"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Upheld: the election is annulled and held again")), ("no", gettext_lazy("Dismissed: the result stands"))],
    )  # fmt: skip
    votes_for = whole_number(gettext_lazy("For upholding it"))
    against = whole_number(gettext_lazy("Against"))
    abstaining = whole_number(gettext_lazy("Abstaining"), initial=0)
    tellers = Numbers(
        label=gettext_lazy("Tellers"), help_text=gettext_lazy("Their numbers on the register, at least two.")
    )
    reasons = prose(gettext_lazy("The reasons"), 20_000, help_text=gettext_lazy("Everyone can read them."))

    def clean_reasons(self) -> str:
        return as_written(self.cleaned_data["reasons"])


@for_members
def rule(request: Any, number: int) -> HttpResponse:
    """Enter how the body that hears contests has ruled."""
    found = Contest.objects.select_related("poll__unit", "poll__for_unit").filter(pk=number).first()
    if found is None:
        raise Http404
    context = about(found.poll, _("Rule on a contest"), _("Enter what the body decided, with its vote and its reasons.")) | {
        "button": _("Enter the ruling"), "back": reverse("result", args=[found.poll_id]),
        "contest": next((one for one in contests_of(found.poll) if one.contest.pk == number), None),
    }  # fmt: skip
    context |= _sitting(request, found)

    def make(data: dict[str, Any]) -> tuple[RuleOnContest, tuple[str, ...]]:
        figures = {name: data[name] for name in ("votes_for", "against", "abstaining", "tellers")}
        act = RuleOnContest(contest=number, upheld=data["upheld"] == "yes", reasons=name_of(data["reasons"]), **figures)
        return act, (data["reasons"],)

    return act_page(request, RulingForm(request.POST or None), "polls/contest.html", context, make)


def _sitting(request: Any, found: Contest) -> dict[str, Sitting | Refusal]:
    """The body for which whoever is here would enter it, or why there is none."""
    try:
        return {"sitting": sitting_of(found, scene_of(request))}
    except Refusal as refusal:
        return {"why_not": refusal}


@for_members
def recount(request: Any, number: int) -> HttpResponse:
    """Have the published papers counted again, in the book."""
    here = poll_or_404(number)
    lede = _(
        "The published papers are counted again by the rules of their day. What comes out is recorded beside the first result."
    )
    context = about(here, _("Have it counted again"), lede) | {
        "button": _("Count again"), "confirm": True, "back": reverse("result", args=[number])
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: Recount(poll=number))


@for_members
def ask_recount(request: Any, number: int) -> HttpResponse:
    """Ask that papers on paper be counted again by two other tellers."""
    here = poll_or_404(number)
    lede = _("Two other tellers count the papers again, each alone. Both results stand side by side.")
    context = about(here, _("Ask for a recount"), lede) | {
        "button": _("Ask for it"), "confirm": True, "back": reverse("result", args=[number])
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: AskRecount(poll=number))
