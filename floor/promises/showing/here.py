"""What stands of promises at one unit or one of its bodies, for their own pages: few queries, whatever lies below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from floor.house.models import Unit
from floor.promises.models import DemandList, Mission, Report

from .carried_out import Figures, carried_out, figures_of_body


@dataclass(frozen=True, slots=True)
class Here:
    """The figures of a unit with all units below it, or of one of its bodies; and what else there is."""

    figures: Figures
    reports_waiting: int
    reports_late: int
    missions: int
    demands: int


def standing_here(unit: Unit, body: str, at: datetime) -> Here:
    """Two queries."""
    reports = Report.objects.filter(unit=OuterRef("pk"), given=None)
    reports = reports.filter(body=body) if body else reports
    counts = {"waiting": reports, "late": reports.filter(due__lte=at)}
    if not body:
        counts |= {
            name: model.objects.filter(unit=OuterRef("pk"))
            for name, model in (("missions", Mission), ("demands", DemandList))
        }
    asked = {f"number_of_{name}": _number_of(rows) for name, rows in counts.items()}
    found = Unit.objects.filter(pk=unit.pk).values(**asked)[0]
    figures = figures_of_body(unit, body) if body else carried_out(unit).all
    return Here(figures, *(found.get(f"number_of_{name}") or 0 for name in ("waiting", "late", "missions", "demands")))


def _number_of(rows: QuerySet[Any]) -> Subquery:
    """How many there are, as a part of another query."""
    return Subquery(rows.order_by().values("unit").annotate(n=Count("pk")).values("n"))
