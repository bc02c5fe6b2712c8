"""Questions: put, divided, made secret, counted by hands or by name, and a tie broken by the chair."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.addresses import number_in, words_in
from floor.house.models import Mandate
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, unit_or_404
from floor.house.pages.forms import Numbers
from floor.house.pages.forms import number as whole_number
from floor.polls.acts.demanding import DemandDivision, DemandSecretBallot
from floor.polls.acts.hands import Answer, CallRoll, CountHands, Hands
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.asking.in_the_room import the_room
from floor.polls.asking.members_behind import called_in
from floor.polls.electing.standing_for import answered_in
from floor.polls.models import Poll

from .finding import poll_or_404
from .lists import about
from .question_form import PutForm


@for_members
def put(request: Any) -> HttpResponse:
    """Put a question at the unit named in the address."""
    number = number_in(request.GET, "unit") or request.member.unit_id
    here = unit_or_404(number)
    before = number_in(request.GET, "reconsiders")
    initial = {"title": words_in(request.GET, "title", 300), "reconsiders": before}
    form = PutForm(
        request.POST or None, law=request.house.law, level=here.unit.level, line=here.unit.line, initial=initial
    )
    context = {
        "title": _("Put a question, %(unit)s") % {"unit": here.name}, "button": _("Put it to the vote"), "back": reverse("unit", args=[here.pk]),
        "lede": _("An officer of the unit can, and whoever sits in the body that is asked. Question, electors and rules are fixed by it."),
    }  # fmt: skip
    return act_page(request, form, "polls/put.html", context, lambda _data: form.act(number))


@for_members
def divide(request: Any, number: int) -> HttpResponse:
    """Demand that a question of several parts be voted on part by part."""
    lede = _("Each part is then carried or lost on its own. One elector is enough to demand it, and nobody can refuse.")
    context = about(poll_or_404(number), _("Demand that it be divided"), lede) | {
        "button": _("Divide it"),
        "confirm": True,
    }
    return act_page(request, None, "polls/act.html", context, lambda _data: DemandDivision(poll=number))


@for_members
def make_secret(request: Any, number: int) -> HttpResponse:
    """Demand that a question be voted on in secret."""
    lede = _("Instead of hands or names there are papers without names. One elector is enough to demand it.")
    context = about(poll_or_404(number), _("Demand a secret ballot"), lede) | {
        "button": _("Make it secret"),
        "confirm": True,
    }
    return act_page(request, None, "polls/act.html", context, lambda _data: DemandSecretBallot(poll=number))


class HandsForm(forms.Form):
    """The tellers' count, for each part or option."""

    def __init__(self, *args: Any, poll: Poll, **options: Any) -> None:
        super().__init__(*args, **options)
        self.poll, self.lines = poll, answered_in(poll)
        self.fields["present"] = whole_number(_("Present"))
        for at, _line in enumerate(self.lines):
            if poll.method == YES_OR_NO:
                self.fields[f"for_{at}"] = whole_number(_("For"))
                self.fields[f"against_{at}"] = whole_number(_("Against"))
                self.fields[f"abstaining_{at}"] = whole_number(_("Abstaining"), initial=0)
            else:
                self.fields[f"for_{at}"] = whole_number(_("Hands"))
        self.fields["invalid"] = whole_number(_("Invalid"), initial=0)
        self.fields["tellers"] = Numbers(
            label=_("Tellers"),
            help_text=_("Their numbers on the register, at least two."),
            initial=", ".join(map(str, poll.tellers)),
        )

    def rows(self) -> list[tuple[str, list[Any]]]:
        return [
            (line, [self[f"{name}_{at}"] for name in ("for", "against", "abstaining") if f"{name}_{at}" in self.fields])
            for at, line in enumerate(self.lines)
        ]

    def act(self) -> CountHands:
        data, many = self.cleaned_data, range(len(self.lines))
        common = {
            "poll": self.poll.pk,
            "present": data["present"],
            "invalid": data["invalid"],
            "tellers": data["tellers"],
        }
        if self.poll.method != YES_OR_NO:
            return CountHands(**common, options=[data[f"for_{at}"] for at in many])
        hands = [
            Hands(votes_for=data[f"for_{at}"], against=data[f"against_{at}"], abstaining=data[f"abstaining_{at}"])
            for at in many
        ]
        return CountHands(**common, hands=hands)


@for_members
def count_hands(request: Any, number: int) -> HttpResponse:
    """Enter the count of a show of hands."""
    here = poll_or_404(number)
    form = HandsForm(request.POST or None, poll=here)
    lede = _("Whether it is carried, or unanimous, is worked out from the figures. Nobody enters that.")
    context = about(here, _("Enter the count of hands"), lede) | {"button": _("Declare the count")}
    return act_page(request, form, "polls/hands.html", context, lambda _data: form.act())


class RollCallForm(forms.Form):
    """How each delegate answered. With more than one vote, the votes can be split."""

    def __init__(self, *args: Any, poll: Poll, **options: Any) -> None:
        super().__init__(*args, **options)
        self.poll, self.votes = poll, called_in(poll)
        self.lines = answered_in(poll)
        # In a meeting nobody is called who has not come: no answer could be entered for them.
        sat = the_room().sat(poll.meeting, poll.opens) if poll.meeting is not None else self.votes
        called = [mandate for mandate in self.votes if mandate in sat]
        holders = Mandate.objects.filter(pk__in=called).select_related("holder", "seat__sent_by").order_by("pk")
        self.delegates = {mandate.pk: mandate for mandate in holders}
        self.fields["tellers"] = Numbers(
            label=_("Tellers"),
            help_text=_("Their numbers on the register, at least two."),
            initial=", ".join(map(str, poll.tellers)),
        )
        for mandate in self.delegates:
            for part in range(1, len(self.lines) + 1):
                for name, label in (("for", _("For")), ("against", _("Against")), ("abstaining", _("Abstaining"))):
                    self.fields[f"{name}_{mandate}_{part}"] = whole_number(label, required=False)

    def rows(self) -> list[tuple[Any, int, list[tuple[str, list[Any]]]]]:
        return [
            (
                delegate, self.votes[pk],
                [(line, [self[f"{name}_{pk}_{part}"] for name in ("for", "against", "abstaining")]) for part, line in enumerate(self.lines, start=1)],
            )
            for pk, delegate in self.delegates.items()
        ]  # fmt: skip

    def act(self) -> CallRoll:
        data, answers = self.cleaned_data, []
        for pk in self.delegates:
            for part in range(1, len(self.lines) + 1):
                given = [data.get(f"{name}_{pk}_{part}") or 0 for name in ("for", "against", "abstaining")]
                if any(given):
                    answers.append(
                        Answer(mandate=pk, part=part, votes_for=given[0], against=given[1], abstaining=given[2])
                    )
        return CallRoll(poll=self.poll.pk, answers=answers, tellers=data["tellers"])


@for_members
def call_roll(request: Any, number: int) -> HttpResponse:
    """Enter how each delegate answered when the roll was called."""
    here = poll_or_404(number)
    if here.ballot != "roll call" or not called_in(here):
        raise Http404
    form = RollCallForm(request.POST or None, poll=here)
    lede = _(
        "By name, because those who sent a delegate may know how they voted. Who did not answer was absent: leave the line empty."
    )
    if here.meeting is not None:
        lede += " " + _("Delegates who have not taken their seats in the meeting are not in the list.")
    context = about(here, _("Enter the roll call"), lede) | {"button": _("Declare it")}
    return act_page(request, form, "polls/roll_call.html", context, lambda _data: form.act())
