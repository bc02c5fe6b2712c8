"""What an apportionment says when an election is called or declared: the seats of its cut-off, whatever the register says now."""

from __future__ import annotations

from django.db.models import QuerySet

from floor.book.asked import Asked
from floor.congress.models import ApportionedSeats
from floor.house.seats_fixed import FIXED


def seats_by_cut_off(body: str, part: str, unit: int | None) -> dict[tuple[int, int], int]:
    """The seats of each electing unit in the apportionments that hold: one query."""
    rows = _of_all(body=body, part=part) if unit is None else _of_one(body=body, part=part, unit=unit)
    return {(where, electing): seats for where, electing, seats in rows}


def _that_hold(body: str, part: str) -> QuerySet[ApportionedSeats, tuple[int, int, int]]:
    hold = {"apportionment__body": body, "apportionment__part": part, "apportionment__replaced": None}
    return ApportionedSeats.objects.filter(**hold).values_list("apportionment__unit", "unit", "seats")


_of_all = Asked(_that_hold)
_of_one = Asked(lambda body, part, unit: _that_hold(body, part).filter(unit=unit))


FIXED.append(seats_by_cut_off)
