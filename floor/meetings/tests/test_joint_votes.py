"""Where units sit together each counts for itself, and a motion is carried where all of them carry it (M3)."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.meetings.acts.attending import CountRoom
from floor.meetings.acts.opening import OpenMeeting
from floor.meetings.showing.results import results_beside
from floor.polls.models import Poll
from tests.meeting import call_meeting, take_up
from tests.motions import again, move, put
from tests.polling import count_hands
from tests.world import BOLTS, NAILS, SECRETARY, TELLERS

pytestmark = pytest.mark.django_db
FIRST = 1


@pytest.fixture
def joint(works):
    """A joint meeting of the bolt and the nail shop, four of each there."""
    meeting = call_meeting(works, unit=BOLTS, body="shop meeting", with_units=[NAILS])
    works.now = meeting.starts
    works.wait(minutes=15)
    works.say(OpenMeeting(meeting=meeting.pk), FIRST)
    works.say(CountRoom(meeting=meeting.pk, present=8, by_unit=[(BOLTS, 4), (NAILS, 4)], tellers=TELLERS), FIRST)
    take_up(works, meeting, 1, by=FIRST)
    return meeting


def counted(works, joint, *hands):
    motion = move(works, joint, by=4, declaration=True)
    put(works, motion, by=FIRST)
    for poll, each in zip(Poll.objects.filter(meeting=joint.pk).order_by("pk"), hands, strict=False):
        count_hands(works, poll, each, present=4, by=SECRETARY)
    return again(motion)


def test_each_unit_has_its_own_count_and_both_stand_side_by_side(works, joint):
    motion = counted(works, joint, (3, 1, 0), (4, 0, 0))
    assert motion.state == "carried"
    assert [(row.votes_for, row.carried) for row in results_beside(motion).rows] == [(3, True), (4, True)]


def test_it_is_lost_where_one_of_them_refuses_and_both_counts_are_shown(works, joint):
    motion = counted(works, joint, (4, 0, 0), (1, 3, 0))
    assert motion.state == "lost"
    assert [row.carried for row in results_beside(motion).rows] == [True, False]


def test_nothing_is_decided_before_all_have_counted(works, joint):
    motion = counted(works, joint, (4, 0, 0))
    assert motion.state == "put"
    with pytest.raises(Refusal, match="One question at a time"):
        put(works, move(works, joint, "Another matter", by=4, declaration=True), by=FIRST)


def test_none_is_outvoted_by_people_of_the_other(works, joint):
    motion = move(works, joint, by=4, declaration=True)
    put(works, motion, by=FIRST)
    with pytest.raises(Refusal, match="4 were in the room"):
        count_hands(works, Poll.objects.get(meeting=joint.pk, unit=NAILS), (8, 0, 0), present=8, by=SECRETARY)
