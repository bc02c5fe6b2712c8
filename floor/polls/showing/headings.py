"""What a poll is called at the head of a page, and what its state is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.polls.models import Poll

#: States of a poll before it is over.
RUNNING = ("announced", "open", "counting")
OVER = ("counted", "failed", "broken", "annulled", "called off")

STATES: dict[str, Callable[[], str]] = {
    "announced": lambda: _("announced"), "open": lambda: _("open"), "counting": lambda: _("being counted"), "counted": lambda: _("counted"),
    "failed": lambda: _("decided nothing"), "broken": lambda: _("broken"), "annulled": lambda: _("annulled"), "called off": lambda: _("called off"),
}  # fmt: skip

KINDS: dict[str, Callable[[], str]] = {
    "election": lambda: _("Election"), "recall": lambda: _("Recall"), "question": lambda: _("Question"),
}  # fmt: skip


def heading_of(poll: Poll) -> str:
    """ "Chair, factory committee", or the question itself."""
    if poll.kind == "question":
        return poll.title or _("Question %(number)s") % {"number": poll.pk}
    seats = f"{poll.office}, {poll.body}" if poll.office else poll.body
    if poll.part and not poll.office:
        seats = f"{poll.body}, {poll.part}"
    said = _("Recall: %(seats)s") % {"seats": seats} if poll.kind == "recall" else seats
    return said[:1].upper() + said[1:]


def kind_of(poll: Poll) -> str:
    return KINDS[poll.kind]() if poll.kind in KINDS else poll.kind


def state_of(poll: Poll) -> str:
    return STATES[poll.state]() if poll.state in STATES else poll.state


def seats_of(poll: Poll) -> str:
    """ "3 seats to fill", for an election."""
    if poll.kind != "election":
        return ""
    return ngettext("%(n)s seat to fill", "%(n)s seats to fill", poll.seats) % {"n": poll.seats}


def came_out(poll: Poll, outcome: Mapping[str, Any]) -> str:
    """What came of a poll, in a word or two: for lists. Empty where its state says it all."""
    if poll.state != "counted":
        return ""
    if poll.kind == "election":
        filled = len(outcome.get("elected") or ())
        return ngettext("%(n)s elected", "%(n)s elected", filled) % {"n": filled}
    parts = outcome.get("parts") or ()
    if len(parts) > 1:
        carried = sum(bool(part.get("carried")) for part in parts)
        return _("%(n)s of %(of)s parts carried") % {"n": carried, "of": len(parts)}
    return _("carried") if outcome.get("carried") else _("not carried")
