"""Entries about meetings read as sentences that name nobody, and a book that was tampered with shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import ACTS
from floor.book.models import Entry
from floor.book.protected import acting
from floor.book.telling import SENTENCES, summary_of, told
from floor.meetings.acts import (
    access,
    agenda_items,
    asking_to_speak,
    attending,
    calling,
    closing,
    having_the_floor,
    hindering,
    moving_dates,
    opening,
    petitioning,
    taking_up,
)
from floor.meetings.counted_hands import Hands
from floor.meetings.models import HeadCount, Hindrance, Meeting, Petition, Speech
from floor.meetings.petitioning.signing import begin_petition, sign, withdraw_signature
from floor.meetings.verification.convening import (
    called_off_by_who_called_it,
    everyone_has_the_same_time,
    guests_are_counted_apart,
    petitions_had_their_meeting,
)
from tests.meeting import call_meeting, close_meeting, running_meeting
from tests.world import CHAIR, FACTORY, NAMES, SECRETARY, assert_the_book_rebuilds, found_works

pytestmark = pytest.mark.django_db
ROOMS = (
    access, agenda_items, asking_to_speak, attending, calling, closing, having_the_floor, hindering, moving_dates, opening,
    petitioning, taking_up,
)  # fmt: skip
WHY = "The canteen is being painted."


def much_that_happens(works):
    """A petition's meeting that falls away, one that is moved and called off, and one that is held."""
    petition = begin_petition(
        FACTORY, "general meeting", 5, title="Loans", starts=works.now + timedelta(days=5), place="Yard", items=[{"title": "Loans"}],
        at=works.now,
    )  # fmt: skip
    sign(petition.pk, 6, at=works.now)
    withdraw_signature(petition.pk, 6, at=works.now)
    meeting = call_meeting(works)
    works.say(hindering.TryToCallOff(meeting=meeting.pk, why=WHY), CHAIR)
    works.say(
        moving_dates.MoveMeeting(meeting=meeting.pk, starts=meeting.starts + timedelta(days=1), why=WHY), SECRETARY
    )
    works.say(moving_dates.CallOff(meeting=meeting.pk, why=WHY), SECRETARY)
    meeting = running_meeting(works)
    works.say(
        access.DecideAccess(
            meeting=meeting.pk, access="closed", closed_to=["management"], hands=Hands(votes_for=9, against=0)
        ),
        CHAIR,
    )
    works.say(asking_to_speak.NoteRaisedHand(meeting=meeting.pk, side="for"), CHAIR)
    speech = Speech.objects.get()
    works.say(having_the_floor.CallSpeaker(speech=speech.pk), CHAIR)
    works.say(having_the_floor.StopClock(speech=speech.pk), CHAIR)
    works.wait(seconds=20)
    works.say(having_the_floor.EndSpeech(speech=speech.pk, how="broken off"), CHAIR)
    return close_meeting(works, meeting, how="tumult", why="The lights went out in the hall.")


def test_every_act_of_convening_and_of_the_room_has_a_sentence():
    own = {name for name, kind in ACTS.items() if kind.__module__ in {room.__name__ for room in ROOMS}}
    assert len(own) > 30 and own - set(SENTENCES) == set()


def test_entries_read_as_sentences_and_name_nobody(works):
    much_that_happens(works)
    said = [line.sentence for line in told(Entry.objects.order_by("n"))]
    start, end = (
        "A meeting broke up in tumult: general meeting, Hammer and Sickle, ",
        ". The lights went out in the hall.",
    )
    assert any(line.startswith(start) and line.endswith(end) for line in said)
    assert not any(name in line for name in NAMES for line in said)
    lines = told(Entry.objects.filter(act__startswith="meetings.").order_by("n"))
    assert not [line.sentence for line in lines if line.sentence == summary_of(line.act)]


def verdicts(check) -> set[str]:
    return {claim.verdict for claim in check()}


CHECKS = (
    called_off_by_who_called_it,
    petitions_had_their_meeting,
    guests_are_counted_apart,
    everyone_has_the_same_time,
)


def test_a_sound_book_holds(works):
    much_that_happens(works)
    assert all(verdicts(check) == {"holds"} for check in CHECKS)


@pytest.fixture
def tampered(db, empty_replay):
    works = found_works()
    much_that_happens(works)
    assert_the_book_rebuilds()
    with acting("somebody with the database open"):
        yield


def test_a_meeting_called_off_by_a_stroke_of_the_pen_shows(tampered):
    Meeting.objects.filter(state="closed").update(state="called off")
    assert verdicts(called_off_by_who_called_it) == {"broken"}


def test_a_petitions_meeting_that_an_officer_called_off_shows(tampered):
    Hindrance.objects.filter(noted_by=None, kind="called off").update(noted_by=CHAIR)
    assert verdicts(called_off_by_who_called_it) == {"broken"}


def test_a_petition_that_led_to_nothing_shows(tampered):
    Meeting.objects.exclude(petition=None).update(petition=None)
    assert verdicts(petitions_had_their_meeting) == {"broken"}


def test_a_petition_too_few_signed_shows(tampered):
    Petition.objects.update(signatures=1)
    assert verdicts(petitions_had_their_meeting) == {"broken"}


def test_guests_counted_as_members_show(tampered):
    HeadCount.objects.filter(pk=1).update(present=120)
    assert verdicts(guests_are_counted_apart) == {"broken"}


@pytest.mark.parametrize("change", [{"used": 200}, {"how_ended": "time over"}, {"lost": 90}])
def test_a_speaker_cut_short_shows(tampered, change):
    Speech.objects.filter(resumes=None).update(**change)
    assert verdicts(everyone_has_the_same_time) == {"broken"}


def test_time_that_was_not_given_back_shows(tampered):
    Speech.objects.exclude(resumes=None).update(resumes=None)
    assert verdicts(everyone_has_the_same_time) == {"broken"}
