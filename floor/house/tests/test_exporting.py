"""What can be taken along: everything public as CSV, the register for who keeps it, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import tracemalloc
from contextlib import contextmanager

import pytest

from floor.book.act import Refusal, by_member
from floor.book.replaying import empty_database
from floor.house import exporting
from floor.house.acts.members import EnterMembers, Join, Leave, Person, RecordDues
from floor.house.acts.units import CloseUnit, OpenUnit
from floor.house.importing import enter_members, enter_units, preview_members, preview_units
from floor.house.models import Mandate, Member, Unit
from floor.house.reading import House
from floor.tunnel.figures import figures_of
from floor.tunnel.register_file import register_in
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAILS, NAMES, SECRETARY, found_works


def rows(lines):
    return list(csv.DictReader("".join(lines).splitlines()))


@pytest.fixture
def small_pieces(monkeypatch):
    """So that a dozen members already take several pieces."""
    monkeypatch.setattr(exporting, "PIECE", 5)


def test_units_are_written_with_their_numbers_names_and_parents(works, small_pieces):
    found = rows(exporting.units())
    assert [(row["number"], row["name"], row["level"], row["parent"]) for row in found][:3] == [
        ("1", "Rogozhsky district", "district", ""),
        ("2", "Hammer and Sickle", "factory", "1"),
        ("3", "Bolt shop", "shop", "2"),
    ]
    assert found[1]["members"] == "12" and len(found) == 5


def test_the_wind_tunnel_takes_what_is_written(works):
    law = House(works.now).law
    register = register_in("".join(exporting.units()), law)
    assert register.total == 12
    assert register.members_in("factory", "union").tolist() == [12]
    assert figures_of(law, register).bodies["factory committee"].body.members.tolist() == [12]


def test_a_closed_unit_is_not_written(works):
    works.say(OpenUnit(level="shop", title="Forge", parent=FACTORY), SECRETARY)
    works.say(CloseUnit(unit=Unit.objects.get(names__name="Forge").pk), SECRETARY)
    assert "Forge" not in "".join(exporting.units())


def test_seats_are_written_with_the_numbers_of_their_holders(works, small_pieces):
    from floor.house.acts.mandates import Resign

    works.say(Resign(mandate=Mandate.objects.get(holder=CHAIR, seat__office="").pk), CHAIR)
    found = rows(exporting.seats(at=works.now))
    assert [row["holder"] for row in found if row["body"] == "factory committee" and not row["office"]] == [
        "",
        "2",
        "3",
    ]
    assert len(found) == 7


def test_mandates_are_written_with_how_they_ended(works, small_pieces):
    works.say(Leave(member=CHAIR), CHAIR)
    ended = [row for row in rows(exporting.mandates()) if row["how ended"]]
    assert {(row["holder"], row["how ended"]) for row in ended} == {("1", "left")}


@pytest.mark.parametrize("export", [exporting.units, exporting.seats, exporting.mandates, exporting.figures])
def test_no_public_export_names_anybody(works, export):
    text = "".join(export())
    assert not any(name in text for name in NAMES)


def test_the_register_is_written_for_who_keeps_it(works, small_pieces):
    works.say(RecordDues(member=9, until="2026-06-30"), SECRETARY)
    works.say(Leave(member=11), 11)
    found = rows(exporting.register(by_member(SECRETARY), at=works.now))
    assert len(found) == 11
    nine = next(row for row in found if row["number"] == "9")
    assert nine == {
        "number": "9", "name": "Kalinina Test", "unit": "5", "unit called": "Cable shop", "contact": "kalinina@example.org", "shift": "day",
        "paid until": "2026-06-30", "joined": "2026-03-01",
    }  # fmt: skip


def test_the_register_of_one_unit_holds_nobody_else(works):
    found = rows(exporting.register(by_member(SECRETARY), under=BOLTS, at=works.now))
    assert [row["number"] for row in found] == ["1", "4", "7", "10"]


@pytest.mark.parametrize("who", [CHAIR, 9])
def test_nobody_else_sees_names_and_it_is_said_before_the_first_line(works, who):
    with pytest.raises(Refusal, match="secretary of factory committee"):
        exporting.register(by_member(who), at=works.now)
    with pytest.raises(Refusal):
        exporting.register(by_member(SECRETARY), under=DISTRICT, at=works.now)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "'=already", "''-twice"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was(works, tmp_path, name):
    works.say(Join(unit=BOLTS, number=13, person=Person(name=name, contact="+49 151 2345"), confirmed=True), SECRETARY)
    text = "".join(exporting.register(by_member(SECRETARY), at=works.now))
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert f"'{name}" in cells and "'+49 151 2345" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    with another_organisation() as other:
        take_in(other, tmp_path, text)
        assert [(member.name, member.contact) for member in Member.objects.filter(number=13)] == [
            (name, "+49 151 2345")
        ]


@contextmanager
def another_organisation():
    """The same works, founded once more in a database of its own."""
    with empty_database():
        yield found_works()


def take_in(works, tmp_path, text):
    """Enter an exported register; the founders are there already."""
    file = tmp_path / "register.csv"
    file.write_bytes(text.encode())
    with preview_members(file, by_member(SECRETARY), at=works.now) as preview:
        assert not preview.faults, list(preview.faults)
        return enter_members(preview, by_member(SECRETARY), confirmed=True, look_alikes="leave out", at=works.now)


def test_what_is_exported_is_the_same_after_it_was_imported_elsewhere(works, tmp_path, small_pieces):
    works.say(OpenUnit(level="shop", title='Shop "Red", = 5', parent=FACTORY), SECRETARY)
    works.say(OpenUnit(level="shop", title="=Forge", parent=FACTORY), SECRETARY)
    people = [
        Person(name=f"Person {n}, “née” Ж{n}", contact=f"'p{n}", categories={"shift": "night"} if n % 3 else {})
        for n in range(30)
    ]
    many = EnterMembers(
        under=FACTORY,
        first=13,
        units=[(7, 10), (BOLTS, 20)],
        people=people,
        paid=[(None, 7), ("2026-05-01", 23)],
        confirmed=True,
    )
    works.say(many, SECRETARY)
    units, register = "".join(exporting.units()), "".join(exporting.register(by_member(SECRETARY), at=works.now))
    with another_organisation() as other:
        file = tmp_path / "units.csv"
        header, *lines = units.splitlines(keepends=True)
        file.write_bytes("".join([header, *lines[5:]]).encode())
        enter_units(preview_units(file, by_member(SECRETARY), at=other.now), by_member(SECRETARY), at=other.now)
        assert take_in(other, tmp_path, register).people == 30
        same = {"members": None, "opened": None}
        assert [row | same for row in rows(exporting.units())] == [row | same for row in rows([units])]
        again = rows(exporting.register(by_member(SECRETARY), at=other.now))
    # Numbers are given anew, in the order in which people are entered.
    same = {"number": None, "joined": None}
    assert sorted((row | same for row in again), key=str) == sorted((row | same for row in rows([register])), key=str)


def test_figures_are_written_for_every_unit_and_hide_small_groups(works):
    works.say(EnterMembers(under=FACTORY, first=13, units=[(NAILS, 20)], people=[Person(name=f"P{n}", categories={"shift": "night"} if n < 3 else {"shift": "day"}) for n in range(20)], paid=[("2026-06-30", 20)], confirmed=True), SECRETARY)  # fmt: skip
    found = {(row["unit"], row["figure"]): row["count"] for row in rows(exporting.figures(at=works.now))}
    assert found["1", "members"] == found["2", "members"] == "32"
    assert found["2", "in good standing"] == "20" and found["2", "active"] == "32"
    assert found["3", "members"] == "4" and ("3", "active") not in found
    assert found["1", "shift: night"] == "not shown" and found["1", "shift: day"] == "not shown"
    assert found["1", "shift: not stated"] == "0"


def test_an_export_reads_in_pieces_whatever_the_size(works):
    for first in range(13, 10_013, 1000):
        works.say(EnterMembers(under=FACTORY, first=first, units=[(BOLTS, 1000)], people=[Person(name=f"Person {first + n}") for n in range(1000)], confirmed=True), SECRETARY)  # fmt: skip
    lines = exporting.register(by_member(SECRETARY), at=works.now)
    next(lines)
    tracemalloc.start()
    count = sum(1 for _ in lines)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_012 and most < 8_000_000
