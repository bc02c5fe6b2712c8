"""What the pages of the press are about, found by the number in the address; and what whoever is here could do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import CLOCK, Authority, Refusal, Scene, by_member
from floor.house.reading import Called
from floor.press.models import Letter, Platform, PostedNotice

Found = TypeVar("Found", bound=Model)


def scene_of(request: Any) -> Scene:
    """The scene as an act of the member who is here would find it now."""
    house = request.house
    by = by_member(request.member.pk) if request.member is not None else CLOCK
    return Scene(house.size, house.at, by, house.statutes)


def may(request: Any, asked: Callable[[Scene], Authority]) -> bool:
    """Whether the member who is here has this authority; what they could not do is not offered to them."""
    if request.member is None:
        return False
    try:
        asked(scene_of(request))
    except Refusal:
        return False
    return True


def letter_or_404(number: int) -> Letter:
    return _found(Letter.objects.select_related("unit", "writer", "about_mandate__seat", "appeal"), number)


def notice_or_404(number: int) -> PostedNotice:
    return _found(PostedNotice.objects.select_related("unit"), number)


def platform_or_404(number: int) -> Platform:
    return _found(Platform.objects.select_related("unit"), number)


def _found(rows: QuerySet[Found], number: int) -> Found:
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def way_to_board(here: Called, last: str = "") -> list[tuple[str, str]]:
    """The way to the board of a unit, or to a page that hangs on it."""
    way = [(reverse("units"), _("Units")), (reverse("unit", args=[here.pk]), here.name)]
    board = reverse("board", args=[here.pk]) if last else ""
    return [*way, (board, _("Noticeboard")), *([("", last)] if last else [])]
