"""Whose power is this? For one seat at the top, level by level, down to the shops and their members."""

from __future__ import annotations

from floor.house.chains import Chain, chain_of
from floor.house.models import Mandate
from floor.house.reading import called


def told(mandate: Mandate) -> list[str]:
    """The chain of a mandate in words, from the top down."""
    chain = chain_of(mandate)
    seat = mandate.seat
    where = called([seat.unit_id])[seat.unit_id].name
    lines = [
        f"{seat.office + ' of the ' if seat.office else 'A seat in the '}{seat.body}, {where} (mandate {mandate.pk})"
    ]
    for step in chain.steps:
        for one in step.asked:
            meetings = f"{one.meetings:,} × {one.electors}" if one.meetings > 1 else one.electors
            lines.append(f"  elected by {meetings} ({one.level}): {one.entitled:,} entitled, {one.present:,} took part")
    lines.append(_ground(chain))
    return lines


def _ground(chain: Chain) -> str:
    if not chain.reaches_members:
        return "  The book does not say further."
    return f"  and so down to {chain.members:,} members, of whom {chain.took_part:,} took part."
