"""Who can stand, and who can sit: one seat to a person in a body, a pause that is kept, no two seats that do not go together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from floor.book.act import Refusal
from floor.house.acts.mandates import Resign
from floor.house.acts.members import RecordDues
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.acts.listing import ProposeList, SupportList
from floor.polls.acts.nominating import Nominate
from floor.polls.models import Poll
from floor.polls.verification.seats import incompatible_from_the_start
from tests.polling import call_election, close_poll, let_fall_due, open_poll, stand, until, vote
from tests.world import CHAIR, CONTROLLER, FACTORY, SECRETARY, STATUTES, THIRD, World

from .other_statutes import works_under

pytestmark = pytest.mark.django_db


def by_election(works: World) -> Poll:
    """One of the three seats of the committee stands empty, and its election is called."""
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    let_fall_due(works)
    return Poll.objects.get(body="factory committee", office="")


def committee() -> list[int]:
    seats = Mandate.objects.filter(seat__body="factory committee", seat__office="", ended=None)
    return sorted(seats.values_list("holder", flat=True))


# ------------------------------------------------------------------------------------------------- one seat to a person


@pytest.mark.parametrize("who", [CHAIR, SECRETARY])
def test_who_sits_for_longer_does_not_stand_for_a_second_seat(works, who):
    poll = by_election(works)
    with pytest.raises(Refusal, match="nobody holds two seats in one body"):
        stand(works, poll, who)
    with pytest.raises(Refusal, match="nobody holds two seats"):
        works.say(ProposeList(poll=poll.pk, title="The chair again", people=[6, who]), 6)
    stand(works, poll, THIRD)


def test_tellers_declare_nobody_elected_to_a_second_seat(works):
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    with pytest.raises(Refusal, match="Member 1 sits in the factory committee already"):
        works.elect(unit=FACTORY, body="factory committee", votes={CHAIR: 9})


def test_who_sits_stands_again_for_the_seat_that_runs_out(works):
    works.wait(days=175)
    works.say(CallElection(unit=FACTORY, body="factory committee"), SECRETARY)
    poll = Poll.objects.get()
    stand(works, poll, CHAIR, SECRETARY, 6)
    poll = open_poll(works, poll)
    vote(works, poll, {voter: [CHAIR, SECRETARY, 6] for voter in range(5, 11)})
    close_poll(works, poll)
    assert committee() == [CHAIR, SECRETARY, 6]
    assert sorted(Mandate.objects.filter(result__polls=poll).values_list("terms", flat=True)) == [1, 2, 2]


# ------------------------------------------------------------------------------------- two seats that do not go together


def test_of_two_seats_that_do_not_go_together_only_the_first_is_taken_and_its_electors_fill_the_other(works):
    """A member of the committee does not control it (R20), also where two polls ran at the same time."""
    works.say(Resign(mandate=Mandate.objects.get(holder=CONTROLLER).pk), CONTROLLER)
    poll = by_election(works)
    control = Poll.objects.get(body="control commission")
    for each in (poll, control):
        stand(works, each, 6, 7)
    until(works, poll.opens)
    for each in (poll, control):
        vote(works, each, {voter: [6] for voter in range(7, 12)})
    until(works, poll.closes)
    assert 6 in committee()
    ended = Mandate.objects.get(holder=6, seat__body="control commission")
    assert (ended.how_ended, ended.ended) == ("incompatible", ended.starts)
    assert [claim.verdict for claim in incompatible_from_the_start()] == ["holds"]
    let_fall_due(works)
    again = Poll.objects.filter(body="control commission").latest("pk")
    assert (again.state, again.seats) == ("announced", 1)
    with pytest.raises(Refusal, match="sits in the factory committee, which is not compatible") as refused:
        stand(works, again, 6)
    assert refused.value.guarantee == "R20"


# ------------------------------------------------------------------------------------------------------- terms and pause

TWO_TERMS = STATUTES.replace('limit = 2, pause = "3 months"', 'limit = 1, pause = "3 months"')


@pytest.mark.parametrize(("days_out", "can"), [(70, False), (91, False), (93, True)])
def test_who_has_reached_the_limit_stays_out_as_long_as_the_statutes_say(db, empty_replay, days_out, can):
    with works_under(TWO_TERMS) as works:
        works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
        let_fall_due(works)
        works.wait(days=days_out)
        poll = Poll.objects.filter(body="factory committee").latest("pk")
        # Nobody stood in the meantime, so it was called again and again.
        while poll.state != "announced" or works.now >= poll.nominations_until:
            until(works, poll.opens)
            poll = Poll.objects.filter(body="factory committee", office="").latest("pk")
        works.now = max(works.now, works.receipts[0].at + timedelta(days=days_out))
        if can:
            stand(works, poll, THIRD)
        else:
            with pytest.raises(Refusal, match="without a pause") as refused:
                stand(works, poll, THIRD)
            assert refused.value.guarantee == "R21"


# ---------------------------------------------------------------------------------------------------- paying and proposing

PAID = (
    STATUTES.replace('good-standing = "3 months"', 'good-standing = "3 months"\nstanding-needed = ["nominate"]')
    + """
[[exception]]
guarantee = "R18"
body = "organisation"
reason = "The fund lives on dues, and its members decided so."
"""
)


def test_where_the_statutes_ask_for_it_only_those_who_have_paid_propose_others(db, empty_replay):
    with works_under(PAID) as works:
        works.say(RecordDues(member=6, until=date(2026, 3, 1)), SECRETARY)
        poll = call_election(works)
        works.say(Nominate(poll=poll.pk, member=8), 6)
        works.say(ProposeList(poll=poll.pk, title="Longer breaks", people=[9]), 6)
        for act in (
            Nominate(poll=poll.pk, member=10),
            ProposeList(poll=poll.pk, title="Shorter days", people=[10]),
            SupportList(slate=1),
        ):
            with pytest.raises(Refusal, match="Member 7 is behind with dues"):
                works.say(act, 7)
        # To stand oneself is another right, which these statutes leave to everyone.
        works.say(Nominate(poll=poll.pk, member=7), 7)


# ------------------------------------------------------------------------------------------------------------ incumbents


def test_incumbents_are_those_who_sat_when_the_election_was_called_and_did_not_go_before_time(works):
    """No statutes give them a tie any more; old books are counted again by it."""
    works.wait(days=175)
    works.say(CallElection(unit=FACTORY, body="factory committee"), SECRETARY)
    poll = Poll.objects.get()
    stand(works, poll, 6, SECRETARY, THIRD)
    works.say(Resign(mandate=Mandate.objects.get(holder=SECRETARY, seat__office="").pk), SECRETARY)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [6], 5: [6], 9: [THIRD], 10: [SECRETARY]})
    poll = close_poll(works, poll)
    assert poll.outcome["incumbents"] == [poll.candidacies.get(member=THIRD).number]
