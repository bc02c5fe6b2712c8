"""Notices: one with its corrections, posting, correcting, taking down."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.forms import end_of
from floor.house.pages.texts import as_written, name_of
from floor.press.acts.correcting import Correct
from floor.press.acts.posting import PostNotice, TakeDownNotice
from floor.press.acts.writing import SPACE
from floor.press.authority import in_body
from floor.press.models import PostedNotice
from floor.press.showing.letters import texts_of

from .finding import notice_or_404, scene_of, way_to_board
from .forms import CorrectionForm, NoticeForm, WhyForm


@founded
def notice(request: Any, number: int) -> HttpResponse:
    """One notice, with what was corrected beside it."""
    one = notice_or_404(number)
    here = unit_or_404(one.unit_id)
    corrections = list(one.corrections.order_by("pk"))
    texts = texts_of([one.text, *(each.text for each in corrections)])
    context = {
        "here": here, "one": one, "text": texts.get(one.text, ""), "corrections": [(each, texts.get(each.text, "")) for each in corrections],
        "crumbs": way_to_board(here, _("Notice %(n)s") % {"n": number}),
        "theirs": request.member is not None and in_body(scene_of(request), one.unit, one.body) is not None,
    }  # fmt: skip
    return render(request, "press/notice.html", context)


@for_members
def post(request: Any, number: int) -> HttpResponse:
    here, house = unit_or_404(number), request.house
    bodies = [name for name, rule in house.law.body.items() if (rule.at, rule.line) == (here.unit.level, here.unit.line) and not rule.sits]  # fmt: skip
    form = NoticeForm(request.POST or None, bodies=bodies)
    context = {
        "title": _("Post a notice, %(unit)s") % {"unit": here.name}, "button": _("Post it"), "back": reverse("board", args=[number]),
        "lede": _("By somebody who was elected to the body. Only the body takes it down again, and nobody takes down what a count adopted."),
        "crumbs": way_to_board(here, _("Post a notice")),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        act = PostNotice(unit=number, body=data["body"], title=data["title"], text=name_of(text), until=end_of(data["until"]), result=data["result"])  # fmt: skip
        return act, (text,)

    return act_page(request, form, "house/act.html", context, make)


@for_members
def take_down(request: Any, number: int) -> HttpResponse:
    one = notice_or_404(number)
    context = {"title": _("Take down: %(title)s") % {"title": one.title}} | _around(one, _("Take it down"))
    form = WhyForm(request.POST or None)
    return act_page(request, form, "house/act.html", context, lambda data: TakeDownNotice(notice=number, **data))


@for_members
def correct(request: Any, number: int) -> HttpResponse:
    one = notice_or_404(number)
    form = CorrectionForm(request.POST or None, label=_("What is right"), most=SPACE)
    context = {"title": _("Correct: %(title)s") % {"title": one.title}} | _around(one, _("Correct it"))

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        return Correct(notice=number, text=name_of(text), reason=data["reason"]), (text,)

    return act_page(request, form, "house/act.html", context, make)


def _around(one: PostedNotice, button: str) -> dict[str, Any]:
    return {"button": button, "back": reverse("notice", args=[one.pk]), "crumbs": way_to_board(unit_or_404(one.unit_id), _("Notice %(n)s") % {"n": one.pk})}  # fmt: skip
