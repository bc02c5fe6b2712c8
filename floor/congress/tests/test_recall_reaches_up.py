"""Whoever is recalled in a shop leaves every seat that rested on it, at once and up to the top; the clock fills them again."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from floor.book.act import CLOCK, Scene
from floor.book.doing import statutes_in_force
from floor.book.protected import acting
from floor.house import verification
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Move
from floor.house.acts.units import CloseUnit
from floor.house.mandating import end_mandates
from floor.house.models import Mandate
from floor.polls.models import Petition, Poll
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.tests.other_statutes import works_under
from tests.polling import answer, close_poll, let_fall_due, open_poll
from tests.world import BOLTS, CABLES, NAILS, SECRETARY, World

from .storeys import DELEGATE, OWN, WITH_COUNCILS, ends_of, send_up

pytestmark = pytest.mark.django_db

#: What is left of the delegate when the seat in the shop has ended.
FALLEN = {"works council": "seat ended", "district council": "seat ended", "chair": "seat ended"}


@pytest.fixture
def councils(db, empty_replay):
    with works_under(WITH_COUNCILS) as works:
        send_up(works)
        yield works


def seat_in(body: str) -> Mandate:
    return Mandate.objects.get(holder=DELEGATE, seat__body=body, seat__office="")


def recall_in_the_shop(works: World) -> Poll:
    petition = begin_petition(seat_in("shop committee").pk, 2, at=works.now)
    if Petition.objects.get(pk=petition.pk).completed is None:
        sign(petition.pk, 5, at=works.now)
    poll = open_poll(works, Poll.objects.get(petition=petition))
    answer(works, poll, {2: [1], 5: [1], 11: [1]})
    return close_poll(works, poll)


def test_a_recall_in_a_shop_empties_every_seat_above_that_rested_on_it(councils):
    poll = recall_in_the_shop(councils)
    assert ends_of(DELEGATE) == {"shop committee": "recalled", **FALLEN}
    assert set(Mandate.objects.filter(holder=DELEGATE).values_list("ended", flat=True)) == {poll.counted}


def test_nobody_else_loses_a_seat_by_it(councils):
    sitting = set(Mandate.objects.filter(ended=None).exclude(holder=DELEGATE).values_list("pk", flat=True))
    recall_in_the_shop(councils)
    assert sitting == set(Mandate.objects.filter(ended=None).values_list("pk", flat=True))


def test_each_seat_is_filled_anew_by_its_own_electors_as_soon_as_they_sit(councils):
    recall_in_the_shop(councils)
    let_fall_due(councils)
    called = set(Poll.objects.filter(kind="election").values_list("body", flat=True))
    assert called == {"shop committee"}, "the bodies above wait for the shop to send somebody"


def test_where_everyone_can_be_elected_above_nothing_falls(db, empty_replay):
    with works_under(WITH_COUNCILS.replace(OWN, "every member of the organisation")) as works:
        send_up(works)
        recall_in_the_shop(works)
        assert ends_of(DELEGATE) == {"shop committee": "recalled", "works council": "", "district council": "", "chair": ""}  # fmt: skip


def test_a_seat_above_stays_when_only_the_term_below_is_over(councils):
    councils.wait(days=185)
    councils.tick()
    assert ends_of(DELEGATE) == {"shop committee": "expired", "works council": "", "district council": "", "chair": ""}


def test_whoever_resigns_in_the_shop_keeps_no_seat_out_of_its_reach(councils):
    councils.say(Resign(mandate=seat_in("shop committee").pk), DELEGATE)
    assert ends_of(DELEGATE) == {"shop committee": "resigned", **FALLEN}


def test_whoever_resigns_above_stays_below(councils):
    councils.say(Resign(mandate=seat_in("works council").pk), DELEGATE)
    assert ends_of(DELEGATE) == {"shop committee": "", "works council": "resigned", "district council": "seat ended", "chair": "seat ended"}  # fmt: skip


def test_when_a_shop_closes_its_people_move_and_what_it_sent_up_ends(councils):
    for member in (2, 5, 11):
        councils.say(Move(member=member, to=BOLTS), member)
    councils.say(Move(member=DELEGATE, to=CABLES), DELEGATE)
    councils.say(CloseUnit(unit=NAILS), SECRETARY)
    assert ends_of(DELEGATE)["district council"] == "seat ended" and ends_of(DELEGATE)["shop committee"] == "moved away"
    assert not Mandate.objects.filter(ended=None, seat__unit=NAILS).exists()


def test_a_seat_that_outlives_the_one_it_rests_on_is_seen(councils):
    recall_in_the_shop(councils)
    claims = verification.nothing_outlives_what_it_rests_on
    assert {claim.verdict for claim in claims()} == {"holds"}
    above = seat_in("district council")
    with acting("somebody behind the back of the book"):
        Mandate.objects.filter(pk=above.pk).update(ended=None, how_ended="")
        seen = list(claims())
        Mandate.objects.filter(pk=above.pk).update(ended=above.ended, how_ended=above.how_ended)
    assert {claim.verdict for claim in seen} == {"broken"}
    assert f"mandate {above.pk} went on" in seen[0].detail


def test_it_is_felt_at_the_top_in_a_tenth_of_a_second_and_costs_two_looks_for_a_storey(councils):
    scene = Scene(10**9, councils.now, CLOCK, statutes_in_force(councils.now))
    with transaction.atomic(), acting("a test"):
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            end_mandates([seat_in("shop committee")], scene, "recalled")
            took = time.perf_counter() - began
        assert ends_of(DELEGATE) == {"shop committee": "recalled", **FALLEN}
        transaction.set_rollback(True)
    looks = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]
    assert len([sql for sql in looks if 'FROM "house_mandate"' in sql]) <= 2 * 3 + 1 and took < 0.1
