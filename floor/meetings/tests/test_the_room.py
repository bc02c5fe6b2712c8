"""Who is in the room: members, guests and consultative voices apart; the meeting decides who may be there (R11)."""

from __future__ import annotations

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Entry
from floor.meetings.acts.access import AnswerAdmission, AskAdmission, DecideAccess
from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.attending import CountRoom
from floor.meetings.acts.opening import ChooseOfficer
from floor.meetings.counted_hands import Hands
from floor.meetings.doors import come_in, count_cards, go_out, guest_comes, guest_goes, in_the_room, is_inside
from floor.meetings.falling_due.meetings import rooms_to_count
from floor.meetings.laws import has_quorum
from floor.meetings.models import Admission, HeadCount, Meeting, Presence
from floor.meetings.speakers.asking import ask_to_speak
from tests.meeting import call_meeting, open_meeting, running_meeting
from tests.world import BOLTS, CHAIR, NAILS, SECRETARY, TELLERS, THIRD

pytestmark = pytest.mark.django_db
ORDINARY = 7
CARRIED, LOST = Hands(votes_for=8, against=1), Hands(votes_for=1, against=8)


def decide(works, meeting, access, closed_to=(), hands=CARRIED, by=CHAIR) -> Meeting:
    works.say(DecideAccess(meeting=meeting.pk, access=access, closed_to=list(closed_to), hands=hands), by)
    meeting.refresh_from_db()
    return meeting


def let_in(works, meeting, kind="guests", hands=CARRIED) -> Admission:
    works.say(AskAdmission(meeting=meeting.pk, kind=kind, who="workers of the mill", asked_by="their committee"), ORDINARY)  # fmt: skip
    request = Admission.objects.order_by("-pk")[0]
    works.say(AnswerAdmission(admission=request.pk, hands=hands), CHAIR)
    request.refresh_from_db()
    return request


# --------------------------------------------------------------------------------------------------- members and guests


def test_a_hundred_and_ten_guests_and_ten_members_are_never_a_hundred_and_twenty(works):
    meeting = decide(works, running_meeting(works), "open")
    for _ in range(110):
        guest_comes(meeting.pk)
    count_cards(meeting.pk, at=works.now)
    meeting.refresh_from_db()
    assert (meeting.present, meeting.guests, meeting.entitled) == (10, 110, 12)
    with pytest.raises(Refusal, match="10 are in the room"):
        works.say(ChooseOfficer(meeting=meeting.pk, office="teller", member=5, hands=[(5, 11)]), CHAIR)
    with pytest.raises(Refusal, match="Guests have no vote"):
        decide(works, meeting, "members", hands=Hands(votes_for=110, against=10))


def test_a_guest_decides_nothing_and_has_no_part_in_the_meeting(works):
    meeting = call_meeting(works, unit=BOLTS, body="shop meeting", access="open")
    meeting = open_meeting(works, meeting, present=(1, 4, 7, 10))
    come_in(meeting.pk, 2, "guest", at=works.now)
    assert not is_inside(meeting.pk, 2)
    with pytest.raises(Refusal, match="Only who is in the room"):
        ask_to_speak(meeting.pk, 2, at=works.now)
    with pytest.raises(Refusal, match="Only somebody who sits in this meeting"):
        works.say(ChooseOfficer(meeting=meeting.pk, office="chair", member=2, hands=[(2, 4)]), SECRETARY)
    with pytest.raises(Refusal, match="guests have a voice if the meeting gives it, and no vote") as refused:
        works.say(AskAdmission(meeting=meeting.pk, kind="guests", who="my friends", asked_by="myself"), 2)
    assert refused.value.guarantee == "R11"


def test_guests_come_in_only_when_the_meeting_lets_them(works):
    meeting = running_meeting(works)
    for kind, why in (("guest", "has not let in guests"), ("consultative", "consultative voice")):
        with pytest.raises(Refusal, match=why):
            come_in(meeting.pk, 99, kind, at=works.now)
    with pytest.raises(Refusal, match="has not let in guests"):
        guest_comes(meeting.pk)
    assert let_in(works, meeting).admitted
    come_in(meeting.pk, 99, "guest", at=works.now)
    with pytest.raises(Refusal, match="consultative voice"):
        come_in(meeting.pk, 98, "consultative", at=works.now)


