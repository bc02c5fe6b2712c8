"""Papers in a meeting: short, secret, and for those who are in the room."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.house.models import Mandate
from floor.meetings.acts.attending import LeaveSeat, TakeSeat
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.deciding.doors import close_papers_of
from floor.meetings.doors import come_in, go_out
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.models import Mark, RollLine
from floor.polls.urn.casting import cast
from tests.meeting import call_meeting, open_meeting, running_meeting, take_up
from tests.motions import again, by_hands, move, procedural, put
from tests.polling import answer, close_poll
from tests.world import CHAIR, SECRETARY, TELLERS, THIRD

pytestmark = pytest.mark.django_db


def test_a_vote_on_a_person_is_secret_and_takes_five_minutes(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, "Confidence in member 9", about="a person", persons=[9], declaration=True)
    poll = put(works, motion)
    assert (poll.ballot, poll.closes - poll.opens) == ("secret", timedelta(minutes=5))
    answer(works, poll, {member: [1 if member < 8 else 2] for member in range(1, 11)})
    poll = close_poll(works, poll)
    figures = poll.outcome["figures"]
    assert (figures["entitled"], figures["present"], figures["papers"]) == (12, 10, 10)
    assert again(motion).state == "carried" and not Mark.objects.exists()


def test_hands_over_a_person_are_refused(works):
    motion = move(
        works, running_meeting(works), "Confidence in member 9", about="a person", persons=[9], declaration=True
    )
    with pytest.raises(Refusal, match="votes are secret, not by show of hands") as refused:
        put(works, motion, ballot="show of hands")
    assert refused.value.guarantee == "R5"


def test_who_is_not_in_the_room_is_entitled_and_can_not_vote(works):
    meeting = running_meeting(works)
    poll = put(works, move(works, meeting), ballot="secret")
    assert RollLine.objects.filter(poll=poll, reason="").count() == 12
    with pytest.raises(Refusal, match="not in the room"):
        cast(poll.pk, 11, (1,), at=works.now)
    come_in(meeting.pk, 11, at=works.now)
    cast(poll.pk, 11, (1,), at=works.now)
    go_out(meeting.pk, 10)
    with pytest.raises(Refusal, match="not in the room"):
        cast(poll.pk, 10, (1,), at=works.now)
    with pytest.raises(Refusal, match="not on the roll"):
        cast(poll.pk, 99, (1,), at=works.now)


def test_those_present_are_the_base_of_the_quorum_not_those_who_handed_in_a_paper(works):
    motion = move(works, running_meeting(works))
    poll = put(works, motion, ballot="secret")
    answer(works, poll, {1: [1], 2: [1], 3: [2]})
    close_poll(works, poll)
    assert (again(motion).state, again(motion).poll.outcome["figures"]["present"]) == ("carried", 10)


def test_papers_are_taken_for_two_minutes_at_least_and_counted_without_waiting_for_the_clock(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    with pytest.raises(ValueError, match="greater than or equal to 2"):
        put(works, motion, ballot="secret", minutes=1)
    poll = put(works, motion, ballot="secret", minutes=2)
    answer(works, poll, {1: [1], 2: [1]})
    works.wait(seconds=119)
    assert close_papers_of(meeting.pk, at=works.now) == 0
    works.wait(seconds=1)
    with pytest.raises(Refusal, match="closed on"):
        cast(poll.pk, 3, (1,), at=works.now)
    assert close_papers_of(meeting.pk, at=works.now) == 1 and close_papers_of(meeting.pk, at=works.now) == 0
    assert again(motion).state == "carried"


def test_a_poll_outside_a_meeting_is_still_open_for_an_hour(works):
    from tests.polling import put_question

    with pytest.raises(Refusal, match="an hour at least"):
        put_question(works, ballot="secret", closes=works.now + timedelta(minutes=5))


def test_the_meeting_waits_for_its_papers(works):
    meeting = running_meeting(works)
    put(works, move(works, meeting), ballot="secret")
    with pytest.raises(Refusal, match="has not been put"):
        works.say(CloseMeeting(meeting=meeting.pk), CHAIR)
    with pytest.raises(Refusal, match="One question at a time"):
        put(works, move(works, meeting, "Another matter"))


def test_a_demand_for_secrecy_reaches_the_vote(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    procedural(works, meeting, "secret ballot", motion, by=12)
    poll = put(works, motion)
    answer(works, poll, {1: [1], 2: [1], 3: [2]})
    close_poll(works, poll)
    assert again(motion).state == "carried"


# ----------------------------------------------------------------------------------------------------------- delegates


def committee_meeting(works, *seated):
    meeting = open_meeting(works, call_meeting(works, by=CHAIR, body="factory committee"), by=CHAIR, present=())
    for member in seated:
        works.say(TakeSeat(meeting=meeting.pk), member)
    take_up(works, meeting, 1, by=CHAIR)
    return meeting


def test_delegates_vote_by_hands_or_by_name_in_their_seats(works):
    meeting = committee_meeting(works, CHAIR, SECRETARY, THIRD)
    assert meeting.present == 3
    motion = by_hands(works, move(works, meeting, by=THIRD), (2, 1, 0), by=CHAIR, present=3, tellers=[CHAIR, THIRD])
    assert motion.state == "carried"
    called = move(works, meeting, "By name", by=THIRD)
    poll = put(works, called, ballot="roll call")
    mandates = Mandate.objects.filter(seat__body="factory committee", seat__office="").order_by("pk")
    answers = [
        Answer(mandate=one.pk, votes_for=at < 2, against=at == 2, abstaining=0) for at, one in enumerate(mandates)
    ]
    works.say(CallRoll(poll=poll.pk, answers=answers, tellers=TELLERS), CHAIR)
    assert again(called).state == "carried"


def test_a_delegate_who_has_not_taken_the_seat_is_not_in_the_room(works):
    meeting = committee_meeting(works, CHAIR, SECRETARY)
    poll = put(works, move(works, meeting, by=SECRETARY), ballot="secret")
    cast(poll.pk, SECRETARY, (1,), at=works.now)
    with pytest.raises(Refusal, match="not in the room"):
        cast(poll.pk, THIRD, (1,), at=works.now)
    works.say(TakeSeat(meeting=meeting.pk), THIRD)
    cast(poll.pk, THIRD, (1,), at=works.now)
    works.say(LeaveSeat(meeting=meeting.pk), CHAIR)
    with pytest.raises(Refusal, match="not in the room"):
        cast(poll.pk, CHAIR, (1,), at=works.now)


def test_names_of_members_are_not_called_in_a_meeting_either(works):
    with pytest.raises(Refusal, match="no list says") as refused:
        put(works, move(works, running_meeting(works)), ballot="roll call")
    assert refused.value.guarantee == "R17"
