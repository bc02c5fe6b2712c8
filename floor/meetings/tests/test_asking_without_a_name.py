"""Asking without a name: tickets at the door, a box, and an order drawn by lot (R17)."""

from __future__ import annotations

import json

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Entry
from floor.meetings.acts.asking import EnterQuestions, FromTheBox
from floor.meetings.asking import box, box_keys
from floor.meetings.asking.box import FULL, ask_for_slips, put_slip
from floor.meetings.asking.slips import LONGEST, Written, one_line, sealed_slip
from floor.meetings.asking.tickets import QUESTIONS, WrongTicket, take_ticket
from floor.meetings.models import AskingTicket, Presence, Question, Slip
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.questions import asked, drop, let_fall_due
from tests.world import CHAIR, SECRETARY

pytestmark = pytest.mark.django_db
THREE = ["Where is the money?", "Who sold the houses?", "When does the canteen open?"]


def close(works, meeting):
    take_up(works, meeting, 2)
    return close_meeting(works, meeting)


# --------------------------------------------------------------------------------------------------------- tickets


def test_a_ticket_is_written_down_nowhere(works):
    meeting = running_meeting(works)
    before = Entry.objects.count()
    code = take_ticket(meeting.pk, 7)
    assert AskingTicket.objects.count() == 0 and Entry.objects.count() == before
    assert Presence.objects.get(member=7).may_ask and len(code.replace("-", "")) == 20
    assert take_ticket(meeting.pk, 8) != code


def test_everyone_in_the_room_has_one_ticket(works):
    meeting = running_meeting(works)
    take_ticket(meeting.pk, 7)
    with pytest.raises(Refusal, match="You have had your ticket"):
        take_ticket(meeting.pk, 7)
    with pytest.raises(Refusal, match="Come in at the door first"):
        take_ticket(meeting.pk, 12)


def test_delegates_have_theirs_by_the_seats_they_have_taken(works):
    from floor.meetings.acts.attending import TakeSeat
    from floor.meetings.acts.opening import OpenMeeting

    meeting = call_meeting(works, body="factory committee", by=CHAIR)
    works.now = meeting.starts
    works.say(OpenMeeting(meeting=meeting.pk), CHAIR)
    with pytest.raises(Refusal, match="Come in"):
        take_ticket(meeting.pk, SECRETARY)
    works.say(TakeSeat(meeting=meeting.pk), SECRETARY)
    assert take_ticket(meeting.pk, SECRETARY)
    with pytest.raises(Refusal, match="You have had"):
        take_ticket(meeting.pk, SECRETARY)


def test_an_invented_code_asks_nothing(works):
    meeting = running_meeting(works)
    code = take_ticket(meeting.pk, 7)
    for wrong in ("", "AAAAA-AAAAA-AAAAA-AAAAA", code[:-1] + ("2" if code[-1] != "2" else "3"), code + "2"):
        with pytest.raises(WrongTicket):
            put_slip(meeting.pk, wrong, THREE[0])
    put_slip(meeting.pk, code.lower().replace("-", " "), THREE[0])


def test_a_ticket_of_one_meeting_is_none_of_another(works):
    first = running_meeting(works)
    code = take_ticket(first.pk, 7)
    second = open_meeting(works, call_meeting(works))
    with pytest.raises(WrongTicket):
        put_slip(second.pk, code, THREE[0])


def test_a_ticket_asks_five_questions(works):
    meeting = running_meeting(works)
    code = take_ticket(meeting.pk, 7)
    for number in range(QUESTIONS):
        put_slip(meeting.pk, code, f"Question {number}?")
    with pytest.raises(Refusal, match="Leave the floor to the others"):
        put_slip(meeting.pk, code, "One more?")
    assert (AskingTicket.objects.get().left, Slip.objects.count()) == (0, QUESTIONS)


