"""A decision that waits for others binds when they have decided the same, and not before (R3)."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.meetings.models import Condition
from floor.promises.models import Undertaking
from tests.meeting import call_meeting, open_meeting, take_up
from tests.motions import again, move, put
from tests.polling import count_hands, open_poll, put_question
from tests.world import BOLTS, CABLES, NAILS, SECRETARY

pytestmark = pytest.mark.django_db
TITLE = "We work through Christmas"
#: Four of the founders belong to each shop: 1, 4, 7, 10 to the bolts, and so on.
OF = {shop: [number for number in range(1, 13) if 3 + (number - 1) % 3 == shop] for shop in (BOLTS, NAILS, CABLES)}


@pytest.fixture
def shops(works):
    """Meetings of all three shops, called for the same hour."""
    called = {shop: call_meeting(works, unit=shop, body="shop meeting") for shop in OF}
    works.now = max(meeting.starts for meeting in called.values())
    works.wait(minutes=15)
    for shop, meeting in called.items():
        open_meeting(works, meeting, by=OF[shop][0], present=tuple(OF[shop]))
        take_up(works, meeting, 1, by=OF[shop][0])
    return called


def moved(works, shops, shop, *waits_for, title=TITLE):
    return move(
        works, shops[shop], title, by=OF[shop][1], seconded=False, waits_for=[{"unit": other} for other in waits_for]
    )


def decided(works, motion, hands=(3, 1, 0)):
    chair = OF[motion.unit_id][0]
    count_hands(works, put(works, motion, by=chair), hands, present=4, by=chair)
    return again(motion)


def test_it_waits_until_the_others_agree_and_then_binds(works, shops):
    ours, theirs = moved(works, shops, NAILS, BOLTS), moved(works, shops, BOLTS)
    assert decided(works, ours).state == "waiting" and not Undertaking.objects.exists()
    assert decided(works, theirs).state == "carried"
    assert (again(ours).state, again(ours).binds_since) == ("carried", works.now)
    assert Undertaking.objects.filter(unit=NAILS).count() == 1


def test_it_lapses_when_they_do_not(works, shops):
    ours, theirs = moved(works, shops, NAILS, BOLTS), moved(works, shops, BOLTS)
    decided(works, ours)
    decided(works, theirs, (1, 3, 0))
    assert again(ours).state == "lapsed" and not Undertaking.objects.exists()
    assert Condition.objects.get().settled_by_id == again(theirs).poll_id


def test_what_the_others_have_decided_before_counts_too(works, shops):
    decided(works, moved(works, shops, BOLTS))
    assert decided(works, moved(works, shops, NAILS, BOLTS)).state == "carried"


def test_shops_that_wait_for_each_other_are_bound_together(works, shops):
    ring = [moved(works, shops, one, other) for one, other in ((BOLTS, NAILS), (NAILS, CABLES), (CABLES, BOLTS))]
    assert [decided(works, motion).state for motion in ring[:2]] == ["waiting", "waiting"]
    decided(works, ring[2])
    assert [again(motion).state for motion in ring] == ["carried"] * 3
    assert Undertaking.objects.count() == 3


def test_where_one_of_the_ring_refuses_none_is_bound(works, shops):
    ring = [moved(works, shops, one, other) for one, other in ((BOLTS, NAILS), (NAILS, CABLES), (CABLES, BOLTS))]
    decided(works, ring[0])
    decided(works, ring[1])
    decided(works, ring[2], (1, 3, 0))
    assert [again(motion).state for motion in ring] == ["lapsed", "lapsed", "lost"]


def test_another_question_of_the_same_shop_settles_nothing(works, shops):
    ours = moved(works, shops, NAILS, BOLTS)
    decided(works, ours)
    decided(works, moved(works, shops, BOLTS, title="The lamps are mended"))
    assert again(ours).state == "waiting"


def test_a_poll_and_a_motion_can_be_waited_for_by_number(works, shops):
    poll = put_question(works, title="The holiday")
    theirs = moved(works, shops, BOLTS)
    both = move(
        works, shops[NAILS], by=OF[NAILS][1], seconded=False, waits_for=[{"poll": poll.pk}, {"motion": theirs.pk}]
    )
    assert decided(works, both).state == "waiting"
    count_hands(works, open_poll(works, poll), (7, 2, 1), by=SECRETARY)
    assert again(both).state == "waiting"
    decided(works, theirs)
    assert again(both).state == "carried"


@pytest.mark.parametrize(
    ("waits_for", "why"),
    [
        ([{}], "name one of them"),
        ([{"poll": 1, "unit": BOLTS}], "name one of them"),
        ([{"poll": 99}], "not there"),
        ([{"unit": 99}], "not there"),
        ([{"motion": 99}], "not there"),
    ],
)
def test_what_it_waits_for_is_one_thing_that_is_there(works, shops, waits_for, why):
    with pytest.raises(Refusal, match=why):
        move(works, shops[NAILS], by=OF[NAILS][1], waits_for=waits_for)


def test_without_conditions_nothing_waits(works, shops):
    assert decided(works, moved(works, shops, BOLTS)).state == "carried"
    assert not Condition.objects.exists()
