"""Reading a CSV file in pieces gives what reading it whole gives, wherever the pieces end."""

from __future__ import annotations

import csv
import hashlib
import io
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floor.house.importing import CannotImport, files, sheets
from floor.house.importing.cells import BadCell, day, tidy
from floor.house.importing.faults import Faults
from floor.house.importing.sheets import Column, Reading, Sheet

COLUMNS = (Column("name", needed=True), Column("unit", needed=True), Column("note"))
CELL = st.text(st.sampled_from('abc ,;"\n\r\tЖé\u2028\x85\x0c👩'), max_size=8)
LITTLE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path, **how):
    faults = Faults()
    sheet = Sheet(path, COLUMNS, faults, Reading(**how))
    return list(sheet.rows()), faults, sheet


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of a few bytes, so that every kind of thing is cut by their ends."""

    def of(length):
        monkeypatch.setattr(files, "PIECE", length)

    return of


@LITTLE
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    piece=st.integers(1, 40),
)
def test_a_file_cut_anywhere_gives_the_rows_that_were_written(
    tmp_path, small_pieces, rows, encoding, delimiter, end, piece
):
    small_pieces(piece)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("name", "unit", "note"), *rows])
    path = tmp_path / "rows.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    found, faults, sheet = read(path)
    written = [tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows]
    # A row of nothing at all is counted, as a spreadsheet counts it, and is no row.
    assert [(row, tuple(cells)) for row, cells in found] == [
        (n, row) for n, row in enumerate(written, start=2) if any(row)
    ]
    assert not faults
    assert sheet.file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@LITTLE
@given(text=st.text(st.sampled_from('ab,"\n'), max_size=60), piece=st.integers(1, 30))
def test_the_pieces_make_no_difference_to_a_broken_file_either(tmp_path, small_pieces, text, piece):
    path = tmp_path / "rows.csv"
    path.write_text(f"name,unit,note\n{text}", encoding="utf-8", newline="")
    small_pieces(1 << 20)
    whole, faults, _ = read(path)
    small_pieces(piece)
    cut, cut_faults, _ = read(path)
    assert cut == whole and list(cut_faults) == list(faults)


@LITTLE
@given(rows=st.lists(st.sampled_from(["a,1,", '"b,2,', 'c"d,3,', '"e"f,4,', "g,5", "h,6,,7", ""]), max_size=30))
def test_every_line_is_a_row_or_a_fault_and_none_is_lost(tmp_path, rows):
    path = tmp_path / "rows.csv"
    path.write_text("name,unit,note\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    found, faults, sheet = read(path)
    good = sum(row in ("a,1,", 'c"d,3,') for row in rows)
    assert len(found) >= good - sum(row == '"b,2,' for row in rows)
    assert sheet.bad == len(faults)
    numbers = [row for row, _ in found] + [fault.row for fault in faults]
    assert len(numbers) == len(set(numbers))


def test_a_cell_of_several_lines_counts_as_one_row_as_in_a_spreadsheet(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text('name,unit,note\nA,1,"two\nlines"\n\nB,2\n', encoding="utf-8")
    found, faults, _ = read(path)
    assert found == [(2, ["A", "1", "two\nlines"])]
    assert [fault.row for fault in faults] == [4]


def test_a_cell_that_lies_across_two_pieces_is_read_whole(tmp_path, small_pieces):
    small_pieces(64)
    path = tmp_path / "rows.csv"
    rows = "".join(f'A{n},{n},"a note\nof two lines"\n' for n in range(300))
    path.write_text(f"name,unit,note\n{rows}", encoding="utf-8")
    found, faults, _ = read(path)
    assert len(found) == 300 and not faults


def test_a_line_without_an_end_is_not_kept_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 1000)
    monkeypatch.setattr(files, "LONGEST_LINE", 1000)
    path = tmp_path / "rows.csv"
    path.write_text(f"name,unit,note\n{'x' * 50_000}\nA,1,\n", encoding="utf-8")
    found, faults, _ = read(path)
    assert found == [(3, ["A", "1", ""])]
    assert [str(fault) for fault in faults] == ["Row 2: The line is longer than a row of a register can be."]


def test_a_file_that_is_one_endless_line_takes_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 10_000)
    monkeypatch.setattr(files, "LONGEST_LINE", 10_000)
    path = tmp_path / "rows.csv"
    path.write_bytes(b"name,unit,note\n" + b"x" * 5_000_000)
    tracemalloc.start()
    found, faults, _ = read(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not found and len(faults) == 1 and most < 1_000_000


def test_an_unknown_delimiter_is_refused(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("name|unit\nA|1\n", encoding="utf-8")
    with pytest.raises(CannotImport, match="a comma, a semicolon or a tab"):
        read(path, delimiter="|")


@pytest.mark.parametrize(
    ("cell", "is_read_as"),
    [
        ("  Olga   Orlova ", "Olga Orlova"),
        ("Olga\u00a0Orlova", "Olga Orlova"),
        ("Jose\u0301", "José"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("''=SUM(A1)", "'=SUM(A1)"),
        ("'+49 151", "+49 151"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("d'Arc", "d'Arc"),
        ("Ñuñez Ã", "Ñuñez Ã"),
    ],
)
def test_a_cell_is_tidied_and_never_changed_otherwise(cell, is_read_as):
    assert tidy(cell) == is_read_as


@given(st.text(max_size=30))
def test_what_is_guarded_on_export_is_read_back_as_it_was(text):
    from floor.house.exporting import safe

    try:
        name = tidy(text)
    except BadCell:
        return
    assert tidy(safe(name)) == name
    if name and tidy(name) == name:
        for guarded in (f"={name}", f"'={name}", f"''-{name}", f"@{name}", f"'{name}"):
            assert tidy(safe(guarded)) == guarded and not safe(guarded).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("cell", ["2026-06-30", "30.06.2026", "30. 6.2026", "2026-06-30 00:00:00"])
def test_a_day_is_read_as_it_is_usually_written(cell):
    assert day(cell).isoformat() == "2026-06-30"


@pytest.mark.parametrize(
    "cell", ["06/30/2026", "30/06/2026", "June 2026", "2026", "46203", "2026-13-01", "0000-01-01", "31.02.2026"]
)
def test_a_day_that_could_be_another_is_refused(cell):
    with pytest.raises(BadCell, match="is not a day"):
        day(cell)
    assert sheets.plain("Paid_Until ") == "paiduntil"
