"""Polls that are open or announced today, so that whoever signs in finds something to do."""

from __future__ import annotations

from datetime import datetime, timedelta

from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.house.standing import live
from floor.polls.acts.calling import CallElection
from floor.polls.acts.nominating import Nominate
from floor.polls.acts.questions import PutQuestion
from floor.polls.models import Poll

from .days import Days
from .elections_held import let_some_speak, sha_of
from .founding import CHAIR, ORDINARY, SECRETARY
from .places import HAMMER_AND_SICKLE, Places
from .recalls import some_have_signed

#: How long before today the first of these polls is called: the notice of the statutes, and the day it has been open.
BEFORE_TODAY = timedelta(days=15)
#: How long polls that are open today stay open.
_OPEN_FOR = timedelta(days=7)
_AGREEMENT = """Agreement of the metal and textile works with the supply board

1. Norms are set by the works' own committee, with the shop present, and stand for six months.
2. Piece rates never fall because a norm was passed.
3. A night of eight hours is paid as ten.
4. Bread at the works' shop is counted into no wage.
"""


def polls_of_today(days: Days, places: Places, today: datetime) -> None:
    """An open election, an open question to everyone, a by-election with nominations open, a petition, a question by hands."""
    days.until(today - BEFORE_TODAY)
    works = places.called(HAMMER_AND_SICKLE)
    opens = days.now + timedelta(days=14)
    court = CallElection(unit=works, body="factory court", opens=opens, closes=opens + _OPEN_FOR)
    poll = days.called(court, SECRETARY, stand=8, turnout=0.38)
    let_some_speak(days, poll)
    days.until(today - timedelta(days=4))
    some_have_signed(days, places)
    days.pass_by(days=1)
    _everybody_is_asked(days, today)
    days.pass_by(hours=12)
    _a_seat_falls_vacant(days, works)
    days.pass_by(hours=6)
    shop = places.called("Office")
    asked = PutQuestion(
        unit=shop, electors="shop meeting", title="The office in winter", opens=today + timedelta(days=2),
        parts=["The stove is lit from October on", "The window to the yard stays shut", "Tea at three"],
    )  # fmt: skip
    days.called(asked, SECRETARY)
    days.until(today)


def _everybody_is_asked(days: Days, today: datetime) -> Poll:
    """Both unions ratify an agreement, or do not: a third of all must take part."""
    asking = Mandate.objects.filter(live(days.now), seat__unit=1, seat__office="chair").order_by("pk")[0]
    asked = PutQuestion(
        unit=1, vote="ratification", title="Shall the agreement with the supply board be in force?", text=sha_of(_AGREEMENT),
        opens=days.now + timedelta(days=1), closes=today + _OPEN_FOR,
    )  # fmt: skip
    return days.called(asked, asking.holder_id, _AGREEMENT, turnout=0.29)


def _a_seat_falls_vacant(days: Days, works: int) -> None:
    """Somebody resigns from the control commission; the clock calls the election, and somebody is proposed who has not accepted."""
    seats = Mandate.objects.filter(live(days.now), seat__unit=works, seat__body="factory control commission")
    officers = seats.exclude(seat__office="").values("holder")
    leaving = seats.filter(seat__office="").exclude(holder__in=officers).order_by("pk")[0]
    days.say(Resign(mandate=leaving.pk), leaving.holder_id)
    days.strike()
    poll = Poll.objects.get(state="announced", body="factory control commission", for_unit=works, office="")
    days.say(Nominate(poll=poll.pk, member=ORDINARY), CHAIR)
