"""What the press itself has for the board: notices, letters, platforms with their mailings. Each with its text in one query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.house.board import Line, on_the_board, way_to
from floor.house.models import Unit
from floor.press.lots import drawn_for
from floor.press.models import Letter, Mailing, Platform, PostedNotice


def _text(column: str) -> Subquery:
    return Subquery(Attachment.objects.filter(pk=OuterRef(column)).values("content")[:1])


@on_the_board
def notices_and_letters(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Notices that hang there now and letters on the board, the last ones first. One query for both; who wrote a letter is never here."""
    hanging = (
        PostedNotice.objects.filter(unit=unit, until__gt=moment, taken_down=None).order_by("-pk").values("pk")[:limit]
    )
    printed = Letter.objects.filter(unit=unit, state="published").order_by("-published", "-pk").values("pk")[:limit]
    notices = PostedNotice.objects.filter(pk__in=hanging).annotate(said=_text("text"), known=Q(result__isnull=False))
    letters = Letter.objects.filter(pk__in=printed).annotate(said=_text("text"), known=Q(writer__isnull=False))
    rows = notices.values_list("pk", "posted", "title", "said", "known", "until", "body").union(
        letters.values_list("pk", "published", "title", "said", "known", "entered", Value("")), all=True
    )
    return [_notice(*row) if row[-1] else _letter(*row[:5]) for row in sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)]  # fmt: skip


def _notice(number: int, posted: datetime, title: str, text: str | None, adopted: bool, until: datetime, body: str) -> Line:  # fmt: skip
    by = _("%(body)s, until %(day)s") % {"body": body, "day": date_format(until, "j F Y")}
    return Line("notice", posted, title, way_to("notice", number), (by,), tag=_("adopted") if adopted else "", mood="good", body=text or "")  # fmt: skip


def _letter(number: int, published: datetime, title: str, text: str | None, signed: bool) -> Line:
    return Line("letter", published, title, way_to("letter", number), (_("signed") if signed else _("unsigned"),), body=text or "")  # fmt: skip


@on_the_board
def platforms(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Every platform of the unit with its last mailing, in the order that the lot drew for this day, whatever the limit (R8)."""
    last = Subquery(Mailing.objects.filter(platform=OuterRef("pk")).order_by("-pk").values("title")[:1])
    registered = Platform.objects.filter(unit=unit, state="registered").annotate(said=_text("statement"), mailed=last)
    found = {one.pk: one for one in registered.order_by("pk")}
    return [_platform(found[number]) for number in drawn_for(moment.date(), found)]


def _platform(one: Any) -> Line:
    """A platform, with its statement and its last mailing beside it."""
    n = number_format(one.supporters, force_grouping=True)
    supporters = _("%(n)s supporters when it was registered") % {"n": n}
    mailed = _("Mailing: %(title)s") % {"title": one.mailed} if one.mailed else ""
    details = tuple(words for words in (supporters, mailed) if words)
    return Line("platform", one.registered, one.title, way_to("platform", one.pk), details, body=one.said or "")
