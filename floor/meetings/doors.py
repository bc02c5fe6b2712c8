"""The door of a general meeting: a card lets somebody in, and only how many came enters the book (R17).

Like handing in a paper, coming in is not an act. Who is in the room is known while the meeting lasts, so that nobody is
counted twice; when it closes, this is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.doing import do, now, statutes_in_force
from floor.book.routing import current
from floor.house.models import Member

from .acts.access import lets_in
from .acts.attending import CountRoom
from .authority import kept_out, meeting_running, of_delegates, sits_in, units_of
from .consultative import has_a_voice_by_law
from .laws import has_quorum
from .models import HeadCount, Meeting, Presence

#: While people come in, so much time at most passes between two counts that are noted; sooner, when the quorum is reached or lost.
BETWEEN_COUNTS = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class InTheRoom:
    """Who is in the room by their cards: three figures that are never added up (R11)."""

    entitled: int = 0
    guests: int = 0
    consultative: int = 0
    by_unit: tuple[tuple[int, int], ...] = ()


def come_in(number: int, member: int, kind: str = "entitled", at: datetime | None = None) -> Meeting:
    """Let a member into the room: as one of those entitled, as a guest, or with a consultative voice. Coming twice counts once."""
    moment = at or now()
    meeting = meeting_running(number, "is open to people")
    if kept_out(meeting, member, moment):
        raise Refusal(meeting.article, f"The meeting is closed to: {', '.join(meeting.closed_to)}.", "R11")
    if kind == "entitled":
        scene = Scene(0, moment, by_member(member), statutes_in_force(moment))
        if of_delegates(scene, meeting):
            raise Refusal(meeting.article, "Delegates take their seats; those who sent them can see it.", "R11")
        if not sits_in(scene, meeting, member):
            raise Refusal(meeting.article, "You are not on the register of this meeting's unit. Guests are let in by the meeting.", "R11")  # fmt: skip
    elif not (kind == "consultative" and has_a_voice_by_law(meeting, member, moment)):
        check_guest(meeting, kind)
    with transaction.atomic(using=current()):
        # Who comes in again as something else is that from now on: nobody is in the room twice.
        Presence.objects.update_or_create(meeting=number, member=member, defaults={"kind": kind})
    count_now_and_then(meeting, moment, at)
    return meeting


def go_out(number: int, member: int, at: datetime | None = None) -> None:
    Presence.objects.filter(meeting=number, member=member).delete()
    meeting = Meeting.objects.filter(pk=number, state__in=("open", "paused")).select_related("unit").first()
    if meeting is not None:
        count_now_and_then(meeting, at or now(), at)


def guest_comes(number: int, kind: str = "guest") -> int:
    """Count somebody in who has no card here; they get a number below zero, which says nothing of who they are."""
    meeting = meeting_running(number, "is open to people")
    check_guest(meeting, kind)
    with transaction.atomic(using=current()):
        lowest = Presence.objects.filter(meeting=number, member__lt=0).order_by("member").first()
        nobody = (lowest.member if lowest else 0) - 1
        Presence.objects.create(meeting=number, member=nobody, kind=kind)
    return nobody


def guest_goes(number: int, kind: str = "guest") -> None:
    """Count one guest without a card out again, whichever it is."""
    last = Presence.objects.filter(meeting=number, member__lt=0, kind=kind).order_by("member").first()
    if last is not None:
        go_out(number, last.member)


def check_guest(meeting: Meeting, kind: str) -> None:
    if not lets_in(meeting, kind):
        voice = "a consultative voice" if kind == "consultative" else "guests"
        raise Refusal(meeting.article, f"The meeting has not let in {voice}. Somebody who sits in it can ask it to.", "R11")  # fmt: skip


def is_inside(number: int, member: int) -> bool:
    return Presence.objects.filter(meeting=number, member=member, kind="entitled").exists()


def in_the_room(meeting: Meeting) -> InTheRoom:
    """By their cards, counted in the database; where units sit together, for each of them."""
    here = Presence.objects.filter(meeting=meeting.pk)
    number = dict(here.order_by().values_list("kind").annotate(Count("member")))
    by_unit: list[tuple[int, int]] = []
    if meeting.by_unit:
        entitled = here.filter(kind="entitled").values("member")
        for unit in units_of(meeting):
            of_unit = Q(unit__path__startswith=unit.path) | Q(unit__place_path__startswith=unit.path)
            by_unit.append((unit.pk, Member.objects.filter(of_unit, pk__in=entitled).count()))
    return InTheRoom(number.get("entitled", 0), number.get("guest", 0), number.get("consultative", 0), tuple(by_unit))


def count_cards(number: int, at: datetime | None = None) -> None:
    """Note how many are in the room by their cards, if that has changed since it was last noted."""
    act = count_of_cards(meeting_running(number, "is counted"))
    if act is not None:
        do(act, CLOCK, at=at)


def count_of_cards(meeting: Meeting) -> CountRoom | None:
    """The count that is to be noted; none where nothing has changed, or where delegates sit and are counted by their seats."""
    found = in_the_room(meeting)
    seated = bool(meeting.seats_taken.exists())
    present = meeting.present if seated else found.entitled
    figures = present, found.guests, found.consultative
    by_unit = [(int(unit), here) for unit, (_, here) in meeting.by_unit.items()] if seated else list(found.by_unit)
    if figures == (meeting.present, meeting.guests, meeting.consultative):
        return None
    return CountRoom(
        meeting=meeting.pk, present=present, guests=found.guests, consultative=found.consultative, how="cards", by_unit=by_unit
    )  # fmt: skip


def count_now_and_then(meeting: Meeting, moment: datetime, at: datetime | None) -> None:
    """Keep the quorum live without a line in the book for each who comes in. Heads that tellers counted stand until they count again."""
    if meeting.doors == "heads":
        return
    found = in_the_room(meeting)
    had = has_quorum(meeting)
    would = Meeting(
        statutes=meeting.statutes, called=meeting.called, body=meeting.body, second_of_id=meeting.second_of_id,
        present=found.entitled, entitled=meeting.entitled,
        by_unit={str(unit): [meeting.by_unit[str(unit)][0], here] for unit, here in found.by_unit},
    )  # fmt: skip
    last = HeadCount.objects.filter(meeting=meeting).order_by("-pk").values_list("at", flat=True).first()
    if had != has_quorum(would) or last is None or moment >= last + BETWEEN_COUNTS:
        try:
            count_cards(meeting.pk, at)
        except Refusal:
            # Somebody left the register, or another door was faster; the next count notes it.
            return
