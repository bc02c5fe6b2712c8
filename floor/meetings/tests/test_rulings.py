"""A motion is not put only for a reason from the list, and the meeting judges the chair at once."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.meetings.acts.ruling import AppealRuling, NotPut, RuleFromTheChair
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.models import Motion, Ruling
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import MOVER, again, amend, by_hands, move, procedural, put
from tests.polling import count_hands
from tests.world import CHAIR, SECRETARY

pytestmark = pytest.mark.django_db
SAID = "This is for the shops to decide."


def not_put(works, motion, by=CHAIR, reason="not this body's", **wanted):
    works.say(NotPut(motion=motion.pk, reason=reason, said=SAID, **wanted), by)
    return Ruling.objects.order_by("-pk")[0]


def appeal(works, ruling, by=MOVER):
    works.say(AppealRuling(ruling=ruling.pk), by)
    return Motion.objects.get(ruling=ruling, state="open")


def test_the_chair_rules_with_a_reason_from_the_list_and_it_stands_on_record(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, words="At six.")
    change = amend(works, motion, "six", "five")
    ruling = not_put(works, motion)
    assert (again(motion).state, again(motion).why_ended, ruling.said) == ("not put", "not this body's", SAID)
    assert again(change).state == "fallen"
    take_up(works, meeting, 2)


def test_a_reason_of_ones_own_is_none_and_silence_neither(works):
    motion = move(works, running_meeting(works))
    for said in ({"reason": "untimely", "said": SAID}, {"reason": "not this body's", "said": "No."}):
        with pytest.raises(ValidationError):
            NotPut(motion=motion.pk, **said)


def test_nobody_but_the_chair_rules(works):
    motion = move(works, running_meeting(works))
    for who in (SECRETARY, MOVER):
        with pytest.raises(Refusal, match="Only the chair") as refused:
            not_put(works, motion, by=who)
    assert refused.value.guarantee == "R6"


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("moved too late", "moved in time"),
        ("settled", "name the poll that settled it"),
    ],
)
def test_a_reason_that_is_a_fact_must_be_one(works, reason, why):
    motion = move(works, running_meeting(works))
    with pytest.raises(Refusal, match=why) as refused:
        not_put(works, motion, reason=reason)
    assert refused.value.guarantee == "R6" and RecordedRefusal.objects.exists()


def test_settled_names_a_decision_of_this_body_whose_time_has_not_come(works):
    meeting = running_meeting(works)
    decided = by_hands(works, move(works, meeting))
    other = move(works, meeting, "The canteen opens very early")
    with pytest.raises(Refusal, match="no decision of this body"):
        not_put(works, other, reason="settled", poll=99)
    ruling = not_put(works, other, reason="settled", poll=decided.poll_id)
    assert ruling.settled_by_id == decided.poll_id


def test_what_was_settled_long_ago_is_in_order_again(works):
    meeting = running_meeting(works)
    decided = by_hands(works, move(works, meeting))
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    works.wait(days=100)
    motion = move(works, running_meeting(works), "The canteen opens very early")
    with pytest.raises(Refusal, match="is over"):
        not_put(works, motion, reason="settled", poll=decided.poll_id)


def test_one_person_is_not_several(works):
    motion = move(works, running_meeting(works), "She is thanked", about="a person", persons=[5], declaration=True)
    with pytest.raises(Refusal, match="about one person alone"):
        not_put(works, motion, reason="several persons")


def test_anybody_appeals_at_once_and_the_ruling_falls(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    ruling = not_put(works, motion)
    asked = appeal(works, ruling, by=9)
    with pytest.raises(Refusal, match=f"Motion {asked.pk} has not been put"):
        works.say(TakeUpItem(item=meeting.items.get(place=2).pk), CHAIR)
    by_hands(works, asked, (7, 2, 1))
    ruling.refresh_from_db()
    assert (ruling.upheld, ruling.votes) == (False, {"for": 2, "against": 7, "abstaining": 1})
    assert again(motion).state == "open"
    assert by_hands(works, motion).state == "carried"


@pytest.mark.parametrize("hands", [(2, 7, 1), (5, 5, 0)])
def test_a_ruling_stands_that_no_majority_overturns(works, hands):
    motion = move(works, running_meeting(works))
    ruling = not_put(works, motion)
    by_hands(works, appeal(works, ruling), hands)
    ruling.refresh_from_db()
    assert ruling.upheld and again(motion).state == "not put"
    with pytest.raises(Refusal, match="asked about this ruling already") as refused:
        appeal(works, ruling)
    assert refused.value.guarantee == "R7"


def test_an_appeal_comes_before_everything_and_the_chair_is_not_alone_with_it(works):
    meeting = running_meeting(works)
    recess = procedural(works, meeting, "recess", minutes=5)
    asked = appeal(works, not_put(works, move(works, meeting)))
    with pytest.raises(Refusal, match=f"Motion {asked.pk}"):
        put(works, recess)
    with pytest.raises(Refusal, match="put to the meeting"):
        not_put(works, asked)
    assert count_hands(works, put(works, asked, by=SECRETARY), (7, 2, 1)).state == "counted"


def test_who_sits_elsewhere_or_comes_too_late_does_not_appeal(works):
    meeting = running_meeting(works)
    ruling = not_put(works, move(works, meeting))
    with pytest.raises(Refusal, match="sits in"):
        appeal(works, ruling, by=99)
    take_up(works, meeting, 2)
    with pytest.raises(Refusal, match="One appeals at once") as refused:
        appeal(works, ruling)
    assert refused.value.guarantee == "R6"


def test_other_rulings_are_recorded_and_appealed_alike(works):
    meeting = running_meeting(works)
    works.say(RuleFromTheChair(meeting=meeting.pk, what="speaker stopped", said="The time was over twice."), CHAIR)
    ruling = Ruling.objects.get()
    by_hands(works, appeal(works, ruling), (7, 2, 1))
    ruling.refresh_from_db()
    assert ruling.upheld is False


def test_a_motion_is_ruled_on_when_its_mover_can_appeal(works):
    meeting = call_meeting(works)
    later = move(works, meeting, item=meeting.items.get(place=2))
    open_meeting(works, meeting)
    take_up(works, meeting, 1, by=SECRETARY)
    with pytest.raises(Refusal, match="so that its mover can appeal"):
        not_put(works, later, by=SECRETARY)
    take_up(works, meeting, 2, by=SECRETARY)
    by_hands(works, later, by=SECRETARY, chair=SECRETARY)
    with pytest.raises(Refusal, match="has ended"):
        not_put(works, later, by=SECRETARY)
