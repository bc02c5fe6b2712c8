"""What stands of promises at one unit or one of its bodies, for their own pages: few queries, whatever lies below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

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
    """For a unit four queries, for a body two."""
    reports = Report.objects.filter(unit=unit, given=None)
    reports = reports.filter(body=body) if body else reports
    waiting = reports.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due__lte=at)))
    return Here(
        figures_of_body(unit, body) if body else carried_out(unit).all, waiting["n"], waiting["late"],
        0 if body else Mission.objects.filter(unit=unit).count(), 0 if body else DemandList.objects.filter(unit=unit).count(),
    )  # fmt: skip
