"""What promises have for the noticeboard: undertakings open and overdue, reports due, answers to demands."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from floor.house.board import Line, on_the_board, way_to
from floor.house.models import Unit
from floor.promises.models import Demand, Report, Undertaking

from .words import ANSWERS, STATES, said


@on_the_board
def owed(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """What was promised here and is not done, and reports due to those who elected here; the longest overdue first. One query for both."""
    late = (
        Undertaking.objects.filter(unit=unit, state__in=("open", "overdue", "broken"))
        .order_by("due", "pk")
        .values("pk")[:limit]
    )
    due = Report.objects.filter(to_unit=unit, given=None).order_by("due", "pk").values("pk")[:limit]
    undertakings = Undertaking.objects.filter(pk__in=late).values_list("pk", "due", "who", "what", "state")
    reports = Report.objects.filter(pk__in=due).values_list("pk", "due", "body", Value(""), Value("report"))
    rows = sorted(undertakings.union(reports, all=True), key=lambda row: (row[1], row[4], row[0]))
    return [_report(*row[:3], moment) if row[4] == "report" else _undertaking(*row, moment) for row in rows]


def _undertaking(number: int, due: datetime, who: str, what: str, state: str, moment: datetime) -> Line:
    stands = state if due > moment or state == "broken" else "overdue"
    by = _("%(who)s, by %(day)s") % {"who": who, "day": date_format(due, "j F Y")}
    mood = "alarm" if due <= moment else "wait"
    return Line("open", due, what, way_to("undertaking", number), (by,), tag=said(STATES, stands), mood=mood)


def _report(number: int, due: datetime, body: str, moment: datetime) -> Line:
    late = due <= moment
    text = _("Report of the %(body)s") % {"body": body}
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
