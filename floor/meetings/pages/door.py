"""The door: a card is shown, its number typed or scanned, and the screen says come in, or why not. No names, ever."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from floor.book.act import Refusal
from floor.house.models import Card
from floor.house.pages.finding import for_members
from floor.meetings.doors import InTheRoom, come_in, go_out, guest_comes, guest_goes, in_the_room
from floor.meetings.showing.room_now import RoomNow

from .acting import Data, do_once, fresh_key
from .door_codes import GOOD_FOR, door_picture
from .in_the_room import head_of, must_hold, now_anew, now_in

#: A scanner types what the QR code of a card says: the address of the door with the card's number.
_CARD = re.compile(r"(?:^|[?&]card=)(\d{1,15})\s*$")
#: As what somebody comes in, and whether a card is needed for it.
KINDS = {
    "entitled": gettext_lazy("Member"),
    "guest": gettext_lazy("Guest"),
    "consultative": gettext_lazy("Consultative voice"),
}


class CardShown(forms.Form):
    card = forms.CharField(
        label=gettext_lazy("Number on the card"), max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )  # fmt: skip


@never_cache
@for_members
def door(request: Any, number: int) -> HttpResponse:
    """Let people in and out. For the chair, the secretary and the tellers of the meeting."""
    now = now_in(request, number)
    must_hold(request, now, "chair", "secretary", "teller")
    if request.method != "POST":
        return _draw(request, now)
    name = request.POST.get("do", "")
    if name not in DOINGS:
        return _draw(request, now, Refusal(_("the form"), _("This page has no such button. Load it again.")), 422)
    form = CardShown(request.POST) if name in WITH_A_CARD else None

    def deed(asked: Any, data: Data) -> str:
        return DOINGS[name](asked, now, data)

    back = reverse("meeting-door", args=[number])
    return do_once(
        request, deed, form, lambda refusal, status: _draw(request, now_anew(request, number), refusal, status), back
    )


def _member_of(request: Any, now: RoomNow, shown: str) -> int:
    """Whose card this is. The screen never says it."""
    found = _CARD.search(shown.strip())
    card = Card.objects.filter(pk=int(found[1])).select_related("member").first() if found else None
    if card is None:
        raise Refusal(now.meeting.article, _("There is no card with this number. Look at the card and type it again."))
    if card.withdrawn is not None or card.expires <= request.house.at or card.member.left is not None:
        raise Refusal(now.meeting.article, _("This card is out of use. Whoever keeps the register gives out new ones."))
    return card.member_id


def _in_by_card(request: Any, now: RoomNow, data: Data) -> str:
    kind = request.POST.get("kind", "entitled")
    come_in(now.meeting.pk, _member_of(request, now, data["card"]), kind if kind in KINDS else "entitled")
    return _told(now, "in")


def _out_by_card(request: Any, now: RoomNow, data: Data) -> str:
    go_out(now.meeting.pk, _member_of(request, now, data["card"]))
    return _told(now, "out")


def _guest(request: Any, now: RoomNow, data: Data) -> str:
    guest_comes(now.meeting.pk, "consultative" if request.POST.get("kind") == "consultative" else "guest")
    return _told(now, "in")


def _guest_out(request: Any, now: RoomNow, data: Data) -> str:
    guest_goes(now.meeting.pk, "consultative" if request.POST.get("kind") == "consultative" else "guest")
    return _told(now, "out")


def _told(now: RoomNow, which: str) -> str:
    return f"{reverse('meeting-door', args=[now.meeting.pk])}?{which}=1"


DOINGS = {"in": _in_by_card, "out": _out_by_card, "guest in": _guest, "guest out": _guest_out}
WITH_A_CARD = ("in", "out")


def _draw(request: Any, now: RoomNow, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    inside = in_the_room(now.meeting)
    if now.meeting.doors == "heads":
        # What tellers counted holds until cards are counted again.
        inside = InTheRoom(now.meeting.present, now.meeting.guests, now.meeting.consultative)
    context = head_of(now, _("Door")) | by_number(request) | {
        "refusal": refusal, "form": CardShown(), "kinds": KINDS, "inside": inside, "came_in": "in" in request.GET and refusal is None,
        "went_out": "out" in request.GET and refusal is None, "key_of_forms": fresh_key,
    }  # fmt: skip
    return render(request, "meetings/door.html", context, status=status)


def by_number(request: Any) -> dict[str, Any]:
    """These screens are seen by everyone who passes: whoever keeps the door stands at their head by number alone."""
    return {"member": SimpleNamespace(pk=request.member.pk, name="")}


@never_cache
@for_members
def code(request: Any, number: int) -> HttpResponse:
    """A screen at the door with a code that lets people in by their own phones. It is a new one every few minutes."""
    now = now_in(request, number)
    must_hold(request, now, "chair", "secretary", "teller")
    context = head_of(now, _("Code at the door")) | by_number(request) | {
        "picture": door_picture(request, number), "good_for": int(GOOD_FOR.total_seconds() // 60), "inside": in_the_room(now.meeting),
    }  # fmt: skip
    answer = render(request, "meetings/door_code.html", context)
    answer["Refresh"] = "60"
    return answer
