"""A meeting in figures: who came as a share of those entitled, who was heard for how long, who sent whom; never who (R4, R8, R11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.attending import CountRoom, TakeSeat
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech, StopClock
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.models import Speech
from floor.meetings.showing.attendance import Attendance, attendance_of, few_come
from floor.meetings.showing.credentials import credentials_of
from floor.meetings.showing.speaking import debate_of, earlier_debates, interrupted_in, seconds_by_side
from floor.meetings.speakers.asking import ask_to_speak
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting
from tests.world import CHAIR, DISTRICT, FACTORY, SECRETARY, TELLERS, THIRD

pytestmark = pytest.mark.django_db


def hear(works, meeting, member, side, seconds, how="finished"):
    speech = ask_to_speak(meeting.pk, member, side=side, at=works.now)
    works.say(CallSpeaker(speech=speech.pk), CHAIR)
    works.wait(seconds=seconds)
    works.say(EndSpeech(speech=speech.pk, how=how), CHAIR)


def test_one_side_alone_is_seen_and_the_silent_are_no_votes(works, django_assert_num_queries):
    meeting = running_meeting(works)
    for member in (5, 6, 5):
        hear(works, meeting, member, "for", 100)
    meeting.refresh_from_db()
    with django_assert_num_queries(2):
        debate = debate_of(meeting)
    assert (debate.speeches, debate.speakers, debate.present, debate.seconds) == (3, 2, 10, 300)
    assert debate.share_who_spoke == 0.2 and debate.one_sided
    hear(works, meeting, 7, "against", 100)
    debate = debate_of(meeting)
    assert [(one.side, one.seconds, one.share) for one in debate.sides] == [("for", 300, 0.75), ("against", 100, 0.25)]
    assert not debate.one_sided


def test_a_debate_is_told_item_by_item_and_beside_earlier_ones(works):
    meeting = running_meeting(works)
    hear(works, meeting, 5, "for", 60)
    assert debate_of(meeting, meeting.items.get(place=2)).speeches == 0
    assert debate_of(meeting, meeting.items.get(place=1)).speakers == 1
    close_meeting(works, meeting, how="tumult", why="The lights went out in the hall.")
    following = running_meeting(works)
    assert [(one.pk, speakers) for one, speakers in earlier_debates(following)] == [(meeting.pk, 1)]


def test_what_was_interrupted_and_what_runs_is_shown(works):
    meeting = running_meeting(works)
    works.say(NoteRaisedHand(meeting=meeting.pk, side="against"), CHAIR)
    speech = Speech.objects.get()
    works.say(CallSpeaker(speech=speech.pk), CHAIR)
    works.wait(seconds=40)
    assert seconds_by_side(meeting, works.now) == {"for": 0, "against": 40, "neither": 0}
    works.say(StopClock(speech=speech.pk), CHAIR)
    works.wait(seconds=15)
    works.say(EndSpeech(speech=speech.pk, how="broken off"), CHAIR)
    assert [one.took for one in interrupted_in(meeting)] == [55]
    meeting.refresh_from_db()
    assert debate_of(meeting).sides[0].interruptions == 1


def test_attendance_is_a_share_of_those_entitled_on_the_day(works, django_assert_num_queries):
    meeting = open_meeting(works, call_meeting(works))
    works.say(CountRoom(meeting=meeting.pk, present=3, guests=110, tellers=TELLERS), SECRETARY)
    close_meeting(works, meeting, by=SECRETARY, how="no quorum")
    call_meeting(works)
    with django_assert_num_queries(1):
        (held,) = attendance_of(FACTORY, "general meeting")
    assert (held.present, held.entitled, held.guests) == (10, 12, 110), "the most who were there"
    assert held.share == pytest.approx(10 / 12)


def held(works, *shares) -> list[Attendance]:
    return [Attendance(at, "", works.now, 100, int(100 * share), 0, 0, False) for at, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "told"),
    [((0.9, 0.3, 0.2, 0.1), True), ((0.3, 0.2), False), ((0.2, 0.2, 0.34), False), ((0.2, 0.4, 0.2, 0.2), False)],
)
def test_when_few_come_three_times_members_are_told_their_right(works, shares, told):
    assert few_come(held(works, *shares)) is told


def test_credentials_say_who_sent_how_many_and_how_many_came(works, django_assert_num_queries):
    meeting = call_meeting(works, body="factory committee", by=CHAIR, starts=works.now + timedelta(days=2))
    works.now = meeting.starts
    works.say(OpenMeeting(meeting=meeting.pk), CHAIR)
    for member in (CHAIR, THIRD):
        works.say(TakeSeat(meeting=meeting.pk), member)
    meeting.refresh_from_db()
    with django_assert_num_queries(2):
        (delegation,) = credentials_of(meeting, works.now)
    assert (delegation.seats, delegation.mandates, delegation.came) == (3, 3, 2) and not delegation.under_strength


def test_a_conference_is_counted_delegation_by_delegation(works):
    """The district congress has four seats of the factory; two are filled, one delegate comes."""
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 9, 6: 8})
    works.wait(hours=1)
    works.elect(
        unit=DISTRICT, body="district committee", votes={7: 2}, entitled=2, present=2, cast=2, tellers=[5, 6], by=5
    )
    starts = works.now + timedelta(days=15)
    meeting = call_meeting(works, unit=DISTRICT, body="district congress", by=7, starts=starts)
    works.now = meeting.starts
    works.say(OpenMeeting(meeting=meeting.pk), 7)
    works.say(TakeSeat(meeting=meeting.pk), 5)
    meeting.refresh_from_db()
    (delegation,) = credentials_of(meeting, works.now)
    assert (delegation.mandates, delegation.came, meeting.entitled, meeting.present) == (2, 1, 2, 1)
    assert credentials_of(call_meeting(works), works.now) == [], "where everyone sits nobody is sent"
