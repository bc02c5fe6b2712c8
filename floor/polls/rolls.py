"""The roll of a poll: frozen in one statement when it opens, with the reason for each person who may not vote.

Called from the `apply` of acts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connections
from django.db.models import Count

from floor.book.act import Scene
from floor.book.bulk import insert_rows
from floor.book.routing import current
from floor.house.models import Unit
from floor.house.reading import before
from floor.house.standing import mandates_in
from floor.law.language import Law

from .models import Poll, RollLine

BEHIND = "behind with dues"

# CROSS JOIN: from the units to their members. SQLite would go through the whole register for each shop that opens a poll.
_EVERYONE = """INSERT INTO "polls_rollline" ("id", "poll_id", "member_id", "unit", "reason", "voted")
SELECT %s + row_number() OVER (ORDER BY m."number"), %s, m."number", m."unit_id",
       CASE WHEN %s = 1 AND (m."paid_until" IS NULL OR m."paid_until" < %s) THEN %s ELSE '' END, NULL
FROM "house_unit" u CROSS JOIN "house_member" m
WHERE m."unit_id" = u."id" AND m."left" IS NULL AND (u."path" LIKE %s OR u."place_path" LIKE %s)"""
#: Where all of them are in the unit itself, as in a shop, no other unit is looked through for members.
_HERE = _EVERYONE.replace('(u."path" LIKE %s OR u."place_path" LIKE %s)', 'u."id" = %s')


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may vote: everyone on the register of a unit, or those who hold the seats of a body."""

    unit: Unit
    electors: str
    everyone: bool


class Frozen(NamedTuple):
    """How many are on a roll."""

    entitled: int
    excluded: dict[str, int]
    """Those who may not vote, by the reason."""


def electorate_of(law: Law, unit: Unit, electors: str) -> Electorate:
    body = law.body.get(electors)
    return Electorate(unit, electors, electors == "every member" or bool(body and body.sits == "every member"))


def good_until(law: Law, at: datetime) -> date | None:
    """The day to which dues must be paid for a vote, where the statutes ask for that."""
    membership = law.membership
    if "vote" not in membership.standing_needed or membership.good_standing is None:
        return None
    return before(at, membership.good_standing).date()


def freeze(poll: Poll, law: Law, scene: Scene) -> Frozen:
    """Write the roll; what is on it is counted here and now, once, so that no page has to go through it again."""
    electorate = electorate_of(law, poll.unit, poll.electors)
    if electorate.everyone:
        _freeze_register(poll, law, scene.at)
    else:
        _freeze_holders(poll, electorate, scene.at)
    found = dict(RollLine.objects.filter(poll=poll).values_list("reason").annotate(Count("pk")).order_by("reason"))
    return Frozen(found.pop("", 0), found)


def _freeze_register(poll: Poll, law: Law, at: datetime) -> None:
    day, unit = good_until(law, at), poll.unit
    all_here = unit.members_here == unit.members_below
    who = [unit.pk] if all_here else [f"{unit.path}%", f"{unit.path}%"]
    with connections[current()].cursor() as cursor:
        cursor.execute(
            _HERE if all_here else _EVERYONE,
            [RollLine.next_id() - 1, poll.pk, int(day is not None), day or date(1, 1, 1), BEHIND, *who],
        )


def _freeze_holders(poll: Poll, electorate: Electorate, at: datetime) -> None:
    holders = (
        mandates_in(electorate.unit, electorate.electors, at)
        .values_list("holder", "holder__unit")
        .distinct()
        .order_by("holder")
    )
    first = RollLine.next_id()
    insert_rows(
        RollLine,
        ("id", "poll_id", "member_id", "unit", "reason", "voted"),
        [(first + n, poll.pk, member, unit, "", None) for n, (member, unit) in enumerate(holders)],
    )
