"""Two works become one: by the vote of the members of both, who keep everything; nobody sits on for electors that are no more."""

from __future__ import annotations

import hashlib

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.house.acts.mandates import HandOver, ReceiveHandover
from floor.house.acts.members import Move
from floor.house.acts.units import CloseUnit, OpenUnit
from floor.house.merging import check_side_by_side
from floor.house.models import Handover, Mandate, Member, Merger, Result, Seat, Spell, Unit
from floor.polls.tests.other_statutes import works_under
from tests.world import BOLTS, CABLES, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY

from .two_works import (
    BESIDE_THEM,
    BY_A_VOTE,
    FORGE,
    OPENER,
    SICKLE,
    SITS_FOR_SICKLE,
    TWO_WORKS,
    merger,
    open_the_second_works,
    voted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db, empty_replay):
    with works_under(TWO_WORKS) as works:
        open_the_second_works(works)
        yield works


def test_units_and_members_go_over_and_nobody_above_has_more_or_fewer(two):
    before = Unit.objects.get(pk=DISTRICT).members_below
    two.say(merger(two), OPENER)
    forge, into, gone = (Unit.objects.get(pk=number) for number in (FORGE, FACTORY, SICKLE))
    assert (forge.parent_id, forge.path) == (FACTORY, f"/{DISTRICT}/{FACTORY}/{FORGE}/")
    assert (into.members_below, gone.members_below, gone.closed) == (12, 0, two.now)
    assert Unit.objects.get(pk=DISTRICT).members_below == before == 12
    assert (Merger.objects.get().members, Merger.objects.get().units) == (4, [FORGE])


def test_who_sat_for_the_unit_that_ended_sits_no_more_and_who_was_elected_by_others_does(two):
    two.say(merger(two), OPENER)
    ended = Mandate.objects.filter(how_ended="unit merged").order_by("pk")
    assert [(one.holder_id, one.seat.office or one.seat.body, one.ended) for one in ended] == [
        (SITS_FOR_SICKLE, "factory committee", two.now), (BESIDE_THEM, "factory committee", two.now),
        (SITS_FOR_SICKLE, "chair", two.now), (SITS_FOR_SICKLE, "district congress", two.now),
    ]  # fmt: skip
    assert Mandate.objects.filter(ended=None, holder=OPENER).count() == 2
    assert not Seat.objects.filter(sent_by=SICKLE, abolished=None).exists()


def test_whom_the_other_elected_alone_sits_until_all_can_elect_and_the_clock_calls_it(two):
    from floor.polls.models import Poll
    from tests.polling import let_fall_due

    two.say(merger(two), OPENER)
    by = Merger.objects.get().elected_anew_by
    assert 30 <= (by - two.now).days <= 60
    alone = Mandate.objects.filter(result__unit=FACTORY, ended=None)
    assert alone.count() == 10 and set(alone.values_list("ends", flat=True)) == {by}
    two.now = by
    let_fall_due(two)
    called = Poll.objects.filter(kind="election", unit=FACTORY).values_list("body", "for_unit", "seats", "office")
    assert {row[:3] for row in called if not row[3]} == {
        ("factory committee", FACTORY, 3), ("control commission", FACTORY, 2), ("district congress", DISTRICT, 3),
    }  # fmt: skip


def test_members_of_a_shop_go_over_with_everything_and_it_stays_on_record_where_they_were(works):
    member = Member.objects.get(pk=8)
    both = {"decided": voted(works, 4, 3, 1), "decided_there": voted(works, 4, 4)}
    works.say(merger(works, unit=NAILS, into=BOLTS, **both), SECRETARY)
    here = Member.objects.filter(unit=BOLTS, left=None)
    assert here.count() == 8 == Unit.objects.get(pk=BOLTS).members_here
    again = Member.objects.get(pk=8)
    assert (again.joined, again.paid_until, again.last_act) == (member.joined, member.paid_until, member.last_act)
    assert {(spell.unit_id, spell.until) for spell in Spell.objects.all()} == {(NAILS, works.now)}
    assert Mandate.objects.filter(ended=None).count() == 7, "the committee of the works was elected by all of it"