def test_tickets_are_for_a_meeting_that_runs(works):
    meeting = call_meeting(works)
    with pytest.raises(Refusal, match="has not been opened yet"):
        take_ticket(meeting.pk, 7)
    meeting = running_meeting(works)
    code = take_ticket(meeting.pk, 7)
    close(works, meeting)
    with pytest.raises(Refusal, match="is over"):
        put_slip(meeting.pk, code, THREE[0])
    assert not AskingTicket.objects.exists()


def test_where_the_statutes_want_names_there_are_no_tickets(works, monkeypatch):
    from floor.meetings.asking import tickets

    meeting = running_meeting(works)
    law = tickets.law_of(meeting)
    monkeypatch.setattr(tickets, "law_of", lambda _: law.model_copy(update={"questions": law.questions.model_copy(update={"anonymous": False})}))  # fmt: skip
    with pytest.raises(Refusal, match="in one's own name"):
        take_ticket(meeting.pk, 7)
    with pytest.raises(Refusal, match="in one's own name"):
        put_slip(meeting.pk, "", THREE[0])


# ------------------------------------------------------------------------------------------------------------- slips


def test_what_is_asked_fits_on_a_slip(works):
    meeting = running_meeting(works)
    code = take_ticket(meeting.pk, 7)
    for wrong in ("", "ok", "x" * (LONGEST + 1)):
        with pytest.raises(Refusal, match="3 to 500 characters"):
            put_slip(meeting.pk, code, wrong)
    with pytest.raises(Refusal, match="80 characters"):
        put_slip(meeting.pk, code, THREE[0], to_whom="x" * 81)
    with pytest.raises(Refusal, match="not on the agenda"):
        put_slip(meeting.pk, code, THREE[0], item=99)
    assert not AskingTicket.objects.exists(), "what was not taken is not counted"
    put_slip(meeting.pk, code, "𝄞" * LONGEST, to_whom="é" * 80, item=meeting.items.first().pk)


def test_all_slips_have_one_length_and_none_says_what_it_asks():
    key = "1f" * 32
    slips = [sealed_slip(key, Written(text)) for text in ("Why?", "𝄞" * 500, '"' * 500, "Why?")]
    assert len({len(slip) for slip in slips}) == 1 and len(set(slips)) == 4


def test_how_somebody_types_is_not_kept():
    assert one_line("  Where\r\n is\tthe \u202emoney?\x00 ") == "Where is the money?"


# --------------------------------------------------------------------------------------------------- out of the box


def test_two_slips_wait_for_a_third(works):
    meeting = running_meeting(works)
    drop(meeting, THREE[:2])
    let_fall_due(works)
    assert asked(meeting) == []
    drop(meeting, THREE[2:], members=[5])
    let_fall_due(works)
    assert {one.text for one in asked(meeting)} == set(THREE)
    assert {(one.way, one.asked_by, one.entered) for one in asked(meeting)} == {("anonymous", None, works.now)}
    assert not Slip.objects.exists() and box_keys.open_box(meeting.pk) is None and not box_keys.shut_boxes(meeting.pk)


def test_the_order_is_drawn_by_lot(works, monkeypatch):
    class Lot:
        def shuffle(self, questions):
            questions.sort(key=lambda one: one.text)

    monkeypatch.setattr(box, "_dice", Lot())
    meeting = running_meeting(works)
    drop(meeting, ["Zebra?", "Mule?", "Ass?"])
    let_fall_due(works)
    assert [one.text for one in asked(meeting)] == ["Ass?", "Mule?", "Zebra?"]


def test_the_chair_asks_for_what_lies_there_however_little(works):
    meeting = running_meeting(works)
    drop(meeting, THREE[:1])
    for by in (7, SECRETARY):
        with pytest.raises(Refusal, match="Only the chair"):
            ask_for_slips(meeting.pk, by, at=works.now)
    assert ask_for_slips(meeting.pk, CHAIR, at=works.now) == 1
    payload = json.loads(bytes(Entry.objects.latest("n").line))["payload"]
    assert (payload["why"], len(payload["questions"])) == ("the chair asked", 1), "that it was not mixed is on record"
    assert ask_for_slips(meeting.pk, CHAIR, at=works.now) == 0


