"""A register from a CSV file: looked at first, then entered by acts."""

from __future__ import annotations

import pytest

from floor.book.act import Refusal
from floor.book.models import Entry, RecordedRefusal
from floor.house.acts.members import Leave
from floor.house.acts.units import CloseUnit, OpenUnit, RenameUnit
from floor.house.importing import CannotImport
from floor.house.models import Member, Unit
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY

from .registers import HEADER, ORLOVA, faults


def test_looking_at_a_register_writes_nothing(register):
    entries = Entry.objects.count()
    with register.look(HEADER + ORLOVA) as preview:
        assert preview.fits and preview.rows == preview.to_enter == 1
    assert Entry.objects.count() == entries and Member.objects.count() == 12


def test_a_person_is_entered_with_all_that_the_file_says(register):
    with register.look(HEADER + ORLOVA) as preview:
        entered = register.enter(preview)
    member = Member.objects.get(pk=13)
    assert entered.people == entered.acts == 1
    assert (member.name, member.unit_id, member.contact) == ("Olga Orlova", BOLTS, "olga@example.org")
    assert member.categories == {"shift": "night"} and member.paid_until.isoformat() == "2026-06-30"
    assert Unit.objects.get(pk=FACTORY).members_below == 13


@pytest.mark.parametrize(
    "unit",
    [
        f"{BOLTS}",
        "bolt  SHOP",
        "Hammer and Sickle / Bolt shop",
        "Rogozhsky district/Hammer and Sickle/Bolt shop",
        "Hammer and Sickle > Bolt shop",
    ],
)
def test_a_unit_is_found_by_number_by_name_and_by_path(register, unit):
    with register.look(f"name,unit\nOlga,{unit}\n") as preview:
        register.enter(preview)
    assert Member.objects.get(pk=13).unit_id == BOLTS


def test_a_unit_is_found_by_a_name_it_had_before(works, register):
    works.say(RenameUnit(unit=BOLTS, title="Screw shop"), SECRETARY)
    with register.look("name,unit\nOlga,Bolt shop\n") as preview:
        assert preview.largest[0][0].pk == BOLTS


def test_people_who_look_alike_are_told_and_entered_only_when_one_says_so(register):
    rows = "Olga,Bolt shop,o@example.org,,\nOLGA, Nail shop,O@example.org,,\nOlga,Bolt shop,,,\nOlga,Nail shop,,,\nolga,Bolt shop,,,\n"
    with register.look(HEADER + rows) as preview:
        assert str(preview.look_alikes.kept[0]).startswith("Row 3, name: This looks like the same person as row 2.")
        assert [each.row for each in preview.look_alikes] == [3, 6]
        with pytest.raises(CannotImport, match=r"2 rows of register\.csv look like the same person"):
            register.enter(preview)
        assert register.enter(preview, look_alikes="leave out").people == 3


def test_people_on_the_register_of_the_unit_are_told(register):
    first = "Olga,Bolt shop,o@example.org,,\nVera,Nail shop,,,\n"
    with register.look(HEADER + first) as preview:
        register.enter(preview)
    with register.look(HEADER + first + "Vera,Cable shop,,,\n") as preview:
        assert [each.wrong for each in preview.look_alikes] == [
            "This looks like the same person as member 13 of that unit.", "This looks like the same person as member 14 of that unit.",
        ]  # fmt: skip
        assert register.enter(preview, look_alikes="enter").people == 3


def test_somebody_on_the_register_of_another_unit_is_not_told(register):
    with register.look("name,unit,contact\nOlga,Bolt shop,o@example.org\n") as preview:
        register.enter(preview)
    with register.look("name,unit,contact\nOlga,Nail shop,o@example.org\nVera,Bolt shop,v@example.org\n") as preview:
        assert preview.fits


def test_who_has_left_may_come_again(works, register):
    with register.look("name,unit\nOlga,Bolt shop\n") as preview:
        register.enter(preview)
    works.say(Leave(member=13), 13)
    with register.look("name,unit\nOlga,Bolt shop\n\n") as preview:
        assert preview.fits


@pytest.mark.parametrize("who", [CHAIR, 9])
def test_nobody_looks_at_a_register_who_may_not_admit_members(register, who):
    with pytest.raises(Refusal, match="secretary of factory committee"):
        register.look(HEADER + ORLOVA, by=who)


