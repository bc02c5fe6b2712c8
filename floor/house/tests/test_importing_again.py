"""An import that was cut off goes on where it stopped: nobody is doubled and nobody lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from floor.book.act import NotWritten, by_member
from floor.book.models import Entry
from floor.house.acts.members import Join, Leave, Person
from floor.house.acts.units import CloseUnit, OpenUnit, RenameUnit
from floor.house.importing import enter_members, preview_members, spool
from floor.house.models import Member, Unit
from tests.world import BOLTS, CABLES, FACTORY, NAILS, SECRETARY

ROOT = Path(__file__).resolve().parents[3]
SHOPS = ["Bolt shop", "Nail shop", "Cable shop"]
PEOPLE = 100


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(spool, "MOST_PEOPLE", 20)
    path = tmp_path / "register.csv"
    rows = "".join(f"Person {n},{SHOPS[n % 3]},p{n}@example.org\n" for n in range(PEOPLE))
    path.write_text(f"name,unit,contact\n{rows}", encoding="utf-8")
    return path


def look(works, file):
    return preview_members(file, by_member(SECRETARY), at=works.now)


def enter(works, preview, **options):
    return enter_members(preview, by_member(SECRETARY), confirmed=True, at=works.now, **options)


def cut_off_after(acts):
    """A progress that fails after so many acts, as if the power had gone."""
    left = [acts]

    def told(doing, done, total):
        if doing == "entering":
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt

    return told


def assert_everyone_is_there_once():
    names = list(Member.objects.filter(number__gt=12).values_list("name", flat=True))
    assert sorted(names) == sorted(f"Person {n}" for n in range(PEOPLE))
    assert Unit.objects.get(pk=FACTORY).members_below == Member.objects.filter(left=None).count()


@pytest.mark.parametrize("acts", [3, *(pytest.param(acts, marks=pytest.mark.slow) for acts in (1, 5))])
def test_it_goes_on_where_it_stopped(works, file, acts):
    with look(works, file) as preview, pytest.raises(KeyboardInterrupt):
        enter(works, preview, progress=cut_off_after(acts))
    with look(works, file) as preview:
        assert preview.fits and preview.already == acts * 20 and preview.to_enter == PEOPLE - acts * 20
        assert enter(works, preview).people == PEOPLE - acts * 20
    assert_everyone_is_there_once()


def test_a_file_that_is_entered_is_not_entered_again(works, file):
    with look(works, file) as preview:
        enter(works, preview)
    entries = Entry.objects.count()
    with look(works, file) as preview:
        assert preview.fits and preview.to_enter == 0 and preview.already == PEOPLE
        assert enter(works, preview).people == 0
    assert Entry.objects.count() == entries
    assert_everyone_is_there_once()


def test_two_imports_of_one_file_at_the_same_time_enter_everyone_once(works, file):
    with look(works, file) as one, look(works, file) as other:
        with pytest.raises(KeyboardInterrupt):
            enter(works, one, progress=cut_off_after(2))
        enter(works, other)
        enter(works, one)
    assert_everyone_is_there_once()


def test_somebody_who_joins_meanwhile_is_no_obstacle(works, file):
    def joins(doing, done, total):
        if doing == "entering" and done == 40:
            works.say(
                Join(unit=BOLTS, number=Member.next_id(), person=Person(name="Person 100"), confirmed=True), SECRETARY
            )

    with look(works, file) as preview:
        assert enter(works, preview, progress=joins).people == PEOPLE
    assert Member.objects.count() == 12 + PEOPLE + 1


def test_somebody_who_joins_between_the_look_and_the_act_is_no_obstacle(works, file, monkeypatch):
    from floor.house.importing import members

    asked = []

    def next_id():
        asked.append(1)
        number = Member.next_id()
        if len(asked) == 1:
            works.say(Join(unit=BOLTS, number=number, person=Person(name="Person 100"), confirmed=True), SECRETARY)
        return number

    monkeypatch.setattr(members, "Member", type("Register", (), {"next_id": staticmethod(next_id)}))
    with look(works, file) as preview:
        assert enter(works, preview).people == PEOPLE
    assert Member.objects.count() == 12 + PEOPLE + 1


def test_what_happens_to_the_organisation_meanwhile_changes_no_portion(works, file):
    with look(works, file) as preview, pytest.raises(KeyboardInterrupt):
        enter(works, preview, progress=cut_off_after(3))
    works.say(RenameUnit(unit=NAILS, title="Screw shop"), SECRETARY)
    works.say(OpenUnit(level="shop", title="Forge", parent=FACTORY), SECRETARY)
    works.say(Leave(member=13), 13)
    with look(works, file) as preview:
        assert preview.fits and preview.already == 60
        enter(works, preview)
    assert_everyone_is_there_once()


def test_a_unit_that_closed_meanwhile_is_told_for_those_who_are_not_entered_yet(works, tmp_path, monkeypatch):
    monkeypatch.setattr(spool, "MOST_PEOPLE", 2)
    works.say(OpenUnit(level="shop", title="Forge", parent=FACTORY), SECRETARY)
    path = tmp_path / "register.csv"
    path.write_text("name,unit\nA,Forge\nB,Bolt shop\nC,Nail shop\nD,Forge\nE,Forge\n", encoding="utf-8")
    with look(works, path) as preview, pytest.raises(KeyboardInterrupt):
        enter(works, preview, progress=cut_off_after(1))
    for number in Member.objects.filter(unit__names__name="Forge").values_list("number", flat=True):
        works.say(Leave(member=number), number)
    works.say(CloseUnit(unit=Unit.objects.get(names__name="Forge").pk), SECRETARY)
    with look(works, path) as preview:
        assert [fault.row for fault in preview.faults] == [6] and preview.bad_rows == 1
        assert enter(works, preview, skip_bad_rows=True).people == 2


def test_rows_left_out_are_not_forgotten(works, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("name,unit\nA,Bolt shop\nB,Forge\nC,Nail shop\n", encoding="utf-8")
    with look(works, path) as preview:
        assert enter(works, preview, skip_bad_rows=True).people == 2
    with look(works, path) as preview:
        assert preview.already == 2 and preview.left_out_earlier == 1 and preview.to_enter == 0
        assert any("1 rows were left out then" in sentence for sentence in preview.sentences())


def test_a_lost_connection_leaves_whole_portions_only(works, file):
    def lost(execute, sql, params, many, context):
        if "house_unit" in sql and sql.startswith("UPDATE") and Member.objects.count() > 60:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with look(works, file) as preview, connection.execute_wrapper(lost), pytest.raises(NotWritten):
        enter(works, preview)
    assert Member.objects.count() == 12 + 40
    with look(works, file) as preview:
        enter(works, preview)
    assert_everyone_is_there_once()


@pytest.mark.parametrize(
    ("when", "entered"),
    [
        ("in 2", 40),
        ("after 3", 60),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in (("in 0", 0), ("after 5", 100))),
    ],
)
def test_an_import_that_is_killed_goes_on_where_it_stopped(file, tmp_path, when, entered):
    alone = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "floor.house.tests.importing_alone",
        str(tmp_path / "home"),
        str(file),
    ]
    (tmp_path / "home").mkdir()
    killed = subprocess.run([*alone, when], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert killed.returncode == -9, killed.stderr
    again = subprocess.run(alone, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert again.stdout.split() == [str(entered), str(12 + PEOPLE), str(12 + PEOPLE), str(12 + PEOPLE)], again.stderr


def test_no_entry_is_longer_than_an_entry_can_be(works, tmp_path):
    """A thousand people, each in a unit of their own and each with dues paid to a day of their own."""
    for shop in range(0, 1000, 500):
        from floor.house.acts.units import EnterUnits, NewUnit

        rows = [NewUnit(level="shop", title=f"Shop {shop + n}", parent=FACTORY) for n in range(500)]
        works.say(EnterUnits(under=FACTORY, first=Unit.next_id(), units=rows), SECRETARY)
    path = tmp_path / "register.csv"
    rows = "".join(f"P{n},Shop {n},2026-{n % 12 + 1:02}-{n % 28 + 1:02}\n" for n in range(1000))
    path.write_text(f"name,unit,paid until\n{rows}", encoding="utf-8")
    with look(works, path) as preview:
        entered = enter(works, preview)
    assert entered.people == 1000 and entered.acts == 2
    assert max(len(bytes(line)) for line in Entry.objects.values_list("line", flat=True)) <= 65_535
    assert Member.objects.filter(unit=CABLES).count() == 4
