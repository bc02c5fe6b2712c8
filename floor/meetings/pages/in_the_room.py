"""What the pages in the room are about, and for whom they are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from floor.book.act import CLOCK, Scene, by_member
from floor.book.asked import Asked
from floor.meetings.models import Meeting
from floor.meetings.showing.room_now import RoomNow

from .finding import head_of as head_of_meeting

_meeting_with = Asked(lambda pk: Meeting.objects.select_related("unit").filter(pk=pk))
#: Which parts in a meeting open a page of the table, in words.
PARTS = {
    ("chair", "secretary"): lambda: _("the chair and the secretary"),
    ("chair", "secretary", "teller"): lambda: _("the chair, the secretary and the tellers"),
    ("chair", "teller"): lambda: _("the chair and the tellers"),
}


def now_in(request: Any, number: int) -> RoomNow:
    """The meeting as it is for this request: read once, whoever asks."""
    rooms: dict[int, RoomNow] = request.__dict__.setdefault("rooms", {})
    if number not in rooms:
        rooms[number] = now_anew(request, number)
    return rooms[number]


def now_anew(request: Any, number: int) -> RoomNow:
    """The meeting as it is after something was refused: somebody else may have been faster."""
    found = _meeting_with.first(pk=number)
    if found is None:
        raise Http404
    return RoomNow(found, request.house.at)


def scene_of(request: Any) -> Scene:
    """The scene as an act of the member who is here would find it now."""
    house = request.house
    by = by_member(request.member.pk) if request.member is not None else CLOCK
    return Scene(house.size, house.at, by, house.statutes)


def head_of(now: RoomNow, last: str = "") -> dict[str, Any]:
    """The meeting, its unit by name, and the way here. One query."""
    return head_of_meeting(now.meeting, last) | {"now": now}


def questions_of(meeting: Meeting) -> str:
    """Where questions are asked; empty where that page is not there."""
    for name in ("meeting-questions", "questions"):
        try:
            return reverse(name, args=[meeting.pk])
        except NoReverseMatch:
            continue
    return ""


def must_hold(request: Any, now: RoomNow, *offices: str) -> None:
    """This page is for those to whom the meeting has given a part."""
    if not now.holds(request.member.pk, *offices):
        raise PermissionDenied(
            _("This page is for %(who)s of this meeting, while it runs. %(article)s.")
            % {"who": PARTS[offices](), "article": now.meeting.article}
        )
