"""Those who elected take a mandate back, by petition and secret poll; nobody else can."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry, RecordedRefusal
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Join, Leave, Person
from floor.house.models import Mandate
from floor.polls.acts.petitioning import CompletePetition, LapsePetition, OpenPetition, ReplyToPetition
from floor.polls.acts.refused import RemoveHolder
from floor.polls.models import Mark, Petition, Poll, SealedPaper, Signature
from floor.polls.recalling.petitions import has_signed, needed, signatures_of
from floor.polls.recalling.signing import AlreadySigned, begin_petition, sign, withdraw_signature
from tests.polling import answer, close_poll, let_fall_due, open_poll
from tests.world import BOLTS, CHAIR, CONTROLLER, SECRETARY, STATUTES, THIRD, found_works

from .other_statutes import works_under

EXCEPTION = """
[[exception]]
guarantee = "R2"
body      = "factory committee"
reason    = "The law of the land gives an elected committee two months."
"""

pytestmark = pytest.mark.django_db


def seat_of(holder: int, office: str = "", body: str = "factory committee") -> Mandate:
    return Mandate.objects.get(holder=holder, seat__office=office, seat__body=body)


def recall_called(works, holder: int = THIRD) -> Poll:
    """A petition by members 5, 6 and 7, a fifth of twelve, and the poll it leads to."""
    petition = begin_petition(seat_of(holder).pk, 5, at=works.now)
    sign(petition.pk, 6, at=works.now)
    sign(petition.pk, 7, at=works.now)
    return Poll.objects.get(petition=petition)


# ------------------------------------------------------------------------------------------------------- it is done


def test_a_mandate_ends_when_its_electors_say_so(works):
    poll = open_poll(works, recall_called(works))
    assert (poll.ballot, poll.unit_id, poll.electors, poll.entitled) == ("secret", 2, "general meeting", 12)
    answer(works, poll, {1: [1], 2: [1], 5: [1], 6: [1], 7: [1], 8: [2], 9: [3]})
    close_poll(works, poll)
    mandate = seat_of(THIRD)
    assert (mandate.how_ended, mandate.ended) == ("recalled", works.now)


def test_a_lost_recall_changes_nothing_and_can_be_asked_again(works):
    poll = open_poll(works, recall_called(works))
    answer(works, poll, {1: [1], 2: [1], 5: [2], 6: [2]})
    poll = close_poll(works, poll)
    assert poll.state == "counted" and not poll.outcome["carried"]
    assert seat_of(THIRD).ended is None
    assert recall_called(works).pk != poll.pk


def test_the_poll_comes_a_day_after_the_last_signature_and_is_over_in_the_time_of_the_statutes(works):
    poll = recall_called(works)
    assert poll.announced == works.now and poll.opens == works.now + timedelta(days=1)
    assert poll.closes == poll.opens + timedelta(days=3) <= works.now + timedelta(days=14)


def test_the_poll_on_an_office_is_that_of_the_body_which_filled_it(works):
    petition = begin_petition(seat_of(CHAIR, "chair").pk, THIRD, at=works.now)
    poll = Poll.objects.get(petition=petition)
    assert poll.electors == "factory committee" and petition.signatures == 1
    poll = open_poll(works, poll)
    assert poll.entitled == 3
    answer(works, poll, {SECRETARY: [1], THIRD: [1], CHAIR: [2]})
    close_poll(works, poll)
    assert seat_of(CHAIR, "chair").how_ended == "recalled" and seat_of(CHAIR).ended is None


def test_with_the_seat_the_office_that_rests_on_it_falls(works):
    poll = open_poll(works, recall_called(works, CHAIR))
    answer(works, poll, {5: [1], 6: [1], 7: [1]})
    close_poll(works, poll)
    assert seat_of(CHAIR).how_ended == "recalled" and seat_of(CHAIR, "chair").how_ended == "seat ended"


@pytest.mark.parametrize(
    ("eligible", "how"), [("members of the electing body", "seat ended"), ("every member of the organisation", "")]
)
def test_a_seat_above_that_only_a_delegate_could_get_falls_with_the_delegate(db, empty_replay, eligible, how):
    with works_under(STATUTES.replace("every member of the organisation", eligible)) as works:
        works.elect(unit=2, for_unit=1, body="district congress", votes={5: 9, 6: 9, 7: 9})
        works.elect(unit=1, body="district committee", votes={5: 3}, entitled=3, present=3, cast=3)
        petition = begin_petition(seat_of(5, body="district congress").pk, 8, at=works.now)
        for member in (9, 10):
            sign(petition.pk, member, at=works.now)
        poll = open_poll(works, Poll.objects.get(petition=petition))
        answer(works, poll, {8: [1], 9: [1]})
        close_poll(works, poll)
        assert seat_of(5, body="district congress").how_ended == "recalled"
        assert seat_of(5, body="district committee").how_ended == how


# -------------------------------------------------------------------------------------------------------- who can


def test_only_those_who_elected_can_open_a_petition(works):
    with pytest.raises(Refusal, match="nobody else; you are not among them") as refused:
        begin_petition(seat_of(CHAIR, "chair").pk, 9, at=works.now)
    assert refused.value.guarantee == "R2"
    assert not Petition.objects.exists() and not Signature.objects.exists()


def test_somebody_whom_no_elector_chose_is_no_holder_and_a_grievance_is_the_way(works):
    with pytest.raises(Refusal, match="conflict commission, as a grievance") as refused:
        begin_petition(99, 5, at=works.now)
    assert refused.value.guarantee == "R2"


@pytest.mark.parametrize("who", [5, CHAIR])
def test_nobody_opens_a_petition_in_their_own_name_in_the_book(works, who):
    with pytest.raises(Refusal, match="name stays out of the book"):
        do(OpenPetition(mandate=seat_of(THIRD).pk), by_member(who), at=works.now)


def test_one_signs_once(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    for member in (5, 5):
        with pytest.raises(AlreadySigned):
            sign(petition.pk, member, at=works.now)
    assert Signature.objects.count() == 1


def test_a_signature_can_be_withdrawn_and_given_again(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    withdraw_signature(petition.pk, 5, at=works.now)
    assert not has_signed(petition.pk, 5)
    with pytest.raises(Refusal, match="have not signed"):
        withdraw_signature(petition.pk, 5, at=works.now)
    sign(petition.pk, 5, at=works.now)
    assert has_signed(petition.pk, 5)


def test_a_stranger_to_the_electorate_cannot_sign(works):
    poll = open_poll(works, recall_called(works, CHAIR))
    answer(works, poll, {5: [2]})
    close_poll(works, poll)
    petition = begin_petition(seat_of(SECRETARY, "secretary").pk, CHAIR, at=works.now)
    assert petition.completed, "one of three is more than a fifth"
    other = begin_petition(seat_of(CHAIR).pk, 5, at=works.now)
    works.say(Leave(member=6), 6)
    with pytest.raises(Refusal, match="you are not among them"):
        sign(other.pk, 6, at=works.now)


def test_no_second_petition_beside_the_first(works):
    begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    with pytest.raises(Refusal, match="sign that one"):
        begin_petition(seat_of(THIRD).pk, 6, at=works.now)


def test_no_petition_while_the_poll_runs(works):
    recall_called(works)
    with pytest.raises(Refusal, match="has been called already"):
        begin_petition(seat_of(THIRD).pk, 8, at=works.now)


# ------------------------------------------------------------------------------------------------------- threshold


def test_a_petition_one_short_opens_nothing(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    sign(petition.pk, 6, at=works.now)
    assert needed(petition, works.now) == 3
    assert not let_fall_due(works) and not Poll.objects.exists()
    with pytest.raises(Refusal, match="2 have signed; 3 are needed"):
        do(CompletePetition(petition=petition.pk, signatures=2), CLOCK, at=works.now)


@pytest.mark.parametrize("who", [5, SECRETARY])
def test_nobody_completes_a_petition_but_the_clock(works, who):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    with pytest.raises(Refusal, match="The clock"):
        do(CompletePetition(petition=petition.pk, signatures=12), by_member(who), at=works.now)


def test_nobody_completes_a_petition_with_another_number_than_have_signed(works):
    """Not even who runs the clock: while signatures lie there, the act is held against them."""
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    for said in (3, 9):
        with pytest.raises(Refusal, match=f"1 have signed, not {said}"):
            do(CompletePetition(petition=petition.pk, signatures=said), CLOCK, at=works.now)
    assert not Poll.objects.exists()


def test_the_signature_of_somebody_who_has_left_counts_no_more(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    sign(petition.pk, 6, at=works.now)
    works.say(Leave(member=6), 6)
    sign(petition.pk, 7, at=works.now)
    assert Petition.objects.get().completed is None
    sign(petition.pk, 8, at=works.now)
    assert Petition.objects.get().signatures == 3


def test_an_electorate_that_has_shrunk_lets_the_clock_complete_the_petition(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    sign(petition.pk, 6, at=works.now)
    for member in (9, 10):
        works.say(Leave(member=member), member)
    assert let_fall_due(works) == 1
    assert Petition.objects.get().completed == works.now


def test_the_threshold_is_a_share_of_the_electors_there_are_now(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    for number in range(13, 17):
        works.say(Join(unit=BOLTS, number=number, person=Person(name=f"New {number}"), confirmed=True), SECRETARY)
    assert needed(Petition.objects.select_related("mandate__seat", "unit").get(pk=petition.pk), works.now) == 4


# ----------------------------------------------------------------------------------------------- answer, time, end


def test_the_holder_answers_until_the_poll_opens(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, "We were not told.", at=works.now)
    reply = ReplyToPetition(petition=petition.pk, text=works.attach("You were."))
    for who in (5, CHAIR):
        with pytest.raises(Refusal, match="nobody for them"):
            works.say(reply, who)
    works.say(reply, THIRD)
    with pytest.raises(Refusal, match="answered already"):
        works.say(ReplyToPetition(petition=petition.pk, text=works.attach("Otherwise.")), THIRD)


def test_no_answer_once_the_poll_is_open(works):
    poll = open_poll(works, recall_called(works))
    with pytest.raises(Refusal, match="before the poll opens"):
        works.say(ReplyToPetition(petition=poll.petition_id, text=works.attach("Late.")), THIRD)


def test_a_petition_lapses_and_its_signatures_are_destroyed(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    with pytest.raises(Refusal, match="Signatures are collected until"):
        do(LapsePetition(petition=petition.pk), CLOCK, at=works.now)
    works.wait(days=60)
    with pytest.raises(Refusal, match="lapsed"):
        sign(petition.pk, 6, at=works.now)
    let_fall_due(works)
    petition.refresh_from_db()
    assert petition.why_lapsed == "too few signatures" and not Signature.objects.exists()


def test_a_petition_falls_with_the_mandate(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    works.say(Resign(mandate=seat_of(THIRD).pk), THIRD)
    with pytest.raises(Refusal, match="nothing to recall"):
        sign(petition.pk, 6, at=works.now)
    let_fall_due(works)
    petition.refresh_from_db()
    assert petition.why_lapsed == "the mandate has ended"


def test_an_open_poll_is_called_off_when_the_mandate_ends(works):
    poll = open_poll(works, recall_called(works))
    answer(works, poll, {5: [1], 6: [1]})
    works.say(Resign(mandate=seat_of(THIRD).pk), THIRD)
    let_fall_due(works)
    poll.refresh_from_db()
    assert poll.state == "called off"
    assert not SealedPaper.objects.exists() and not Mark.objects.exists()


def test_the_time_without_recall_that_the_statutes_give_is_kept(db):
    text = STATUTES.replace('recall      = { petition = "1/5 of electors" }', 'recall      = { petition = "1/5 of electors", not-before = "2 months" }', 1)  # fmt: skip
    works = found_works(text=text + EXCEPTION)
    with pytest.raises(Refusal, match="within 2 months"):
        begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    assert begin_petition(seat_of(CONTROLLER, body="control commission").pk, 5, at=works.now)
    works.wait(days=61)
    assert begin_petition(seat_of(THIRD).pk, 5, at=works.now)


# ------------------------------------------------------------------------------------------------- nobody else, names


@pytest.mark.parametrize("who", [CHAIR, CONTROLLER, 9])
def test_nobody_else_ends_a_mandate_and_the_attempt_is_recorded(works, who):
    with pytest.raises(Refusal, match="by petition and secret poll"):
        works.say(RemoveHolder(mandate=seat_of(THIRD).pk, reason="said the plan would fail"), who)
    recorded = RecordedRefusal.objects.get()
    assert (recorded.act, recorded.guarantee) == ("polls.RemoveHolder", "R2")
    assert seat_of(THIRD).ended is None


def test_the_book_names_neither_who_asked_nor_who_signed(works):
    first = Entry.objects.count()
    poll = open_poll(works, recall_called(works))
    assert not Signature.objects.exists()
    for entry in Entry.objects.filter(n__gte=first):
        line = json.loads(bytes(entry.line))
        assert line["by"] == {"clock": True}
        assert set(line["payload"]) <= {"mandate", "text", "petition", "signatures", "poll", "key", "seed"}
    assert poll.petition.signatures == 3


def test_the_first_signature_does_not_lie_first(works):
    """Whoever reads the table by the order in which it was written does not find who began."""
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    firsts = set()
    for _ in range(40):
        sign(petition.pk, 6, at=works.now)
        firsts.add(_lying_first())
        withdraw_signature(petition.pk, 6, at=works.now)
    assert firsts == {5, 6}


def _lying_first() -> int:
    from django.db import connection

    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT member FROM polls_signature ORDER BY {order}")
        return cursor.fetchone()[0]


def test_few_signatures_are_not_shown(works):
    petition = begin_petition(seat_of(THIRD).pk, 5, at=works.now)
    assert signatures_of(petition, works.now) is None
    sign(petition.pk, 6, at=works.now)
    sign(petition.pk, 7, at=works.now)
    assert signatures_of(Petition.objects.get(), works.now) == 3, "complete: as many as it took"
