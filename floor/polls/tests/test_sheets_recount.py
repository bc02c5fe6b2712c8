"""A recount of papers: anyone on the roll can ask, two others do it, both results stand side by side."""

from __future__ import annotations

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.house.models import Mandate
from floor.polls.acts.recounting import AskRecount
from floor.polls.acts.sheets import NameTellers
from floor.polls.falling_due.sheets import sheets_fall_due
from floor.polls.models import Poll
from tests.world import SECRETARY, assert_the_book_rebuilds

from .on_paper import FIRST, SECOND, ended_poll, enter, strike, works_on_paper

pytestmark = pytest.mark.django_db

COUNTED = {1: [5, 6], 2: [5, 6], 3: [5, 7], 4: [], 5: [5, 7, 6], 6: "invalid"}
#: As the others read them: the second paper and the sixth are of member 8.
AGAIN = COUNTED | {2: [5, 8], 6: [8], 5: [5, 8]}


@pytest.fixture
def world(db, empty_replay):
    yield works_on_paper()
    assert_the_book_rebuilds()


@pytest.fixture
def poll(world):
    """A poll that two tellers have counted; two more are named for a recount once it is asked for."""
    poll = ended_poll(world)
    for teller in (FIRST, SECOND):
        enter(world, poll, teller, COUNTED)
    assert strike(world) == ["polls.CountSheets"]
    return fresh(poll)


def fresh(poll: Poll) -> Poll:
    poll.refresh_from_db()
    return poll


def ask(world, poll, by=3):
    world.say(AskRecount(poll=poll.pk), by)
    world.say(NameTellers(poll=poll.pk, tellers=[1, 10]), SECRETARY)


def test_a_recount_that_agrees_settles_it(world, poll):
    ask(world, poll)
    for teller in (1, 10):
        enter(world, poll, teller, COUNTED, recount=1)
    assert strike(world) == ["polls.RecordRecount"]
    (recount,) = fresh(poll).outcome["recounts"]
    assert recount["same"] and recount["same_result"] and recount["urn"] == poll.urn
    with pytest.raises(Refusal, match="both counts agree"):
        world.say(AskRecount(poll=poll.pk), 3)


def test_a_recount_that_differs_stands_beside_the_first_and_changes_no_seat(world, poll):
    ask(world, poll)
    for teller in (1, 10):
        enter(world, poll, teller, AGAIN, recount=1)
    strike(world)
    again = fresh(poll)
    (recount,) = again.outcome["recounts"]
    assert not recount["same"] and not recount["same_result"]
    assert recount["outcome"]["figures"]["invalid"] == 0 and recount["outcome"]["votes"] != again.outcome["votes"]
    assert again.urn == poll.urn != recount["urn"]
    assert sorted(Mandate.objects.filter(result=again.result).values_list("holder", flat=True)) == [5, 6, 7]
    world.say(AskRecount(poll=poll.pk), 3)
    assert len(fresh(poll).outcome["recounts"]) == 2


@pytest.mark.parametrize("teller", [FIRST, SECOND, 3, 5])
def test_nobody_counts_the_same_papers_twice_nor_anyone_who_was_not_named(world, poll, teller):
    ask(world, poll)
    with pytest.raises(Refusal, match="two other tellers"):
        enter(world, poll, teller, COUNTED, recount=1)


def test_a_recount_is_asked_for_in_time_and_one_at_a_time(world, poll):
    ask(world, poll)
    with pytest.raises(Refusal, match="being counted again already"):
        world.say(AskRecount(poll=poll.pk), 4)


def test_a_recount_is_not_asked_for_when_the_time_has_run(world, poll):
    world.now = poll.contest_until or world.now
    world.wait(days=8)
    with pytest.raises(Refusal, match="could be asked for until"):
        world.say(AskRecount(poll=poll.pk), 3)


def test_without_a_request_nothing_is_counted_again(world, poll):
    with pytest.raises(Refusal, match="No recount"):
        enter(world, poll, 1, COUNTED, recount=1)
    with pytest.raises(Refusal, match="have been counted"):
        world.say(NameTellers(poll=poll.pk, tellers=[1, 10]), SECRETARY)


def test_a_recount_that_nobody_does_ends_by_itself(world, poll):
    ask(world, poll)
    world.wait(days=14)
    assert strike(world) == ["polls.RecordRecount"]
    (recount,) = fresh(poll).outcome["recounts"]
    assert "did not agree" in recount["fault"] and fresh(poll).state == "counted"
    assert strike(world) == []


def test_nobody_can_record_another_recount_than_was_found(world, poll):
    ask(world, poll)
    for teller in (1, 10):
        enter(world, poll, teller, AGAIN, recount=1)
    (act,) = sheets_fall_due(world.now)
    for change in ({"urn": poll.urn, "papers": 5, "invalid": 1}, {"recount": 2}, {"marked": 7}):
        with pytest.raises(Refusal):
            do(act.model_copy(update=change), CLOCK, at=world.now)
    with pytest.raises(Refusal, match="nobody can do it sooner"):
        world.say(act, SECRETARY)
