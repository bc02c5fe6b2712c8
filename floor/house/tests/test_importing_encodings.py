"""A file is read in its own encoding and by its own columns, or refused in a sentence; no name is ever garbled."""

from __future__ import annotations

import pytest

from floor.house.importing import CannotImport
from floor.house.models import Member

from .registers import HEADER, ORLOVA


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
