"""The tree: units open where the statutes have room for them, keep their old names, and close when nobody is left."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.house.acts.members import Move
from floor.house.acts.units import CloseUnit, EnterUnits, NewUnit, OpenUnit, RenameUnit
from floor.house.models import Mandate, Unit, UnitName
from tests.world import BOLTS, CABLES, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY


def test_a_shop_opens_in_its_factory(works):
    works.say(OpenUnit(level="shop", title="Pattern shop", parent=FACTORY), SECRETARY)
    shop = Unit.objects.get(names__name="Pattern shop")
    assert shop.path == f"/{DISTRICT}/{FACTORY}/{shop.pk}/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"level": "brigade"}, "no level"),
        ({"level": "factory"}, "cannot have a factory above it"),
        ({"line": "territory"}, "territory line has no level"),
        ({"parent": 99}, "no unit 99"),
        ({"place": DISTRICT}, "not on the territory line"),
    ],
)
def test_a_unit_the_levels_have_no_room_for_is_refused(works, wrong, said):
    with pytest.raises(Refusal, match=said):
        works.say(OpenUnit(**({"level": "shop", "title": "X", "parent": FACTORY} | wrong)), SECRETARY)


@pytest.mark.parametrize("who", [CHAIR, 9])
def test_only_who_the_statutes_name_opens_units(works, who):
    with pytest.raises(Refusal, match="secretary of factory committee"):
        works.say(OpenUnit(level="shop", title="X", parent=FACTORY), who)


def test_nobody_opens_a_unit_beside_the_one_they_act_for(works):
    """The secretary of one factory has no word in the district."""
    with pytest.raises(Refusal, match="no such mandate"):
        works.say(OpenUnit(level="factory", title="X", parent=DISTRICT), SECRETARY)


def test_old_names_stay_and_are_found(works):
    works.wait(days=10)
    works.say(RenameUnit(unit=BOLTS, title="Screw shop"), SECRETARY)
    assert UnitName.objects.get(name="Bolt shop").until == works.now
    with pytest.raises(Refusal, match="that name already"):
        works.say(RenameUnit(unit=BOLTS, title="Screw shop"), SECRETARY)


def test_a_unit_with_members_is_not_closed_over_their_heads(works):
    with pytest.raises(Refusal, match="4 members still belong here") as refused:
        works.say(CloseUnit(unit=BOLTS), SECRETARY)
    assert refused.value.guarantee == "R21"


def test_an_empty_unit_closes_and_nothing_moves_into_it_again(works):
    for member in (3, 6, 9, 12):
        works.say(Move(member=member, to=NAILS), member)
    works.say(CloseUnit(unit=CABLES), SECRETARY)
    with pytest.raises(Refusal, match="was closed"):
        works.say(Move(member=9, to=CABLES), 9)
    with pytest.raises(Refusal, match=r"still belong|still stand"):
        works.say(CloseUnit(unit=FACTORY), SECRETARY)


def test_moving_to_another_shop_keeps_a_mandate_of_the_factory(works):
    works.say(Move(member=CHAIR, to=NAILS), CHAIR)
    assert Mandate.objects.filter(holder=CHAIR, ended=None).count() == 2


def test_many_units_open_at_once_each_under_an_earlier_one(works):
    rows = [NewUnit(level="shop", title=f"Shop {at}", parent=FACTORY) for at in range(300)]
    works.say(EnterUnits(under=FACTORY, first=6, units=rows), SECRETARY)
    assert Unit.objects.count() == 305


@pytest.mark.parametrize(
    ("first", "rows", "said"),
    [
        (7, [NewUnit(level="shop", title="X", parent=FACTORY)], "meanwhile"),
        (
            6,
            [NewUnit(level="shop", title="X", parent=7), NewUnit(level="factory", title="Y", parent=DISTRICT)],
            "not open",
        ),
        (6, [NewUnit(level="shop", title="X", parent=DISTRICT)], "does not lie under"),
    ],
)
def test_a_list_of_units_that_is_not_sound_opens_none(works, first, rows, said):
    with pytest.raises(Refusal, match=said):
        works.say(EnterUnits(under=FACTORY, first=first, units=rows), SECRETARY)
    assert Unit.objects.count() == 5
