"""The tellers' own page of a poll on paper: what they entered, where two of them differ, and entering it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members
from floor.house.pages.forms import Numbers
from floor.house.pages.forms import number as whole_number
from floor.polls.acts.sheets import EnterSheets, NameTellers
from floor.polls.electing.standing_for import options_of, people_on_lists, standing_in
from floor.polls.models import Poll
from floor.polls.on_paper.entered import corrections, differences, entries_of, own_entry, who_may_count

from .finding import poll_or_404
from .lists import about
from .texts import prose

_LARGEST = 5_000_000


class SheetsForm(forms.Form):
    """A file or a pasted table; a line for each sheet."""

    marked = whole_number(gettext_lazy("Names ticked on the paper roll"))
    file = forms.FileField(label=gettext_lazy("A file (CSV)"), required=False)
    sheets = forms.CharField(
        label=gettext_lazy("Or line by line"), required=False, max_length=_LARGEST, strip=False, widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy("The number of the sheet, then its choices, with commas between them. Nothing after the number for a blank sheet, “invalid” for one that can't be counted."),
    )  # fmt: skip
    remark = prose(
        gettext_lazy("If there are fewer sheets than ticks: why"),
        500,
        rows=2,
        required=False,
        help_text=gettext_lazy("Everyone can read it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if sent := data.get("file"):
            try:
                data["sheets"] = sent.read(_LARGEST + 1).decode("utf-8")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("The file is not text in UTF-8.")) from None
        if not (data.get("sheets") or "").strip():
            raise forms.ValidationError(_("Choose a file, or write the sheets line by line."))
        return data


@sensitive_post_parameters("sheets", "file", "marked")
@never_cache
@for_members
def sheets(request: Any, number: int) -> HttpResponse:
    """Enter every sheet, alone. For the tellers of the poll."""
    here = poll_or_404(number)
    recount = recount_of(here)
    if request.member.pk not in who_may_count(here, recount):
        raise PermissionDenied(_("This is for the tellers who count the papers of this poll."))
    stands, entered = standing_in(here), entries_of(here, recount)
    mine = own_entry(here, request.member.pk, recount)
    initial = {"sheets": "\n".join(_line(sheet, said) for sheet, said in mine)}
    form = SheetsForm(request.POST or None, request.FILES or None, initial=initial)
    lede = _(
        "Each teller enters all sheets alone and sees nothing of what the other enters. When two agree, the papers are published and counted."
    )
    context = about(here, _("Enter the sheets"), lede) | {
        "button": _("Enter them again") if mine else _("Enter them"), "entered": len(entered), "mine": mine, "differences": differences(here, recount),
        "corrections": corrections(here, recount), "options": options_of(here, stands, request.member), "people": people_on_lists(stands, request.member),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> EnterSheets:
        return EnterSheets(
            poll=number, recount=recount, marked=data["marked"], sheets=data["sheets"], remark=data["remark"]
        )

    return act_page(request, form, "polls/sheets.html", context, make)


def recount_of(here: Poll) -> int:
    """The number of the recount that is under way; 0 for the first count."""
    recounts = here.outcome.get("recounts", [])
    return len(recounts) if recounts and "papers" not in recounts[-1] else 0


def _line(sheet: int, said: str) -> str:
    return str(sheet) if said == "blank" else f"{sheet},{said.replace(' ', ',')}"


class TellersForm(forms.Form):
    tellers = Numbers(
        label=gettext_lazy("Tellers"),
        help_text=gettext_lazy("Their numbers on the register; none of them stands in the poll."),
    )


@for_members
def name_tellers(request: Any, number: int) -> HttpResponse:
    """Name tellers for a poll that has too few."""
    here = poll_or_404(number)
    lede = _("At least two count, each alone. Nobody counts papers on which their own name stands.")
    context = about(here, _("Name tellers"), lede) | {"button": _("Name them"), "back": reverse("poll", args=[number])}
    return act_page(
        request,
        TellersForm(request.POST or None),
        "polls/act.html",
        context,
        lambda data: NameTellers(poll=number, tellers=data["tellers"]),
    )
