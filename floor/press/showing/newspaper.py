"""From the board to the paper: what leads, what stands in which column, how a moment is written."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from floor.house.board import Line
from floor.house.reading import Called, House
from floor.press.printing.newspaper import Item, Newspaper, Section

from .board import Board, board_of

#: So many lines of each thing a room knows fit on a wall.
MOST = 40
#: A letter longer than this goes on on the board itself; platforms stand whole, all of them.
_LETTER = 900


def newspaper_of(here: Called, house: House, address: str, limit: int = MOST) -> Newspaper:
    """The newspaper of a unit as its board stands now."""
    board = board_of(here.unit, house.at, house.size, limit)
    lead = board.lead
    today = timezone.localtime(house.at)
    week = today.isocalendar()
    return Newspaper(
        unit=here.name, organisation=house.title, issued=date_format(today, "l, j F Y"),
        number=_("Week %(week)s of %(year)s") % {"week": week.week, "year": week.year}, address=address,
        checkpoint=f"{house.size} {house.root}", lead=_item(lead, whole=True) if lead else None, lead_heading=_lead_heading(lead),
        sections=_sections(board, lead), platforms=tuple(_item(line, whole=True) for line in board.platforms), language=get_language() or "en",
    )  # fmt: skip


def _lead_heading(lead: Line | None) -> str:
    if lead is None:
        return ""
    words: dict[str, Any] = {"coming": _("Next"), "open": _("To be decided now"), "decided": _("Decided"), "result": _("Result"), "platform": _("Platform")}  # fmt: skip
    return str(words.get(lead.kind, _("On the board")))


def _sections(board: Board, lead: Line | None) -> tuple[Section, ...]:
    found = []
    for column in board.columns:
        items = tuple(_item(line) for line in column.lines if line is not lead)
        if items:
            found.append(Section(column.heading, items))
    return tuple(found)


def _item(line: Line, whole: bool = False) -> Item:
    text = line.body if whole or len(line.body) <= _LETTER else line.body[:_LETTER].rsplit(" ", 1)[0] + " …"
    hour = line.event is not None
    when = date_format(timezone.localtime(line.when), "l j F, H:i" if hour else "j F")
    return Item(
        title=line.text, small=line.details, when="" if line.kind == "platform" else when, tag=line.tag, alarm=line.mood == "alarm",
        bars=line.figures, text=text,
    )  # fmt: skip
