"""A verified book shows that no motion was passed over, miscounted, or forgotten; and where one was, it says which."""

from __future__ import annotations

import pytest

from floor.book.protected import acting
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.ruling import NotPut
from floor.meetings.models import MinorityStatement, Motion, Ruling
from floor.meetings.verification.motions import (
    minority_statements_are_there_to_read,
    motions_ended_as_they_were_counted,
    no_motion_is_passed_over,
    resolutions_name_who_and_by_when,
)
from floor.promises.models import Undertaking
from tests.meeting import close_meeting, running_meeting, take_up
from tests.motions import by_hands, move
from tests.world import CHAIR, found_works

pytestmark = pytest.mark.django_db
ALL = (
    no_motion_is_passed_over, motions_ended_as_they_were_counted, resolutions_name_who_and_by_when,
    minority_statements_are_there_to_read,
)  # fmt: skip


@pytest.fixture
def forged(db):
    """A meeting with a carried and a ruled-out motion. Its tables are tampered with, so its book is not rebuilt."""
    world = found_works()
    meeting = running_meeting(world)
    carried = by_hands(world, move(world, meeting))
    by_hands(world, move(world, meeting, "Lost"), (2, 7, 1))
    world.say(FileMinorityStatement(motion=carried.pk, text=world.attach("It is too early.")), 5)
    out = move(world, meeting, "Not ours")
    world.say(NotPut(motion=out.pk, reason="not this body's", said="The shops decide it."), CHAIR)
    take_up(world, meeting, 2)
    return close_meeting(world, meeting)


def broken(check):
    return [claim for claim in check() if claim.verdict != "holds"]


def tamper(model, **values):
    with acting("somebody with the database open"):
        model.objects.update(**values)


def test_a_true_book_shows_them_all(forged):
    assert [broken(check) for check in ALL] == [[], [], [], []]
    assert all(list(check()) for check in ALL)


def test_a_motion_left_open_is_found(forged):
    tamper(Motion, state="open")
    assert broken(no_motion_is_passed_over)


def test_a_motion_that_was_dropped_without_a_ruling_is_found(forged):
    with acting("somebody with the database open"):
        Ruling.objects.all().delete()
    assert broken(no_motion_is_passed_over)


def test_a_lost_motion_called_carried_is_found(forged):
    with acting("somebody with the database open"):
        Motion.objects.filter(state="lost").update(state="carried")
    assert broken(motions_ended_as_they_were_counted)


def test_a_resolution_without_a_count_is_found(forged):
    tamper(Motion, poll=None, state="carried")
    assert broken(motions_ended_as_they_were_counted)


def test_a_ruling_that_fell_and_is_said_to_stand_is_found(forged):
    tamper(Ruling, upheld=True, votes={"for": 2, "against": 7, "abstaining": 1})
    assert broken(motions_ended_as_they_were_counted)


def test_a_task_that_nobody_has_is_found(forged):
    with acting("somebody with the database open"):
        Undertaking.objects.all().delete()
    assert broken(resolutions_name_who_and_by_when)


def test_a_statement_whose_text_is_gone_is_found(forged):
    tamper(MinorityStatement, text="0" * 64)
    assert broken(minority_statements_are_there_to_read)
