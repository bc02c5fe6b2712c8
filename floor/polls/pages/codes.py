"""Voting codes: a sheet of cards to print and fold, and the door for whoever has one. A code is shown once and kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.house.models import Member
from floor.house.pages.by_form import do_for, key_of
from floor.house.pages.finding import for_members, founded, must_admit
from floor.house.pages.forms import Numbers
from floor.polls.acts.codes import IssueVotingCodes
from floor.polls.models import Poll, VotingCode
from floor.polls.printing import CannotPrint, print_code_cards
from floor.polls.printing.what import CodeCard, CodeCards
from floor.polls.showing.what_to_print import head_for_print
from floor.polls.urn.booth import NotLetIn, TooOften, enter_with_code
from floor.site.cards import lock_for, new_code

from .finding import head_of, poll_or_404
from .lists import about

#: Cards of one sheet: each lock takes a moment to make.
MOST = 100


class SheetForm(forms.Form):
    members = Numbers(
        label=gettext_lazy("For the members"),
        help_text=gettext_lazy("Their numbers on the register. An earlier code of theirs for this poll is withdrawn."),
    )

    def clean_members(self) -> list[int]:
        numbers = list(dict.fromkeys(self.cleaned_data["members"]))
        if len(numbers) > MOST:
            raise forms.ValidationError(_("At most %(most)s codes go on one sheet.") % {"most": MOST})
        return numbers


@never_cache
@for_members
def issue(request: Any, number: int) -> HttpResponse:
    """Print cards with codes, as one PDF. For whoever keeps the register."""
    here = poll_or_404(number)
    must_admit(request, here.unit)
    held = VotingCode.objects.filter(poll=here, withdrawn=None).values("member")
    without = Member.objects.filter(unit__path__startswith=here.unit.path, left=None).exclude(pk__in=held)
    suggested = ", ".join(map(str, without.order_by("number").values_list("number", flat=True)[:MOST]))
    form = SheetForm(request.POST or None, initial={"members": suggested})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _sheet(request, here, form.cleaned_data["members"])
        except Refusal as refused:
            refusal = refused
        except CannotPrint as why:
            refusal = Refusal(_("the press"), str(why))
    lede = _(
        "Each opens the booth of this poll for one paper, at a kiosk or on any phone. Print the sheet at once: the codes are kept nowhere."
    )
    context = about(here, _("Print voting codes"), lede) | {
        "form": form,
        "key": key_of(request),
        "button": _("Issue and print"),
        "refusal": refusal,
    }
    return render(request, "polls/act.html", context, status=409 if refusal else 200)


def _sheet(request: Any, here: Poll, members: list[int]) -> HttpResponse:
    people = list(Member.objects.filter(pk__in=members, left=None).select_related("unit").order_by("number"))
    codes = {member.pk: new_code() for member in people}
    receipt = do_for(
        request, IssueVotingCodes(poll=here.pk, members=list(codes), locks=[lock_for(code) for code in codes.values()])
    )
    if receipt.repeated:
        raise Refusal(
            _("the form"), _("These codes were issued a moment ago; they were on the sheet then and are kept nowhere.")
        )
    door = request.build_absolute_uri(reverse("code", args=[here.pk]))
    cards = tuple(
        CodeCard(_called(member), codes[member.pk], _("Number %(number)s") % {"number": member.pk}) for member in people
    )
    made = print_code_cards(CodeCards(head_for_print(here, request.house.title), door, here.closes, cards))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="poll-{here.pk}-codes.pdf"'
    return response


def _called(member: Member) -> str:
    return member.name or _("member %(number)s") % {"number": member.pk}


class CodeForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number on the card"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "required": True})
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Code on the card"), max_length=40, help_text=gettext_lazy("Dashes, spaces and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "required": True}),
    )  # fmt: skip


@sensitive_post_parameters("code", "number")
@never_cache
@founded
def enter(request: Any, number: int) -> HttpResponse:
    """The door of the booth for whoever has a printed code."""
    here = poll_or_404(number)
    form, wrong, status = CodeForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            enter_with_code(request, here, form.cleaned_data["number"], form.cleaned_data["code"])
        except NotLetIn as reason:
            wrong, status = str(reason), 429 if isinstance(reason, TooOften) else 403
        else:
            return redirect("booth", number)
    return render(
        request, "polls/booth/code.html", head_of(here, _("Vote")) | {"form": form, "wrong": wrong}, status=status
    )
