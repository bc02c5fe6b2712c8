"""An election from the call to the seats, by the acts and the door that everyone uses."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.house.models import Mandate
from floor.polls.models import Mark, RollLine, SealedPaper
from floor.polls.urn.casting import AlreadyVoted, cast
from floor.polls.urn.keys import kept
from tests.polling import call_election, close_poll, number_of, open_poll, stand, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(works):
    """An election of three seats of the district congress, five standing, open."""
    poll = call_election(works)
    stand(works, poll, 5, 6, 7, 8, 9)
    return open_poll(works, poll)


def test_the_votes_fill_the_seats(works, poll):
    assert poll.state == "open" and poll.entitled == 12
    vote(works, poll, {1: [5, 6], 2: [5, 6], 3: [5, 7], 4: [5], 5: [5, 7, 6], 6: [8]})
    poll = close_poll(works, poll)
    assert poll.state == "counted"
    assert poll.outcome["figures"] == {"entitled": 12, "present": 6, "papers": 6, "blank": 0, "valid": 6}
    seated = Mandate.objects.filter(result=poll.result).order_by("seat__number")
    assert [mandate.holder_id for mandate in seated] == [5, 6, 7]
    assert not SealedPaper.objects.exists() and not Mark.objects.exists() and not kept()


def test_nobody_votes_twice(works, poll):
    cast(poll.pk, 1, (1,), at=works.now)
    with pytest.raises(AlreadyVoted):
        cast(poll.pk, 1, (2,), at=works.now)
    assert SealedPaper.objects.filter(poll=poll.pk).count() == 1


def test_each_sees_their_own_mark_after_closing(works, poll):
    vote(works, poll, {1: [5], 2: [5], 3: [6], 4: [6]})
    poll = close_poll(works, poll)
    marked = RollLine.objects.filter(poll=poll, voted=True).values_list("member_id", flat=True)
    assert sorted(marked) == [1, 2, 3, 4]


def test_a_paper_after_the_closing_time_is_refused_though_the_clock_has_not_struck(works, poll):
    works.now = poll.closes
    with pytest.raises(Refusal, match="Your paper was not taken"):
        cast(poll.pk, 1, (1,), at=works.now)
    assert not Mark.objects.exists()


def test_a_poll_without_a_quorum_fills_nothing(works, poll):
    vote(works, poll, {1: [5], 2: [5], 3: [5]})
    poll = close_poll(works, poll)
    assert poll.state == "failed"
    assert not Mandate.objects.filter(seat__body="district congress").exists()


def test_a_tie_for_the_last_seat_falls_by_the_lot_of_the_published_seed(works, poll):
    vote(works, poll, {1: [5], 2: [5], 3: [6], 4: [6], 5: [7], 6: [8]})
    poll = close_poll(works, poll)
    (tie,) = poll.outcome["account"]["ties"]
    assert tie["how"] == "lot" and sorted(tie["among"]) == sorted([number_of(poll, 7), number_of(poll, 8)])
    assert Mandate.objects.filter(result=poll.result).count() == 3
