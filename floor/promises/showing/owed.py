"""What one member owes: reports, missions, and undertakings of the bodies in which they sit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from floor.house.models import Mandate, Member
from floor.house.standing import live
from floor.promises.models import Mission, Report, Undertaking

MOST = 12


@dataclass(frozen=True, slots=True)
class Owed:
    """What is on one's own page, the earliest first."""

    reports: list[Report]
    missions: list[Mission]
    undertakings: list[Undertaking]

    @property
    def anything(self) -> bool:
        return bool(self.reports or self.missions or self.undertakings)


def owed_by(member: Member, at: datetime) -> Owed:
    """Four queries."""
    held = set(Mandate.objects.filter(live(at), holder=member).values_list("seat__body", "seat__unit")[:40])
    bodies, answered_for = Q(pk=None), Q(holder__holder=member)
    for body, unit in sorted(held):
        bodies |= Q(unit=unit, body=body, mandate=None)
        answered_for |= Q(acts_at=unit, who=body)
    reports = Report.objects.filter(bodies | Q(mandate__holder=member), given=None).order_by("due", "pk")
    waiting = Undertaking.objects.filter(answered_for, state__in=("open", "overdue"), disputed=None).order_by(
        "due", "pk"
    )
    sent = Mission.objects.filter(sent__member=member, reported=None).order_by("report_due", "pk")
    return Owed(list(reports[:MOST]), list(sent[:MOST]), list(waiting[:MOST]) if held else [])
