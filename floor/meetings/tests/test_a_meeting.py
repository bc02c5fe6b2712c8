"""A general meeting from the call to the close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.models import Meeting, Presence
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.world import CHAIR, NAILS, SECRETARY, TELLERS

pytestmark = pytest.mark.django_db
ORDINARY = 7


def test_a_meeting_is_called_opened_and_closed(works):
    meeting = running_meeting(works)
    assert (meeting.entitled, meeting.present, meeting.state) == (12, 10, "open")
    take_up(works, meeting, 2)
    meeting = close_meeting(works, meeting)
    assert (meeting.state, meeting.how_closed) == ("closed", "agenda done")
    assert not Presence.objects.exists(), "who was in the room is forgotten"


def test_only_those_whom_the_statutes_name_call_a_meeting(works):
    with pytest.raises(Refusal, match="factory committee, 1/10 of members"):
        call_meeting(works, by=ORDINARY)


def test_the_notice_of_the_statutes_lies_before_a_meeting(works):
    with pytest.raises(Refusal, match="3 days"):
        call_meeting(works, starts=works.now + timedelta(days=2))


def test_a_meeting_is_not_opened_early(works):
    meeting = call_meeting(works)
    with pytest.raises(Refusal, match="was called for"):
        works.say(OpenMeeting(meeting=meeting.pk), SECRETARY)


def test_the_people_open_it_when_whoever_called_it_stays_away(works):
    meeting = call_meeting(works)
    works.now = meeting.starts
    with pytest.raises(Refusal, match="quarter of an hour"):
        works.say(OpenMeeting(meeting=meeting.pk), ORDINARY)
    works.wait(minutes=15)
    works.say(OpenMeeting(meeting=meeting.pk), ORDINARY)
    assert meeting.offices.get(office="chair").member_id == ORDINARY


def test_an_item_is_not_passed_over(works):
    meeting = open_meeting(works, call_meeting(works))
    with pytest.raises(Refusal, match="comes first") as refused:
        works.say(TakeUpItem(item=meeting.items.get(place=2).pk), SECRETARY)
    assert refused.value.guarantee == "R6"


def test_only_the_chair_closes_and_not_before_the_agenda_is_done(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="Only the chair"):
        works.say(CloseMeeting(meeting=meeting.pk), ORDINARY)
    with pytest.raises(Refusal, match="Items left on the agenda: 1"):
        works.say(CloseMeeting(meeting=meeting.pk), CHAIR)


def test_what_was_not_reached_comes_before_the_next_meeting(works):
    meeting = running_meeting(works)
    meeting = close_meeting(works, meeting, how="tumult", why="A window was broken and people left.")
    assert meeting.hindrances.get().kind == "closed early"
    following = call_meeting(works)
    assert "Other business" in [item.title for item in following.items.all()]


def test_a_meeting_nobody_opened_was_not_held(works):
    from floor.book.act import CLOCK
    from floor.book.doing import do
    from floor.meetings.falling_due.meetings import fall_due

    meeting = call_meeting(works)
    works.now = meeting.starts + timedelta(days=1)
    for act in fall_due(works.now):
        do(act, CLOCK, at=works.now)
    assert Meeting.objects.get(pk=meeting.pk).state == "not held"
    assert TELLERS and NAILS
