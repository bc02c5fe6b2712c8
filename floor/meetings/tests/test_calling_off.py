"""Only those who called a meeting move it or call it off; whatever else stands in its way is noted and changes nothing (R10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.meetings.acts.hindering import NoteHindrance, TryToCallOff
from floor.meetings.acts.moving_dates import CallOff, ChangePlace, MoveMeeting
from floor.meetings.models import Hindrance, Meeting
from tests.meeting import call_meeting, open_meeting
from tests.world import BOLTS, CHAIR, FACTORY, SECRETARY, THIRD

pytestmark = pytest.mark.django_db
ORDINARY = 7
WHY = "The canteen is being painted that week."


def now_as(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


# --------------------------------------------------------------------------------------------------------- moving it


def test_who_called_a_meeting_moves_it_and_everyone_sees_why(works):
    meeting = call_meeting(works)
    later = meeting.starts + timedelta(days=2)
    works.say(MoveMeeting(meeting=meeting.pk, starts=later, why=WHY), SECRETARY)
    assert now_as(meeting).starts == later
    noted = meeting.hindrances.get()
    assert (noted.kind, noted.who, noted.why, noted.had_effect) == ("moved", "factory committee", WHY, True)


def test_it_is_moved_to_an_earlier_day_only_with_the_notice_of_the_statutes(works):
    meeting = call_meeting(works, starts=works.now + timedelta(days=10))
    with pytest.raises(Refusal, match="3 days"):
        works.say(MoveMeeting(meeting=meeting.pk, starts=works.now + timedelta(days=2), why=WHY), SECRETARY)
    works.say(MoveMeeting(meeting=meeting.pk, starts=works.now + timedelta(days=3), why=WHY), SECRETARY)
    moved = now_as(meeting)
    assert moved.starts == works.now + timedelta(days=3) and moved.items_until <= moved.starts


@pytest.mark.parametrize("who", [CHAIR, THIRD, ORDINARY])
def test_nobody_else_moves_it_or_calls_it_off_not_even_another_of_the_committee(works, who):
    meeting = call_meeting(works)
    for act in (
        MoveMeeting(meeting=meeting.pk, starts=meeting.starts + timedelta(days=2), why=WHY),
        CallOff(meeting=meeting.pk, why=WHY),
        ChangePlace(meeting=meeting.pk, place="The cellar", why=WHY),
    ):
        with pytest.raises(Refusal, match="Only who called this meeting") as refused:
            works.say(act, who)
        assert refused.value.guarantee == "R10"
    assert now_as(meeting).state == "called" and not meeting.hindrances.exists()
    assert RecordedRefusal.objects.filter(act="meetings.CallOff", guarantee="R10").count() == 1


def test_who_called_a_meeting_calls_it_off_with_a_reason(works):
    meeting = call_meeting(works)
    works.say(CallOff(meeting=meeting.pk, why=WHY), SECRETARY)
    meeting = now_as(meeting)
    assert meeting.state == "called off" and meeting.hindrances.get().why == WHY
    with pytest.raises(Refusal, match="before a meeting opens"):
        works.say(CallOff(meeting=meeting.pk, why=WHY), SECRETARY)


def test_a_meeting_that_has_been_opened_is_called_off_by_nobody(works):
    meeting = open_meeting(works, call_meeting(works))
    with pytest.raises(Refusal, match="before a meeting opens"):
        works.say(CallOff(meeting=meeting.pk, why=WHY), SECRETARY)


def test_when_the_mandate_has_ended_who_holds_the_same_one_stands_in_for_it(works):
    from floor.house.acts.mandates import Resign
    from floor.house.models import Mandate

    meeting = call_meeting(works, by=THIRD)
    seat = Mandate.objects.get(holder=THIRD, seat__body="factory committee", seat__office="")
    works.say(Resign(mandate=seat.pk), THIRD)
    with pytest.raises(Refusal, match="Only who called"):
        works.say(CallOff(meeting=meeting.pk, why=WHY), THIRD)
    works.say(CallOff(meeting=meeting.pk, why=WHY), CHAIR)
    assert now_as(meeting).state == "called off"


# ------------------------------------------------------------------------------------------ what others try, and rooms


def test_a_try_to_call_it_off_is_noted_with_its_reason_and_changes_nothing(works):
    meeting = call_meeting(works)
    works.say(TryToCallOff(meeting=meeting.pk, why="There is nothing to talk about now."), CHAIR)
    noted = meeting.hindrances.get()
    assert (noted.kind, noted.who, noted.had_effect) == ("called off", "chair of factory committee", False)
    assert open_meeting(works, meeting).state == "open"


def test_an_order_from_outside_is_noted_by_those_it_was_to_bind(works):
    meeting = call_meeting(works)
    order = {"unit": FACTORY, "meeting": meeting.pk, "kind": "order from outside", "who": "the provincial union department",
             "why": "They say the factory must not discuss this."}  # fmt: skip
    works.say(NoteHindrance(**order), ORDINARY)
    assert not Hindrance.objects.get().had_effect
    assert open_meeting(works, meeting).state == "open"


def test_a_refused_room_does_not_cancel_a_meeting_and_another_place_is_given(works):
    meeting = call_meeting(works)
    works.say(
        NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="room refused", who="the management", why="No keys to the canteen."),
        ORDINARY,
    )  # fmt: skip
    works.say(ChangePlace(meeting=meeting.pk, place="The yard", why="The canteen was refused."), SECRETARY)
    meeting = open_meeting(works, meeting)
    assert meeting.place == "The yard"
    assert [one.kind for one in meeting.hindrances.order_by("pk")] == ["room refused", "other place"]


def test_once_it_is_open_its_chair_leads_it_to_another_place(works):
    meeting = open_meeting(works, call_meeting(works))
    works.say(ChangePlace(meeting=meeting.pk, place="The yard", why="We were locked out of the canteen."), SECRETARY)
    with pytest.raises(Refusal, match="Only who called"):
        works.say(ChangePlace(meeting=meeting.pk, place="The moon", why="For no reason at all."), ORDINARY)


def test_a_room_refused_before_there_is_a_meeting_is_noted_by_its_people_only(works):
    refusal = {"kind": "room refused", "who": "the management", "why": "The hall is not for this, they say."}
    works.say(NoteHindrance(unit=BOLTS, **refusal), 1)
    assert Hindrance.objects.get().meeting is None
    with pytest.raises(Refusal, match="Noted by a member of unit 3"):
        works.say(NoteHindrance(unit=BOLTS, **refusal), 2)
    with pytest.raises(Refusal, match="name the meeting"):
        works.say(NoteHindrance(unit=BOLTS, **refusal | {"kind": "tumult"}), 1)


def test_a_reason_is_said_in_words(works):
    meeting = call_meeting(works)
    with pytest.raises(ValueError, match="at least 10"):
        CallOff(meeting=meeting.pk, why="because")
