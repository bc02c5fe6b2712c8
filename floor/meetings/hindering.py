"""What a meeting that is going on stands in the way of: nobody's unit merges while they sit in it. One that was only called is not held."""

from __future__ import annotations

from floor.book.act import Scene
from floor.house.merging import HINDRANCES
from floor.house.models import Unit

from .models import Meeting


def a_meeting_goes_on(unit: Unit, into: Unit, scene: Scene) -> str | None:
    found = Meeting.objects.filter(unit__in=(unit, into), state__in=("open", "paused")).order_by("pk").first()
    return found and f"Meeting {found.pk} is going on. The units merge when it is over."


HINDRANCES.append(a_meeting_goes_on)