def test_the_counts_of_both_stand_beside_it(two):
    two.say(merger(two), OPENER)
    rows = Result.objects.filter(kind="merger", entry=Merger.objects.get().entry)
    assert [(row.unit_id, row.electors, row.figures["for"]) for row in rows.order_by("pk")] == [
        (SICKLE, "every member", 4), (FACTORY, "every member", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("who", [CHAIR, SECRETARY, SITS_FOR_SICKLE, 12])
def test_only_who_opens_units_above_carries_it_out(two, who):
    with pytest.raises(Refusal, match="chair of district committee") as refused:
        two.say(merger(two), who)
    assert refused.value.guarantee == "R1"


def test_nobody_above_merges_a_unit_against_its_members(two):
    """Or a committee that is in the way could be merged away: a recall from above (R2)."""
    for against in ({"decided": voted(two, 4, 2, 2)}, {"decided_there": voted(two, 8, 3, 5)}):
        with pytest.raises(Refusal, match="do not carry a merger"):
            two.say(merger(two, **against), OPENER)
    with pytest.raises(Refusal, match="Their count is missing") as refused:
        two.say(merger(two, decided_there=None), OPENER)
    assert refused.value.guarantee == "R2" and RecordedRefusal.objects.filter(guarantee="R2").exists()
    assert not Merger.objects.exists() and not Mandate.objects.filter(how_ended="unit merged").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"into": SICKLE}, "not into itself"),
        ({"into": FORGE}, "a factory merges into a factory"),
        ({"unit": DISTRICT, "into": FACTORY}, "a district merges into a district"),
        ({"unit": FORGE, "into": BOLTS}, "do not stand below the same unit"),
        ({"into": 99}, "no unit 99"),
    ],
)
def test_only_what_stands_side_by_side_merges(two, wrong, said):
    with pytest.raises(Refusal, match=f"(?i){said}"):
        two.say(merger(two, **wrong), OPENER)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"entitled": 3}, "register says 4"),
        ({"tellers": [11]}, "Two tellers"),
        ({"present": 3}, "cast by 3 people"),
    ],
)
def test_a_count_that_is_not_sound_decides_nothing(two, wrong, said):
    given = {"entitled": 4, "votes_for": 4} | wrong
    with pytest.raises(Refusal, match=said):
        two.say(merger(two, decided=voted(two, **given)), OPENER)


def test_a_unit_with_nobody_in_it_is_closed_not_merged(two):
    for member in (9, 10, 11, 12):
        two.say(Move(member=member, to=CABLES), member)
    with pytest.raises(Refusal, match="it can be closed"):
        two.say(merger(two, decided=voted(two, 0, 0)), OPENER)


def test_a_unit_that_is_gone_is_not_merged_again(two):
    two.say(merger(two), OPENER)
    with pytest.raises(Refusal, match="was closed"):
        two.say(merger(two), OPENER)
    with pytest.raises(Refusal, match="was closed"):
        two.say(Move(member=9, to=SICKLE), 9)


def test_when_a_unit_closes_whom_it_sent_elsewhere_sits_no_more_either(db, empty_replay):
    """Its electorate is empty: nobody could recall a delegate whom it left behind."""
    congress = 'method = "block", term = "1 year", notice = "14 days", tie = "lot"'
    assert congress in TWO_WORKS
    anyone = TWO_WORKS.replace(congress, f'{congress}, eligible = "every member of the organisation"')
    with works_under(anyone) as works:
        open_the_second_works(works, sent=CHAIR)
        for member in (9, 10, 11, 12):
            works.say(Move(member=member, to=CABLES), member)
        sent = Mandate.objects.get(seat__body="district congress", seat__sent_by=SICKLE, ended=None)
        works.say(CloseUnit(unit=FORGE), OPENER)
        works.say(CloseUnit(unit=SICKLE), OPENER)
        sent.refresh_from_db()
        assert (sent.holder_id, sent.how_ended) == (CHAIR, "unit closed")


BY_A_BODY = TWO_WORKS.replace('opened-by = "chair of district committee"', 'opened-by = "district congress"')


