"""What comes on an agenda: by the call, by members, by itself; what can't stand on one; and what was not reached (R8, R10, R22)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.meetings.acts.agenda_items import DecideObjection, ObjectToItem, ProposeItem, WithdrawItem
from floor.meetings.acts.moving_dates import CallOff
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.counted_hands import Hands
from floor.meetings.models import Item
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.world import BOLTS, SECRETARY

pytestmark = pytest.mark.django_db
ORDINARY = 7


def propose(works, meeting, by=ORDINARY, **item):
    works.say(ProposeItem(meeting=meeting.pk, item={"title": "Showers for the night shift"} | item), by)
    return Item.objects.order_by("-pk")[0]


def test_a_member_proposes_an_item_and_it_is_on_the_agenda(works):
    meeting = call_meeting(works)
    item = propose(works, meeting)
    assert (item.place, item.origin, item.proposed_by_id, item.state) == (3, "member", ORDINARY, "open")
    assert propose(works, meeting, SECRETARY, title="A second one").origin == "call"


def test_after_the_time_of_the_call_nobody_proposes_any_more(works):
    meeting = call_meeting(works, items_until=works.now + timedelta(days=1))
    works.wait(days=1, minutes=1)
    for who in (ORDINARY, SECRETARY):
        with pytest.raises(Refusal, match="Items were proposed until"):
            propose(works, meeting, who)


def test_who_does_not_sit_in_the_body_puts_nothing_on_its_agenda(works):
    meeting = call_meeting(works, unit=BOLTS, body="shop meeting")
    with pytest.raises(Refusal, match="Only who sits in the shop meeting") as refused:
        propose(works, meeting, 2)
    assert refused.value.guarantee == "R11"


def test_the_same_item_sent_twice_stands_there_once(works):
    meeting = call_meeting(works)
    propose(works, meeting)
    with pytest.raises(Refusal, match="on the agenda already"):
        propose(works, meeting)


def test_one_takes_back_what_one_has_proposed_and_nothing_else(works):
    meeting = call_meeting(works)
    item = propose(works, meeting)
    with pytest.raises(Refusal, match="Only who proposed"):
        works.say(WithdrawItem(item=item.pk), 8)
    with pytest.raises(Refusal, match="Only who called"):
        works.say(WithdrawItem(item=meeting.items.get(place=1).pk), ORDINARY)
    works.say(WithdrawItem(item=item.pk), ORDINARY)
    works.say(WithdrawItem(item=meeting.items.get(place=2).pk), SECRETARY)
    meeting = open_meeting(works, meeting)
    take_up(works, meeting, 1, by=SECRETARY)
    close_meeting(works, meeting, by=SECRETARY)


def test_what_was_announced_can_no_more_be_taken_off_by_the_conveners(works):
    meeting = call_meeting(works, items_until=works.now + timedelta(days=1))
    works.wait(days=2)
    with pytest.raises(Refusal, match="The agenda stands"):
        works.say(WithdrawItem(item=meeting.items.get(place=1).pk), SECRETARY)


# -------------------------------------------------------------------------------------- what can't stand on an agenda


def test_what_a_delegate_said_in_a_meeting_is_no_item(works):
    speech = {"title": "Protest against the speech of a delegate", "about": "what was said in a meeting"}
    with pytest.raises(Refusal, match="never an offence") as refused:
        call_meeting(works, items=[speech])
    assert refused.value.guarantee == "R8"
    meeting = call_meeting(works)
    with pytest.raises(Refusal, match="can't be listed"):
        propose(works, meeting, **speech)


def test_several_persons_in_one_item_are_refused_on_every_way_to_an_agenda(works):
    bundle = {"title": "Expulsion of eleven", "about": "a person", "persons": [5, 6, 7]}
    with pytest.raises(Refusal, match="an item for each") as refused:
        call_meeting(works, items=[bundle])
    assert refused.value.guarantee == "R22"
    with pytest.raises(Refusal, match="an item for each"):
        propose(works, call_meeting(works), **bundle)


def test_one_person_is_an_item_of_their_own_and_a_matter_names_nobody(works):
    meeting = call_meeting(works, items=[{"title": "A complaint", "about": "a person", "persons": [5]}])
    assert meeting.items.get().about_member == 5
    with pytest.raises(Refusal, match="one about a matter names nobody"):
        propose(works, meeting, persons=[5])


def test_an_item_that_hides_what_it_is_about_is_struck_by_the_meeting(works):
    meeting = call_meeting(works, items=[{"title": "Certain statements"}, {"title": "Other business"}])
    item = meeting.items.get(place=1)
    works.say(ObjectToItem(item=item.pk, ground="what was said in a meeting"), ORDINARY)
    meeting = open_meeting(works, meeting)
    with pytest.raises(Refusal, match="The meeting decides that first"):
        works.say(TakeUpItem(item=item.pk), SECRETARY)
    with pytest.raises(Refusal, match="Only the chair or the teller"):
        works.say(DecideObjection(item=item.pk, out_of_order=Hands(votes_for=8, against=1)), ORDINARY)
    works.say(DecideObjection(item=item.pk, out_of_order=Hands(votes_for=8, against=1, abstaining=1)), SECRETARY)
    item.refresh_from_db()
    assert (item.state, item.votes) == ("struck", {"for": 8, "against": 1, "abstaining": 1})
    take_up(works, meeting, 2, by=SECRETARY)


def test_an_objection_the_meeting_does_not_share_holds_nothing_up(works):
    meeting = open_meeting(works, call_meeting(works))
    item = meeting.items.get(place=1)
    works.say(ObjectToItem(item=item.pk, ground="several persons at once"), ORDINARY)
    with pytest.raises(Refusal, match="Somebody has said so already"):
        works.say(ObjectToItem(item=item.pk, ground="several persons at once"), 8)
    works.say(DecideObjection(item=item.pk, out_of_order=Hands(votes_for=1, against=8)), SECRETARY)
    take_up(works, meeting, 1, by=SECRETARY)
    with pytest.raises(Refusal, match="before an item is taken up"):
        works.say(ObjectToItem(item=item.pk, ground="several persons at once"), 8)


@pytest.mark.parametrize(
    ("hands", "why"),
    [(Hands(votes_for=0, against=0), "No hands were counted"), (Hands(votes_for=9, against=2), "Guests have no vote")],
)
def test_hands_that_cannot_have_been_raised_decide_nothing(works, hands, why):
    meeting = open_meeting(works, call_meeting(works))
    item = meeting.items.get(place=1)
    works.say(ObjectToItem(item=item.pk, ground="several persons at once"), ORDINARY)
    with pytest.raises(Refusal, match=why):
        works.say(DecideObjection(item=item.pk, out_of_order=hands), SECRETARY)


# ------------------------------------------------------------------------------------------------ what was not reached


def test_what_one_meeting_did_not_reach_the_next_takes_over_once(works):
    meeting = call_meeting(works)
    propose(works, meeting)
    meeting = open_meeting(works, meeting)
    take_up(works, meeting, 1, by=SECRETARY)
    close_meeting(works, meeting, by=SECRETARY, how="tumult", why="People left when the lights went out.")
    following = call_meeting(works, items=[])
    taken = {item.title: item for item in following.items.all()}
    shower = taken["Showers for the night shift"]
    assert (shower.origin, shower.proposed_by_id, shower.from_item.state) == ("earlier meeting", ORDINARY, "passed on")
    assert "The canteen" not in taken
    third = call_meeting(works, items=[])
    assert not third.items.filter(title="Showers for the night shift").exists(), "it stands on one agenda at a time"


def test_what_members_proposed_for_a_meeting_that_was_called_off_is_not_lost(works):
    meeting = call_meeting(works)
    propose(works, meeting)
    works.say(CallOff(meeting=meeting.pk, why="Nobody has time that day."), SECRETARY)
    assert call_meeting(works, items=[]).items.filter(title="Showers for the night shift").exists()


def test_an_item_sent_twice_is_taken_up_once(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="before the meeting already"):
        take_up(works, meeting, 1)
