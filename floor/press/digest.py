"""The week of a unit as a letter: what is coming, what was decided, what is open, and every mailing of a platform, whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from floor.house.reading import Called, House
from floor.press.models import Mailing
from floor.press.showing.board import Column, board_of
from floor.press.showing.letters import texts_of

WEEK = timedelta(days=7)
#: What is told of the past week only; everything else stands as it is today.
_OF_THE_WEEK = ("decided", "result", "letter", "notice")


@dataclass(frozen=True, slots=True)
class Digest:
    """A letter to everyone who asked for it: the same words for all, and nothing in it that tells who reads it (R17)."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Mailed:
    """A mailing as it goes out."""

    platform: str
    title: str
    text: str
    sent: datetime


def digest_of(here: Called, house: House, address: str) -> Digest:
    """The digest of a unit as its board stands now. `address` is that of the site, without a slash at its end."""
    board = board_of(here.unit, house.at, house.size, 20)
    since = house.at - WEEK
    columns = [
        Column(one.kind, one.heading, [line for line in one.lines if one.kind not in _OF_THE_WEEK or line.when > since])
        for one in board.columns
    ]
    context = {
        "here": here, "house": house, "address": address, "columns": [one for one in columns if one.lines], "mailings": mailings_since(here, since, house.at),
        "board": f"{address}/units/{here.pk}/board/", "stop": f"{address}/units/{here.pk}/digest/",
    }  # fmt: skip
    subject = _("The week of %(unit)s") % {"unit": here.name}
    text = render_to_string("press/digest.txt", context)
    tidy = "\n".join(line.rstrip() for line in text.splitlines())
    while "\n\n\n" in tidy:
        tidy = tidy.replace("\n\n\n", "\n\n")
    return Digest(" ".join(subject.split()), tidy.strip() + "\n", render_to_string("press/digest.html", context))


def mailings_since(here: Called, since: datetime, at: datetime) -> list[Mailed]:
    """The mailings of the week, every platform's, in the order in which they were sent: two queries."""
    found = list(
        Mailing.objects.filter(platform__unit=here.unit, sent__gt=since, sent__lte=at).select_related("platform").order_by("sent", "pk")
    )  # fmt: skip
    texts = texts_of(one.text for one in found) if found else {}
    return [Mailed(one.platform.title, one.title, texts.get(one.text, ""), one.sent) for one in found]