def test_nobody_is_entered_without_consent(register):
    with register.look(HEADER + ORLOVA) as preview, pytest.raises(Refusal, match="consent"):
        register.enter(preview, confirmed=False)
    assert RecordedRefusal.objects.get().guarantee == "R18"


def test_no_name_of_the_file_enters_the_book(register):
    with register.look(HEADER + ORLOVA) as preview:
        register.enter(preview)
    assert not any(b"rlova" in bytes(line) for line in Entry.objects.values_list("line", flat=True))


def test_people_are_entered_unit_by_unit_so_that_an_entry_stays_short(register):
    units = ["Bolt shop", "Nail shop", "Cable shop"]
    with register.look("name,unit\n" + "".join(f"Person {n},{units[n % 3]}\n" for n in range(90))) as preview:
        register.enter(preview)
    assert b'"units":[[3,30],[4,30],[5,30]]' in bytes(Entry.objects.order_by("n").last().line)
    assert set(Member.objects.filter(number__gt=12, unit=CABLES).values_list("name", flat=True)) == {
        f"Person {n}" for n in range(2, 90, 3)
    }
    assert Unit.objects.get(pk=NAILS).members_here == 34


def test_progress_is_told_for_reading_and_for_entering(register):
    told = []
    with register.look(HEADER + ORLOVA, progress=lambda *step: told.append(step)) as preview:
        register.enter(preview, progress=lambda *step: told.append(step))
    assert told[0][0] == "reading" and told[0][1] <= told[0][2]
    assert told[-1] == ("entering", 1, 1)


def test_people_with_dues_to_many_days_are_entered_with_their_own(register):
    rows = "".join(f"Person {n},{('Bolt shop', 'Nail shop')[n % 2]},,,2026-{n % 12 + 1:02}-01\n" for n in range(60))
    with register.look(HEADER + rows) as preview:
        assert register.enter(preview).acts == 1
    for number, name, paid in Member.objects.filter(number__gt=12).values_list("number", "name", "paid_until"):
        assert paid.month == int(name.split()[1]) % 12 + 1, number


def test_of_units_with_one_name_the_one_where_members_belong_is_meant(works, register):
    works.say(OpenUnit(level="shop", title="Hammer and Sickle", parent=FACTORY), SECRETARY)
    with register.look("name,unit\nOlga,Hammer and Sickle\n") as preview:
        assert preview.fits and preview.largest[0][0].level == "shop"


def test_several_units_with_one_name_are_told_with_their_numbers(works, register):
    works.say(OpenUnit(level="shop", title="Bolt shop", parent=FACTORY), SECRETARY)
    with register.look("name,unit\nOlga,Bolt shop\n") as preview:
        assert faults(preview) == [
            "Row 2, unit: 2 units are called “Bolt shop”. Write the number of the one you mean: "
            "3 (Hammer and Sickle / Bolt shop) or 6 (Hammer and Sickle / Bolt shop)."
        ]


@pytest.mark.parametrize(
    "path", ["Nail shop / Bolt shop", "Hammer and Sickle / Rogozhsky district / Bolt shop", "Bolt shop / Bolt shop"]
)
def test_a_path_that_does_not_lead_there_is_refused(register, path):
    with register.look(f"name,unit\nOlga,{path}\n") as preview:
        assert "There is no unit" in faults(preview)[0]


@pytest.mark.parametrize("unit", ["6", "Forge", "Hammer and Sickle / Forge"])
def test_a_closed_unit_takes_nobody(works, register, unit):
    works.say(OpenUnit(level="shop", title="Forge", parent=FACTORY), SECRETARY)
    works.say(CloseUnit(unit=6), SECRETARY)
    with register.look(f"name,unit\nOlga,{unit}\n") as preview:
        assert "is closed. Give the unit that took its place." in faults(preview)[0]


def test_a_unit_outside_the_one_that_one_acts_for_is_told(register):
    with register.look("name,unit\nOlga,Nail shop\nVera,Bolt shop\n", under=BOLTS) as preview:
        assert faults(preview) == ["Row 2, unit: Nail shop (4) does not lie under unit 3, for which you act."]
        assert register.enter(preview, skip_bad_rows=True).people == 1
    assert b'"under":3' in bytes(Entry.objects.order_by("n").last().line)
