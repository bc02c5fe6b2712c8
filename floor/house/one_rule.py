"""One rule for all delegations: once delegates are being elected, new statutes change how only for the elections of the next term.

Amendments come into force on their day, also while some units of a congress have elected and others have not. A majority that
dropped a proportional rule on such a day would hold the places it has won by that rule, and win the others by its own. So the
statutes by which the first were elected, or their election announced, hold for every delegation of that body, until half of
the term of those first is over (R3, R8). Reads only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from floor.book.asked import Asked
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.law.language import Election
from floor.law.statutes import Statutes

from .models import Mandate
from .standing import live

#: Half of a term where the statutes name none.
_HALF_OF_NO_TERM = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of delegates: of which body, sitting at which unit."""

    unit: int
    body: str
    part: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Statutes that hold for the election of delegates; with a day, though others are in force, until then."""

    statutes: Statutes
    until: datetime | None = None


#: When the first election of such seats was announced that was not over at a moment, later than another moment: the rooms above tell.
Announced = Callable[[Seats, datetime, datetime], datetime | None]
ANNOUNCED: list[Announced] = []

_versions = Asked(
    lambda moment: (
        StatutesVersion.objects.filter(in_force_from__lte=moment)
        .order_by("in_force_from", "id")
        .values_list("sha256", "in_force_from")
    )
)


def statutes_for_delegates(at: datetime, unit: int, body: str, part: str) -> Kept | None:
    """The statutes that hold for the election of delegates held at a moment; None before the founding."""
    versions = _versions(moment=at)
    if not versions:
        return None
    seats, (first, _) = Seats(unit, body, part), versions[0]
    held = Kept(statutes_by_hash(first))
    for sha256, since in versions[1:]:
        newer = statutes_by_hash(sha256)
        until = _until(seats, held.statutes, newer, since, at)
        held = Kept(newer) if until is None else Kept(held.statutes, until)
    return held


def kept_for_delegates(at: datetime, unit: int, body: str, part: str) -> Kept | None:
    """The earlier statutes that still hold for the delegates of a body; None where those in force hold."""
    held = statutes_for_delegates(at, unit, body, part)
    return held if held is not None and held.until is not None else None


def _until(seats: Seats, older: Statutes, newer: Statutes, since: datetime, at: datetime) -> datetime | None:
    """Until when the older statutes hold for these seats, if they do at a moment; `since` the newer are in force."""
    was, becomes = (_rule_of(statutes, seats, at) for statutes in (older, newer))
    if was is None or becomes is None or _counts_by(was) == _counts_by(becomes):
        return None
    half = timedelta(days=was.term.longest) / 2 if was.term else _HALF_OF_NO_TERM
    if since + half <= at:
        return None  # Whoever had begun before then is past half of the term: nothing need be looked up.
    began = [moment for told in ANNOUNCED if (moment := told(seats, since - half, since))]
    elected = Mandate.objects.filter(
        live(since), starts__gt=since - half, seat__unit=seats.unit, seat__body=seats.body, seat__part=seats.part,
        seat__office="", seat__sent_by__isnull=False,
    ).order_by("starts")  # fmt: skip
    began += list(elected.values_list("starts", flat=True)[:1])
    until = min(began) + half if began else None
    return until if until is not None and at < until else None


def rule_kept_for(at: datetime, unit: int, body: str, part: str) -> Election | None:
    """The rule of the earlier statutes that still hold for these delegates, if they do."""
    kept = kept_for_delegates(at, unit, body, part)
    return _rule_of(kept.statutes, Seats(unit, body, part), at) if kept else None


def _rule_of(statutes: Statutes, seats: Seats, at: datetime) -> Election | None:
    law = statutes.on(at.date())
    return law.elections_of(seats.body).get(seats.part) if seats.body in law.body else None


def _counts_by(rule: Election) -> tuple[object, ...]:
    """How papers become seats: all that two delegations of one congress must have in common."""
    return (
        rule.electors, str(rule.seats), rule.method, rule.threshold, rule.open_lists, rule.strike_and_add,
        tuple(sorted((category, str(number)) for category, number in rule.reserved.items())),
    )  # fmt: skip
