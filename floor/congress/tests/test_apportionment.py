"""Seats above are shared out by the register at one moment, and stay so: whoever pads the register afterwards gains nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.protected import acting
from floor.congress import verification
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.seats.register_at import members_at
from floor.house.acts.members import Join, Leave, Move, Person
from floor.house.models import Mandate, Member, Seat, Unit
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.polling import call_election, let_fall_due
from tests.world import BOLTS, DISTRICT, FACTORY, NAILS, SECRETARY

from .storeys import DELEGATE, WITH_COUNCILS, send_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def councils(db, empty_replay):
    with works_under(WITH_COUNCILS) as works:
        send_up(works)
        works.wait(days=1)
        yield works


def share_out(works, by: int = DELEGATE, **wanted) -> SetApportionment:
    given = {"unit": DISTRICT, "body": "district congress", "cut_off": works.now - timedelta(hours=1)} | wanted
    act = SetApportionment(**given)
    works.say(act, by)
    return act


def take_in(works, number: int) -> None:
    """So many join, one by one."""
    for n in range(number):
        person = Person(name=f"Newcomer {n}", contact=f"n{n}@example.org", categories={"shift": "day"})
        works.say(Join(unit=BOLTS, number=Member.next_id(), person=person, confirmed=True), SECRETARY)


def test_the_numbers_are_those_of_the_cut_off_whatever_the_register_says_later(councils):
    share_out(councils)
    take_in(councils, 8)
    row = ApportionedSeats.objects.get()
    assert (row.unit_id, row.members, row.seats) == (FACTORY, 12, 3)
    assert Unit.objects.get(pk=FACTORY).members_below == 20
    assert call_election(councils).seats == 3


def test_without_a_cut_off_the_register_of_the_day_decides(councils):
    take_in(councils, 8)
    assert call_election(councils).seats == 5


def test_who_came_went_and_moved_since_the_cut_off_is_taken_back(councils):
    moment = councils.now
    before = {unit.pk: unit.members_below for unit in Unit.objects.all()}
    councils.wait(hours=1)
    take_in(councils, 3)
    councils.say(Move(member=9, to=BOLTS), 9)
    councils.say(Leave(member=10), 10)
    councils.wait(hours=1)
    councils.say(Move(member=9, to=NAILS), 9)
    councils.say(Leave(member=9), 9)
    units = list(Unit.objects.order_by("pk"))
    assert {unit.pk: unit.members_below for unit in units} != before
    assert members_at(moment, units) == before
    assert members_at(councils.now, units) == {unit.pk: unit.members_below for unit in units}


def test_a_cut_off_in_the_past_counts_those_who_stood_there_then(councils):
    take_in(councils, 8)
    councils.wait(days=1)
    share_out(councils, cut_off=councils.now - timedelta(days=1, minutes=1))
    assert ApportionedSeats.objects.get().members == 12
    assert {claim.verdict for claim in verification.apportionments_are_those_of_the_cut_off()} == {"holds"}


def test_a_by_election_fills_the_seats_of_the_cut_off_too(councils):
    share_out(councils)
    councils.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 9, 6: 9, 7: 9})
    councils.say(Leave(member=6), 6)
    for gone in (9, 10):
        councils.say(Leave(member=gone), gone)
    let_fall_due(councils)
    poll = Poll.objects.get(kind="election", body="district congress")
    assert (poll.seats, poll.seats_in_all) == (1, 3), "nine members would give two seats"
    assert Seat.objects.filter(body="district congress").count() == 3


@pytest.mark.parametrize("who", [SECRETARY, 9])
def test_the_cut_off_is_named_by_an_officer_above(councils, who):
    with pytest.raises(Refusal, match="officer of the unit"):
        share_out(councils, by=who)


def test_a_moment_to_come_and_one_before_the_last_are_refused(councils):
    with pytest.raises(Refusal, match="day to come"):
        share_out(councils, cut_off=councils.now + timedelta(hours=1))
    share_out(councils)
    with pytest.raises(Refusal, match="later, not earlier"):
        share_out(councils)


def test_nothing_is_shared_out_where_one_electorate_fills_all_seats(councils):
    with pytest.raises(Refusal, match="nothing to share out"):
        share_out(councils, body="district committee")
    with pytest.raises(Refusal, match="No factory committee"):
        share_out(councils, body="factory committee")


def test_the_numbers_are_not_dropped_once_delegates_are_being_elected(councils):
    share_out(councils)
    call_election(councils)
    councils.wait(hours=2)
    with pytest.raises(Refusal, match="being elected") as refused:
        share_out(councils)
    assert refused.value.guarantee == "R3"


def test_the_numbers_are_not_dropped_once_delegates_sit_until_half_of_their_term_is_over(councils):
    share_out(councils)
    councils.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 9, 6: 9, 7: 9})
    councils.wait(days=100)
    with pytest.raises(Refusal, match="half of their term"):
        share_out(councils)
    councils.wait(days=100)
    share_out(councils)
    assert Apportionment.objects.filter(replaced=None).count() == 1
    assert Mandate.objects.filter(ended=None, seat__body="district congress").count() == 3, "those who sit stay"


def test_members_counted_in_who_were_not_there_are_seen(councils):
    share_out(councils)
    with acting("somebody behind the back of the book"):
        ApportionedSeats.objects.update(members=40)
        assert {claim.verdict for claim in verification.apportionments_are_those_of_the_cut_off()} == {"broken"}
        ApportionedSeats.objects.update(members=12)
