"""Platforms: all of a unit on equal terms, one with its mailings; beginning, supporting, mailing, withdrawing through a door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from floor.book.act import Refusal
from floor.house.pages.by_form import key_of
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.texts import as_written
from floor.press.acts.mailing import MAILINGS, WITHIN, left_of
from floor.press.acts.platforms import needed_in
from floor.press.authority import of_the_unit
from floor.press.doors.platforms import (
    begin_platform,
    send_mailing,
    support,
    supporters_of,
    supports,
    take_support_back,
    withdraw_platform,
)
from floor.press.lots import drawn_for
from floor.press.models import Platform
from floor.press.showing.letters import texts_of

from .finding import may, platform_or_404, way_to_board
from .forms import CodeForm, MailingForm, PlatformForm

#: So many platforms that gather are shown; those that are registered are all shown.
MOST = 50


@founded
def platforms(request: Any, number: int) -> HttpResponse:
    """The platforms of a unit in the order of the day, and those that gather supporters."""
    here = unit_or_404(number)
    found = {one.pk: one for one in Platform.objects.filter(unit=here.unit, state__in=("registered", "gathering")).order_by("state", "pk")}  # fmt: skip
    texts = texts_of(one.statement for one in found.values())
    registered = [pk for pk, one in found.items() if one.state == "registered"]
    gathering = [pk for pk, one in found.items() if one.state == "gathering" and one.lapses > request.house.at][:MOST]
    today = request.house.at.date()
    context = {
        "here": here, "crumbs": way_to_board(here, _("Platforms")), "mailings": MAILINGS, "days": WITHIN.days, "needed": needed_in(here.unit, request.house.law),
        "registered": [(found[pk], texts.get(found[pk].statement, "")) for pk in drawn_for(today, registered)],
        "gathering": [(found[pk], texts.get(found[pk].statement, "")) for pk in drawn_for(today, gathering)],
    }  # fmt: skip
    return render(request, "press/platforms.html", context)


@founded
def platform(request: Any, number: int) -> HttpResponse:
    """One platform: its statement, its mailings, what it can still send."""
    one = platform_or_404(number)
    here = unit_or_404(one.unit_id)
    mailings = list(one.mailings.order_by("-pk")[:20])
    texts = texts_of([one.statement, *(each.text for each in mailings)])
    law = request.house.law
    small = law.publication.small_group if law.publication else 5
    gathered = supporters_of(one) if one.state == "gathering" else one.supporters
    context = {
        "here": here, "one": one, "text": texts.get(one.statement, ""), "mailings": [(each, texts.get(each.text, "")) for each in mailings],
        "left": left_of(one, request.house.at), "supporters": gathered if gathered >= min(small, one.needed) else None,
        "crumbs": way_to_board(here, one.title), "gathers": one.state == "gathering" and one.lapses > request.house.at,
        "belongs": may(request, lambda scene: of_the_unit(scene, one.unit, "")),
        "signed": request.member is not None and supports(number, request.member.pk),
    }  # fmt: skip
    return render(request, "press/platform.html", context)


@for_members
def begin(request: Any, number: int) -> HttpResponse:
    """Begin a platform. Its code is shown this once."""
    here = unit_or_404(number)
    form = PlatformForm(request.POST or None)
    context = {
        "title": _("Begin a platform, %(unit)s") % {"unit": here.name}, "button": _("Begin it"), "back": reverse("platforms", args=[number]),
        "lede": _("You are its first supporter. How many support it is known when it is registered; who does is kept nowhere."),
        "crumbs": way_to_board(here, _("Begin a platform")),
    }  # fmt: skip
    begun: list[tuple[Platform, str]] = []

    def through(data: dict[str, Any]) -> str:
        begun.append(begin_platform(number, request.member.pk, data["title"], as_written(data["statement"])))
        return ""

    answer = _door(request, form, context, through)
    if not begun:
        return answer
    response = render(request, "press/begun.html", {"here": here, "one": begun[0][0], "code": begun[0][1]})
    response["Cache-Control"] = "no-store"
    return response


@for_members
def sign(request: Any, number: int) -> HttpResponse:
    """Support a platform, or take one's support back."""
    one = platform_or_404(number)
    signed = supports(number, request.member.pk)
    context = {
        "title": _("Take your support back: %(title)s") % {"title": one.title} if signed else _("Support: %(title)s") % {"title": one.title},
        "button": _("Take it back") if signed else _("Support it"), "confirm": True, "back": reverse("platform", args=[number]),
        "lede": _("Nobody sees who supports a platform. The signatures are forgotten when they have been counted."),
    }  # fmt: skip

    def through(_data: dict[str, Any]) -> str:
        (take_support_back if signed else support)(number, request.member.pk)
        messages.success(request, _("Your support was taken back.") if signed else _("Your support was counted."))
        return reverse("platform", args=[number])

    return _door(request, None, context, through)


@sensitive_post_parameters("code")
@for_members
def mail(request: Any, number: int) -> HttpResponse:
    one = platform_or_404(number)
    context = {
        "title": _("A mailing of %(title)s") % {"title": one.title}, "button": _("Send it"), "back": reverse("platform", args=[number]),
        "lede": _("It stands on the board and goes out with the next digest. Every platform has %(n)s in %(days)s days.") % {"n": MAILINGS, "days": WITHIN.days},
    }  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        send_mailing(number, request.member.pk, data["code"], data["title"], as_written(data["text"]))
        return reverse("platform", args=[number])

    return _door(request, MailingForm(request.POST or None), context, through)


@sensitive_post_parameters("code")
@for_members
def withdraw(request: Any, number: int) -> HttpResponse:
    one = platform_or_404(number)
    context = {"title": _("Withdraw: %(title)s") % {"title": one.title}, "button": _("Withdraw the platform"), "back": reverse("platform", args=[number])}  # fmt: skip

    def through(data: dict[str, Any]) -> str:
        withdraw_platform(number, request.member.pk, data["code"])
        return reverse("platform", args=[number])

    return _door(request, CodeForm(request.POST or None), context, through)


def _door(
    request: Any, form: forms.Form | None, context: dict[str, Any], through: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """A page with a form that goes through a door; `through` does it and says where to go on."""
    refusal, status = None, 200
    if request.method == "POST":
        status = 422
        if form is None or form.is_valid():
            try:
                return redirect(through(form.cleaned_data if form is not None else {}) or request.path)
            except Refusal as refused:
                refusal, status = refused, 409
    shown = {"form": form, "key": key_of(request), "refusal": refusal} | context
    return render(request, "house/act.html", shown, status=status)
