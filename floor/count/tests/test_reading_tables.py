"""CSV files of our own, and the Scottish ones."""

from __future__ import annotations

import pytest

from floor.count.papers import Marks, NotPapers, Orders
from floor.count.reading import read_urn
from floor.count.tests.test_reading_blt import ranked


def read(text: str):
    return read_urn(text.encode(), ".csv")


def test_choices_are_names_or_numbers():
    urn = read(
        "title,Works committee\nseats,2\ncandidates,Ann,Bea,Kim\npapers,choice 1,choice 2\n40,Ann,3\n2,Kim,\n1,,\n"
    )
    assert (urn.title, urn.seats, urn.names) == ("Works committee", 2, ("Ann", "Bea", "Kim"))
    assert ranked(urn.papers) == {(1, 3): 40, (3,): 2, (): 1}


def test_without_a_row_of_candidates_the_names_are_those_that_occur():
    urn = read("choice 1,choice 2\nKim,Ann\nBea,\nKim,Ann\n")
    assert urn.names == ("Ann", "Bea", "Kim") and urn.seats is None
    assert ranked(urn.papers) == {(3, 1): 2, (2,): 1}


def test_semicolons_and_quotation_marks_do_as_well():
    urn = read('candidates;"Ann; of the smithy";Bea\nchoice 1;choice 2\nBea;"Ann; of the smithy"\n')
    assert ranked(urn.papers) == {(2, 1): 1}


def test_candidates_may_stand_level():
    papers = read("candidates,Ann,Bea,Kim\nchoice 1,choice 2\nAnn = Bea,Kim\n").papers
    assert isinstance(papers, Orders) and papers.places.tolist() == [[1, 1, 2]]


def test_columns_of_names_hold_crosses_or_points():
    papers = read("papers,Ann,Bea,Kim\n4,1,0,x\n2,,3,\n").papers
    assert isinstance(papers, Marks)
    assert papers.marks.tolist() == [[1, 0, 1], [0, 3, 0]] and papers.weights.tolist() == [4, 2]


def test_a_scottish_file_reads_with_its_ward():
    urn = read(
        '3,2,\n16,1,\n2,1,2,\n5,3,2,1,\n"Candidate 1","Ann","Brown","Labour",\n"Candidate 2","Bea","Gray","SNP",\n'
        '"Candidate 3","Kim Low","Green"\n"Ward 13",,\n'
    )
    assert (urn.names, urn.seats, urn.title) == (("Ann Brown", "Bea Gray", "Kim Low"), 2, "Ward 13")
    assert ranked(urn.papers) == {(1,): 16, (1, 2): 2, (3, 2, 1): 5}


def test_a_table_is_recognised_without_its_ending():
    assert ranked(read_urn(b"choice 1,choice 2\nKim,Ann\n").papers) == {(2, 1): 1}


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        ("candidates,Ann,Bea\nchoice 1\nKim\n", 3, "“Kim” is not among"),
        ("candidates,Ann,Bea\nchoice 1,choice 2\nAnn,Ann\n", 3, "twice"),
        ("papers,choice 1\nmany,Ann\n", 2, "whole number"),
        ("papers,Ann,Bea\n1,2.5,0\n", 2, "whole number"),
        ("Ann,Ann\n1,0\n", 1, "each once"),
        ("seats,some\nchoice 1\nAnn\n", 1, "whole number"),
        ("candidates,Ann\n", 1, "headings is missing"),
        ("", 1, "empty"),
        ("3,2\n16,1\n", 2, "rows with names"),
        ('choice 1\n"Ann\n', 2, "quotation marks"),
    ],
)
def test_a_fault_is_named_with_its_line(broken: str, line: int, says: str):
    with pytest.raises(NotPapers, match=says) as fault:
        read(broken)
    assert str(fault.value).startswith(f"Line {line}: ")


def test_an_urn_as_we_publish_it_is_read_and_its_units_change_nothing():
    urn = read("papers,unit,choice 1,choice 2\n2,3,1,3\n1,3,,\n4,others,3,\n")
    assert urn.names == ("1", "2", "3"), "2, whom nobody chose, is a candidate still"
    assert ranked(urn.papers) == {(1, 3): 2, (): 1, (3,): 4}


def test_a_candidate_called_unit_is_a_candidate():
    assert read("papers,unit,Ann\n2,1,0\n").names == ("unit", "Ann")
