"""Elections of delegates that were announced tell the house so: new statutes do not change the rule for those who elect after them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from floor.house.one_rule import ANNOUNCED, Seats

from .acts.calling import RUNNING
from .models import Poll


def first_announced(seats: Seats, after: datetime, moment: datetime) -> datetime | None:
    """When the first election of these delegates was announced that ran at a moment."""
    theirs = Poll.objects.filter(kind="election", for_unit=seats.unit, body=seats.body, part=seats.part, office="")
    ran = Q(state__in=RUNNING) | Q(counted__gt=moment)
    found = theirs.filter(ran, announced__gt=after, announced__lte=moment).exclude(unit=F("for_unit"))
    return found.order_by("announced").values_list("announced", flat=True).first()


ANNOUNCED.append(first_announced)
