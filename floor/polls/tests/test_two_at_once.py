"""Two people do the same at the same moment, each on a connection of their own: it is done once, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import connection

from floor.book.act import CLOCK, Act, By, NotWritten, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry
from floor.polls.acts.calling import CallElection
from floor.polls.acts.demanding import DemandDivision
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.acts.nominating import Nominate
from floor.polls.falling_due.polls import fall_due
from floor.polls.models import Poll
from tests.polling import call_election, let_fall_due, open_poll, put_question
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS, World, assert_the_book_rebuilds

#: So many push at the same moment.
AT_ONCE = 4


def election(works: World) -> list[tuple[Act, By]]:
    act = CallElection(unit=FACTORY, for_unit=1, body="district congress")
    return [(act, by_member(who)) for who in (CHAIR, SECRETARY, 9, 10)]


def nomination(works: World) -> list[tuple[Act, By]]:
    poll = call_election(works)
    return [(Nominate(poll=poll.pk, member=8), by_member(who)) for who in (8, 9, 10, 11)]


def division(works: World) -> list[tuple[Act, By]]:
    poll = put_question(works, parts=["one", "the other"], opens=works.now + timedelta(hours=2))
    return [(DemandDivision(poll=poll.pk), by_member(who)) for who in (7, 8, 9, 10)]


def count(works: World) -> list[tuple[Act, By]]:
    """Two tellers enter two different counts of the same hands."""
    poll = open_poll(works, put_question(works))
    said = [Hands(votes_for=7, against=3, abstaining=0), Hands(votes_for=3, against=7, abstaining=0)] * 2
    acts = [CountHands(poll=poll.pk, present=10, hands=[each], tellers=TELLERS) for each in said]
    return [(act, by_member(TELLERS[at % 2])) for at, act in enumerate(acts)]


def closing(works: World) -> list[tuple[Act, By]]:
    """Four clocks find the same poll over."""
    poll = open_poll(works, put_question(works, ballot="secret"))
    works.now = poll.closes
    return [(next(iter(fall_due(works.now))), CLOCK)] * AT_ONCE


def until_it_is_written(act: Act, by: By, works: World) -> None:
    """As the page asks: where too many write at once, it is sent again. A database in memory does not wait by itself."""
    while True:
        try:
            do(act, by, at=works.now)
        except NotWritten:
            sleep(0.01)
            continue
        return


@pytest.mark.parametrize("what", [election, nomination, division, count, closing])
def test_what_several_do_at_once_is_done_once(lasting_works, what: Callable[[World], list[tuple[Act, By]]]):
    acts = what(lasting_works)
    name, before = acts[0][0].name, Entry.objects.count()
    start, refused, failed = Barrier(AT_ONCE), [], []

    def push(act: Act, by: By) -> None:
        start.wait()
        try:
            until_it_is_written(act, by, lasting_works)
        except Refusal as refusal:
            refused.append(str(refusal))
        except BaseException as fault:
            failed.append(fault)
        finally:
            connection.close()

    crowd = [Thread(target=push, args=each) for each in acts]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert not failed and len(refused) == AT_ONCE - 1
    done = Entry.objects.filter(n__gte=before, act=name).count()
    assert done == 1
    assert Poll.objects.count() == 1
    let_fall_due(lasting_works)
    assert_the_book_rebuilds()
