"""A meeting without a quorum is called again, and the second has the quorum that the statutes give it (R3, R10)."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.meetings.laws import has_quorum, quorum_of
from tests.meeting import call_meeting, close_meeting, open_meeting
from tests.world import SECRETARY, STATUTES, assert_the_book_rebuilds, found_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_works(db, empty_replay):
    """A works whose second meeting needs a twelfth."""
    told = STATUTES.replace('quorum      = "1/3"', 'quorum      = "1/3"\nquorum-second = "1/12"')
    assert told != STATUTES
    yield found_works(text=told)
    assert_the_book_rebuilds()


def without_a_quorum(works):
    meeting = open_meeting(works, call_meeting(works), present=(1, 2, 3))
    assert not has_quorum(meeting)
    return close_meeting(works, meeting, by=SECRETARY, how="no quorum")


def test_a_second_meeting_needs_fewer(other_works):
    first = without_a_quorum(other_works)
    second = call_meeting(other_works, second_of=first.pk, items=[])
    second = open_meeting(other_works, second, present=(1,))
    assert str(quorum_of(second)) == "1/12" and has_quorum(second)
    assert [item.title for item in second.items.all()] == ["The canteen", "Other business"]


def test_a_second_meeting_is_of_one_that_had_no_quorum_and_is_called_once(other_works):
    full = open_meeting(other_works, call_meeting(other_works))
    with pytest.raises(Refusal, match="that is a quorum"):
        close_meeting(other_works, full, by=SECRETARY, how="no quorum")
    with pytest.raises(Refusal, match="without a quorum"):
        call_meeting(other_works, second_of=full.pk)
    first = without_a_quorum(other_works)
    call_meeting(other_works, second_of=first.pk)
    with pytest.raises(Refusal, match="has been called already"):
        call_meeting(other_works, second_of=first.pk)


def test_where_the_statutes_give_no_other_quorum_the_same_holds(works):
    first = without_a_quorum(works)
    second = open_meeting(works, call_meeting(works, second_of=first.pk), present=(1, 2, 3))
    assert not has_quorum(second)
