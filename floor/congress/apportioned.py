"""What an apportionment says when an election is called or declared: the seats of its cut-off, whatever the register says now."""

from __future__ import annotations

from floor.house.seats_fixed import FIXED

from .models import ApportionedSeats


def seats_by_cut_off(body: str, part: str, unit: int | None) -> dict[tuple[int, int], int]:
    """The seats of each electing unit in the apportionments that hold: one query."""
    rows = ApportionedSeats.objects.filter(
        apportionment__body=body, apportionment__part=part, apportionment__replaced=None
    )
    rows = rows if unit is None else rows.filter(unit=unit)
    return {(where, electing): seats for where, electing, seats in rows.values_list("apportionment__unit", "unit", "seats")}  # fmt: skip


FIXED.append(seats_by_cut_off)
