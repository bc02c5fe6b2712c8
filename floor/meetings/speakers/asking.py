"""Asking for the floor on one's own phone. Who asks is known while the meeting lasts, and then forgotten (R8, R17)."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.meetings.acts.asking_to_speak import AskToSpeak, LeaveSpeakersList
from floor.meetings.authority import meeting_running
from floor.meetings.models import Meeting, Presence, SeatTaken, Speech

from .list import speech_called, spoken_in, waiting_in


def ask_to_speak(
    number: int, member: int, *, kind: str = "speech", side: str = "neither", motion: int | None = None, at: datetime | None = None
) -> Speech:  # fmt: skip
    """Put oneself on the speakers' list. Who is on it already keeps their place: asking twice is asking once."""
    meeting = meeting_running(number, "is asked for")
    if not has_a_voice(meeting, member):
        raise Refusal(meeting.article, "Only who is in the room asks for the floor. Come in first; guests speak when the meeting lets them.", "R11")  # fmt: skip
    mine = place_of(meeting, member, kind)
    if mine is None:
        act = AskToSpeak.model_validate({
            "meeting": number, "who": member, "kind": kind, "side": side, "motion": motion, "spoken_before": spoken_in(meeting, member),
        })  # fmt: skip
        try:
            do(act, CLOCK, at=at)
        except Refusal:
            # The same finger, twice at once: the first was faster.
            if place_of(meeting, member, kind) is None:
                raise
        mine = place_of(meeting, member, kind)
    assert mine is not None
    return mine


def leave_the_list(speech: int, member: int, at: datetime | None = None) -> None:
    """Take one's own place off the list."""
    place = speech_called(speech)
    if place.who != member:
        raise Refusal(place.meeting.article, "This is not your place on the list; nobody strikes another from it.", "R8")  # fmt: skip
    do(LeaveSpeakersList(speech=speech), CLOCK, at=at)


def place_of(meeting: Meeting, member: int, kind: str = "speech") -> Speech | None:
    """Somebody's own place on the list, if they wait. For the member's own page only."""
    return waiting_in(meeting).filter(who=member, kind=kind).first()


def has_a_voice(meeting: Meeting, member: int) -> bool:
    """Whether somebody is in the room with a voice: entitled or consultative, by card or in a delegate's seat."""
    here = Presence.objects.filter(meeting=meeting.pk, member=member, kind__in=("entitled", "consultative"))
    return here.exists() or SeatTaken.objects.filter(meeting=meeting, mandate__holder=member, left=None).exists()
