"""A motion, found by the number in the address."""

from __future__ import annotations

from django.http import Http404

from floor.meetings.models import Motion


def motion_or_404(number: int) -> Motion:
    ways = ("meeting__unit", "unit", "item", "amends__amends", "poll", "cites_poll", "reconsiders", "ruling")
    found = Motion.objects.select_related(*ways).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
