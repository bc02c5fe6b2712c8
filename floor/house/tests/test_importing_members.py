"""A register from a CSV file: looked at first, then entered by acts; what is wrong is said row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from floor.book.act import Refusal, by_member
from floor.book.models import Entry, RecordedRefusal
from floor.house.acts.members import Leave
from floor.house.importing import CannotImport, Reading, enter_members, preview_members
from floor.house.models import Member, Unit
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY

HEADER = "name,unit,contact,shift,paid until\n"
ORLOVA = "Olga Orlova,Bolt shop,olga@example.org,night,2026-06-30\n"


@pytest.fixture
def register(works, tmp_path):
    """`look("rows")` gives the preview of a file with these rows, `enter(preview)` enters it."""

    class Register:
        def write(self, text, name="register.csv", encoding="utf-8"):
            file = tmp_path / name
            file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
            return file

        def look(self, text, by=SECRETARY, encoding=None, **options):
            file = text if hasattr(text, "exists") else self.write(text)
            return preview_members(file, by_member(by), at=works.now, how=Reading(encoding=encoding), **options)

        def enter(self, preview, **options):
            return enter_members(
                preview, by_member(SECRETARY), confirmed=options.pop("confirmed", True), at=works.now, **options
            )

    return Register()


def faults(preview):
    return [str(fault) for fault in preview.faults]


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
    from floor.house.acts.units import RenameUnit

    works.say(RenameUnit(unit=BOLTS, title="Screw shop"), SECRETARY)
    with register.look("name,unit\nOlga,Bolt shop\n") as preview:
        assert preview.largest[0][0].pk == BOLTS


@pytest.mark.parametrize(
    "header",
    [
        "Name,Unit,E-Mail,Shift",
        "FULL NAME,Shop,contact,SHIFT",
        "member_name,unit number,Phone,shift ",
        " Member Name ,workplace,e mail,Shift",
    ],
)
def test_columns_are_known_by_what_people_call_them(register, header):
    with register.look(f"{header}\nOlga,Nail shop,x@example.org,day\n") as preview:
        register.enter(preview)
    assert Member.objects.get(pk=13).contact == "x@example.org"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out(register, delimiter):
    with register.look((HEADER + ORLOVA).replace(",", delimiter)) as preview:
        assert preview.fits


def test_a_line_of_excel_that_names_the_delimiter_is_understood(register):
    with register.look("sep=;\nname;unit\nOrlova, Olga;Nail shop\n") as preview:
        register.enter(preview)
    assert Member.objects.get(pk=13).name == "Orlova, Olga"


def test_columns_that_mean_nothing_are_left_out_and_named(register):
    with register.look("name,unit,passport\nOlga,Nail shop,123\n") as preview:
        assert preview.ignored == ("passport",)
        assert any("passport" in sentence for sentence in preview.sentences())


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


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (HEADER.encode(), "has a header and no rows"),
        (b"Olga,3\nNina,4\n", "it must name the name and the unit. It reads “Olga”, “3”"),
        (b"name,contact\nOlga,x\n", "it must name the unit"),
        (b"name,unit,e-mail,phone\nOlga,3,x,y\n", "two columns for the contact"),
        (b"PK\x03\x04rest of a spreadsheet", "is a spreadsheet (xlsx or ods)"),
        (b"\xd0\xcf\x11\xe0rest", "an old spreadsheet (xls)"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x1f\x8b\x08", "is a gzip archive"),
        ("name,unit\nОльга,3\n".encode("cp1251"), "is not in UTF-8: byte 11 (CE), in line 2, does not fit. If it comes from an older program"),
        ("name,unit\n".encode("utf-16-le") + "Olga,3".encode("utf-16-le"), "looks like UTF-16 without the mark"),
        ("name,unit\nOlga,3\n".encode("utf-16")[:-1], "is not in UTF-16"),
        ("name,unit\nOlga,3\n".encode("utf-32"), "is in UTF-32"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_is_refused_in_a_sentence(register, content, says):
    with pytest.raises(CannotImport) as refused:
        register.look(register.write(content))
    assert says in str(refused.value)


def test_a_folder_and_a_missing_file_are_refused_in_a_sentence(register, tmp_path):
    with pytest.raises(CannotImport, match="is a folder"):
        register.look(tmp_path)
    with pytest.raises(CannotImport, match="No such file"):
        register.look(tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1251", "windows-1251"), ("cp1251", "cyrillic"), ("utf-8", "UTF-8"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_names_are_read_in_the_encoding_of_the_file(register, encoding, declared):
    file = register.write("name;unit\r\nОльга Орлова;Bolt shop\r\n", encoding=encoding)
    with register.look(file, encoding=declared) as preview:
        register.enter(preview)
        assert preview.samples == ("Ольга Орлова",)
    assert Member.objects.get(pk=13).name == "Ольга Орлова"


def test_western_names_are_read_when_their_encoding_is_declared(register):
    file = register.write("name,unit\nJosé Núñez,Bolt shop\n", encoding="cp1252")
    with register.look(file, encoding="windows-1252") as preview:
        assert preview.samples == ("José Núñez",)


@pytest.mark.parametrize(
    ("encoding", "declared", "says"),
    [
        ("utf-8", "windows-1252", "it is UTF-8"),
        ("utf-8", "windows-1251", "it is UTF-8"),
        ("utf-8-sig", "windows-1252", "marked as UTF-8"),
        ("utf-8", "klingon", "not known here"),
        ("utf-8", "utf-16", "without the mark"),
    ],
)
def test_a_wrongly_declared_encoding_never_garbles_a_name(register, encoding, declared, says):
    with pytest.raises(CannotImport, match=says):
        register.look(register.write("name,unit\nJosé Núñez,Bolt shop\n", encoding=encoding), encoding=declared)


def test_a_byte_far_into_the_file_is_named_with_its_line(register):
    rows = b"Person,Bolt shop,,,\n" * 100_000
    with pytest.raises(CannotImport, match=r"byte 2,000,042 \(CE\), in line 100,002"):
        register.look(register.write(HEADER.encode() + rows + b"Maria \xce,Bolt shop,,,\n"))


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


def test_people_with_dues_to_many_days_are_entered_with_their_own(register):
    rows = "".join(f"Person {n},{('Bolt shop', 'Nail shop')[n % 2]},,,2026-{n % 12 + 1:02}-01\n" for n in range(60))
    with register.look(HEADER + rows) as preview:
        assert register.enter(preview).acts == 1
    for number, name, paid in Member.objects.filter(number__gt=12).values_list("number", "name", "paid_until"):
        assert paid.month == int(name.split()[1]) % 12 + 1, number


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
