"""Petitions for a meeting, or with a text to a body: begun, signed, answered. The page never shows who signed (R17)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.book.addresses import number_in, words_in
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded
from floor.house.pages.texts import as_written, name_of
from floor.house.reading import called
from floor.house.standing import holding
from floor.law.language import Law
from floor.law.values import Who
from floor.meetings.acts.petitioning import AnswerPetition
from floor.meetings.laws import law_of, notice_of
from floor.meetings.models import Petition
from floor.meetings.petitioning.petitions import can_sign, days_overdue, has_signed, is_open, takes_signatures
from floor.meetings.petitioning.signing import begin_petition, rights_of, sign, withdraw_signature
from floor.meetings.showing.listed import PAGE
from floor.meetings.showing.signatures import signatures_shown
from floor.polls.laws import small_group
from floor.promises.pages.by_door import door_page, once_without_a_name
from floor.promises.showing.texts import texts_of

from .calling import TIME_TO_FILL_IN, notice_said
from .finding import petition_or_404, unit_in, way_to
from .forms import AnswerPetitionForm, PetitionForMeetingForm, PetitionWithTextForm


@founded
def petitions(request: Any) -> HttpResponse:
    """All petitions for meetings and to bodies, the newest first; of everyone or of one unit."""
    here, before = unit_in(request), number_in(request.GET, "before")
    found = Petition.objects.select_related("unit").order_by("-pk")
    found = found.filter(unit=here.pk) if here else found
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    context = {
        "here": here, "rows": rows[:PAGE], "before": before, "more": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "crumbs": [*way_to(here), ("", _("Petitions"))],
    }  # fmt: skip
    return render(request, "meetings/petitions.html", context)


@sensitive_post_parameters()
@never_cache
@for_members
def begin(request: Any) -> HttpResponse:
    """Begin a petition to a body: for a meeting, or with `kind=text` one that it must answer."""
    here, body = unit_in(request), words_in(request.GET, "body", 80)
    law: Law = request.house.law
    rule = law.body.get(body)
    if here is None or rule is None or (rule.at, rule.line) != (here.unit.level, here.unit.line):
        raise Http404
    kind = "text" if request.GET.get("kind") == "text" else "meeting"
    shares = [str(share) for share in rights_of(law, body, kind)]
    said = {"body": body, "unit": here.name}
    title = _("Petition to the %(body)s") if kind == "text" else _("Petition for a meeting of the %(body)s")
    context = {
        "title": title % said, "button": _("Begin the petition"), "back": f"{reverse('meeting-petitions')}?unit={here.pk}", "here": here, "body": body,
        "kind_of_petition": kind, "shares": shares, "crumbs": [*way_to(here), ("", _("Begin a petition"))],
        "lede": _("When %(shares)s have signed, the body owes an answer.") % {"shares": ", ".join(shares)} if kind == "text"
        else _("When %(shares)s have signed, the meeting is called at once. It needs nobody's leave.") % {"shares": ", ".join(shares)},
    }  # fmt: skip
    earliest = notice_of(rule, request.house.at)
    form: Any = (
        PetitionWithTextForm(request.POST or None)
        if kind == "text"
        else PetitionForMeetingForm(request.POST or None, earliest=earliest + TIME_TO_FILL_IN, notice=notice_said(rule, earliest))
    )  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        items = [{"title": line} for line in data.get("items", [])]
        begun = begin_petition(
            here.pk, body, request.member.pk, title=data["title"], text=as_written(data["text"]), starts=data.get("starts"),
            place=data.get("place", ""), items=items, once=once_without_a_name(request),
        )  # fmt: skip
        return reverse("meeting-petition", args=[begun.pk])

    return door_page(request, form, context, through, "meetings/begin_petition.html")


@founded
def petition(request: Any, number: int) -> HttpResponse:
    """One petition: what it asks, how many have signed, until when, what came of it."""
    here = petition_or_404(number)
    member, at = request.member, request.house.at
    unit = called({here.unit_id})[here.unit_id]
    open_now = is_open(here) and at < here.lapses
    texts = texts_of([here.text, here.reply])
    context: dict[str, Any] = {
        "petition": here, "here": unit, "open": open_now, "signed": signatures_shown(here, at), "small": small_group(law_of(here)),
        "text": texts.get(here.text, ""), "reply": texts.get(here.reply, ""), "meetings": list(here.meetings.order_by("pk")), "refusal": None,
        "days_overdue": days_overdue(here, at),
        "crumbs": [*way_to(unit), (f"{reverse('meeting-petitions')}?unit={unit.pk}", _("Petitions")), ("", _("Petition %(n)s") % {"n": here.pk})],
    }  # fmt: skip
    if member is not None:
        if takes_signatures(here) and (open_now or here.completed):
            context |= {"own": has_signed(number, member.pk), "can_sign": can_sign(here, member.pk, at), "takes": True}
        context["answers"] = here.kind == "text" and here.completed and not here.replied and bool(
            holding(member.pk, Who(body=here.body), here.unit, at)
        )  # fmt: skip
    answer = render(request, "meetings/petition.html", context)
    if member is not None:
        answer["Cache-Control"] = "private, no-store"
    return answer


@sensitive_post_parameters()
@never_cache
@for_members
def sign_it(request: Any, number: int) -> HttpResponse:
    """Sign, or take a signature back. Nothing of it is in the address or in the book."""
    here = petition_or_404(number)
    if request.method != "POST":
        return redirect("meeting-petition", number)
    try:
        (withdraw_signature if "withdraw" in request.POST else sign)(number, request.member.pk)
    except Refusal as refusal:
        context = {"petition": here, "refusal": refusal, "crumbs": way_to(called({here.unit_id})[here.unit_id])}
        return render(request, "meetings/petition_refused.html", context, status=409)
    return redirect("meeting-petition", number)


@for_members
def reply(request: Any, number: int) -> HttpResponse:
    """Somebody who sits in the body answers for it."""
    here = petition_or_404(number)
    context = {
        "title": _("Answer: %(title)s") % {"title": here.title}, "button": _("Publish the answer"), "back": reverse("meeting-petition", args=[number]),
        "lede": _("It stands beside the petition for good. It is given once."), "crumbs": way_to(called({here.unit_id})[here.unit_id]),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> tuple[AnswerPetition, tuple[str, ...]]:
        text = as_written(data["text"])
        return AnswerPetition(petition=number, text=name_of(text)), (text,)

    return act_page(request, AnswerPetitionForm(request.POST or None), "house/act.html", context, make)
