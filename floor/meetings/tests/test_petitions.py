"""Enough members call a meeting, or oblige a body to answer; nobody learns who they were, and nobody above can stop it (R10, R17)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry
from floor.meetings.acts.calling import CallMeeting
from floor.meetings.acts.moving_dates import CallOff, ChangePlace, FixHour, MoveMeeting
from floor.meetings.acts.petitioning import AnswerPetition, BeginPetition, CallByPetition, CallOffByPetitioners
from floor.meetings.falling_due.petitions import fall_due
from floor.meetings.models import Meeting, Petition, PetitionSignature
from floor.meetings.petitioning.petitions import has_signed, signatures_of
from floor.meetings.petitioning.signing import AlreadySigned, begin_petition, sign, withdraw_signature
from tests.meeting import call_meeting, open_meeting
from tests.world import (
    BOLTS,
    CHAIR,
    CONTROLLER,
    FACTORY,
    SECRETARY,
    STATUTES,
    THIRD,
    assert_the_book_rebuilds,
    found_works,
)

pytestmark = pytest.mark.django_db
WHY = "Another meeting is in the canteen then."


def begin(works, member=5, **wanted) -> Petition:
    """Ask for a general meeting in five days: two of twelve are a tenth."""
    given = {"title": "Loans for the journey home", "starts": works.now + timedelta(days=5), "place": "Canteen",
             "items": [{"title": "Loans before the holiday"}]} | wanted  # fmt: skip
    body = given.pop("body", "general meeting")
    unit = given.pop("unit", FACTORY)
    return begin_petition(unit, body, member, at=works.now, **given)


def write(works, member=5, **wanted) -> Petition:
    return begin(works, member, **{"title": "Heating", "text": "The shop is cold.", "starts": None, "place": "", "items": [], "body": "factory committee"} | wanted)  # fmt: skip


def called_by_two(works) -> Meeting:
    petition = begin(works)
    sign(petition.pk, 6, at=works.now)
    return Meeting.objects.get(petition=petition)


def clock(works) -> list[str]:
    done = list(fall_due(works.now))
    for act in done:
        do(act, CLOCK, at=works.now)
    return [type(act).__name__ for act in done]


# ------------------------------------------------------------------------------------------------ a meeting is called


def test_when_enough_have_signed_the_meeting_is_called_and_nobody_was_asked(works):
    wanted = works.now + timedelta(days=5)
    petition = begin(works)
    assert (petition.needed, petition.completed) == (2, None) and not Meeting.objects.exists()
    sign(petition.pk, 6, at=works.now)
    meeting = Meeting.objects.get(petition=petition)
    assert (meeting.state, meeting.starts, meeting.place, meeting.called_by) == ("called", wanted, "Canteen", "1/10 of members")  # fmt: skip
    assert meeting.called_by_member is None and meeting.items.get(origin="petition").title == "Loans before the holiday"
    meeting = open_meeting(works, meeting, by=9)
    assert meeting.state == "open", "anyone who sits in it opens what members have called"


def test_a_petition_that_is_completed_late_meets_as_many_days_later_as_notice_asks(works):
    petition = begin(works)
    wanted = petition.starts
    works.wait(days=4, hours=1)
    sign(petition.pk, 6, at=works.now)
    meeting = Meeting.objects.get(petition=petition)
    assert meeting.starts == wanted + timedelta(days=3) >= works.now + timedelta(days=3)


def test_neither_who_began_it_nor_who_signed_is_in_the_book(works):
    before = Entry.objects.count()
    called_by_two(works)
    lines = [json.loads(bytes(line)) for line in Entry.objects.filter(n__gte=before).values_list("line", flat=True)]
    assert [line["act"] for line in lines] == ["meetings.BeginPetition", "meetings.CallByPetition"]
    assert all(line["by"] == {"clock": True} for line in lines)
    assert not any("member" in json.dumps(line["payload"]).replace("1/10 of members", "") for line in lines)


def test_how_many_have_signed_is_shown_once_it_gives_nobody_away(works):
    petition = begin(works, body="factory committee", unit=FACTORY, starts=None, place="", items=[], text="It is cold.")
    assert signatures_of(petition, works.now) is None
    assert has_signed(petition.pk, 5) and not has_signed(petition.pk, 6)
    sign(petition.pk, 6, at=works.now)
    assert signatures_of(Petition.objects.get(), works.now) == 2


def test_one_signs_once_and_only_where_one_belongs(works):
    petition = begin(works, member=1, unit=BOLTS, body="shop meeting")
    assert petition.completed, "one of four is more than a tenth"
    other = begin(works)
    with pytest.raises(AlreadySigned):
        sign(other.pk, 5, at=works.now)
    with pytest.raises(Refusal, match="you are not among them") as refused:
        begin(works, member=2, unit=BOLTS, body="shop meeting", title="Not my shop")
    assert refused.value.guarantee == "R10"
    with pytest.raises(Refusal, match="There is no petition"):
        sign(99, 5, at=works.now)


def test_a_petition_sent_twice_is_one(works):
    begin(works)
    with pytest.raises(Refusal, match="sign that one"):
        begin(works)
    assert begin(works, title="Other", once="k" * 30).pk == begin(works, title="Other", once="k" * 30).pk


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"items": []}, "what about"),
        ({"items": [{"title": "A speech", "about": "what was said in a meeting"}]}, "never an offence"),
        ({"place": ""}, "when and where"),
    ],
)
def test_a_petition_for_a_meeting_says_all_that_a_call_says(works, wanted, why):
    with pytest.raises(Refusal, match=why):
        begin(works, **wanted)


def test_only_the_clock_opens_or_completes_a_petition(works):
    petition = begin(works)
    for who in (5, CHAIR):
        with pytest.raises(Refusal, match="The clock completes"):
            do(CallByPetition(petition=petition.pk, signatures=2), by_member(who), at=works.now)
        with pytest.raises(Refusal, match="name stays out of the book"):
            do(BeginPetition(unit=2, body="general meeting", kind="text", title="Mine", right="1/10 of members"), by_member(who), at=works.now)  # fmt: skip
    with pytest.raises(Refusal, match="1 have signed; 2 are needed"):
        do(CallByPetition(petition=petition.pk, signatures=1), CLOCK, at=works.now)


def test_under_a_share_that_the_statutes_do_not_name_nobody_signs(works):
    with pytest.raises(Refusal, match="The statutes name 1/10 of members"):
        do(BeginPetition(unit=2, body="general meeting", kind="text", title="Mine", right="1/100 of members", text="0" * 64), CLOCK, at=works.now)  # fmt: skip


@pytest.fixture
def works_of_delegates(db, empty_replay):
    """A works where half of those who sit in a body call it too, and half the delegates could call the general meeting."""
    half = STATUTES.replace(
        'convened-by = ["chair of factory committee", ', 'convened-by = ["chair of factory committee", "1/2 of seats", '
    )
    half = half.replace('convened-by = ["factory committee", ', 'convened-by = ["factory committee", "1/2 of seats", ')
    yield found_works(text=half)
    assert_the_book_rebuilds()


def test_a_share_of_those_who_sit_in_a_body_calls_it(works_of_delegates):
    works = works_of_delegates
    petition = begin(works, THIRD, body="factory committee")
    assert (petition.right, petition.needed) == ("1/2 of seats", 2)
    with pytest.raises(Refusal, match="1/2 of seats of unit 2"):
        sign(petition.pk, 7, at=works.now)
    other = begin(works, 7, body="factory committee", title="From the floor")
    assert (other.right, other.needed) == ("1/10 of members", 2), "who has no seat signs as one of the members"
    sign(petition.pk, SECRETARY, at=works.now)
    assert Meeting.objects.get().called_by == "1/2 of seats"


def test_where_everyone_sits_half_of_the_seats_is_half_of_the_members(works_of_delegates):
    petition = begin(works_of_delegates, 7)
    assert (petition.right, petition.needed) == ("1/2 of seats", 6)


# ---------------------------------------------------------------------------------- nobody alone moves it or stops it


@pytest.mark.parametrize("who", [CHAIR, SECRETARY, 5])
def test_nobody_moves_or_calls_off_what_members_have_called_not_even_one_of_them(works, who):
    meeting = called_by_two(works)
    for act in (
        CallOff(meeting=meeting.pk, why=WHY),
        MoveMeeting(meeting=meeting.pk, starts=meeting.starts + timedelta(days=3), why=WHY),
    ):
        with pytest.raises(Refusal, match="called this meeting by petition") as refused:
            works.say(act, who)
        assert refused.value.guarantee == "R10"


def test_the_committee_fixes_the_hour_within_a_day_with_its_reason(works):
    meeting = called_by_two(works)
    works.say(FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(hours=2), why=WHY), THIRD)
    meeting.refresh_from_db()
    assert meeting.starts == meeting.first_called_for + timedelta(hours=2)
    assert (meeting.hindrances.get().kind, meeting.hindrances.get().who) == ("moved", "factory committee")


@pytest.mark.parametrize(
    ("hours", "who", "why"), [(25, THIRD, "within a day"), (-25, THIRD, "within a day"), (2, 7, "is called by")]
)
def test_the_day_stays_and_nobody_else_fixes_the_hour(works, hours, who, why):
    meeting = called_by_two(works)
    with pytest.raises(Refusal, match=why):
        works.say(FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(hours=hours), why=WHY), who)


def test_the_hour_does_not_creep_away_step_by_step(works):
    meeting = called_by_two(works)
    works.say(FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(hours=20), why=WHY), THIRD)
    with pytest.raises(Refusal, match="within a day"):
        works.say(FixHour(meeting=meeting.pk, starts=meeting.starts + timedelta(hours=40), why=WHY), THIRD)


def test_the_room_of_a_petition_is_changed_only_after_it_was_refused(works):
    from floor.meetings.acts.hindering import NoteHindrance

    meeting = called_by_two(works)
    place = ChangePlace(meeting=meeting.pk, place="The yard", why="The canteen was refused.")
    with pytest.raises(Refusal, match="after that room was refused"):
        works.say(place, THIRD)
    works.say(NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="room refused", who="the management", why="They lost the keys."), 7)  # fmt: skip
    works.say(place, THIRD)
    assert Meeting.objects.get(pk=meeting.pk).place == "The yard"


def test_when_too_few_signatures_are_left_the_meeting_falls_away(works):
    petition = begin(works)
    sign(petition.pk, 6, at=works.now)
    sign(petition.pk, 7, at=works.now)
    withdraw_signature(petition.pk, 5, at=works.now)
    assert Meeting.objects.get().state == "called", "two are left, and two are enough"
    withdraw_signature(petition.pk, 6, at=works.now)
    meeting = Meeting.objects.get()
    assert meeting.state == "called off" and meeting.hindrances.get().who == "those who signed for it"
    assert not PetitionSignature.objects.exists()


def test_nobody_pretends_that_signatures_were_taken_back(works):
    meeting = called_by_two(works)
    act = CallOffByPetitioners(petition=meeting.petition_id, signatures=0)
    with pytest.raises(Refusal, match="Only those who signed"):
        works.say(act, CHAIR)
    with pytest.raises(Refusal, match="2 are enough"):
        do(CallOffByPetitioners(petition=meeting.petition_id, signatures=2), CLOCK, at=works.now)
    with pytest.raises(Refusal, match="You have not signed"):
        withdraw_signature(meeting.petition_id, 9, at=works.now)


def test_when_the_meeting_opens_who_signed_is_forgotten_and_nothing_is_taken_back(works):
    meeting = open_meeting(works, called_by_two(works), by=9)
    assert not PetitionSignature.objects.exists()
    with pytest.raises(Refusal, match="has been done"):
        withdraw_signature(meeting.petition_id, 5, at=works.now)


# ------------------------------------------------------------------------------------------------- texts and lapsing


def test_a_text_that_enough_have_signed_obliges_the_body_to_answer(works):
    petition = write(works)
    sign(petition.pk, 6, at=works.now)
    petition.refresh_from_db()
    assert petition.reply_due == works.now + timedelta(days=14) and not PetitionSignature.objects.exists()
    answer = works.attach("Stoves come in November.")
    with pytest.raises(Refusal, match="somebody who sits in it"):
        works.say(AnswerPetition(petition=petition.pk, text=answer), 7)
    works.say(AnswerPetition(petition=petition.pk, text=answer), THIRD)
    with pytest.raises(Refusal, match="has been answered"):
        works.say(AnswerPetition(petition=petition.pk, text=answer), CHAIR)


def test_silence_shows(works):
    petition = write(works)
    sign(petition.pk, 6, at=works.now)
    works.wait(days=15)
    assert clock(works) == ["NotePetitionUnanswered"] and clock(works) == []
    assert Petition.objects.get().overdue_since == works.now


def test_what_was_not_answered_opens_the_next_meeting_of_the_body_and_of_the_one_it_accounts_to(works):
    petition = write(works)
    sign(petition.pk, 6, at=works.now)
    late = "Petitions that were not answered in time: 1"

    def opens_with_it(by: int, body: str) -> bool:
        return call_meeting(works, by=by, body=body).items.filter(title=late, kind="overdue", origin="law").exists()

    assert not opens_with_it(SECRETARY, "general meeting")
    works.wait(days=14)
    clock(works)
    assert opens_with_it(SECRETARY, "general meeting") and opens_with_it(CHAIR, petition.body)
    assert not opens_with_it(CONTROLLER, "control commission")
    works.say(AnswerPetition(petition=petition.pk, text=works.attach("The windows are repaired in May.")), THIRD)
    assert not opens_with_it(SECRETARY, "general meeting")


def test_an_answer_to_what_has_not_been_put_is_refused(works):
    petition = write(works)
    with pytest.raises(Refusal, match="not been put"):
        works.say(AnswerPetition(petition=petition.pk, text=works.attach("Yes.")), THIRD)


def test_a_petition_too_few_have_signed_lapses_and_is_forgotten(works):
    petition = begin(works, lapses=works.now + timedelta(days=2))
    works.wait(days=2)
    with pytest.raises(Refusal, match="lapsed on"):
        sign(petition.pk, 6, at=works.now)
    assert clock(works) == ["EndPetition"]
    assert Petition.objects.get().why_lapsed == "too few signatures" and not PetitionSignature.objects.exists()


def test_a_petition_whose_last_signature_is_taken_back_is_over(works):
    petition = begin(works)
    withdraw_signature(petition.pk, 5, at=works.now)
    assert Petition.objects.get().why_lapsed == "all signatures withdrawn"
    begin(works)


def test_the_clock_calls_what_a_lost_connection_left_uncalled(works):
    petition = begin(works)
    PetitionSignature.objects.create(petition=petition.pk, member=6)
    assert clock(works) == ["CallByPetition"]
    PetitionSignature.objects.filter(member=6).delete()
    assert clock(works) == ["CallOffByPetitioners"]


def test_whoever_has_left_the_unit_counts_no_more(works):
    from floor.house.acts.members import Leave

    petition = begin(works)
    works.say(Leave(member=5), 5)
    sign(petition.pk, 6, at=works.now)
    assert not Meeting.objects.exists()
    sign(petition.pk, 7, at=works.now)
    assert Meeting.objects.get().petition_id == petition.pk


def test_a_call_by_officers_stays_possible_beside_a_petition(works):
    begin(works)
    call_meeting(works)
    with pytest.raises(Refusal, match="Members sign a petition"):
        works.say(CallMeeting(unit=FACTORY, body="general meeting", starts=works.now + timedelta(days=4), place="Yard"), 7)  # fmt: skip


def test_signatures_are_laid_down_in_an_order_that_says_nothing(works, monkeypatch):
    from floor.house import hidden_signatures

    laid = []
    monkeypatch.setattr(hidden_signatures._dice, "shuffle", lambda members: laid.append(sorted(members)))
    petition = begin(works)
    sign(petition.pk, 6, at=works.now)
    sign(petition.pk, 7, at=works.now)
    assert laid == [[5, 6], [5, 6, 7]], "all that lie there are laid down anew with each"
