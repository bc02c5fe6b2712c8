"""Nobody can put elections off: they are called when a term ends, when a seat stands empty, and again when a poll decided nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import tick
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.falling_due.polls import polls_to_open
from floor.polls.falling_due.vacancies import elections_due, fall_due, rules_that_fill_seats
from floor.polls.models import Poll
from tests.polling import call_election, close_poll, let_fall_due, open_poll, stand, vote
from tests.world import FACTORY, SECRETARY, STATUTES, THIRD

from .other_statutes import with_congress, works_under

pytestmark = pytest.mark.django_db


def calls(moment):
    return [act for act in fall_due(moment) if isinstance(act, CallElection)]


def committee_ends():
    return Mandate.objects.filter(seat__body="factory committee", seat__office="").latest("pk").ends


def test_while_all_sit_and_have_time_nothing_is_called(works):
    assert calls(works.now) == []
    assert calls(committee_ends() - timedelta(days=10, minutes=1)) == []


def test_seats_that_nobody_ever_held_wait_for_somebody_to_call_their_first_election(works):
    assert not [act for act in calls(works.now + timedelta(days=1000)) if act.body.startswith("district")]


def test_the_election_is_called_so_early_that_it_is_over_as_the_terms_end(works):
    ends = committee_ends()
    works.now = called = ends - timedelta(days=10)
    let_fall_due(works)
    poll = Poll.objects.get(body="factory committee", office="")
    assert (poll.seats, poll.opens, poll.closes) == (3, called + timedelta(days=7), ends)
    let_fall_due(works)
    assert Poll.objects.filter(body="factory committee", office="").count() == 1


def test_no_day_passes_without_a_committee_and_nobody_goes_before_time(works):
    before = list(Mandate.objects.filter(seat__body="factory committee").values_list("pk", flat=True))
    works.now = ends = committee_ends() - timedelta(days=10)
    tick(at=works.now)
    poll = Poll.objects.get(body="factory committee", office="")
    stand(works, poll, 6, 7, 8)
    open_poll(works, poll)
    vote(works, poll, {voter: [6, 7, 8] for voter in range(1, 6)})
    works.now = poll.closes
    tick(at=works.now)
    ends = poll.closes
    assert set(Mandate.objects.filter(pk__in=before).values_list("ended", "how_ended")) == {(ends, "expired")}
    seated = Mandate.objects.filter(seat__body="factory committee", seat__office="", ended=None)
    assert {(mandate.holder_id, mandate.starts) for mandate in seated} == {(6, ends), (7, ends), (8, ends)}
    # Only the new committee fills the offices that it fills from among its own, and in two days.
    assert {(one.office, one.closes - ends) for one in Poll.objects.filter(state="announced")} == {
        ("chair", timedelta(days=2)), ("secretary", timedelta(days=2)),
    }  # fmt: skip


def test_a_seat_given_up_is_voted_on_and_those_who_sit_stay(works):
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    let_fall_due(works)
    poll = Poll.objects.get()
    assert (poll.body, poll.seats, poll.seats_in_all) == ("factory committee", 1, 3)
    stand(works, poll, 6, 7)
    poll = open_poll(works, poll)
    vote(works, poll, {voter: [6] for voter in range(7, 12)})
    close_poll(works, poll)
    holders = Mandate.objects.filter(seat__body="factory committee", seat__office="", ended=None)
    assert sorted(holders.values_list("holder", flat=True)) == [1, 2, 6]


def test_an_office_that_falls_vacant_is_filled_by_those_who_fill_it(works):
    works.say(Resign(mandate=Mandate.objects.get(seat__office="chair").pk), 1)
    let_fall_due(works)
    poll = Poll.objects.get()
    assert (poll.office, poll.electors, poll.seats) == ("chair", "factory committee", 1)


def test_an_office_waits_until_there_is_a_body_to_fill_it(works):
    tick(at=committee_ends() + timedelta(days=1))
    assert {poll.office for poll in Poll.objects.filter(body="factory committee")} == {""}


def test_who_calls_by_the_clock_chooses_no_dates_and_fills_no_seat_that_is_held(works):
    with pytest.raises(Refusal, match="held by people whose mandates run"):
        do(CallElection(unit=FACTORY, body="factory committee"), CLOCK, at=works.now)
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    late = CallElection(unit=FACTORY, body="factory committee", opens=works.now + timedelta(days=20))
    with pytest.raises(Refusal, match="Only an officer"):
        do(late, CLOCK, at=works.now)
    let_fall_due(works)
    with pytest.raises(Refusal, match="being filled already"):
        works.say(CallElection(unit=FACTORY, body="factory committee"), SECRETARY)


# --------------------------------------------------------------------------------------------------------- called again


def test_a_poll_without_a_quorum_is_called_again_and_linked_to_the_first(works):
    """An election with three percent (1915): where the rules name a quorum, no seat is filled below it."""
    poll = call_election(works)
    stand(works, poll, 5)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [5], 2: [5]})
    poll = close_poll(works, poll)
    assert poll.state == "failed" and not Mandate.objects.filter(holder=5, seat__body="district congress").exists()
    (quorum,) = poll.outcome["conditions"]
    assert (quorum["what"], quorum["reached"], quorum["need"]) == ("quorum", 2, 4)
    let_fall_due(works)
    again = Poll.objects.latest("pk")
    assert (again.again_of, again.opens) == (poll, works.now + timedelta(days=14))


def test_an_election_in_which_nobody_stands_is_over_before_it_opens_and_called_again_no_sooner(works):
    first = call_election(works)
    first = open_poll(works, first)
    assert (first.state, first.outcome["nobody_stood"]) == ("failed", True)
    let_fall_due(works)
    second = Poll.objects.latest("pk")
    assert second.again_of == first
    works.wait(days=13)
    let_fall_due(works)
    assert Poll.objects.latest("pk") == second
    works.wait(days=1)
    let_fall_due(works)
    assert Poll.objects.latest("pk").again_of == second


def test_a_tie_that_the_statutes_hold_again_leaves_its_seats_open_and_they_are_voted_on_again(db, empty_replay):
    text = with_congress("block").replace(
        'notice = "14 days", tie = "lot" }\nrecall', 'notice = "14 days", tie = "again" }\nrecall', 1
    )
    assert text != STATUTES
    with works_under(text) as works:
        poll = call_election(works)
        stand(works, poll, 5, 6, 7, 8)
        poll = open_poll(works, poll)
        vote(works, poll, {1: [5, 6], 2: [5, 6], 3: [5, 6, 7], 4: [5, 6, 8]})
        poll = close_poll(works, poll)
        assert (poll.state, len(poll.outcome["elected"]), len(poll.outcome["open_tie"])) == ("counted", 2, 2)
        let_fall_due(works)
        again = Poll.objects.latest("pk")
        assert (again.again_of, again.seats) == (poll, 1)
        let_fall_due(works)
        assert Poll.objects.latest("pk") == again


def test_an_officer_who_calls_it_first_calls_it_as_the_repeat_it_is(works):
    poll = call_election(works)
    works.now = poll.opens
    (opening,) = polls_to_open(works.now)
    do(opening, CLOCK, at=works.now)
    works.say(CallElection(unit=FACTORY, for_unit=1, body="district congress"), SECRETARY)
    assert Poll.objects.latest("pk").again_of == poll
    let_fall_due(works)
    assert Poll.objects.count() == 2


def test_a_poll_of_other_seats_is_not_held_again_under_that_name(works):
    poll = open_poll(works, call_election(works))
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD).pk), THIRD)
    with pytest.raises(Refusal, match="about other seats"):
        works.say(CallElection(unit=FACTORY, body="factory committee", again_of=poll.pk), SECRETARY)


def test_a_look_costs_a_few_queries_for_a_rule_and_none_for_a_seat(works):
    from floor.book.doing import statutes_in_force

    law, ends = statutes_in_force(works.now).on(works.now.date()), committee_ends()
    for rule in rules_that_fill_seats(law):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            list(elections_due(rule, ends))
        assert len(seen) <= (2 if rule.office else 3), [query["sql"] for query in seen]


def test_a_minute_in_which_no_seat_is_empty_costs_the_same_few_queries_under_any_number_of_rules(works):
    from floor.book.doing import statutes_in_force

    rules = list(rules_that_fill_seats(statutes_in_force(works.now).on(works.now.date())))
    with CaptureQueriesContext(connection) as seen:
        assert list(fall_due(works.now)) == []
    assert len(seen) < len(rules), [query["sql"] for query in seen]
