"""Units from a CSV file: rows in any order, looked at first, opened by acts from the top down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from floor.book.act import FOUNDING, Refusal, by_member
from floor.book.doing import attach_text, do
from floor.book.models import Entry
from floor.house.importing import CannotImport, Reading, enter_units, preview_units, units
from floor.house.models import Unit, UnitName
from tests.world import (
    BOLTS,
    CHAIR,
    DISTRICT,
    FACTORY,
    SECRETARY,
    STATUTES,
    assert_the_book_rebuilds,
    count_of,
    founding,
)


@pytest.fixture
def listed(works, tmp_path):
    class Listed:
        def look(self, text, by=SECRETARY, **options):
            file = tmp_path / "units.csv"
            file.write_text(text, encoding="utf-8")
            return preview_units(file, by_member(by), at=works.now, how=Reading(), **options)

        def enter(self, preview, **options):
            return enter_units(preview, by_member(SECRETARY), at=works.now, **options)

    return Listed()


def faults(preview):
    return [str(fault) for fault in preview.faults]


def named(name):
    return Unit.objects.get(names__name=name)


def test_looking_at_a_list_writes_nothing(listed):
    entries = Entry.objects.count()
    preview = listed.look("name,level\nForge,shop\n")
    assert preview.fits and preview.to_enter == 1 and preview.per_level == {"shop": 1}
    assert Entry.objects.count() == entries and Unit.objects.count() == 5


def test_a_unit_without_a_parent_stands_below_the_unit_one_acts_for(listed):
    entered = listed.enter(listed.look("Name;Level\nForge;SHOP\n"))
    assert entered.people == 1 and named("Forge").parent_id == FACTORY
    assert named("Forge").path == f"/1/2/{named('Forge').pk}/"


@pytest.mark.parametrize(
    "parent", ["2", "Hammer and Sickle", "hammer  and sickle", "Rogozhsky district / Hammer and Sickle"]
)
def test_a_parent_is_found_by_number_by_name_and_by_path(listed, parent):
    listed.enter(listed.look(f"name,level,parent\nForge,shop,{parent}\n"))
    assert named("Forge").parent_id == FACTORY


@pytest.fixture
def district(db, empty_replay, tmp_path):
    """A works whose chair of the district committee opens units, so that a list may hold several levels."""
    now = datetime(2026, 3, 1, 18, tzinfo=UTC)
    text = STATUTES.replace('opened-by = "secretary of factory committee"', 'opened-by = "district committee"')
    act = founding(now, attach_text(text))
    delegates = count_of(now, unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={7: 9, 8: 8, 9: 7})
    committee = count_of(now, unit=DISTRICT, body="district committee", votes={10: 3}, entitled=3, present=3, cast=3)
    do(act.model_copy(update={"elections": [*act.elections, delegates, committee]}), FOUNDING, at=now)

    class District:
        def look(self, text):
            file = tmp_path / "units.csv"
            file.write_text(text, encoding="utf-8")
            return preview_units(file, by_member(10), at=now)

        def enter(self, preview, **options):
            return enter_units(preview, by_member(10), at=now, **options)

    yield District()
    assert_the_book_rebuilds()


TREE = "key,name,level,parent\nb,Bolts,shop,f\nn,Nails,shop,f\nf,Red Forge,factory,\nx,Bolts,shop,g\ng,Gouzhon,factory,Rogozhsky district\n"


def test_rows_stand_below_others_of_the_file_in_any_order(district):
    entered = district.enter(district.look(TREE))
    assert entered.people == 5 and entered.acts == 1
    assert {name.name for name in UnitName.objects.filter(unit__parent=named("Red Forge"))} == {"Bolts", "Nails"}
    assert named("Gouzhon").children.get().names.get().name == "Bolts"


def test_a_parent_in_the_file_can_be_named_where_its_name_is_the_only_one(district):
    district.enter(district.look("name,level,parent\nBolts,shop,Red Forge\nRed Forge,factory,\n"))
    assert named("Bolts").parent == named("Red Forge")


def test_a_unit_may_have_the_name_of_the_one_above_it(district):
    district.enter(district.look("name,level,parent\nForge,factory,1\n"))
    preview = district.look("name,level,parent\nForge,shop,Forge\n")
    assert preview.fits
    district.enter(preview)
    assert Unit.objects.filter(names__name="Forge").count() == 2


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a,,shop,", "Row 2, name: The name is missing."),
        ("a,Forge,,", "Row 2, level: The level is missing. Write shop, factory or district."),
        ("a,Forge,shpo,", "Row 2, level: There is no level “shpo”. Write shop, factory or district."),
        ("a,Forge,shop,Hammer", "Row 2, parent: There is no unit “Hammer”."),
        ("a,Forge,shop,99", "Row 2, parent: There is no unit 99."),
        ("a,Forge,factory,Bolt shop", "Row 2, level: A factory cannot have a shop above it"),
        ("a,Bolt shop,shop,2", f"Row 2, name: Unit {BOLTS} has the name “Bolt shop” below the same unit already."),
        ("a,BOLT  shop,shop,2", f"Unit {BOLTS} has the name “BOLT shop” below the same unit already."),
        ("a,Forge,shop,2\nb,forge,shop,2", "Row 3, name: Row 2 has the name “forge” below the same unit."),
        ("a,Forge,shop,2\na,Mill,shop,2", "Row 3, key: Row 2 has the key “a” already."),
        ("a,Forge,shop,a", "Row 2, parent: “Forge” stands below itself: Forge → Forge."),
        (f"a,{'F' * 121},shop,2", "Row 2, name: It is 121 characters long. 120 are the most there can be."),
        ("a,Forge,shop", "There are 3 cells where the header names 4 columns."),
        ('a,"Fo\nrge",shop,2', "Row 2, name: There is a line break in the cell."),
        ("a,Fo\0rge,shop,2", "can't be printed (U+0000)"),
    ],
)
def test_a_bad_row_is_named_with_what_would_be_right(district, rows, says):
    preview = district.look(f"key,name,level,parent\n{rows}\n")
    assert any(says in fault for fault in faults(preview)), faults(preview)
    assert preview.bad_rows == 1
    with pytest.raises(CannotImport, match="so no unit was opened"):
        district.enter(preview)
    assert Unit.objects.count() == 5


def test_units_in_a_circle_are_all_named(district):
    preview = district.look(
        "key,name,level,parent\na,A,shop,b\nb,B,factory,c\nc,C,district,a\nd,D,shop,a\ne,E,factory,1\n"
    )
    assert "Row 2, parent: “A” stands below itself: A → B → C → A. Let one of them stand below another unit." in faults(
        preview
    )
    assert preview.bad_rows == 4 and preview.to_enter == 1


def test_what_stands_below_a_bad_row_is_bad_too_and_the_others_can_be_entered(district):
    preview = district.look("key,name,level,parent\na,A,factry,1\nb,B,shop,a\nc,C,factory,1\nd,D,shop,c\n")
    assert preview.bad_rows == 2 and "Row 3, parent: Row 2, below which it stands, is not right." in faults(preview)
    assert district.enter(preview, skip_bad_rows=True).people == 2
    assert named("D").parent == named("C")


def test_several_rows_of_one_name_need_keys(district):
    preview = district.look("name,level,parent\nForge,factory,1\nForge,shop,2\nMill,shop,Forge\n")
    assert faults(preview) == [
        "Row 4, parent: 2 rows of the file are called “Forge”. Give the rows keys, and write the key of the one you mean."
    ]


def test_a_list_that_is_entered_is_not_entered_again(district):
    district.enter(district.look(TREE))
    again = district.look(TREE)
    assert again.fits and again.already == 5 and again.to_enter == 0
    assert district.enter(again).people == 0 and Unit.objects.count() == 10


@pytest.mark.parametrize("acts", [1, 2, 3])
def test_a_list_that_was_cut_off_goes_on_where_it_stopped(district, monkeypatch, acts):
    monkeypatch.setattr(units, "_MOST", 2)
    left = [acts]

    def told(doing, done, total):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        district.enter(district.look(TREE), progress=told)
    again = district.look(TREE)
    assert again.fits and again.already == min(5, acts * 2)
    district.enter(again)
    assert Unit.objects.count() == 10
    assert {child.names.get().name for child in named("Red Forge").children.all()} == {"Bolts", "Nails"}


def test_a_list_entered_by_two_at_the_same_time_is_entered_once(district):
    one, other = district.look(TREE), district.look(TREE)
    district.enter(one)
    with pytest.raises(CannotImport, match="by somebody else at the same time"):
        district.enter(other)
    assert Unit.objects.count() == 10


def test_a_long_list_is_cut_so_that_each_act_fits_into_an_entry(listed):
    rows = "".join(f"{'Ж' * 100} {n:04},shop\n" for n in range(600))
    preview = listed.look(f"name,level\n{rows}")
    assert preview.fits and listed.enter(preview).acts > 2
    assert max(len(bytes(line)) for line in Entry.objects.values_list("line", flat=True)) <= 65_535
    assert Unit.objects.count() == 605


@pytest.mark.parametrize("who", [CHAIR, 9])
def test_nobody_looks_at_a_list_who_may_not_open_units(listed, who):
    with pytest.raises(Refusal, match="secretary of factory committee"):
        listed.look("name,level\nForge,shop\n", by=who)


def test_a_unit_outside_the_one_that_one_acts_for_is_named(listed):
    assert faults(listed.look("name,level,parent\nMill,factory,1\n")) == [
        "Row 2, parent: It would not lie under unit 2, for which you act."
    ]
    with pytest.raises(Refusal):
        listed.look("name,level,parent\nMill,factory,1\n", under=DISTRICT)
