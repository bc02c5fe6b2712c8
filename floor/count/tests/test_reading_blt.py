"""BLT files in all their dialects, quick and careful; and what is said of files that cannot be counted."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.count.papers import NotPapers, Orders, Rankings
from floor.count.reading import blt, read_urn
from floor.count.reading.blt_regular import Irregular
from floor.count.tests.elections import rankings

PLAIN = '4 2\n3 1 2 0\n1 4 0\n2 2 3 1 0\n0\n"Ann"\n"Bea"\n"Kim"\n"Dov"\n"Works committee"\n'


def ranked(papers: Rankings | Orders) -> dict[tuple[int, ...], int]:
    """The papers of a reading as plain sequences with their numbers, alike ones put together."""
    assert isinstance(papers, Rankings)
    cast: dict[tuple[int, ...], int] = {}
    for row, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True):
        paper = tuple(one for one in row if one)
        cast[paper] = cast.get(paper, 0) + weight
    return cast


def read(text: str | bytes):
    return read_urn(text.encode() if isinstance(text, str) else text, ".blt")


def test_a_plain_file_says_everything():
    urn = read(PLAIN)
    assert ranked(urn.papers) == {(1, 2): 3, (4,): 1, (2, 3, 1): 2}
    assert (urn.names, urn.seats, urn.title) == (("Ann", "Bea", "Kim", "Dov"), 2, "Works committee")


def test_a_plain_file_goes_the_quick_way(monkeypatch):
    monkeypatch.setattr(blt, "_carefully", lambda text: pytest.fail("the careful reader was asked"))
    read(PLAIN)
    read(PLAIN.replace("\n", "\r\n"))
    read(PLAIN.replace("4 2\n", "4 2\n-3 -1\n"))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("4 2\n", "# cast on 3 May\n\n4 2  # four stand\n"),
        PLAIN.replace("1 4 0", "1 4 0 # a single choice"),
        PLAIN.replace("\n0\n", "\n"),
        PLAIN.replace("\n0\n", "\n  0  \n"),
        PLAIN.replace("1 4 0", "(paper 17) 1 4 0"),
        PLAIN.replace("3 1 2 0", "3 1 - 2 0"),
        PLAIN.replace("3 1 2 0", "1 1 2 0\n\n2 1 2 0"),
        PLAIN.replace("3 1 2 0", "0 3 0\n3 1 2 0"),
        PLAIN.replace("3 1 2 0", "\t3   1\t2  0 "),
        PLAIN.replace('"Kim"', '"Kim"   # the third'),
        PLAIN.replace('"Ann"\n"Bea"\n', '"Ann" "Bea"\n'),
        PLAIN.rstrip("\n"),
        PLAIN + '"a source"\n"a remark"\n',
    ],
    ids=[
        "line ends", "mark", "comments above", "comment beside", "no line of 0", "0 between blanks", "identification", "skipped",
        "in two lines", "no papers of a kind", "tabs", "comment after a name", "names on one line", "no last line end", "more said",
    ],
)  # fmt: skip
def test_a_dialect_reads_as_the_plain_file(text: str):
    plain, urn = read(PLAIN), read(text)
    assert ranked(urn.papers) == ranked(plain.papers)
    assert (urn.names, urn.seats, urn.title) == (plain.names, plain.seats, plain.title)


def test_blank_papers_are_papers():
    assert ranked(read(PLAIN.replace("1 4 0", "5 0")).papers)[()] == 5


@pytest.mark.parametrize("quickly", [True, False])
def test_whoever_withdrew_is_taken_off_the_papers(quickly: bool):
    text = PLAIN.replace("4 2\n", "4 2\n-2\n" if quickly else "4 2\n-2 # withdrew\n")
    urn = read(text)
    assert (urn.withdrawn, urn.names, urn.numbers) == ({2}, ("Ann", "Kim", "Dov"), (1, 3, 4))
    assert ranked(urn.papers) == {(1,): 3, (3,): 1, (2, 1): 2}


def test_level_candidates_make_orders():
    papers = read(PLAIN.replace("2 2 3 1 0", "2 2=3 1 0")).papers
    assert isinstance(papers, Orders)
    assert papers.places.tolist() == [[1, 2, 3, 3], [2, 2, 2, 1], [2, 1, 1, 3]]
    assert papers.weights.tolist() == [3, 1, 2]
    assert isinstance(read(PLAIN.replace("2 2 3 1 0", "2 2 = 3 1 0")).papers, Orders)


@pytest.mark.parametrize("name", ['O"Neill', "Back\\slash", "Łódź #4", "Ann, of the smithy"])
def test_names_may_hold_anything(name: str):
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    assert read(PLAIN.replace('"Kim"', f'"{escaped}"')).names[2] == name
    assert read(PLAIN.replace('"Kim"', '"' + name.replace("\\", "\\\\").replace('"', '""') + '"')).names[2] == name


def test_an_old_windows_file_keeps_its_accents():
    assert read(PLAIN.replace("Kim", "Zoë").encode("cp1252")).names[2] == "Zoë"
    assert read(PLAIN.replace("Kim", "Zoë").encode("utf-16")).names[2] == "Zoë"


def test_without_names_candidates_have_numbers():
    assert read("2 1\n1 2 0\n0\n").names == ("Candidate 1", "Candidate 2")


def test_three_hundred_candidates_and_large_numbers_read_right():
    names = "".join(f'"{number}"\n' for number in range(1, 301))
    urn = read(f"300 3\n123456 300 7 299 0\n1 12 0\n0\n{names}")
    assert ranked(urn.papers) == {(300, 7, 299): 123456, (12,): 1}


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        (PLAIN.replace("1 4 0", "1 5 0"), 3, "no candidate 5"),
        (PLAIN.replace("2 2 3 1 0", "2 2 3 2 0"), 4, "twice"),
        (PLAIN.replace("1 4 0", "1 4"), 3, "ends with 0"),
        (PLAIN.replace("1 4 0", "1 4 0 2 0"), 3, "no candidate 0"),
        (PLAIN.replace("1 4 0", "1 four 0"), 3, "whole number"),
        (PLAIN.replace("1 4 0", "1.5 4 0"), 3, "whole number"),
        (PLAIN.replace("4 2\n", "four two\n"), 1, "whole number"),
        (PLAIN.replace("4 2\n", "4\n"), 1, "two numbers"),
        (PLAIN.replace("4 2\n", "0 2\n"), 1, "from 1 to"),
        (PLAIN.replace("4 2\n", "4 2\n-7\n"), 2, "no candidate 7"),
        (PLAIN.replace("4 2\n", "4 2\n-0\n"), 2, "no candidate 0"),
        (PLAIN.replace('"Dov"\n"Works committee"\n', ""), 8, "only 3 names"),
        (PLAIN.replace('"Kim"', '"Kim'), 8, "does not end"),
        ("", 1, "two numbers"),
    ],
)
def test_a_fault_is_named_with_its_line(broken: str, line: int, says: str):
    with pytest.raises(NotPapers, match=says) as fault:
        read(broken)
    assert str(fault.value).startswith(f"Line {line}: ")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='0123456789 -=#()"\n\r\tab', max_size=60))
def test_no_text_makes_the_reader_stumble(text: str):
    try:
        read("3 1\n" + text)
    except NotPapers as fault:
        assert str(fault)


@settings(max_examples=40, deadline=None)
@given(rankings(max_candidates=12), st.sampled_from([7, 64, 1 << 19]))
def test_quick_and_careful_readers_agree_however_the_file_falls_into_pieces(papers: Rankings, piece: int):
    rows = "".join(
        f"{weight} {''.join(f'{one} ' for one in row if one)}0\n"
        for row, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True)
    )
    text = f"{papers.candidates} 2\n{rows}0\n" + "".join(f'"{one}"\n' for one in range(1, papers.candidates + 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("floor.count.reading.blt_regular.PIECE", piece)
        try:
            quick = ranked(blt._quickly(io.BytesIO(text.encode())).papers)
        except Irregular:
            assert piece == 7
            return
    careful = ranked(blt._carefully(text).papers)
    assert quick == careful == ranked(papers)


SLIPS = [" ", "\t", "\n", "\r", "\r\n", " 0 ", " 0\n", "\n0\n", "9 ", " 1", "#", "-", "="]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(PLAIN)), st.sampled_from(SLIPS)), min_size=1, max_size=3),
    st.sampled_from([16, 1 << 19]),
)
def test_what_the_quick_reader_takes_the_careful_one_reads_the_same(slips: list[tuple[int, str]], piece: int):
    text = PLAIN
    for at, slip in slips:
        text = text[:at] + slip + text[at:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("floor.count.reading.blt_regular.PIECE", piece)
        try:
            quick = blt._quickly(io.BytesIO(text.encode()))
        except Irregular:
            return
    careful = blt._carefully(text)
    assert ranked(quick.papers) == ranked(careful.papers)
    assert (quick.names, quick.seats, quick.title) == (careful.names, careful.seats, careful.title)


def test_ranks_are_small():
    papers = read(PLAIN).papers
    assert isinstance(papers, Rankings) and papers.ranks.dtype == np.uint8
