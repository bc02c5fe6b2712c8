"""How many members stand behind each seat of delegates, for votes that are weighed by them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from floor.house.models import Unit
from floor.house.standing import mandates_in
from floor.polls.laws import weighed
from floor.polls.models import Poll


def shared_out(members: int, seats: int) -> list[int]:
    """Members of one electorate among its seats, to whole people: equal parts, and one more for the first seats (largest remainder)."""
    part, left = divmod(members, seats)
    return [part + (at < left) for at in range(seats)]


def delegates_at(poll: Poll, at: datetime) -> list[tuple[int, int]]:
    """The delegates whose names are called: each mandate with its votes, fixed when the poll opens.

    A delegate votes for the members of the unit that sent them; a seat that stands empty is borne by the others of its unit.
    """
    found = list(
        mandates_in(poll.unit, poll.electors, at)
        .order_by("seat__part", "seat__sent_by", "seat__number", "pk")
        .values_list("pk", "seat__sent_by", "seat__part")
    )
    if not weighed(poll):
        return [(mandate, 1) for mandate, _, _ in found]
    sending: dict[tuple[int, str], list[int]] = defaultdict(list)
    for mandate, sent_by, part in found:
        sending[sent_by or poll.unit_id, part].append(mandate)
    members = dict(Unit.objects.filter(pk__in={unit for unit, _ in sending}).values_list("pk", "members_below"))
    votes = {
        mandate: weight
        for (unit, _), mandates in sending.items()
        for mandate, weight in zip(mandates, shared_out(members[unit], len(mandates)), strict=True)
    }
    return [(mandate, votes[mandate]) for mandate, _, _ in found]


def called_in(poll: Poll) -> dict[int, int]:
    """The votes of each mandate in a roll call that has opened."""
    return dict(poll.form.get("delegates", []))
