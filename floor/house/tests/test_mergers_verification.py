"""Whoever merges units without their members, or sits on for a unit that is no more, is seen in the book."""

from __future__ import annotations

import pytest

from floor.book.protected import acting
from floor.house import verification
from floor.house.models import Mandate, Member, Merger, Result, Unit
from tests.world import FACTORY, found_works

from .two_works import FORGE, OPENER, SICKLE, TWO_WORKS, merger, open_the_second_works

pytestmark = pytest.mark.django_db
CHECKS = (verification.units_merged_by_their_own_members, verification.nobody_sits_for_a_unit_that_merged)


@pytest.fixture
def merged(empty_replay):
    """Two works that have merged, which somebody changes behind the book's back; not asked to rebuild afterwards."""
    works = found_works(text=TWO_WORKS)
    open_the_second_works(works)
    works.say(merger(works), OPENER)
    return works


def verdicts() -> list[str]:
    return [claim.verdict for check in CHECKS for claim in check()]


def test_an_honest_merger_holds(merged):
    assert verdicts() == ["holds", "holds"]


@pytest.mark.parametrize("where", [SICKLE, FACTORY])
def test_a_merger_that_one_side_did_not_vote_for_is_seen(merged, where):
    with acting("tamper"):
        Result.objects.filter(kind="merger", unit=where).update(figures={"for": 1, "against": 3, "carried": False})
    assert verdicts() == ["broken", "holds"]


def go_on_sitting():
    Mandate.objects.filter(how_ended="unit merged", seat__office="chair").update(ended=None, how_ended="")


def go_on_sitting_above():
    Mandate.objects.filter(how_ended="unit merged", seat__body="district congress").update(ended=None, how_ended="")


def put_off_the_elections():
    Mandate.objects.filter(seat__body="district congress", ended=None).update(ends=None)


def leave_a_shop_behind():
    Unit.objects.filter(pk=FORGE).update(parent=SICKLE)


def keep_a_member_back():
    Member.objects.filter(pk=10).update(unit=SICKLE)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (go_on_sitting, "1 mandates go on in it"),
        (go_on_sitting_above, "1 mandates go on in it, or from it"),
        (put_off_the_elections, "3 mandates of the other go on for longer"),
        (leave_a_shop_behind, "1 units stand below it"),
        (keep_a_member_back, "1 members are on its register"),
    ],
)
def test_what_did_not_end_or_go_over_is_seen(merged, tamper, said):
    with acting("tamper"):
        tamper()
    [claim] = CHECKS[1]()
    assert claim.verdict == "broken" and said in claim.detail


def test_a_merger_with_a_unit_in_which_nobody_was_needs_one_vote(merged):
    with acting("tamper"):
        Result.objects.filter(kind="merger", unit=FACTORY).delete()
        Merger.objects.update(members_there=0)
    assert verdicts()[0] == "holds"
