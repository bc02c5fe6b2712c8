"""Cases of the theme membership: people who asked to leave and were kept, people who joined by slip."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.house.acts.members import EnterMembers, Join, Leave, Person, RecordDues
from floor.house.models import Member, Unit
from floor.house.movements import flags, movements
from floor.house.reading import register_counts
from tests.casebook.cases import case
from tests.world import BOLTS, CHAIR, FACTORY, SECRETARY

REFUSED = "1928-resignations-refused"
BY_SLIP = "1931-joined-by-slip"


@pytest.mark.casebook(REFUSED, must=(0,))
def test_a_resignation_takes_effect_when_given_and_no_body_can_keep_anyone(works):
    numbers = case(REFUSED)["numbers"]
    asked = range(6, 6 + numbers["derived_asked_two_shops"])
    for member in asked:
        works.say(Leave(member=member), member)
    assert Member.objects.filter(left=works.now).count() == numbers["repair"] + numbers["rolled_metal"]
    # There is no act by which anybody could refuse, delay or vote on it.
    with pytest.raises(Refusal, match="no member"):
        works.say(Leave(member=6), 6)


@pytest.mark.casebook(REFUSED, must=(1,))
def test_enrolled_in_standing_and_active_are_three_numbers(works):
    works.say(RecordDues(member=9, until="2028-01-01"), SECRETARY)
    works.wait(days=31 * 24)
    unit = Unit.objects.get(pk=FACTORY)
    counts = register_counts(unit, _law(works), works.now)
    assert counts.on_register == 12
    assert counts.active == 0, "24 months without any act"
    assert counts.in_good_standing == 1, "one of twelve has paid"


@pytest.mark.casebook(REFUSED, must=(2,))
def test_arrears_hold_nobody_back(works):
    works.say(RecordDues(member=9, until="2025-01-01"), SECRETARY)
    works.say(Leave(member=9), 9)
    assert Member.objects.get(pk=9).how_left == "resigned"


@pytest.mark.casebook(REFUSED, must=(3,))
def test_figures_show_joined_left_lapsed_and_expelled_for_each_period(works):
    start = works.now
    works.wait(days=10)
    works.say(Join(unit=BOLTS, number=13, person=Person(name="New"), confirmed=True), SECRETARY)
    works.say(Leave(member=9), 9)
    seen = movements(Unit.objects.get(pk=1), start + timedelta(days=1), works.now + timedelta(days=1))
    assert (seen.joined, seen.resigned, seen.lapsed, seen.expelled) == (1, 1, 0, 0)


@pytest.mark.casebook(BY_SLIP, must=(0,))
def test_joining_is_an_act_of_its_own_confirmed_by_the_person_and_revocable(works):
    with pytest.raises(Refusal, match="consent"):
        works.say(
            EnterMembers(under=FACTORY, first=13, units=[(BOLTS, 1)], people=[Person(name="By slip")], confirmed=False),
            SECRETARY,
        )
    with pytest.raises(Refusal):
        works.say(Join(unit=BOLTS, number=13, person=Person(name="By slip"), confirmed=True), CHAIR)
    works.say(Join(unit=BOLTS, number=13, person=Person(name="Freely"), confirmed=True), SECRETARY)
    works.say(Leave(member=13), 13)


@pytest.mark.casebook(BY_SLIP, must=(0, 3))
def test_a_year_that_brings_most_of_all_who_joined_is_flagged():
    numbers = case(BY_SLIP)["numbers"]
    joined = {year: numbers[f"joined_{year}"] for year in ("1929", "1930", "1931", "1932")}
    seen = flags(numbers["youth_members"], numbers["young_workers"], joined)
    assert f"{numbers['derived_1931_share_percent']} %" in seen[1]
    assert f"{numbers['derived_youth_percent']} %" in seen[0] and "not activity" in seen[0]
    assert flags(80, 100, {"1929": 10, "1930": 11}) == []


def _law(works):
    from floor.book.doing import statutes_in_force

    return statutes_in_force(works.now).on(works.now)
