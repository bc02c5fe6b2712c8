"""Whoever may choose dates can't use them: to put a vote off, to shut others out, to cut a mandate short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Leave
from floor.house.models import Mandate
from floor.law.language import Election, Office
from floor.polls.acts.calling import CallElection
from floor.polls.acts.moving import MovePoll
from floor.polls.electing.dates import Dates, faults_in, successors_by, usual_dates
from floor.polls.falling_due.vacancies import fall_due
from floor.polls.models import Poll
from floor.polls.recalling.signing import begin_petition, sign
from tests.polling import call_election, close_poll, open_poll, put_question, stand, vote
from tests.world import CHAIR, DISTRICT, FACTORY, SECRETARY, THIRD

WHY = "The hall is being painted on that day."


def a_rule(notice: int | None, lists_due: int | None, open_for: int) -> Election:
    days = {"notice": notice, "lists_due": lists_due, "open_for": open_for}
    spans = {name: f"{number} days" for name, number in days.items() if number is not None}
    return Election.model_validate(
        {"by": "every member", "seats": 3} | {k.replace("_", "-"): v for k, v in spans.items()}
    )


rules = st.builds(a_rule, st.none() | st.integers(1, 60), st.none() | st.integers(1, 90), st.integers(1, 40))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(rules, moments)
def test_the_dates_of_the_statutes_are_always_in_order_so_that_the_clock_can_always_call(rule, moment):
    usual = usual_dates(rule, moment)
    assert list(faults_in(usual, rule, moment, successors_by(rule, moment))) == []


@given(rules, moments, st.timedeltas(timedelta(minutes=-1000), timedelta(days=400)))
def test_no_dates_put_an_election_off_for_more_than_a_month(rule, moment, later):
    usual = usual_dates(rule, moment)
    moved = Dates(usual.nominations_until, usual.opens + later, usual.closes + later)
    allowed = not list(faults_in(moved, rule, moment, None))
    assert not (allowed and later > timedelta(days=31))
    assert allowed or not timedelta() <= later <= timedelta(days=28)


def test_an_office_that_a_body_fills_from_among_its_own_waits_for_those_who_come():
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert successors_by(Office(), moment) == moment
    assert usual_dates(Office(), moment).closes == moment + timedelta(days=2)


# ------------------------------------------------------------------------------------------------- calling an election


@pytest.mark.parametrize(
    ("dates", "why", "guarantee"),
    [
        ({"opens": 47}, "put off until 15 April 2026 at 18:00 UTC", "R21"),
        ({"closes": 60}, "open for up to 1 month longer", "R21"),
        ({"nominations_until": 1, "opens": 14}, "half of the time before the poll", "R3"),
        ({"nominations_until": 15, "opens": 14}, "before the poll opens", "R3"),
        ({"opens": 13}, "give 2 weeks between", "R3"),
    ],
)
def test_an_officer_chooses_no_dates_that_keep_others_out(works, dates, why, guarantee):
    chosen = {name: works.now + timedelta(days=days) for name, days in dates.items()}
    with pytest.raises(Refusal, match=why) as refused:
        call_election(works, **chosen)
    assert refused.value.guarantee == guarantee
    assert RecordedRefusal.objects.filter(act="polls.CallElection").count() == 1


def test_an_officer_may_put_it_off_for_a_month(works):
    assert call_election(works, opens=works.now + timedelta(days=45)).state == "announced"


def test_no_poll_closes_before_the_mandates_end_that_it_fills(works):
    ends = Mandate.objects.filter(seat__body="factory committee", seat__office="").latest("pk").ends
    works.now = ends - timedelta(days=9)
    call = {"unit": FACTORY, "body": "factory committee", "opens": works.now + timedelta(days=7)}
    with pytest.raises(Refusal, match="would cut them short") as refused:
        works.say(CallElection(**call, closes=works.now + timedelta(days=8)), SECRETARY)
    assert refused.value.guarantee == "R2"
    works.say(CallElection(**call, closes=ends), SECRETARY)


def test_a_unit_that_has_shrunk_elects_for_no_seat_it_has_no_right_to(works):
    poll = call_election(works)
    stand(works, poll, 1, 2, 3, 4)
    poll = open_poll(works, poll)
    vote(works, poll, {voter: [1, 2, 3] for voter in range(1, 8)} | {8: [4]})
    close_poll(works, poll)
    assert Mandate.objects.filter(seat__body="district congress").count() == 3
    for member in (7, 8, 9, 10, 11, 12):
        works.say(Leave(member=member), member)
    with pytest.raises(Refusal, match="All 1 seats are held"):
        works.say(CallElection(unit=FACTORY, for_unit=DISTRICT, body="district congress"), SECRETARY)
    assert not [act for act in fall_due(works.now) if getattr(act, "body", "") == "district congress"]


# ----------------------------------------------------------------------------------------------------------- moving it


def moved(poll: Poll, days: float, longer: float = 0) -> MovePoll:
    opens = poll.opens + timedelta(days=days)
    return MovePoll(
        poll=poll.pk, opens=opens, closes=opens + (poll.closes - poll.opens) + timedelta(days=longer), reason=WHY
    )


def test_a_poll_is_moved_to_a_later_day_with_its_reason(works):
    poll = call_election(works)
    works.say(moved(poll, 3), SECRETARY)
    was, poll = poll, Poll.objects.get(pk=poll.pk)
    assert (poll.opens - was.opens, poll.closes - was.closes) == (timedelta(days=3), timedelta(days=3))
    with pytest.raises(Refusal, match="these dates already"):
        works.say(moved(was, 3), SECRETARY)
    with pytest.raises(Refusal, match="needs its reason"):
        works.say(moved(poll, 1).model_copy(update={"reason": "because"}), SECRETARY)
    with pytest.raises(Refusal, match="by an officer"):
        works.say(moved(poll, 1), 9)


def test_however_often_it_is_moved_a_poll_is_put_off_for_a_month_at_most(works):
    poll = call_election(works)
    for _ in range(3):
        works.say(moved(poll, 10), SECRETARY)
        poll.refresh_from_db()
    for days, longer in ((10, 0), (0, 40)):
        with pytest.raises(Refusal, match=r"put off until|for up to 1 month longer") as refused:
            works.say(moved(poll, days, longer), SECRETARY)
        assert refused.value.guarantee == "R10"


def test_a_question_is_put_off_for_a_month_at_most_when_it_is_put_and_when_it_is_moved(works):
    with pytest.raises(Refusal, match="put off until 01 April") as refused:
        put_question(works, opens=works.now + timedelta(days=32))
    assert refused.value.guarantee == "R6"
    with pytest.raises(Refusal, match="for up to 1 month longer"):
        put_question(works, closes=works.now + timedelta(days=33))
    poll = put_question(works, opens=works.now + timedelta(days=20))
    works.say(moved(poll, 10), SECRETARY)
    poll.refresh_from_db()
    with pytest.raises(Refusal, match="put off until 01 April"):
        works.say(moved(poll, 10), SECRETARY)


@pytest.mark.parametrize("who", [CHAIR, SECRETARY])
def test_neither_the_holder_nor_an_officer_puts_off_a_recall(works, who):
    petition = begin_petition(Mandate.objects.get(holder=CHAIR, seat__office="").pk, 5, at=works.now)
    for member in (6, 7):
        sign(petition.pk, member, at=works.now)
    poll = Poll.objects.get(petition=petition)
    with pytest.raises(Refusal, match="neither the holder nor any officer") as refused:
        works.say(moved(poll, 7), who)
    assert refused.value.guarantee == "R2"
    assert RecordedRefusal.objects.filter(act="polls.MovePoll").exists()


def test_a_poll_whose_time_has_come_is_not_moved_though_the_clock_has_not_struck(works):
    poll = call_election(works)
    works.now = poll.opens
    with pytest.raises(Refusal, match="fixed once it has opened"):
        works.say(moved(poll, 1), SECRETARY)


def test_who_gives_up_a_seat_starts_the_election_of_its_successor_at_the_dates_of_the_statutes(works):
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    (call,) = [act for act in fall_due(works.now) if isinstance(act, CallElection)]
    assert (call.opens, call.closes, call.tellers) == (None, None, [])
