"""Nobody can put a congress off by sharing out nothing: where delegates sat and a total has no shares yet, the clock shares it out.

It happens where new statutes brought in a total: nobody can be elected by it before it is shared out, so that officers who name no
cut-off would stay without an end (R1, R21). The cut-off of the clock is the moment at which elections are due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from floor.book.act import Act
from floor.book.doing import statutes_in_force
from floor.book.ticking import falls_due
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import Apportionment
from floor.congress.seats.numbers_stay import why_numbers_stay
from floor.law.language import Election
from floor.polls.falling_due.vacancies import places_to_fill, rules_that_fill_seats


@falls_due
def totals_to_share_out(moment: datetime) -> Iterator[Act]:
    """One look is a query for each rule with a total; where nothing is due, no more."""
    statutes = statutes_in_force(moment)
    if statutes is None:
        return
    for rule in rules_that_fill_seats(statutes.on(moment.date())):
        if not isinstance(rule.says, Election) or rule.says.seats.total is None:
            continue
        units = {place["unit"] for place in places_to_fill(rule, moment) if place["sent_by"]}
        shared = Apportionment.objects.filter(unit__in=units, body=rule.body, part=rule.part, replaced=None)
        for unit in sorted(units - set(shared.values_list("unit", flat=True))):
            if why_numbers_stay(unit, rule.body, rule.part, moment) is None:
                yield SetApportionment(unit=unit, body=rule.body, part=rule.part, cut_off=moment)