def test_who_asked_and_what_was_answered_stays_on_record_when_it_was_no(works):
    meeting = running_meeting(works)
    request = let_in(works, meeting, "speaker", LOST)
    assert (request.admitted, request.who, request.asked_by) == (False, "workers of the mill", "their committee")
    assert request.votes == {"for": 1, "against": 8, "abstaining": 0}
    with pytest.raises(Refusal, match="has answered this"):
        works.say(AnswerAdmission(admission=request.pk, hands=CARRIED), CHAIR)
    with pytest.raises(Refusal, match="not let anyone in who could speak"):
        works.say(NoteRaisedHand(meeting=meeting.pk, kind="guest"), CHAIR)


def test_a_guest_whom_the_meeting_lets_speak_is_on_nobodys_register(works):
    meeting = running_meeting(works)
    let_in(works, meeting, "speaker")
    works.say(NoteRaisedHand(meeting=meeting.pk, kind="guest", who=99), CHAIR)
    assert meeting.speeches.get().who is None


def test_a_consultative_voice_speaks_and_does_not_count(works):
    meeting = running_meeting(works)
    let_in(works, meeting, "consultative")
    come_in(meeting.pk, 11, "consultative", at=works.now)
    count_cards(meeting.pk, at=works.now)
    assert ask_to_speak(meeting.pk, 11, at=works.now).turn == 1
    meeting.refresh_from_db()
    assert (meeting.present, meeting.consultative) == (10, 1)


def test_only_the_chair_or_a_teller_enters_what_the_meeting_decided(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="Only the chair or the teller"):
        decide(works, meeting, "open", by=ORDINARY)
    assert decide(works, meeting, "open", by=TELLERS[0]).access == "open"
    assert decide(works, meeting, "members", hands=LOST).access == "open", "what was not carried changes nothing"


# ----------------------------------------------------------------------------------------------------- a closed meeting


def test_a_closed_meeting_is_closed_to_those_it_is_about(works):
    meeting = decide(works, running_meeting(works), "closed", ["management", "other shops", "control commission"])
    assert not is_inside(meeting.pk, 4), "a member of the control commission has left the room"
    with pytest.raises(Refusal, match="closed to: management, other shops, control commission") as refused:
        come_in(meeting.pk, 4, at=works.now)
    assert refused.value.guarantee == "R11"
    with pytest.raises(Refusal, match="Only who sits"):
        works.say(AskAdmission(meeting=meeting.pk, kind="guests", who="my friends", asked_by="myself"), 4)
    come_in(meeting.pk, 11, at=works.now)


def test_when_a_meeting_closes_its_doors_guests_leave_and_are_let_in_anew(works):
    meeting = running_meeting(works)
    let_in(works, meeting)
    guest_comes(meeting.pk)
    works.wait(minutes=1)
    decide(works, meeting, "closed", ["management"])
    assert in_the_room(meeting).guests == 0
    works.wait(minutes=1)
    with pytest.raises(Refusal, match="has not let in guests"):
        guest_comes(meeting.pk)
    let_in(works, meeting)
    guest_comes(meeting.pk)


@pytest.mark.parametrize(("access", "closed_to"), [("closed", []), ("open", ["management"])])
def test_a_closed_meeting_says_to_whom_and_an_open_one_to_nobody(works, access, closed_to):
    with pytest.raises(Refusal, match="says to whom it is closed"):
        decide(works, running_meeting(works), access, closed_to)


