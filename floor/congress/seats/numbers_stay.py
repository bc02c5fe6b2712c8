"""When the numbers by which delegates are elected stay as they are: while they are being elected, and for half of their term. Reads only."""

from __future__ import annotations

from datetime import datetime

from floor.house.models import Mandate
from floor.house.standing import live
from floor.polls.models import Poll

RUNNING = ("announced", "open", "counting")


def why_numbers_stay(unit: int, body: str, part: str, at: datetime) -> str | None:
    """Why no other numbers of seats can be set for the delegates to a body now; None if they can."""
    polls = Poll.objects.filter(kind="election", state__in=RUNNING, for_unit=unit, body=body, part=part, office="")
    if running := polls.first():
        return f"Delegates are being elected, poll {running.pk}: the numbers are those they were called by."
    sitting = Mandate.objects.filter(
        live(at), seat__unit=unit, seat__body=body, seat__part=part, seat__office=""
    ).values_list("starts", "ends")  # fmt: skip
    if any(ends is None or ends - at > (ends - starts) / 2 for starts, ends in sitting.distinct()):
        return (
            "Delegates have been elected by the numbers that hold; others can be set when half of their term is over."
        )
    return None
