"""Two devices of the chair, a double click, a lost connection: what is sent twice is done once, and nobody is skipped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from time import sleep

from django.db import OperationalError, connections

from floor.book.act import NotWritten, Refusal, by_member
from floor.book.doing import do
from floor.meetings.acts.having_the_floor import CallSpeaker
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.models import MeetingOffice, Petition, PetitionSignature, Speech
from floor.meetings.petitioning.signing import AlreadySigned, begin_petition, complete_if_reached, sign
from floor.meetings.speakers.asking import ask_to_speak
from tests.meeting import call_meeting, running_meeting
from tests.world import CHAIR, FACTORY, SECRETARY, assert_the_book_rebuilds


def until_it_is_written(deed: Callable[[], object]) -> None:
    """As the page asks: where too many write at once, it is sent again. A database in memory does not wait by itself."""
    while True:
        try:
            deed()
        except (NotWritten, OperationalError):
            sleep(0.01)
            continue
        return


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of them at the same moment, each over a connection of its own; what came of each."""
    came: list[str] = []
    together = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        together.wait()
        try:
            until_it_is_written(deed)
            came.append("done")
        except Refusal as refused:
            came.append(type(refused).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(came)


def test_two_devices_open_a_meeting_once(lasting_works):
    meeting = call_meeting(lasting_works)
    lasting_works.now = meeting.starts

    def open_it() -> None:
        do(OpenMeeting(meeting=meeting.pk), by_member(SECRETARY), at=lasting_works.now)

    assert at_once(open_it, open_it) == ["Refusal", "done"]
    assert MeetingOffice.objects.count() == 1


def test_two_devices_call_one_speaker_and_the_next_keeps_waiting(lasting_works, empty_replay):
    meeting = running_meeting(lasting_works)
    first, second = (ask_to_speak(meeting.pk, member, at=lasting_works.now) for member in (5, 6))

    def call_it() -> None:
        do(CallSpeaker(speech=first.pk), by_member(CHAIR), at=lasting_works.now)

    assert at_once(call_it, call_it, call_it) == ["Refusal", "Refusal", "done"]
    second.refresh_from_db()
    assert second.began is None
    assert_the_book_rebuilds()


def test_one_finger_that_asks_three_times_has_one_place(lasting_works):
    meeting = running_meeting(lasting_works)

    def ask() -> None:
        ask_to_speak(meeting.pk, 5, at=lasting_works.now)

    assert at_once(ask, ask, ask) == ["done", "done", "done"]
    assert Speech.objects.count() == 1


def test_a_request_sent_again_after_a_lost_connection_gets_the_first_receipt(lasting_works):
    meeting = running_meeting(lasting_works)
    speech = ask_to_speak(meeting.pk, 5, at=lasting_works.now)
    act = CallSpeaker(speech=speech.pk)
    first = do(act, by_member(CHAIR), at=lasting_works.now, once="the key of this form")
    again = do(act, by_member(CHAIR), at=lasting_works.now, once="the key of this form")
    assert again.repeated and again.n == first.n


def test_one_signature_sent_twice_at_once_is_one(lasting_works):
    starts = lasting_works.now + timedelta(days=5)
    petition = begin_petition(
        FACTORY, "general meeting", 5, title="Loans", starts=starts, place="Yard", items=[{"title": "Loans"}], at=lasting_works.now,
    )  # fmt: skip

    def sign_it() -> None:
        sign(petition.pk, 6, at=lasting_works.now)

    assert at_once(sign_it, sign_it) == [AlreadySigned.__name__, "done"]
    # Where too many were writing to call the meeting in the same breath, the clock does it when it looks next.
    complete_if_reached(petition.pk, at=lasting_works.now)
    assert PetitionSignature.objects.count() == 2 and Petition.objects.get().signatures == 2
