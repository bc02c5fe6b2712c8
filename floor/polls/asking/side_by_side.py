"""The same question in several electorates: each shop, the delegates. Every count stands beside the others (M3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from floor.count.ties import left_open
from floor.count.units_side_by_side import SideBySide, UnitVote
from floor.count.units_side_by_side import side_by_side as put_beside
from floor.house.models import UnitName
from floor.polls.laws import law_of
from floor.polls.models import Poll
from floor.polls.rolls import electorate_of


@dataclass(frozen=True, slots=True)
class Row:
    """What one electorate said."""

    poll: int
    unit: str
    electors: str
    state: str
    votes_for: int | None
    """None while it has not been counted."""
    against: int | None
    abstaining: int | None
    carried: bool | None
    members: int
    """On the register of the unit, whom the vote stands for."""
    everyone: bool
    """Whether the members themselves voted, not their delegates."""


@dataclass(frozen=True, slots=True)
class Beside:
    """All electorates, in the order in which they were asked; and the votes of the members' own meetings in sum."""

    rows: tuple[Row, ...]
    meetings: SideBySide | None
    """Of the meetings of everyone that have been counted; None until two have."""


def side_by_side(poll: Poll) -> Beside:
    """Two queries, whatever the number of units."""
    root = poll.beside_id or poll.pk
    polls = list(Poll.objects.filter(Q(pk=root) | Q(beside=root)).select_related("unit").order_by("pk"))
    names = dict(
        UnitName.objects.filter(unit__in={each.unit_id for each in polls}, until=None).values_list("unit", "name")
    )
    rows = tuple(_row(each, names.get(each.unit_id, str(each.unit_id))) for each in polls)
    counted = [row for row in rows if row.everyone and row.votes_for is not None]
    votes = [
        UnitVote(row.unit, row.votes_for or 0, row.against or 0, row.members, row.abstaining or 0) for row in counted
    ]
    return Beside(rows, put_beside(votes, left_open()) if len(votes) > 1 else None)


def _row(poll: Poll, unit: str) -> Row:
    parts = poll.outcome.get("parts") if poll.state in ("counted", "failed") else None
    first = parts[0] if parts else {}
    return Row(
        poll.pk, unit, poll.electors, poll.state, first.get("for"), first.get("against"), first.get("abstaining"),
        poll.outcome.get("carried") if first else None, poll.unit.members_below,
        electorate_of(law_of(poll), poll.unit, poll.electors).everyone,
    )  # fmt: skip
