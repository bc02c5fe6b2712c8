"""What the members of two units decided by polls of their own needs no other count; a poll on anything else, or of long ago, does."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.house import verification
from floor.house.merging import question_of
from floor.house.models import Merger, Result, Unit
from floor.house.tests.two_works import BY_A_VOTE, OPENER, SICKLE, merger, open_the_second_works, voted
from tests.polling import count_hands, open_poll, put_question
from tests.world import FACTORY

from .other_statutes import works_under

pytestmark = pytest.mark.django_db
BY_POLLS = {"decided": None, "decided_there": None}


@pytest.fixture
def two(db, empty_replay):
    with works_under(BY_A_VOTE) as works:
        open_the_second_works(works)
        yield works


def decide(works, where: int, votes_for: int, against: int = 0, **wanted) -> Result:
    """The general meeting of a works decides by hands on the merger, or on what is wanted."""
    title = question_of(Unit(pk=SICKLE), Unit(pk=FACTORY))
    given = {"unit": where, "title": title, "vote": "merger", "electors": ""} | wanted
    poll = open_poll(works, put_question(works, OPENER, **given))
    return count_hands(works, poll, (votes_for, against, 0), present=votes_for + against).result


def test_what_both_decided_by_polls_is_carried_out_and_stands_beside_it(two):
    results = [decide(two, SICKLE, 4), decide(two, FACTORY, 5, 3)]
    two.wait(days=20)
    two.say(merger(two, **BY_POLLS), OPENER)
    assert Merger.objects.get().results == [result.pk for result in results]
    assert not Result.objects.filter(kind="merger").exists()
    assert [claim.verdict for claim in verification.units_merged_by_their_own_members()] == ["holds"]


def test_one_decides_by_a_poll_and_the_other_is_counted_by_tellers(two):
    decide(two, SICKLE, 4)
    two.say(merger(two, decided=None, decided_there=voted(two, 8, 5, 2)), OPENER)
    assert len(Merger.objects.get().results) == 2


@pytest.mark.parametrize(
    ("votes", "wanted"),
    [
        ((3, 4), {}),
        ((6, 2), {"title": "Shall the canteen open at six?"}),
        ((6, 2), {"title": question_of(Unit(pk=FACTORY), Unit(pk=SICKLE))}),
        ((6, 2), {"vote": "", "electors": "general meeting"}),
    ],
)
def test_a_poll_that_did_not_carry_just_this_decides_nothing(two, votes, wanted):
    decide(two, SICKLE, 4)
    decide(two, FACTORY, *votes, **wanted)
    with pytest.raises(Refusal, match="members of unit 2 decide on it, too") as refused:
        two.say(merger(two, **BY_POLLS), OPENER)
    assert refused.value.guarantee == "R2"


def test_a_poll_of_long_ago_is_nobodys_will_today(two):
    decide(two, SICKLE, 4)
    decide(two, FACTORY, 6, 2)
    two.wait(days=32)
    with pytest.raises(Refusal, match="in the last month"):
        two.say(merger(two, **BY_POLLS), OPENER)
