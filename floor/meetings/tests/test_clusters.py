"""The same text in many units is one cluster with its origin and its spread (M12)."""

from __future__ import annotations

import pytest

from floor.meetings.showing.clusters import PAGE, Shared, cluster_of, how_many_units, page_of, shared_texts
from tests.meeting import call_meeting, choose, open_meeting, take_up
from tests.motions import by_hands, move
from tests.world import BOLTS, CABLES, NAILS

pytestmark = pytest.mark.django_db
WORDS = "We demand that the night shift be paid as the law says."
#: Of each shop: who chairs it, who moves, who seconds.
SHOPS = {BOLTS: (1, 4, 7), NAILS: (2, 5, 8), CABLES: (3, 6, 9)}


def in_shop(works, unit, hands, words=WORDS, title="The night shift"):
    """A meeting of a shop that votes on a text."""
    chair, mover, seconder = SHOPS[unit]
    meeting = call_meeting(works, unit=unit, body="shop meeting", items=[{"title": "Wages"}])
    open_meeting(works, meeting, present=(chair, mover, seconder))
    choose(works, meeting, "chair", chair, hands=3)
    take_up(works, meeting, 1, by=chair)
    motion = move(works, meeting, title, by=mover, words=words, declaration=True, seconded=False)
    if motion.state == "moved":
        from floor.meetings.acts.moving import SecondMotion

        works.say(SecondMotion(motion=motion.pk), seconder)
    return by_hands(works, motion, hands, by=chair, chair=chair, present=3)


def test_a_text_that_several_units_passed_is_one_cluster(works):
    first = in_shop(works, NAILS, (3, 0, 0))
    in_shop(works, BOLTS, (3, 0, 0))
    in_shop(works, CABLES, (0, 3, 0))
    in_shop(works, BOLTS, (3, 0, 0), words="Something else altogether.", title="The roof")
    cluster = cluster_of(first.text)
    assert (cluster.origin.pk, cluster.origin.unit_id) == (first.pk, NAILS)
    assert (cluster.motions, cluster.units, cluster.carried, cluster.lost, cluster.undecided) == (3, 3, 2, 1, 0)
    assert how_many_units(first.text) == 2
    assert [(one.month.month, one.carried, one.by_then) for one in cluster.months] == [(3, 2, 2)]
    assert [motion.unit_id for motion in page_of(first.text)[0]] == [NAILS, BOLTS, CABLES]


def test_the_minutes_lead_from_a_text_to_where_else_it_was_moved(works):
    first = in_shop(works, NAILS, (3, 0, 0))
    assert shared_texts(first.meeting) == []
    in_shop(works, BOLTS, (3, 0, 0))
    assert shared_texts(first.meeting) == [Shared(first.text, "The night shift", 2)]


def test_no_text_is_no_cluster(works):
    assert cluster_of("") is None and cluster_of("0" * 64) is None and how_many_units("") == 0


def test_a_long_list_comes_in_pages(works, monkeypatch):
    from floor.meetings.showing import clusters

    first = in_shop(works, NAILS, (3, 0, 0))
    second = in_shop(works, BOLTS, (3, 0, 0))
    monkeypatch.setattr(clusters, "PAGE", 1)
    rows, more = page_of(first.text)
    assert ([one.pk for one in rows], more) == ([first.pk], first.pk)
    assert ([one.pk for one in page_of(first.text, more)[0]], page_of(first.text, more)[1]) == ([second.pk], None)
    assert PAGE == 100


def test_a_cluster_costs_three_queries(works, django_assert_num_queries):
    text = in_shop(works, NAILS, (3, 0, 0)).text
    with django_assert_num_queries(3):
        cluster_of(text)
