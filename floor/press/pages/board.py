"""The noticeboard of a unit: to read, for the wall, as a calendar, as a feed, as a wall newspaper to print."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from floor.house.board import lines_of
from floor.house.pages.finding import founded, unit_or_404
from floor.press.calendar import calendar
from floor.press.feed import feed
from floor.press.printing import CannotPrint, Sheet, print_newspaper
from floor.press.showing.board import board_of
from floor.press.showing.newspaper import newspaper_of

from .finding import way_to_board

#: How long a printed newspaper is kept at hand: setting one takes longer than sending it.
KEPT_FOR = 600


@founded
def board(request: Any, number: int) -> HttpResponse:
    """The board, to read or, in large letters, for a projector."""
    here = unit_or_404(number)
    shown = board_of(here.unit, request.house.at, request.house.size)
    context = {"here": here, "board": shown, "crumbs": way_to_board(here), "large": "large" in request.GET}
    return render(request, "press/board.html", context)


@founded
def ics(request: Any, number: int) -> HttpResponse:
    """The calendar of the unit. Whoever subscribes sees what is moved and what is called off."""
    here = unit_or_404(number)
    origin, address = request.get_host().split(":")[0], request.build_absolute_uri("/").rstrip("/")
    made = calendar(here.name, origin, lines_of(here.unit, request.house.at, 50), address)
    return _for_everyone(made, "text/calendar; charset=utf-8", f"board-{number}.ics")


@founded
def atom(request: Any, number: int) -> HttpResponse:
    """The board as a feed."""
    here = unit_or_404(number)
    made = feed(
        _("Noticeboard: %(unit)s") % {"unit": here.name}, request.house.title, lines_of(here.unit, request.house.at, 20),
        address=request.build_absolute_uri("/").rstrip("/"), page=reverse("board", args=[number]), itself=request.get_full_path(), now=request.house.at,
    )  # fmt: skip
    return _for_everyone(made, "application/atom+xml; charset=utf-8", f"board-{number}.atom")


@founded
def wall(request: Any, number: int, sheet: Sheet) -> HttpResponse:
    """The wall newspaper, as a PDF to hang up."""
    here = unit_or_404(number)
    key = (
        f"wall-{number}-{sheet}-{request.house.size}-{request.house.at:%Y%m%d%H}-{get_language()}-{request.get_host()}"
    )
    made = cache.get(key)
    if made is None:
        address = request.build_absolute_uri(reverse("board", args=[number]))
        try:
            made = print_newspaper(newspaper_of(here, request.house, address), sheet)
        except CannotPrint as why:
            return render(request, "press/not_printed.html", {"why": str(why), "here": here}, status=503)
        cache.set(key, made, KEPT_FOR)
    return _for_everyone(made, "application/pdf", f"board-{number}-{sheet}.pdf")


def _for_everyone(made: bytes, kind: str, name: str) -> HttpResponse:
    """A file that is the same for every reader: it may be kept by caches for a few minutes."""
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(response, public=True, max_age=300)
    return response
