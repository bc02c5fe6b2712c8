"""What the polls have for the noticeboard: what will be voted on, what is being voted on, results, petitions for recall."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.house.board import Event, Line, on_the_board, way_to
from floor.house.models import Unit
from floor.polls.models import Petition, Poll

from .headings import OVER, RUNNING, came_out, heading_of, kind_of, seats_of, state_of

#: Of an outcome with its whole account, what the board says of it.
_SAID = ("carried", "elected", "parts")


@on_the_board
def polls(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Polls of the unit or about its seats, those that run and the last that are over: one query. Votes inside a meeting stand with their motions."""
    said = {f"said_{name}": F(f"outcome__{name}") for name in _SAID}
    here = Poll.objects.filter(Q(unit=unit) | Q(for_unit=unit), meeting=None, procedural=False)
    running = here.filter(state__in=RUNNING).order_by("closes", "pk").values("pk")[:limit]
    over = here.filter(state__in=OVER).order_by("-pk").values("pk")[:limit]
    found = (
        Poll.objects.filter(Q(pk__in=running) | Q(pk__in=over)).defer("outcome", "form").annotate(**said).order_by("pk")
    )
    return [_running(poll, moment) if poll.state in RUNNING else _over(poll) for poll in found]


def _running(poll: Poll, moment: datetime) -> Line:
    opens = poll.state == "announced" and poll.opens > moment
    at = poll.opens if opens else poll.closes
    event = Event(f"poll-{poll.pk}", poll.opens, poll.closes, changed=_changed(poll), changed_at=poll.announced)
    details = tuple(words for words in (kind_of(poll), seats_of(poll)) if words)
    return Line(
        "coming" if opens else "open", at, heading_of(poll), way_to("poll", poll.pk), details=details,
        tag=_("opens") if opens else state_of(poll), mood="wait", event=event,
    )  # fmt: skip


def _over(poll: Poll) -> Line:
    said: dict[str, Any] = {name: getattr(poll, f"said_{name}", None) for name in _SAID}
    good = poll.state == "counted" and (poll.kind == "election" or bool(said["carried"]))
    turnout = _("%(voted)s of %(entitled)s voted") % {"voted": number_format(poll.voted, force_grouping=True), "entitled": number_format(poll.entitled, force_grouping=True)}  # fmt: skip
    event = None
    if poll.state == "called off":
        event = Event(f"poll-{poll.pk}", poll.opens, poll.closes, changed=_changed(poll) + 1, changed_at=poll.counted or poll.announced, called_off=True)  # fmt: skip
    counted = poll.state == "counted" and poll.entitled
    return Line(
        "result", poll.counted or poll.closes, heading_of(poll), way_to("poll", poll.pk),
        details=(turnout,) if counted else (), tag=came_out(poll, said) or state_of(poll), mood="good" if good else "wait",
        figures=_figures(said["parts"]) if counted else (), event=event,
    )  # fmt: skip


def _changed(poll: Poll) -> int:
    """A number that grows with every move: a poll is only ever moved to later dates."""
    return int((poll.closes - poll.announced).total_seconds() // 60)


def _figures(parts: Any) -> tuple[tuple[str, int], ...]:
    """For, against and abstaining of a question in one part; everything else needs its own page."""
    if not isinstance(parts, list) or len(parts) != 1 or not {"for", "against"} <= set(parts[0]):
        return ()
    (one,) = parts
    return ((_("for"), int(one["for"])), (_("against"), int(one["against"])), (_("abstaining"), int(one.get("abstaining", 0))))  # fmt: skip


@on_the_board
def recall_petitions(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """Petitions for recall that can be signed here. How many have signed is not on the board while it could tell who (R17)."""
    found = Petition.objects.filter(unit=unit, completed=None, lapsed=None, lapses__gt=moment)
    return [
        Line("open", one.lapses, _("Petition for recall: %(seat)s") % {"seat": one.mandate.seat.office or one.mandate.seat.body},
             way_to("petition", one.pk), tag=_("can be signed"), mood="wait")
        for one in found.select_related("mandate__seat").order_by("lapses", "pk")[:limit]
    ]  # fmt: skip
