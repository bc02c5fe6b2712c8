"""What promises have for the noticeboard: undertakings open and overdue, reports due, answers to demands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Min, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.house.board import Line, on_the_board, way_to
from floor.house.models import Unit
from floor.promises.models import Demand, Report, Undertaking

from .words import ANSWERS, STATES, said

#: Reports that are due later stand on the pages of those who owe them; here they would hide what is urgent.
SOON = timedelta(days=30)


@on_the_board
def owed(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """What was promised here and is not done, and reports soon due to those who elected here; the longest overdue first.

    Delegates who owe a report of one body on one day are one line. One query for all of it.
    """
    late = (
        Undertaking.objects.filter(unit=unit, state__in=("open", "overdue", "broken"))
        .order_by("due", "pk")
        .values("pk")[:limit]
    )
    soon = Report.objects.filter(to_unit=unit, given=None, due__lte=moment + SOON).order_by()
    alike = soon.values("due__date", "body").annotate(
        first=Min("pk"), at=Min("due"), many=Count("pk"), kind=Value("report")
    )
    undertakings = Undertaking.objects.filter(pk__in=late).annotate(many=Value(1))
    asked = undertakings.values_list("pk", "due", "who", "what", "state", "many")
    reports = alike.values_list("first", "at", "body", Value(""), "kind", "many")
    rows = sorted(asked.union(reports, all=True), key=lambda row: (row[1], row[4], row[0]))[: 2 * limit]
    return [
        _report(row[0], row[1], row[2], row[5], moment) if row[4] == "report" else _undertaking(*row[:5], moment)
        for row in rows
    ]


def _undertaking(number: int, due: datetime, who: str, what: str, state: str, moment: datetime) -> Line:
    stands = state if due > moment or state == "broken" else "overdue"
    by = _("%(who)s, by %(day)s") % {"who": who, "day": date_format(due, "j F Y")}
    mood = "alarm" if due <= moment else "wait"
    return Line("open", due, what, way_to("undertaking", number), (by,), tag=said(STATES, stands), mood=mood)


def _report(number: int, due: datetime, body: str, many: int, moment: datetime) -> Line:
    late = due <= moment
    text = ngettext("Report of the %(body)s", "%(many)s reports of the %(body)s", many) % {"body": body, "many": many}
    by = _("due on %(day)s") % {"day": date_format(due, "j F Y")}
    return Line(
        "open",
        due,
        text,
        way_to("report", number),
        (by,),
        tag=_("overdue") if late else _("due"),
        mood="alarm" if late else "wait",
    )


@on_the_board
def answers(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """What was answered to demands from here, the last answers first: one query."""
    found = (
        Demand.objects.filter(list__unit=unit, list__withdrawn=None, answered__isnull=False).select_related("list").order_by("-answered", "-pk")[:limit]
    )  # fmt: skip
    return [
        Line("decided", one.answered or moment, one.what, way_to("demands", one.list.pk),
             (_("Demand to %(whom)s") % {"whom": one.list.addressed_to},), tag=said(ANSWERS, one.answer), mood="good" if one.answer == "granted" else "wait")
        for one in found
    ]  # fmt: skip
