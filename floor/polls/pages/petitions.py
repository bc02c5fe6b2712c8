"""Petitions for recall: begun, signed, answered. The page shows how many have signed once that gives nobody away, and never who."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.book.models import Attachment
from floor.house import law_in_words
from floor.house import reading as house_reading
from floor.house.models import Mandate
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded
from floor.polls.acts.petitioning import ReplyToPetition
from floor.polls.laws import law_of, small_group
from floor.polls.models import Petition
from floor.polls.recalling.petitions import (
    can_sign,
    gave_the_mandate,
    has_signed,
    is_open,
    needed,
    rule_for,
    rule_of,
    runs,
)
from floor.polls.recalling.signing import LONGEST, begin_petition, sign, withdraw_signature
from floor.polls.showing import reading, rows

from .finding import scene_of
from .texts import as_written, name_of, prose


class BeginForm(forms.Form):
    text = prose(
        gettext_lazy("What you want to say"), LONGEST, required=False,
        help_text=gettext_lazy("May stay empty: no cause is needed. Everyone can read it; who wrote it is kept nowhere."),
    )  # fmt: skip


@sensitive_post_parameters()
@never_cache
@for_members
def begin(request: Any, number: int) -> HttpResponse:
    """Begin a petition to recall a holder."""
    mandate = Mandate.objects.select_related("seat__unit", "holder", "result").filter(pk=number).first()
    if mandate is None:
        raise Http404
    running = Petition.objects.filter(mandate=mandate, completed=None, lapsed=None).values_list("pk", flat=True).first()
    if running:
        return redirect("petition", running)
    form, refusal = BeginForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            begun = begin_petition(number, request.member.pk, as_written(form.cleaned_data["text"]))
            return redirect("petition", begun.pk)
        except Refusal as refused:
            refusal = refused
    rule = rule_for(mandate, request.house.law)
    context = _of(mandate) | {
        "form": form, "refusal": refusal, "mandate": mandate, "rule": law_in_words.recall(rule).says if rule else "",
        "electors": gave_the_mandate(mandate, request.member.pk, scene_of(request)), "runs": runs(mandate, request.house.at),
    }  # fmt: skip
    return render(request, "polls/begin_petition.html", context, status=409 if refusal else 200)


@founded
def petition(request: Any, number: int) -> HttpResponse:
    """One petition: what it says, what the holder answers, how many have signed, until when."""
    here = _petition_or_404(number)
    member, at = request.member, request.house.at
    open_now = is_open(here) and at < here.lapses and runs(here.mandate, at)
    context = _of(here.mandate) | {
        "petition": here, "text": _text(here.text), "reply": _text(here.reply), "open": open_now, "signed": reading.signatures_shown(here, at),
        "needed": needed(here, here.completed or at), "small": small_group(law_of(here)), "rule": law_in_words.recall(rule_of(here)).says,
        "polls": rows.rows_of(rows.without_accounts().filter(petition=here)), "own": None, "refusal": None,
    }  # fmt: skip
    if member is not None and open_now:
        context |= {
            "can_sign": can_sign(here, member.pk, at),
            "own": has_signed(number, member.pk),
            "is_holder": here.mandate.holder_id == member.pk,
        }
    answer = render(request, "polls/petition.html", context)
    if member is not None:
        answer["Cache-Control"] = "private, no-store"
    return answer


@sensitive_post_parameters()
@never_cache
@for_members
def sign_it(request: Any, number: int) -> HttpResponse:
    """Sign, or take a signature back. Nothing of it is in the address or in the book."""
    here = _petition_or_404(number)
    if request.method != "POST":
        return redirect("petition", number)
    try:
        (withdraw_signature if "withdraw" in request.POST else sign)(number, request.member.pk)
    except Refusal as refusal:
        return render(
            request,
            "polls/petition_refused.html",
            _of(here.mandate) | {"petition": here, "refusal": refusal},
            status=409,
        )
    return redirect("petition", number)


class ReplyForm(forms.Form):
    text = prose(gettext_lazy("Your answer"), 20_000)

    def clean_text(self) -> str:
        return as_written(self.cleaned_data["text"])


@for_members
def reply(request: Any, number: int) -> HttpResponse:
    """The holder answers."""
    here = _petition_or_404(number)
    context = _of(here.mandate) | {
        "title": _("Answer the petition"), "lede": _("Your answer stands beside it until the poll. It is given once."), "button": _("Publish the answer"),
        "back": reverse("petition", args=[number]),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> tuple[ReplyToPetition, tuple[str, ...]]:
        return ReplyToPetition(petition=number, text=name_of(data["text"])), (data["text"],)

    return act_page(request, ReplyForm(request.POST or None), "polls/act.html", context, make)


def _petition_or_404(number: int) -> Petition:
    found = (
        Petition.objects.select_related("mandate__seat__unit", "mandate__holder", "mandate__result", "unit")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _of(mandate: Mandate) -> dict[str, Any]:
    """Whose mandate it is, and the way here."""
    seat = mandate.seat
    units = house_reading.called([seat.unit_id, mandate.result.unit_id])
    title = _("Recall: %(seat)s") % {"seat": seat.office or seat.body}
    return {
        "mandate": mandate, "seat": seat, "here": units[seat.unit_id], "electing": units[mandate.result.unit_id], "heading": title,
        "crumbs": [(reverse("polls"), _("Polls")), (reverse("power", args=[seat.pk]), seat.office or seat.body), ("", _("Recall"))],
    }  # fmt: skip


def _text(sha256: str) -> str:
    found = Attachment.objects.filter(pk=sha256).values_list("content", flat=True).first() if sha256 else None
    return found or ""
