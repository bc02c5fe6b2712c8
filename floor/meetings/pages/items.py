"""Items of an agenda: one with everything on it; proposed, taken back, objected to."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.house.pages.by_form import act_page
from floor.house.pages.finding import for_members, founded
from floor.house.pages.texts import as_written, name_of
from floor.meetings.acts.agenda_items import ObjectToItem, ProposeItem, WithdrawItem
from floor.meetings.authority import OVER
from floor.meetings.models import Item, Motion
from floor.meetings.showing.on_the_agenda import motions_told
from floor.promises.pages.finding import scene_of
from floor.promises.showing.texts import texts_of

from .finding import head_of, item_or_404, meeting_or_404
from .forms import ItemForm, ObjectionForm


@founded
def item(request: Any, number: int) -> HttpResponse:
    """One item: its words, where it came from, the motions on it and how each came out."""
    here = item_or_404(number)
    meeting = here.meeting
    later = Item.objects.filter(from_item=here).order_by("pk").values_list("pk", "meeting").first()
    context = head_of(meeting, _("Item %(n)s") % {"n": here.place}) | {
        "item": here, "text": texts_of([here.text]).get(here.text, ""), "motions": motions_told(Motion.objects.filter(item=here)), "later": later,
        "takes_back": _could(request, WithdrawItem(item=number)), "objects": not here.objection and here.state == "open" and meeting.state not in OVER and request.member is not None,
    }  # fmt: skip
    return render(request, "meetings/item.html", context)


def _could(request: Any, act: WithdrawItem) -> bool:
    """Whether the member who is here could do it; what they could not do is not offered to them."""
    if request.member is None:
        return False
    try:
        act.guard(scene_of(request))
    except Refusal:
        return False
    return True


@for_members
def propose(request: Any, number: int) -> HttpResponse:
    """Propose an item for a meeting that has been called."""
    here = meeting_or_404(number)
    form = ItemForm(request.POST or None)
    context = head_of(here, _("Propose an item")) | {
        "title": _("Propose an item"), "button": _("Put it on the agenda"), "back": reverse("meeting", args=[number]),
        "lede": _("It is on the agenda at once, and nobody can leave it out. What people say in meetings, and several persons at once, can't be items."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> tuple[ProposeItem, tuple[str, ...]]:
        text = as_written(data["text"])
        return ProposeItem(meeting=number, item=form.item(name_of(text) if text else "")), (text,) if text else ()

    return act_page(request, form, "house/act.html", context, make)


@for_members
def take_back(request: Any, number: int) -> HttpResponse:
    """Take an item off the agenda that one proposed, or that one called the meeting for."""
    here = item_or_404(number)
    context = head_of(here.meeting, _("Item %(n)s") % {"n": here.place}) | {
        "title": _("Take back: %(item)s") % {"item": here.title}, "button": _("Take it off the agenda"), "confirm": True,
        "back": reverse("meeting-item", args=[number]), "lede": _("It stays to be seen that it was proposed and taken back."),
    }  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: WithdrawItem(item=number))


@for_members
def object_to(request: Any, number: int) -> HttpResponse:
    """Say that an item is out of order; the meeting decides before it is taken up."""
    here = item_or_404(number)
    context = head_of(here.meeting, _("Item %(n)s") % {"n": here.place}) | {
        "title": _("Object to: %(item)s") % {"item": here.title}, "button": _("Say so"), "back": reverse("meeting-item", args=[number]),
        "lede": _("The meeting decides by hands before the item is taken up. Nobody else decides it."),
    }  # fmt: skip

    def make(data: dict[str, Any]) -> ObjectToItem:
        return ObjectToItem(item=number, ground=data["ground"])

    return act_page(request, ObjectionForm(request.POST or None), "house/act.html", context, make)
