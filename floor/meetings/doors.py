"""The door of a general meeting: a card lets somebody in, and only how many came enters the book (R17).

Like handing in a paper, coming in is not an act. Who is in the room is known while the meeting lasts, so that nobody is
counted twice; when it closes, this is forgotten.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.doing import do, now, statutes_in_force
from floor.book.routing import current

from .acts.attending import CountRoom
from .authority import meeting_running, of_delegates, sits_in
from .models import Meeting, Presence


def come_in(number: int, member: int, kind: str = "entitled", at: datetime | None = None) -> Meeting:
    """Let a member into the room: as one of those entitled, as a guest, or with a consultative voice. Coming twice counts once."""
    moment = at or now()
    meeting = meeting_running(number, "is open to people")
    scene = Scene(0, moment, by_member(member), statutes_in_force(moment))
    if of_delegates(scene, meeting) and kind == "entitled":
        raise Refusal(meeting.article, "Delegates take their seats; those who sent them can see it.", "R11")
    if kind == "entitled" and not sits_in(scene, meeting, member):
        raise Refusal(
            meeting.article,
            "You are not on the register of this meeting's unit. Guests are let in by the meeting.",
            "R11",
        )
    if kind != "entitled" and meeting.access != "open":
        raise Refusal(meeting.article, "This meeting is not open to guests.", "R11")
    with transaction.atomic(using=current()):
        Presence.objects.get_or_create(meeting=number, member=member, defaults={"kind": kind})
    return meeting


def go_out(number: int, member: int) -> None:
    Presence.objects.filter(meeting=number, member=member).delete()


def is_inside(number: int, member: int) -> bool:
    return Presence.objects.filter(meeting=number, member=member, kind="entitled").exists()


def count_cards(number: int, at: datetime | None = None) -> None:
    """Note how many are in the room by their cards, if that has changed since it was last noted."""
    meeting = meeting_running(number, "is counted")
    found = dict.fromkeys(("entitled", "guest", "consultative"), 0)
    for kind in Presence.objects.filter(meeting=number).values_list("kind", flat=True):
        found[kind] += 1
    figures = found["entitled"], found["guest"], found["consultative"]
    if figures != (meeting.present, meeting.guests, meeting.consultative):
        present, guests, consultative = figures
        do(
            CountRoom(meeting=number, present=present, guests=guests, consultative=consultative, how="cards"),
            CLOCK,
            at=at,
        )
