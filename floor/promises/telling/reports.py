"""Sentences for reports: on view, asked for, given, overdue. Never who asked (R17)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.telling import LOOK_UPS, Names, tells
from floor.house.models import Mandate, UnitName
from floor.promises.models import Report

from .undertakings import Payload, count


def look_up(payloads: list[Payload]) -> Names:
    """Whose reports these payloads speak of, by body and unit, and whose mandates: three queries."""
    reports = {row["report"] for row in payloads if isinstance(row.get("report"), int)}
    mandates = {row["mandate"] for row in payloads if isinstance(row.get("mandate"), int)}
    if not reports and not mandates:
        return {}
    found = {("report", pk): (body, unit) for pk, body, unit in Report.objects.filter(pk__in=reports).values_list("pk", "body", "unit")}  # fmt: skip
    rows = Mandate.objects.filter(pk__in=mandates).values_list("pk", "seat__body", "seat__unit")
    found |= {("seat that reports", pk): (body, unit) for pk, body, unit in rows}
    units = {unit for _body, unit in found.values()}
    called = dict(UnitName.objects.filter(unit__in=units, until=None).values_list("unit", "name"))
    return {key: f"{body}, {called.get(unit, '')}" for key, (body, unit) in found.items()}


LOOK_UPS.append(look_up)


@tells("promises.ScheduleReports")
def _on_view(payload: Payload, names: Names) -> str:
    number = len(payload["bodies"]) + len(payload["mandates"])
    return ngettext("%(n)s report falls due.", "%(n)s reports fall due.", number) % {"n": count(number)}


@tells("promises.AskForReport")
def _asked(payload: Payload, names: Names) -> str:
    seat = names.get(("seat that reports", payload["mandate"])) or _("a seat")
    return _("One of the electors asked for a report: %(seat)s.") % {"seat": seat}


@tells("promises.ReportBack")
def _given(payload: Payload, names: Names) -> str:
    body = names.get(("report", payload["report"])) or _("a body")
    return _("A report was given: %(body)s.") % {"body": body}


@tells("promises.NoteOverdueReports")
def _overdue(payload: Payload, names: Names) -> str:
    number = len(payload["reports"])
    return ngettext("%(n)s report is overdue.", "%(n)s reports are overdue.", number) % {"n": count(number)}
