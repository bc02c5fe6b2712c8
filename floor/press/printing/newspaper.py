"""The wall newspaper of a unit, to be hung up: plain values in, a PDF out. On A3 the same words stand larger."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _
from segno import make_qr

from floor.house.typesetting import Exactly, set_in_type

Sheet = Literal["a4", "a3"]

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Item:
    """Something told in the paper."""

    title: str
    small: tuple[str, ...] = ()
    """Lines below the title: the agenda, who must act."""
    when: str = ""
    tag: str = ""
    alarm: bool = False
    bars: tuple[tuple[str, int], ...] = ()
    """What was counted, drawn as bars on one scale."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Newspaper:
    """Everything that stands in it."""

    unit: str
    organisation: str
    issued: str
    """The day, in words."""
    number: str
    """ "No. 48 of 2026": the week."""
    address: str
    checkpoint: str
    sections: tuple[Section, ...] = ()
    platforms: tuple[Item, ...] = ()
    """In the order of the day's lot; each has a box of the same size."""
    lead: Item | None = None
    lead_heading: str = ""
    language: str = "en"


def print_newspaper(paper: Newspaper, sheet: Sheet = "a3") -> bytes:
    """The newspaper as a PDF of as many pages as it needs."""
    values = {
        "sheet": sheet,
        "scale": round((1.41 if sheet == "a3" else 1) * _larger(paper)),
        "unit": paper.unit,
        "organisation": paper.organisation,
        "issued": paper.issued,
        "number": paper.number,
        "title": _("Wall newspaper: %(unit)s") % {"unit": paper.unit},
        "lead": _item(paper.lead) if paper.lead else None,
        "lead_heading": paper.lead_heading,
        "sections": [{"heading": one.heading, "items": [_item(item) for item in one.items]} for one in paper.sections if one.items],
        "platforms": [_item(one) for one in paper.platforms],
        "platforms_heading": _("Platforms"),
        "platforms_say": _("Every group has the same space. Their order is drawn by lot, anew every day."),
        "nothing": _("Nothing hangs on the board of this unit yet. The first to call a meeting, put a question or write a letter fills it."),
        "qr": _qr(paper.address),
        "qr_says": _("The board of today, with everything in full"),
        "address": Exactly(paper.address),
        "checkpoint": Exactly(paper.checkpoint),
        "checkpoint_says": _("Nobody chose what stands here: it was made from the book, which stood so:"),
    }  # fmt: skip
    return set_in_type(_TEMPLATES, "newspaper", values, paper.language)


def _larger(paper: Newspaper) -> int:
    """How large the type is, in hundredths: where little is to be told it is told in large letters, for a wall is read from afar."""
    items = [
        *([paper.lead] if paper.lead else []),
        *paper.platforms,
        *(item for one in paper.sections for item in one.items),
    ]
    letters = sum(len(one.title) + len(one.text) + sum(map(len, one.small)) + 60 + 60 * len(one.bars) for one in items)
    return next((size for most, size in ((700, 130), (1500, 116), (2300, 108)) if letters < most), 100)


def _item(item: Item) -> dict[str, Any]:
    most = max([votes for _name, votes in item.bars], default=0)
    return {
        "title": item.title, "small": [words for words in item.small if words], "when": item.when, "tag": item.tag, "alarm": item.alarm, "text": item.text,
        "bars": [{"name": name, "votes": f"{votes:,}", "part": round(1000 * votes / most) if most else 0} for name, votes in item.bars],
    }  # fmt: skip


def _qr(text: str) -> list[int]:
    """A QR code as the bytes of a picture, with the quiet edge that readers need."""
    drawn = BytesIO()
    make_qr(text, error="m").save(drawn, kind="png", border=2, scale=4)
    return list(drawn.getvalue())