def test_in_a_closed_sitting_of_delegates_who_it_is_about_takes_no_seat(works):
    from floor.meetings.acts.attending import TakeSeat

    meeting = call_meeting(works, body="factory committee", by=CHAIR, items=[{"title": "The chair"}])
    works.now = meeting.starts
    from floor.meetings.acts.opening import OpenMeeting

    works.say(OpenMeeting(meeting=meeting.pk), CHAIR)
    for member in (CHAIR, SECRETARY):
        works.say(TakeSeat(meeting=meeting.pk), member)
    decide(works, meeting, "closed", ["secretary of factory committee"], hands=Hands(votes_for=2, against=0))
    with pytest.raises(Refusal, match="closed to"):
        works.say(TakeSeat(meeting=meeting.pk), SECRETARY)
    works.say(TakeSeat(meeting=meeting.pk), THIRD)


# ------------------------------------------------------------------------------------------- counted live, and not too often


def test_the_quorum_is_known_as_people_come_without_a_line_for_each(works):
    meeting = open_meeting(works, call_meeting(works), present=())
    before = Entry.objects.count()
    for member in range(1, 11):
        come_in(meeting.pk, member, at=works.now)
        meeting.refresh_from_db()
        assert has_quorum(meeting) == (member >= 4), "a third of twelve"
    assert Entry.objects.count() - before == 2, "the first, and the one that made the quorum"
    works.wait(seconds=31)
    come_in(meeting.pk, 11, at=works.now)
    assert Meeting.objects.get(pk=meeting.pk).present == 11


def test_the_clock_counts_who_has_come_since(works):
    meeting = open_meeting(works, call_meeting(works))
    come_in(meeting.pk, 11, at=works.now)
    for act in rooms_to_count(works.now):
        do(act, CLOCK, at=works.now)
    assert Meeting.objects.get(pk=meeting.pk).present == 11
    assert list(rooms_to_count(works.now)) == []


def test_who_goes_out_is_not_counted_and_may_take_the_quorum_along(works):
    meeting = open_meeting(works, call_meeting(works), present=(1, 2, 3, 4))
    assert has_quorum(meeting)
    go_out(meeting.pk, 4, at=works.now)
    meeting.refresh_from_db()
    assert (meeting.present, meeting.most_present, has_quorum(meeting)) == (3, 4, False)
    with pytest.raises(Refusal, match="that is no quorum"):
        decide(works, meeting, "open", hands=Hands(votes_for=3, against=0), by=SECRETARY)


def test_heads_that_tellers_counted_stand_until_they_count_again(works):
    meeting = running_meeting(works)
    works.say(CountRoom(meeting=meeting.pk, present=11, guests=3, tellers=TELLERS), CHAIR)
    come_in(meeting.pk, 12, at=works.now)
    meeting.refresh_from_db()
    assert (meeting.present, meeting.guests, meeting.doors) == (11, 3, "heads")
    with pytest.raises(Refusal, match="Two tellers"):
        works.say(CountRoom(meeting=meeting.pk, present=11, tellers=[11]), CHAIR)
    with pytest.raises(Refusal, match="13 of them can't be in the room"):
        works.say(CountRoom(meeting=meeting.pk, present=13, tellers=TELLERS), CHAIR)


def test_coming_in_twice_counts_once_and_the_door_is_in_no_book(works):
    meeting = open_meeting(works, call_meeting(works), present=(1,))
    come_in(meeting.pk, 1, at=works.now)
    assert in_the_room(meeting).entitled == 1
    assert not any(b'"member":1' in bytes(line) for line in Entry.objects.filter(act="meetings.CountRoom").values_list("line", flat=True))  # fmt: skip
    guest_goes(meeting.pk)
    assert Presence.objects.count() == 1


# ------------------------------------------------------------------------------------------- several units, and masses


def test_where_units_sit_together_each_counts_for_itself(works):
    meeting = call_meeting(works, unit=BOLTS, body="shop meeting", with_units=[NAILS])
    meeting = open_meeting(works, meeting, by=SECRETARY, present=(1, 4, 2))
    assert meeting.entitled == 8 and meeting.by_unit == {str(BOLTS): [4, 2], str(NAILS): [4, 1]}
    assert has_quorum(meeting) and HeadCount.objects.latest("pk").by_unit == {str(BOLTS): 2, str(NAILS): 1}
    go_out(meeting.pk, 2, at=works.now)
    meeting.refresh_from_db()
    assert meeting.present == 2 and not has_quorum(meeting), "a quarter of both together, but nobody of the nail shop"
    with pytest.raises(Refusal, match="You are not on the register"):
        come_in(meeting.pk, 3, at=works.now)