def test_what_lies_in_the_box_when_the_meeting_closes_is_asked_all_the_same(works):
    meeting = running_meeting(works)
    drop(meeting, THREE[:1])
    close(works, meeting)
    let_fall_due(works)
    assert [one.text for one in asked(meeting)] == THREE[:1]


def test_a_full_box_makes_room_for_another_and_neither_is_emptied_of_fewer_than_three(works):
    meeting = running_meeting(works)
    codes = [take_ticket(meeting.pk, member) for member in range(1, 6)]
    for number in range(FULL + 1):
        put_slip(meeting.pk, codes[number // QUESTIONS], f"Question {number}?")
    let_fall_due(works)
    assert (len(asked(meeting)), Slip.objects.count()) == (FULL, 1)
    close(works, meeting)
    let_fall_due(works)
    assert len(asked(meeting)) == FULL + 1


def test_nothing_is_entered_twice_when_the_server_dies_halfway(works):
    """Shut and not entered; entered and the key not yet destroyed."""
    meeting = running_meeting(works)
    drop(meeting, THREE)
    taking = box.taken_out(meeting.pk, "enough lay there")
    next(taking)
    taking.close()
    assert box_keys.shut_boxes(meeting.pk) and asked(meeting) == []
    taking = box.taken_out(meeting.pk, "enough lay there")
    do(next(taking), CLOCK, at=works.now)
    taking.close()
    assert box_keys.shut_boxes(meeting.pk), "the key is still there"
    drop(meeting, [f"{text} Really?" for text in THREE], members=[4, 5, 6])
    let_fall_due(works)
    assert len(asked(meeting)) == 6 and not box_keys.shut_boxes(meeting.pk)


def test_two_clocks_take_a_slip_out_once(works):
    meeting = running_meeting(works)
    drop(meeting, THREE)
    first = box.taken_out(meeting.pk, "enough lay there")
    act = next(first)
    assert list(box.taken_out(meeting.pk, "enough lay there")) == [], "somebody is at the box"
    do(act, CLOCK, at=works.now)
    assert list(first) == [] and len(asked(meeting)) == 3


def test_slips_whose_key_is_gone_are_counted_and_not_kept_for_ever(works):
    meeting = running_meeting(works)
    drop(meeting, THREE)
    for key in box_keys.folder().glob(f"{meeting.pk}-*"):
        key.unlink()
    let_fall_due(works)
    payload = json.loads(bytes(Entry.objects.latest("n").line))["payload"]
    assert (payload["unreadable"], payload["questions"]) == (3, []) and not Slip.objects.exists()


@pytest.mark.parametrize("why", ["enough lay there", "the chair asked", "the meeting is over"])
def test_nobody_but_the_clock_enters_what_lay_in_the_box(works, why):
    meeting = running_meeting(works)
    act = EnterQuestions(meeting=meeting.pk, box="0" * 64, questions=[FromTheBox(text=text) for text in THREE], why=why)
    for by in (CHAIR, SECRETARY):
        with pytest.raises(Refusal, match="takes questions out of the box"):
            works.say(act, by)
    assert not Question.objects.exists()


def test_the_clock_mixes_at_least_three(works):
    meeting = running_meeting(works)
    two = [FromTheBox(text=text) for text in THREE[:2]]
    for why, said in (("enough lay there", "At least 3"), ("the meeting is over", "for another reason")):
        with pytest.raises(Refusal, match=said):
            do(EnterQuestions(meeting=meeting.pk, box="0" * 64, questions=two, why=why), CLOCK, at=works.now)
    with pytest.raises(Refusal, match="Nothing lay in the box"):
        do(EnterQuestions(meeting=meeting.pk, box="0" * 64, questions=[], why="the chair asked"), CLOCK, at=works.now)
