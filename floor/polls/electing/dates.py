"""When an election is held: the dates that the statutes give, and how far an officer may depart from them. Pure.

A poll is called so early that it is over when the terms end: those who sit then are followed at once, nobody sits on without a
mandate, and no mandate is cut short. Whoever may choose dates can't use them to keep others out: nominations stay open, and no
poll is put off for longer than the leeway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from floor.law.language import Election, Office
from floor.law.values import Duration

#: The shortest time a poll can be open: nobody's vote may depend on being awake at one hour.
SHORTEST = timedelta(hours=1)
#: Where the statutes name no notice, and how long a poll is open then.
USUAL_NOTICE, USUAL_OPEN_FOR = Duration(days=7), Duration(days=3)
#: The same for an office that a body fills from among its own: they are few, and can't act before they have a chair.
AMONG_ITSELF = Duration(days=1)
#: How much later than the statutes' dates an officer may have a poll open, and how much longer.
LEEWAY = Duration(months=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """When nominations end, when the poll opens and when it closes."""

    nominations_until: datetime
    opens: datetime
    closes: datetime


def usual_dates(rule: Election | Office, announced: datetime) -> Dates:
    """The dates the statutes give, for whoever names no others: so that nobody can put an election off by saying nothing."""
    if _among_itself(rule):
        opens = AMONG_ITSELF.after(announced)
        return Dates(announced + (opens - announced) / 2, opens, AMONG_ITSELF.after(opens))
    lists_due = getattr(rule, "lists_due", None)
    opens = (getattr(rule, "notice", None) or USUAL_NOTICE).after(announced)
    if lists_due:
        opens = max(opens, lists_due.after(announced))
    until = lists_due.after(announced) if lists_due else announced + (opens - announced) / 2
    return Dates(until, opens, getattr(rule, "open_for", USUAL_OPEN_FOR).after(opens))


def _among_itself(rule: Election | Office) -> bool:
    return isinstance(rule, Office) and rule.elected_by == "itself"


def successors_by(rule: Election | Office, at: datetime) -> datetime:
    """When an election that is called now is over. Mandates that end until then are to be filled by it.

    An office that a body fills from among its own waits until it is vacant: who goes does not choose for those who come.
    """
    return at if _among_itself(rule) else usual_dates(rule, at).closes


def faults_in(
    dates: Dates, rule: Election | Office, announced: datetime, held_until: datetime | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with chosen dates, each with the guarantee it rests on. `held_until`: the last end of a seat that is filled."""
    usual = usual_dates(rule, announced)
    notice, lists_due = getattr(rule, "notice", None), getattr(rule, "lists_due", None)
    if notice and dates.opens < notice.after(announced):
        yield f"The statutes give {notice} between the announcement of an election and the poll.", "R3"
    if lists_due and dates.nominations_until < lists_due.after(announced):
        yield f"Nominations stay open for {lists_due}.", "R3"
    if not announced < dates.nominations_until <= dates.opens:
        yield "Nominations end after the announcement and before the poll opens.", "R3"
    if dates.nominations_until < announced + (min(dates.opens, usual.opens) - announced) / 2 and not lists_due:
        yield (
            "Nominations stay open for half of the time before the poll at least, or only those who knew of it could stand.",
            "R3",
        )
    if dates.closes - dates.opens < SHORTEST:
        yield "A poll is open for an hour at least.", "R3"
    if held_until is not None and dates.closes < held_until:
        yield (
            f"The mandates that are to be filled run until {held_until:%d %B %Y}; a poll that closes before would cut them short.",
            "R2",
        )
    if fault := too_late(dates.opens, dates.closes, usual):
        yield fault, "R21"


def too_late(opens: datetime, closes: datetime, usual: Dates) -> str | None:
    """Why these dates put a poll off too long, beside those that the statutes give; None if they do not."""
    latest = LEEWAY.after(usual.opens)
    if opens > latest:
        return f"A poll can be put off until {latest:%d %B %Y at %H:%M} UTC, {LEEWAY} after the date of the statutes, and no longer."
    if closes > LEEWAY.after(opens + (usual.closes - usual.opens)):
        return f"A poll can be open for up to {LEEWAY} longer than the statutes say."
    return None
