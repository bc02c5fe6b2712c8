"""Cases of the theme meeting: called by those it concerns, stopped by nobody else, counted with its base, heard on both sides."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.house.models import Mandate
from floor.meetings.acts.access import AnswerAdmission, AskAdmission
from floor.meetings.acts.agenda_items import ProposeItem
from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.attending import CountRoom, TakeSeat
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech
from floor.meetings.acts.hindering import NoteHindrance, TryToCallOff
from floor.meetings.acts.moving_dates import CallOff, FixHour
from floor.meetings.acts.opening import ChooseOfficer, OpenMeeting
from floor.meetings.counted_hands import Hands
from floor.meetings.models import Admission, Meeting, PetitionSignature, Speech
from floor.meetings.petitioning.petitions import signatures_of
from floor.meetings.petitioning.signing import begin_petition, sign
from floor.meetings.showing.attendance import attendance_at, attendance_of, few_come
from floor.meetings.showing.speaking import debate_of
from floor.meetings.speakers.list import next_in, seconds_left
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, delegates, of, percent, statutes_with
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS, THIRD, assert_the_book_rebuilds, found_works

pytestmark = pytest.mark.django_db

BOILERS = "1905-11-02-boiler-shop"
SHUT_DOWN = "1918-06-meeting-shut-down"
BREAD = "1919-05-06-bread-fills-the-hall"
EMPTY = "1922-1927-halls-empty"
WAGE_CUT = "1923-08-01-wage-cut"
FORCED = "1923-09-delegates-force-meeting"
GUESTS = "1923-1928-members-and-guests"
PETITION = "1927-11-petition-of-450"
SENTENCE = "1928-03-28-delegate-speech"
SILENT = "1929-01-15-silent-delegates"
FIVE = "1929-five-meetings-and-a-bureau"


def counted(works, meeting: Meeting, present: int, guests: int = 0, by: int = SECRETARY) -> Meeting:
    works.say(CountRoom(meeting=meeting.pk, present=present, guests=guests, tellers=TELLERS), by)
    meeting.refresh_from_db()
    return meeting


def held(works, present: int, guests: int = 0, **wanted) -> Meeting:
    """A meeting whose heads two tellers counted, opened and closed again."""
    meeting = open_meeting(works, call_meeting(works, **wanted), present=())
    counted(works, meeting, present, guests)
    return close_meeting(works, meeting, by=SECRETARY, how="tumult", why="Only the count matters here.")


def asked_for(works, signatures: int, **wanted) -> Meeting | None:
    """So many members sign for a meeting in five days; the meeting, if they are enough."""
    petition = begin_petition(
        FACTORY, "general meeting", 20, title="To hear a speaker", starts=works.now + timedelta(days=5), place="The hall",
        items=[{"title": "To hear a speaker"}], at=works.now,
    )  # fmt: skip
    for member in range(21, 20 + signatures):
        sign(petition.pk, member, at=works.now)
    return Meeting.objects.filter(petition=petition).first()


# ------------------------------------------------------------------------------------------------------ called by right


@pytest.mark.casebook(PETITION, must=(0, 1, 2))
def test_450_signatures_call_a_meeting_and_a_department_cannot_cancel_it(works):
    signatures = 45  # a tenth of the 450, of a works of 450: whether the share was reached there, nobody can say
    assert case(PETITION)["numbers"]["signatures"] == signatures * 10
    of(works, signatures * 10)
    assert asked_for(works, signatures - 1) is None, "one short of a tenth"
    sign(1, 99, at=works.now)
    meeting = Meeting.objects.get(petition=1)
    with pytest.raises(Refusal, match="called this meeting by petition"):
        works.say(CallOff(meeting=meeting.pk, why="The department has cancelled it."), CHAIR)
    works.say(TryToCallOff(meeting=meeting.pk, why="The department has cancelled it."), CHAIR)
    works.say(
        NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="order from outside", who="the provincial union department", why="It cancelled the meeting."),
        20,
    )  # fmt: skip
    assert [one.had_effect for one in meeting.hindrances.all()] == [False, False]
    assert signatures_of(meeting.petition, works.now) == signatures, "a number, verified one by one"
    assert open_meeting(works, meeting, by=21, present=()).state == "open"
    assert not PetitionSignature.objects.exists(), "who signed is known to nobody"


@pytest.mark.casebook(FORCED, must=(0,))
def test_members_need_nobodys_permission_and_only_they_withdraw(works):
    of(works, 100)
    meeting = asked_for(works, 10)
    assert meeting is not None and meeting.called_by == "1/10 of members"
    for who in (CHAIR, SECRETARY, THIRD, 20):
        with pytest.raises(Refusal, match="falls away only when those who signed"):
            works.say(CallOff(meeting=meeting.pk, why="There is no money for loans."), who)


@pytest.mark.casebook(SHUT_DOWN, must=(2, 3))
def test_the_committee_fixes_the_hour_and_refuses_no_hall_without_a_reason(works):
    of(works, 100)
    meeting = asked_for(works, 10)
    works.say(
        FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(hours=3), why="The shift ends then."), THIRD
    )
    meeting.refresh_from_db()
    with pytest.raises(Refusal, match="not the day moved away"):
        works.say(FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(days=9), why="The hall is taken."), THIRD)  # fmt: skip
    refusal = {
        "unit": FACTORY,
        "kind": "room refused",
        "who": "the factory committee",
        "why": "It allows a meeting outside.",
    }
    works.say(NoteHindrance(meeting=meeting.pk, **refusal), 20)
    assert meeting.hindrances.get(kind="room refused").why == "It allows a meeting outside."
    with pytest.raises(ValueError, match="why"):
        NoteHindrance(**refusal | {"why": ""})
    assert open_meeting(works, meeting, by=20, present=()).state == "open"


@pytest.mark.casebook(SENTENCE, must=(0,))
def test_what_a_delegate_said_can_neither_be_listed_nor_sent(works):
    protest = {"title": "Protest against such speeches", "about": "what was said in a meeting"}
    with pytest.raises(Refusal, match="nothing about it is sent") as refused:
        call_meeting(works, items=[protest])
    assert refused.value.guarantee == "R8"
    with pytest.raises(Refusal, match="can't be listed"):
        works.say(ProposeItem(meeting=call_meeting(works).pk, item=protest), 7)


# -------------------------------------------------------------------------------------------------- who was in the hall


@pytest.mark.casebook(GUESTS, must=(0, 1, 3))
def test_a_full_hall_of_guests_is_not_a_full_hall_of_members(works):
    numbers = case(GUESTS)["numbers"]
    of(works, numbers["members_1928"])
    meeting = open_meeting(works, call_meeting(works, access="open"), present=())
    meeting = counted(works, meeting, numbers["members_present_1928"], numbers["guests_1928"])
    told = attendance_at(meeting)
    assert (told.present, told.guests) == (10, 110)
    assert percent(told.present, told.entitled) == numbers["derived_members_percent_1928"]
    with pytest.raises(Refusal, match="10 are in the room"):
        works.say(ChooseOfficer(meeting=meeting.pk, office="chair", member=CHAIR, hands=[(CHAIR, 120)]), SECRETARY)


@pytest.mark.casebook(BREAD, must=(0,))
@pytest.mark.casebook(WAGE_CUT, must=(0,))
@pytest.mark.parametrize(
    ("name", "entitled", "present", "share"),
    [
        (BREAD, "workforce", "present_6_may", "derived_present_percent"),
        (WAGE_CUT, "workforce", "present", "derived_present_percent"),
    ],
)
def test_attendance_is_shown_with_its_base(works, name, entitled, present, share):
    numbers = case(name)["numbers"]
    of(works, numbers[entitled])
    told = attendance_at(held(works, numbers[present]))
    assert percent(told.present, told.entitled) == numbers[share]


@pytest.mark.casebook(EMPTY, must=(0, 1))
@pytest.mark.casebook(FIVE, must=(0, 1, 3))
def test_halls_that_empty_are_seen_as_shares_and_members_are_told_their_right(works):
    numbers = case(FIVE)["numbers"]
    of(works, numbers["members_max"])
    for at in range(1, 6):
        held(works, numbers[f"meeting_{at}"], items=[])
        works.wait(days=1)
    told = attendance_of(FACTORY, "general meeting")
    shares = [percent(one.present, one.entitled, 3) for one in told]
    assert (min(shares), max(shares)) == (28.5, numbers["derived_highest_min_percent"])
    assert not few_come(told)
    with pytest.raises(Refusal, match="that is no quorum"):
        meeting = counted(works, open_meeting(works, call_meeting(works), present=()), numbers["meeting_5"])
        works.say(AskAdmission(meeting=meeting.pk, kind="guests", who="the neighbours", asked_by="they themselves"), 7)
        works.say(AnswerAdmission(admission=1, hands=Hands(votes_for=200, against=0)), SECRETARY)
    for _ in range(2):
        works.wait(days=1)
        held(works, 200, items=[])
    assert few_come(attendance_of(FACTORY, "general meeting")), (
        "members are told that they can call a meeting themselves"
    )


@pytest.mark.casebook(BOILERS, must=(2,))
def test_the_shop_decides_whether_an_outside_speaker_is_heard(works):
    meeting = running_meeting(works)
    request = {"kind": "speaker", "who": "a speaker of the strike committee", "asked_by": "the factory committee"}
    works.say(AskAdmission(meeting=meeting.pk, why="To win the shop for the strike", **request), 7)
    with pytest.raises(Refusal, match="not let anyone in"):
        works.say(NoteRaisedHand(meeting=meeting.pk, kind="guest"), CHAIR)
    works.say(AnswerAdmission(admission=1, hands=Hands(votes_for=4, against=6)), CHAIR)
    logged = Admission.objects.get()
    assert (logged.admitted, logged.asked_by, logged.votes["against"]) == (False, "the factory committee", 6)


# --------------------------------------------------------------------------------------------------- who was heard there


@pytest.mark.casebook(SHUT_DOWN, must=(0, 1))
def test_who_was_howled_down_keeps_their_time_and_a_close_in_tumult_loses_no_item(works):
    meeting = running_meeting(works)
    for side in ("for", "against"):
        works.say(NoteRaisedHand(meeting=meeting.pk, side=side), CHAIR)
    first, howled_down = Speech.objects.order_by("turn")
    works.say(CallSpeaker(speech=first.pk), CHAIR)
    works.wait(seconds=300)
    works.say(EndSpeech(speech=first.pk, how="time over"), CHAIR)
    works.say(CallSpeaker(speech=howled_down.pk), CHAIR)
    works.wait(seconds=40)
    with pytest.raises(Refusal, match="260 seconds left"):
        works.say(EndSpeech(speech=howled_down.pk, how="time over"), CHAIR)
    works.say(EndSpeech(speech=howled_down.pk, how="broken off"), CHAIR)
    rest = Speech.objects.get(resumes=howled_down)
    assert next_in(meeting).number == rest.pk and seconds_left(rest, works.now) == 260
    with pytest.raises(Refusal, match="Say what happened"):
        works.say(CloseMeeting(meeting=meeting.pk, how="tumult"), CHAIR)
    close_meeting(works, meeting, how="tumult", why="One side whistled until nobody was heard.")
    noted = meeting.hindrances.get()
    assert (noted.kind, noted.who, noted.noted_by) == ("closed early", "the chair", CHAIR)
    assert "Other business" in call_meeting(works, items=[]).items.values_list("title", flat=True)


@pytest.mark.casebook(WAGE_CUT, must=(5,))
def test_a_meeting_that_breaks_off_says_who_closed_it_and_what_was_left(works):
    meeting = close_meeting(works, running_meeting(works), how="tumult", why="Some were drunk and it came to blows.")
    assert (meeting.how_closed, meeting.closed_by, meeting.hindrances.get().why) == ("tumult", CHAIR, "Some were drunk and it came to blows.")  # fmt: skip
    assert list(meeting.items.filter(state="open").values_list("title", flat=True)) == ["Other business"]


@pytest.fixture
def works_with_delegates(db, empty_replay):
    yield found_works(text=statutes_with(DELEGATES))
    assert_the_book_rebuilds()


@pytest.mark.casebook(SILENT, must=(0, 2))
def test_seven_of_178_delegates_speak_all_on_one_side(works_with_delegates):
    works, numbers = works_with_delegates, case(SILENT)["numbers"]
    of(works, 250)
    delegates(works, 200)
    meeting = call_meeting(works, body="delegates' meeting")
    works.now = meeting.starts
    works.say(OpenMeeting(meeting=meeting.pk), SECRETARY)
    meeting.refresh_from_db()
    assert meeting.entitled == 200
    sitting = Mandate.objects.filter(seat__body="delegates' meeting", ended=None).values_list("holder", flat=True)
    for delegate in list(sitting)[: numbers["present"]]:
        works.say(TakeSeat(meeting=meeting.pk), delegate)
    meeting.refresh_from_db()
    take_up(works, meeting, 1, by=SECRETARY)
    for _ in range(numbers["spoke"]):
        works.say(NoteRaisedHand(meeting=meeting.pk, side="for"), SECRETARY)
        speech = Speech.objects.latest("pk")
        works.say(CallSpeaker(speech=speech.pk), SECRETARY)
        works.wait(seconds=60)
        works.say(EndSpeech(speech=speech.pk), SECRETARY)
    debate = debate_of(meeting)
    assert percent(debate.speakers, debate.present) == numbers["derived_spoke_percent"]
    assert debate.one_sided and [one.side for one in debate.sides] == ["for"]
