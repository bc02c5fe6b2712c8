"""Who has a consultative voice in a meeting by the statutes: they come and speak, and do not vote (R11, M4). Reads only."""

from __future__ import annotations

from datetime import datetime

from floor.house.models import Mandate
from floor.house.standing import around, live

from .authority import units_of
from .laws import rule_of
from .models import Meeting


def bodies_with_a_voice(meeting: Meeting) -> list[str]:
    """The bodies whose members the statutes give a voice in this one, without a vote."""
    rule = rule_of(meeting)
    return list(rule.consultative) if rule else []


def has_a_voice_by_law(meeting: Meeting, member: int, at: datetime) -> bool:
    """Whether somebody sits in such a body, here, above or below, and not in the one that meets: who has a seat takes it."""
    bodies = bodies_with_a_voice(meeting)
    if not bodies:
        return False
    held = list(Mandate.objects.filter(live(at), holder=member).select_related("seat__unit"))
    units = units_of(meeting)
    own = {unit.pk for unit in units}
    if any(one.seat.body == meeting.body and not one.seat.office and one.seat.unit_id in own for one in held):
        return False
    above = {number for unit in units for number in around(unit)}
    there = [one.seat.unit for one in held if one.seat.body in bodies]
    return any(unit.pk in above or own & set(around(unit)) for unit in there)