@pytest.mark.parametrize(
    ("by_unit", "why"),
    [
        ([], "give a figure for each"),
        ([(BOLTS, 2)], "give a figure for each"),
        ([(BOLTS, 5), (NAILS, 1)], "4 of unit 3 are entitled"),
        ([(BOLTS, 2), (NAILS, 2)], "don't add up"),
    ],
)
def test_heads_of_a_joint_meeting_are_counted_unit_by_unit(works, by_unit, why):
    meeting = call_meeting(works, unit=BOLTS, body="shop meeting", with_units=[NAILS])
    meeting = open_meeting(works, meeting, by=SECRETARY, present=())
    with pytest.raises(Refusal, match=why):
        works.say(CountRoom(meeting=meeting.pk, present=3, tellers=TELLERS, by_unit=by_unit), SECRETARY)


def test_units_that_sit_together_are_of_one_level_and_named_once(works):
    for units, why in (([2], "is of several shops"), ([NAILS, NAILS], "once"), ([BOLTS], "is of several shops")):
        with pytest.raises(Refusal, match=why):
            call_meeting(works, unit=BOLTS, body="shop meeting", with_units=units)


def test_a_mass_meeting_is_open_to_everyone_and_needs_no_notice(works):
    meeting = call_meeting(works, body="", starts=works.now, title="For the miners", by=THIRD)
    assert (meeting.access, meeting.called_by) == ("open", "factory committee")
    meeting = open_meeting(works, meeting, by=THIRD)
    works.say(CountRoom(meeting=meeting.pk, present=600, tellers=TELLERS), THIRD)
    meeting.refresh_from_db()
    assert (meeting.present, meeting.entitled, has_quorum(meeting)) == (600, 0, True)


def test_a_mass_meeting_is_called_by_somebody_who_was_elected(works):
    with pytest.raises(Refusal, match="elected to a seat or an office"):
        call_meeting(works, body="", by=ORDINARY)
    with pytest.raises(Refusal, match="no units sit together"):
        call_meeting(works, body="", by=THIRD, with_units=[BOLTS])


# ------------------------------------------------------------------------------------------------- who enters what was counted


def test_nobody_makes_themselves_chair_by_calling_themselves_a_teller(works):
    meeting = open_meeting(works, call_meeting(works))
    for member, by, tellers in ((7, 7, [7]), (7, 7, [7, 8]), (7, 8, [8]), (7, 8, [8, 99]), (7, 9, [8, 10])):
        with pytest.raises(Refusal, match="The chair enters whom the meeting chose") as refused:
            works.say(ChooseOfficer(meeting=meeting.pk, office="chair", member=member, hands=[(member, 9)], tellers=tellers), by)  # fmt: skip
        assert refused.value.guarantee == "R6"


def test_two_who_counted_enter_the_chair_whom_the_one_before_would_not(works):
    meeting = open_meeting(works, call_meeting(works))
    works.say(ChooseOfficer(meeting=meeting.pk, office="chair", member=7, hands=[(7, 9), (SECRETARY, 1)], tellers=[8, 9]), 8)  # fmt: skip
    assert meeting.offices.get(office="chair", until=None).member_id == 7


def test_once_the_meeting_has_tellers_nobody_else_counts(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="or a teller who counted"):
        works.say(ChooseOfficer(meeting=meeting.pk, office="chair", member=7, hands=[(7, 9)], tellers=[8, 9]), 8)
    with pytest.raises(Refusal, match="Only the chair or the secretary or the teller"):
        works.say(CountRoom(meeting=meeting.pk, present=4, tellers=[8, 9]), 8)
    works.say(CountRoom(meeting=meeting.pk, present=9, tellers=TELLERS), TELLERS[0])
