"""Lists of candidates, what each candidate and list says for itself, whom they send to watch, and the meeting that strikes and adds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from floor.book.models import Attachment
from floor.house.counting import roll_of
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.pages.forms import Numbers, QuestionForm
from floor.house.pages.forms import number as whole_number
from floor.polls.acts.campaigning import MOST_CHARACTERS, SayForOneself, SendScrutineer
from floor.polls.acts.listing import ProposeList, SupportList, WithdrawList, stands_on_lists
from floor.polls.acts.striking import AddName, StrikeName
from floor.polls.electing.meeting_count import MeetingCount
from floor.polls.models import Candidacy, Poll, Slate

from .finding import head_of, poll_or_404, scene_of
from .texts import as_written, name_of, prose


class ListForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What the list is called"), max_length=120)
    people = Numbers(
        label=gettext_lazy("The people on it, in order"),
        help_text=gettext_lazy(
            "Their numbers on the register, with commas between them. Each is asked before they stand."
        ),
    )


@for_members
def propose(request: Any, number: int) -> HttpResponse:
    """Propose a list."""
    here = poll_or_404(number)
    lede = (
        _("Votes in this election are for lists. You stand beside it as the one who proposes it; others can join you.")
        if stands_on_lists(here)
        else _("People stand one by one in this election: a list is a recommendation, its name stands beside theirs.")
    )
    context = about(here, _("Propose a list"), lede) | {"button": _("Propose this list")}
    return act_page(
        request, ListForm(request.POST or None), "polls/act.html", context,
        lambda data: ProposeList(poll=number, title=data["title"], people=data["people"]),
    )  # fmt: skip


@for_members
def support(request: Any, number: int) -> HttpResponse:
    """Join those who propose a list."""
    slate = _slate_or_404(number)
    context = about(slate.poll, _("Join those who propose “%(list)s”") % {"list": slate.title}, _("Your number stands beside it.")) | {
        "button": _("Join"), "confirm": True,
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: SupportList(slate=number))


@for_members
def step_back(request: Any, number: int) -> HttpResponse:
    """Step back from proposing a list."""
    slate = _slate_or_404(number)
    context = about(slate.poll, _("Step back from “%(list)s”") % {"list": slate.title}, _("With the last of its proposers the list is withdrawn.")) | {
        "button": _("Step back"), "confirm": True,
    }  # fmt: skip
    return act_page(request, None, "polls/act.html", context, lambda _data: WithdrawList(slate=number))


class SayForm(forms.Form):
    text = prose(gettext_lazy("What you stand for"), MOST_CHARACTERS + 400, rows=12)

    def clean_text(self) -> str:
        return as_written(self.cleaned_data["text"])


@for_members
def say(request: Any, number: int) -> HttpResponse:
    """What a candidate says for themselves."""
    mine = _own_or_404(request, number)
    return _say(request, mine.poll, mine.statement, {"candidacy": number})


@for_members
def say_for_list(request: Any, number: int) -> HttpResponse:
    """What a list says for itself, by one of its proposers."""
    slate = _proposed_or_404(request, number)
    return _say(request, slate.poll, slate.statement, {"slate": number})


def _say(request: Any, here: Poll, before: str, whose: dict[str, int]) -> HttpResponse:
    known = Attachment.objects.filter(pk=before).values_list("content", flat=True).first() if before else ""
    lede = _("Everyone has the same room: %(most)s characters. It can be replaced until nominations close, and it is public at once.") % {
        "most": f"{MOST_CHARACTERS:,}"
    }  # fmt: skip
    context = about(here, _("Say what you stand for"), lede) | {"button": _("Publish it")}

    def make(data: dict[str, Any]) -> tuple[SayForOneself, tuple[str, ...]]:
        return SayForOneself(text=name_of(data["text"]), **whose), (data["text"],)

    return act_page(request, SayForm(request.POST or None, initial={"text": known}), "polls/act.html", context, make)


class WatchForm(forms.Form):
    member = whole_number(
        gettext_lazy("Their number on the register"), required=False,
        help_text=gettext_lazy("Somebody who does not stand. Empty: nobody any more."),
    )  # fmt: skip


@for_members
def scrutineer(request: Any, number: int) -> HttpResponse:
    """Whom a candidate sends to watch the count."""
    mine = _own_or_404(request, number)
    return _watch(request, mine.poll, {"candidacy": number})


@for_members
def scrutineer_for_list(request: Any, number: int) -> HttpResponse:
    """Whom a list sends to watch the count."""
    slate = _proposed_or_404(request, number)
    return _watch(request, slate.poll, {"slate": number})


def _watch(request: Any, here: Poll, whose: dict[str, int]) -> HttpResponse:
    context = about(
        here,
        _("Send somebody to watch the count"),
        _("One for each candidate and each list; another replaces the first."),
    ) | {"button": _("Send them")}
    return act_page(
        request, WatchForm(request.POST or None), "polls/act.html", context,
        lambda data: SendScrutineer(member=data["member"], **whose),
    )  # fmt: skip


class AddForm(QuestionForm):
    member = whole_number(gettext_lazy("Whose name is added, by number on the register"))
    field_order = ["member"]


@for_members
def strike(request: Any, number: int) -> HttpResponse:
    """Enter the vote of the meeting that struck a name from a list."""
    struck = (
        Candidacy.objects.select_related("poll__unit", "poll__for_unit", "slate")
        .filter(pk=number, withdrawn=None)
        .exclude(slate=None)
        .first()
    )
    if struck is None:
        raise Http404
    title = _("Strike member %(number)s from “%(list)s”") % {
        "number": struck.member_id,
        "list": struck.slate.title if struck.slate else "",
    }
    return _by_meeting(
        request,
        struck.poll,
        title,
        QuestionForm(request.POST or None),
        lambda data, count: StrikeName(candidacy=number, count=count),
    )


@for_members
def add(request: Any, number: int) -> HttpResponse:
    """Enter the vote of the meeting that added a name to a list."""
    slate = _slate_or_404(number)
    title = _("Add a name to “%(list)s”") % {"list": slate.title}
    return _by_meeting(
        request,
        slate.poll,
        title,
        AddForm(request.POST or None),
        lambda data, count: AddName(slate=number, member=data["member"], count=count),
    )


def _by_meeting(request: Any, here: Poll, title: str, form: forms.Form, act: Any) -> HttpResponse:
    entitled, _everyone = roll_of(scene_of(request), here.unit, here.electors, request.house.at)
    context = about(here, title, _("As the meeting of the electors voted and its tellers counted.")) | {
        "button": _("Enter the vote")
    }

    def make(data: dict[str, Any]) -> Any:
        figures = {
            name: data[name]
            for name in ("present", "votes_for", "against", "abstaining", "invalid", "tellers", "closed")
        }
        return act(data, MeetingCount(entitled=entitled, **figures))

    return act_page(request, form, "polls/act.html", context, make)


def about(here: Poll, title: str, lede: str = "") -> dict[str, Any]:
    """What every form about a poll needs."""
    return head_of(here, title) | {"title": title, "lede": lede, "back": reverse("poll", args=[here.pk])}


def _slate_or_404(number: int) -> Slate:
    slate = Slate.objects.select_related("poll__unit", "poll__for_unit").filter(pk=number, withdrawn=None).first()
    if slate is None:
        raise Http404
    return slate


def _proposed_or_404(request: Any, number: int) -> Slate:
    slate = _slate_or_404(number)
    if request.member.pk not in slate.proposers:
        raise Http404
    return slate


def _own_or_404(request: Any, number: int) -> Candidacy:
    found = Candidacy.objects.select_related("poll__unit", "poll__for_unit").filter(
        pk=number, member=request.member, withdrawn=None
    )
    mine = found.first()
    if mine is None:
        raise Http404
    return mine