def test_where_a_body_opens_units_it_decides_and_none_of_its_delegates_alone(db, empty_replay):
    assert BY_A_BODY != TWO_WORKS
    with works_under(BY_A_BODY) as works:
        open_the_second_works(works, by=5)
        with pytest.raises(Refusal, match="no single one of its delegates"):
            works.say(merger(works), 5)
        with pytest.raises(Refusal, match="do not carry a merger"):
            works.say(merger(works, decided_above=voted(works, 4, 1, 3)), 5)
        with pytest.raises(Refusal, match="district congress may merge units"):
            works.say(merger(works, decided_above=voted(works, 4, 3, 1)), OPENER)
        works.say(merger(works, decided_above=voted(works, 4, 3, 1)), 5)
        assert Result.objects.get(kind="merger", unit=DISTRICT).electors == "district congress"


def test_no_body_is_asked_above_where_an_officer_carries_it_out(two):
    with pytest.raises(Refusal, match="for an officer to carry out"):
        two.say(merger(two, decided_above=voted(two, 4, 4)), OPENER)


def test_the_statutes_can_say_by_which_vote_units_merge(db, empty_replay):
    with works_under(BY_A_VOTE) as works:
        open_the_second_works(works)
        with pytest.raises(Refusal, match="5 voted in unit 2; 6 are needed"):
            works.say(merger(works, decided_there=voted(works, 8, 5)), OPENER)
        with pytest.raises(Refusal, match="do not carry a merger"):
            works.say(merger(works, decided_there=voted(works, 8, 3, 3)), OPENER)
        works.say(merger(works, decided_there=voted(works, 8, 4, 3)), OPENER)
        assert set(Result.objects.filter(kind="merger").values_list("electors", flat=True)) == {"general meeting"}


def test_a_unit_merges_into_a_new_one_in_which_nobody_is_yet(two):
    two.say(OpenUnit(level="factory", title="United works", parent=DISTRICT), OPENER)
    with pytest.raises(Refusal, match="nobody there can have voted"):
        two.say(merger(two, into=8, decided_there=voted(two, 0, 0)), OPENER)
    two.say(merger(two, into=8, decided_there=None), OPENER)
    two.say(merger(two, unit=FACTORY, into=8, decided=voted(two, 8, 8), decided_there=voted(two, 4, 4)), OPENER)
    assert Unit.objects.get(pk=8).members_below == 12
    assert not Mandate.objects.filter(ended=None, seat__unit__in=(SICKLE, FACTORY)).exists()
    assert set(Unit.objects.filter(level="shop").values_list("parent", flat=True)) == {8}


def test_what_an_officer_kept_goes_to_the_same_office_of_the_unit_that_goes_on(two):
    two.say(merger(two), OPENER)
    handover, inventory = Handover.objects.get(mandate__holder=SITS_FOR_SICKLE), "1. Cash book\n2. One key\n"
    kept = hashlib.sha256(inventory.encode()).hexdigest()
    two.say(HandOver(handover=handover.pk, inventory=kept), SITS_FOR_SICKLE, attach=(inventory,))
    for other in (SECRETARY, BESIDE_THEM):
        with pytest.raises(Refusal, match="successor signs"):
            two.say(ReceiveHandover(handover=handover.pk), other)
    two.say(ReceiveHandover(handover=handover.pk), CHAIR)
    assert Handover.objects.get(pk=handover.pk).received_by.holder_id == CHAIR


def test_units_that_lie_in_different_places_do_not_merge():
    """Or members of one city would be counted in another than the one they elected in."""
    given = {"level": "factory", "line": "union", "parent_id": 1, "members_below": 4}
    here, there = Unit(pk=3, place_id=7, **given), Unit(pk=4, place_id=8, **given)
    with pytest.raises(Refusal, match="lie in the same place") as refused:
        check_side_by_side(here, there, "Art. 2")
    assert refused.value.guarantee == "R8"
    there.place_id = 7
    check_side_by_side(here, there, "Art. 2")


def test_whoever_has_sat_as_long_as_the_statutes_let_them_does_not_begin_anew_in_the_united_unit(two):
    two.wait(days=180)
    four = {"entitled": 4, "present": 4, "cast": 4}
    two.elect(unit=SICKLE, body="factory committee", votes={SITS_FOR_SICKLE: 4}, **four)
    two.say(merger(two), OPENER)
    again = {"unit": FACTORY, "body": "factory committee", "votes": {SITS_FOR_SICKLE: 9}}
    two.now = Merger.objects.get().elected_anew_by
    two.tick()
    with pytest.raises(Refusal, match="2 terms in a row"):
        two.elect(**again)
    two.wait(days=100)
    two.elect(**again)
