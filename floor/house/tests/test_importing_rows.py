"""What is wrong in a register is said row by row, with what would be right; one bad row stops the whole file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from floor.house.importing import CannotImport
from floor.house.models import Member

from .registers import HEADER, ORLOVA, faults


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Olga,Bold shop,,,", "Row 2, unit: There is no unit “Bold shop”. Is it “Bolt shop”?"),
        ("Olga,999,,,", "Row 2, unit: There is no unit 999."),
        ("Olga,,,,", "Row 2, unit: The unit is missing."),
        ("Olga,Hammer and Sickle,,,", "is a factory. Members belong to a shop"),
        (",Bolt shop,,,", "Row 2, name: The name is missing."),
        ("Olga,Bolt shop,,nite,", "Row 2, shift: “nite” is not in the statutes. Write day or night, or nothing."),
        ("Olga,Bolt shop,,,06/30/2026", "Row 2, paid until: “06/30/2026” is not a day. Write it as 2026-06-30."),
        ("Olga,Bolt shop,,,2026-02-30", "“2026-02-30” is not a day"),
        ("Olga,Bolt shop,,,1026-06-30", "1026-06-30 is not a date that dues can be paid to"),
        ("Olga,Bolt shop", "There are 2 cells where the header names 5 columns. Leave a cell empty rather than out."),
        ("Olga,Bolt shop,,,,,x", "There are 7 cells where the header names 5 columns. A comma inside a cell needs quotation marks"),
        (f"{'O' * 500},Bolt shop,,,", "Row 2, name: It is 500 characters long. 120 are the most there can be."),
        (f"Olga,Bolt shop,{'o' * 201},,", "Row 2, contact: It is 201 characters long."),
        ('"Olga\nOrlova",Bolt shop,,,', "Row 2, name: There is a line break in the cell. Write it in one line."),
        ("Ol\0ga,Bolt shop,,,", "that can't be printed (U+0000)"),
        ("Ol\x07ga,Bolt shop,,,", "that can't be printed (U+0007)"),
        ("agl\u202eO,Bolt shop,,,", "turns the direction of writing (U+202E)"),
        ("Jos\u00c3\u00a9,Bolt shop,,,", "The letters were garbled when the file was saved: “Jos\u00c3\u00a9”. Is it “José”?"),
        ("Jos\ufffd,Bolt shop,,,", "A letter was lost when the file was saved"),
        ('Olga "Lola" Orlova,Bolt shop,,,', None),
        ('"Olga "Lola" Orlova",Bolt shop,,,', "There is a quotation mark inside a cell of line 2; write it twice"),
        ('"Olga,Bolt shop,,,', "A quotation mark is opened in line 2 and not closed."),
        ("x" * 200_000 + ",Bolt shop,,,", "A cell that begins in line 2 is longer than 131,072 characters."),
        ("x" * 10_000_000 + ",Bolt shop,,,", "The line is longer than a row of a register can be."),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_what_would_be_right(register, row, says):
    with register.look(f"{HEADER}{row}\n{ORLOVA}") as preview:
        found = faults(preview)
        assert (not found) if says is None else (len(found) == 1 and says in found[0]), found
        assert preview.bad_rows == len(found) and preview.rows == 2
        assert preview.to_enter == 2 - len(found)


@pytest.mark.parametrize(
    "name",
    ["Ольга Орлова", "أولغا\u200f أورلوفا", "Olga 👩‍🏭 Orlova", "Nguyễn Thị Minh Khai", "O’Brien", "d'Arc", "李红"],
)
def test_names_of_every_script_are_entered_as_they_are_written(register, name):
    with register.look(f"name,unit\n{name},Bolt shop\n") as preview:
        assert not faults(preview)
        register.enter(preview)
    assert Member.objects.get(pk=13).name == name


def test_an_open_quotation_mark_costs_its_row_and_no_other(register):
    rows = "".join(f"Person {n},Bolt shop,,,\n" for n in range(200))
    with register.look(f'{HEADER}"Olga,Bolt shop,,,\n{rows}') as preview:
        assert preview.bad_rows == 1 and preview.to_enter == 200
        assert preview.faults.kept[0].row == 2


def test_a_file_with_one_bad_row_is_refused_as_a_whole(register):
    with register.look(f"{HEADER}{ORLOVA}Olga,Bold shop,,,\n") as preview:
        with pytest.raises(CannotImport, match=r"1 rows of register\.csv are not right, so nobody was entered"):
            register.enter(preview)
        assert Member.objects.count() == 12
        assert register.enter(preview, skip_bad_rows=True).people == 1
    assert Member.objects.get(pk=13).name == "Olga Orlova"


def test_of_many_faults_a_thousand_are_kept_and_all_are_counted(register):
    with register.look(HEADER + "Olga,Bold shop,,,\n" * 1500) as preview:
        assert len(preview.faults.kept) == 1000 and preview.faults.total == preview.bad_rows == 1500
        assert preview.faults.rest == 500


@pytest.mark.parametrize("rows", [60_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_one_bad_row_among_many_is_found_and_nobody_is_entered(register, tmp_path, rows):
    file = tmp_path / "register.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("name,unit\n")
        for n in range(rows):
            out.write(f"Person {n},{'Bold shop' if n == rows - 7 else 'Bolt shop'}\n")
    with register.look(file) as preview:
        assert preview.rows == rows and [fault.row for fault in preview.faults] == [rows - 5]
        with pytest.raises(CannotImport):
            register.enter(preview)
    assert Member.objects.count() == 12


def test_the_answers_in_the_guide_are_those_that_one_gets(register):
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "import-a-register.md").read_text(encoding="utf-8")
    told = dict(
        re.findall(r"^\| (?:(?:unit|shift|paid until|name) `)?([^`|]+)`? \| ([^|`]+[.?]) \|$", guide, re.MULTILINE)
    )
    rows = {
        "Bold shop": "Olga,Bold shop,,,", "Hammer and Sickle": "Olga,Hammer and Sickle,,,", "nite": "Olga,Bolt shop,,nite,",
        "06/07/2026": "Olga,Bolt shop,,,06/07/2026", "JosÃ©": "JosÃ©,Bolt shop,,,", "a cell too few": "Olga,Bolt shop,,",
    }  # fmt: skip
    assert set(rows) == set(told)
    for cell, row in rows.items():
        with register.look(f"{HEADER}{row}\n") as preview:
            (fault,) = preview.faults
            assert f"{fault.wrong} {fault.right}".strip() == told[cell]
