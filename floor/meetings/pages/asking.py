"""Asking: in one's own name, for whoever asked aloud, or without a name by a ticket. The last leaves nothing that leads to anyone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.house.pages.by_form import act_page, key_of
from floor.house.pages.finding import for_members, founded
from floor.meetings.acts.asking import AskQuestion, NoteQuestion
from floor.meetings.asking.box import ask_for_slips, put_slip
from floor.meetings.asking.slips import LONGEST, LONGEST_NAME
from floor.meetings.asking.tickets import QUESTIONS, WrongTicket, has_ticket, take_ticket
from floor.meetings.authority import RUNNING, officers_of
from floor.meetings.models import Meeting
from floor.site import limits

from .finding import head_of, meeting_or_404

#: Wrong codes from one address: a hall is one address for many, and a code can't be guessed.
WRONG_TICKETS = limits.Limit("asking ticket", 60, timedelta(minutes=15))


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your question"), min_length=3, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "class": "prose", "autocomplete": "off"}),
        help_text=gettext_lazy("Everyone can read it. Name nobody who holds no office."),
    )  # fmt: skip
    to_whom = forms.CharField(
        label=gettext_lazy("Whom do you ask?"), max_length=LONGEST_NAME, required=False,
        help_text=gettext_lazy("A body, an office or a speaker, by what they are: factory committee, the director. May stay empty."),
    )  # fmt: skip
    item = forms.TypedChoiceField(label=gettext_lazy("About which item"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        items = meeting.items.exclude(state__in=("withdrawn", "struck")).order_by("place", "pk")
        self.fields["item"].choices = [("", _("none in particular")), *((item.pk, f"{item.place}. {item.title}") for item in items)]  # fmt: skip


class NoteForm(QuestionForm):
    way = forms.ChoiceField(
        label=gettext_lazy("How it was asked"),
        choices=[("spoken", gettext_lazy("aloud")), ("written", gettext_lazy("on paper, without a name"))],
    )
    field_order = ("text", "way", "to_whom", "item")


class TicketForm(QuestionForm):
    code = forms.CharField(
        label=gettext_lazy("The code of your ticket"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("code", "text", "to_whom", "item")


@for_members
def ask(request: Any, number: int) -> HttpResponse:
    """Ask in writing, in one's own name."""
    here = meeting_or_404(number)
    context = head_of(here, _("Ask")) | {
        "title": _("Ask in your own name"), "button": _("Ask"), "back": reverse("questions", args=[number]),
        "lede": _("It is entered with your number on the register, and stays there until it is answered. Without a name you ask with a ticket, or aloud."),
    }  # fmt: skip
    form = QuestionForm(request.POST or None, meeting=here)
    return act_page(request, form, "meetings/form.html", context, lambda data: AskQuestion(meeting=number, **data))


@for_members
def note(request: Any, number: int) -> HttpResponse:
    """The chair or the secretary notes what somebody asked aloud or handed in."""
    here = meeting_or_404(number)
    context = head_of(here, _("Note a question")) | {
        "title": _("Note a question"), "button": _("Note it"), "back": reverse("questions", args=[number]),
        "lede": _("Who asked is not noted. Write down what they asked, in their words."),
    }  # fmt: skip
    form = NoteForm(request.POST or None, meeting=here)
    return act_page(request, form, "meetings/form.html", context, lambda data: NoteQuestion(meeting=number, **data))


@sensitive_post_parameters()
@never_cache
@for_members
def ticket(request: Any, number: int) -> HttpResponse:
    """Take the one ticket; its code stands on the answer to this form and nowhere else."""
    here = meeting_or_404(number)
    code, refusal = "", None
    if request.method == "POST":
        try:
            code = take_ticket(number, request.member.pk)
        except Refusal as refused:
            refusal = refused
    context = head_of(here, _("Ticket")) | {
        "code": code, "refusal": refusal, "questions": QUESTIONS, "has": has_ticket(number, request.member.pk), "running": here.state in RUNNING,
    }  # fmt: skip
    if code:
        context |= {"form": TicketForm(initial={"code": code}, meeting=here), "key": key_of(request)}
    return render(request, "meetings/ticket.html", context, status=409 if refusal else 200)


@sensitive_post_parameters()
@never_cache
@founded
def without_a_name(request: Any, number: int) -> HttpResponse:
    """Put a question into the box. Whoever has a ticket can, from any device, and nobody has to sign in for it."""
    here = meeting_or_404(number)
    form, refusal, status = TicketForm(request.POST or None, meeting=here), None, 200
    door = (WRONG_TICKETS, f"{number} {limits.address_of(request)}")
    if request.method == "POST":
        status = 422
        if limits.wait_for(request.house.at, door):
            refusal, status = Refusal(here.article, _("Too many wrong codes came from here. Wait a quarter of an hour.")), 429  # fmt: skip
        elif form.is_valid():
            data = form.cleaned_data
            try:
                put_slip(number, data["code"], data["text"], data["to_whom"], data["item"], once=key_of(request))
                return redirect(f"{reverse('questions', args=[number])}?box=in")
            except Refusal as refused:
                refusal, status = refused, 409
                if isinstance(refused, WrongTicket):
                    limits.note_try(request.house.at, door)
    context = head_of(here, _("Without a name")) | {"form": form, "refusal": refusal, "key": key_of(request), "running": here.state in RUNNING}  # fmt: skip
    return render(request, "meetings/ask_without_a_name.html", context, status=status)


@for_members
def take_out(request: Any, number: int) -> HttpResponse:
    """The chair asks for the questions that lie in the box."""
    here = meeting_or_404(number)
    if request.member.pk not in officers_of(here, "chair"):
        raise PermissionDenied(_("Only the chair of this meeting asks for the questions in the box. %(article)s.") % {"article": here.article})  # fmt: skip
    context = head_of(here, _("The box")) | {"taken": None, "refusal": None}
    if request.method == "POST":
        try:
            context["taken"] = ask_for_slips(number, request.member.pk)
        except Refusal as refused:
            context["refusal"] = refused
    if context["taken"]:
        context["said"] = ngettext("%(n)s question was in the box.", "%(n)s questions were in the box.", context["taken"]) % {"n": context["taken"]}  # fmt: skip
    return render(request, "meetings/box.html", context, status=409 if context["refusal"] else 200)
