"""The ledger of a body: what it had to carry out in a time, made from the undertakings themselves, so that none can be left out."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from floor.house.models import Unit

from .models import Undertaking


def undertakings_of_body(unit: Unit, body: str) -> QuerySet[Undertaking]:
    """What this body at this unit answers for, made there or in any unit below."""
    return Undertaking.objects.filter(acts_at=unit, who=body, outside=False)


def ledger_of(unit: Unit, body: str, since: datetime) -> list[list[int | str]]:
    """Number and state of each that was not settled before the time began, in the order in which they were made."""
    rows = undertakings_of_body(unit, body).filter(Q(settled=None) | Q(settled__gt=since)).order_by("pk")
    return [[number, state] for number, state in rows.values_list("pk", "state")]
