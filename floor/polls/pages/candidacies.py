"""Standing in a poll: propose somebody or oneself, accept, decline, withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.pages.forms import number as whole_number
from floor.polls.acts.nominating import AcceptNomination, Nominate, WithdrawCandidacy
from floor.polls.electing.eligibility import why_not
from floor.polls.models import Candidacy, Poll

from .finding import head_of, poll_or_404, scene_of


class NominateForm(forms.Form):
    member = whole_number(
        gettext_lazy("Their number on the register"),
        help_text=gettext_lazy("It stands on their card. They are asked before they stand."),
    )


@for_members
def nominate(request: Any, number: int) -> HttpResponse:
    """Propose somebody for the seats of a poll."""
    here = poll_or_404(number)
    context = _context(here, _("Propose somebody"), _("Nobody stands who has not accepted, and the book shows who was proposed by number only.")) | {
        "button": _("Propose them")
    }  # fmt: skip
    form = NominateForm(request.POST or None)
    return act_page(request, form, "polls/act.html", context, lambda data: Nominate(poll=number, member=data["member"]))


@for_members
def stand(request: Any, number: int) -> HttpResponse:
    """Stand oneself. What the register and the statutes say against it is shown beforehand."""
    here = poll_or_404(number)
    context = _context(here, _("Stand yourself"), _("Your name will stand on the paper, seen by members; to everyone else and in the book you are a number.")) | {
        "button": _("I stand"), "confirm": True, "against": _against(here, request),
    }  # fmt: skip
    return act_page(
        request, None, "polls/act.html", context, lambda _data: Nominate(poll=number, member=request.member.pk)
    )


@for_members
def accept(request: Any, number: int) -> HttpResponse:
    """Accept a nomination."""
    mine = _own_or_404(request, number)
    context = _context(mine.poll, _("Accept your nomination"), _("Only you can accept. Your name then stands on the paper.")) | {
        "button": _("I accept"), "confirm": True, "against": _against(mine.poll, request),
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: AcceptNomination(candidacy=number))


@for_members
def withdraw(request: Any, number: int) -> HttpResponse:
    """Decline a nomination, or withdraw."""
    mine = _own_or_404(request, number)
    declines = mine.accepted is None
    title = _("Decline your nomination") if declines else _("Withdraw your candidacy")
    context = _context(mine.poll, title, _("It takes effect at once. While nominations are open you can be proposed again.")) | {
        "button": title, "confirm": True,
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: WithdrawCandidacy(candidacy=number))


def _context(here: Poll, title: str, lede: str) -> dict[str, Any]:
    return head_of(here, title) | {"title": title, "lede": lede, "back": reverse("poll", args=[here.pk])}


def _against(here: Poll, request: Any) -> list[str]:
    """What keeps whoever is here from standing, as far as the register knows."""
    if here.for_unit is None:
        return []
    return [reason.says for reason in why_not(here, request.member.pk, scene_of(request))]


def _own_or_404(request: Any, number: int) -> Candidacy:
    found = Candidacy.objects.select_related("poll__unit", "poll__for_unit").filter(
        pk=number, member=request.member, withdrawn=None
    )
    mine = found.first()
    if mine is None:
        raise Http404
    return mine
