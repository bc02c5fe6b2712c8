"""Which reports fall due, of whom and to whom: by the rhythm that the statutes give a body (M18). Reads only.

A body elected by one electorate reports as a whole. Somebody sent by one unit among several reports to that unit, each for
themselves: those who sent them hear what their own delegate did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from floor.book.asked import Asked
from floor.house.models import Mandate, Unit
from floor.house.standing import live
from floor.law.graph import RHYTHMS
from floor.law.language import Law

from .models import Report
from .standing import unit_of_body

PERIOD, ASKED_FOR = "period", "asked for"


@dataclass(frozen=True, slots=True)
class Reports:
    """A report that falls due: of which body or mandate, to whom, about which time."""

    unit: Unit
    body: str
    mandate: Mandate | None
    to_unit: Unit
    to_body: str
    since: datetime
    due: datetime


def reporting_bodies(law: Law) -> list[str]:
    """The bodies that report regularly by the statutes."""
    return [name for name, body in law.body.items() if body.reports and not body.sits]


def bodies_without(law: Law, at: datetime) -> QuerySet[Mandate, dict[str, object]]:
    """Bodies that have holders and no report to come: `seat__unit` and `seat__body` of each."""
    to_come = Report.objects.filter(
        unit=OuterRef("seat__unit"), body=OuterRef("seat__body"), mandate=None, why=PERIOD, due__gt=at
    )
    held = Mandate.objects.filter(
        live(at), ~Exists(to_come), seat__body__in=reporting_bodies(law), seat__sent_by=None, seat__office=""
    )
    return held.values("seat__unit", "seat__body").distinct().order_by("seat__unit", "seat__body")


def delegates_without(law: Law, at: datetime) -> QuerySet[Mandate]:
    """Mandates of people sent by a unit who have no report to come."""
    to_come = Report.objects.filter(mandate=OuterRef("pk"), why=PERIOD, due__gt=at)
    held = Mandate.objects.filter(live(at), ~Exists(to_come), seat__body__in=reporting_bodies(law), seat__office="")
    return held.exclude(seat__sent_by=None).order_by("pk")


_began = Asked(
    lambda unit, body, at: (
        Mandate.objects.filter(live(at), seat__unit=unit, seat__body=body, seat__sent_by=None, seat__office="")
        .order_by("starts")
        .values_list("starts", flat=True)[:1]
    )
)
_last_of_body = Asked(
    lambda unit, body: (
        Report.objects.filter(unit=unit, body=body, mandate=None, why=PERIOD)
        .order_by("-due")
        .values_list("due", flat=True)[:1]
    )
)
_last_of_mandate = Asked(
    lambda mandate: (
        Report.objects.filter(mandate=mandate, why=PERIOD).order_by("-due").values_list("due", flat=True)[:1]
    )
)


def next_of_body(law: Law, unit: Unit, body: str, at: datetime) -> Reports | None:
    """The next regular report of a body, counted from the last one, or from when its holders began."""
    rule = law.body[body]
    since = _last_of_body.first(unit=unit.pk, body=body) or _began.first(unit=unit.pk, body=body, at=at)
    if since is None or rule.reports is None:
        return None
    hears = rule.accounts_to or ""
    heard_at = (unit_of_body(law, hears, unit) if hears else None) or unit
    return Reports(unit, body, None, heard_at, hears or "every member", since, RHYTHMS[rule.reports].after(since))


def next_of_delegate(law: Law, mandate: Mandate) -> Reports | None:
    """The next regular report of somebody who was sent by a unit, at the end of their mandate at the latest."""
    rule = law.body[mandate.seat.body]
    since = _last_of_mandate.first(mandate=mandate.pk) or mandate.starts
    if rule.reports is None or mandate.seat.sent_by is None:
        return None
    due = RHYTHMS[rule.reports].after(since)
    due = min(due, mandate.ends) if mandate.ends else due
    return Reports(mandate.seat.unit, mandate.seat.body, mandate, mandate.seat.sent_by, mandate.result.electors, since, due)  # fmt: skip
