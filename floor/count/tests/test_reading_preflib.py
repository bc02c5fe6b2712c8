"""PrefLib files, as they are today and as they were before 2022."""

from __future__ import annotations

import pytest

from floor.count.papers import Marks, NotPapers, Orders
from floor.count.reading import read_urn
from floor.count.tests.test_reading_blt import ranked

HEAD = "# FILE NAME: 1.soi\n# TITLE: Works committee\n# NUMBER ALTERNATIVES: 4\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bea\n# ALTERNATIVE NAME 3: Kim\n# ALTERNATIVE NAME 4: Dov: of the smithy\n"


def read(text: str, ending: str):
    return read_urn(text.encode(), ending)


@pytest.mark.parametrize("ending", [".soi", ".toi", ""])
def test_rankings_say_no_seats(ending: str):
    urn = read(HEAD + "12: 1,3,2\n3: 4\n", ending)
    assert (urn.names, urn.seats, urn.title) == (("Ann", "Bea", "Kim", "Dov: of the smithy"), None, "Works committee")
    assert ranked(urn.papers) == {(1, 3, 2): 12, (4,): 3}


def test_brackets_hold_those_who_stand_level():
    papers = read(HEAD + "5: 1,{2,4},3\n2: {1,2,3,4}\n", ".toc").papers
    assert isinstance(papers, Orders)
    assert papers.places.tolist() == [[1, 2, 3, 2], [1, 1, 1, 1]]


def test_all_who_stand_level_at_the_end_are_those_whom_a_short_ranking_does_not_name():
    assert ranked(read(HEAD + "5: 3,{1,2,4}\n2: {1,2,3,4}\n1: 1,2,3,4\n", ".toc").papers) == {
        (3,): 5,
        (): 2,
        (1, 2, 3, 4): 1,
    }
    # Those level here are not all who are left.
    assert isinstance(read(HEAD + "5: 3,{1,2}\n", ".toi").papers, Orders)


def test_the_old_form_reads_the_same():
    urn = read("3\n1,Ann\n2,Bea\n3,Kim\n14,14,2\n12,1,3,2\n2,{1,2},3\n", ".toc")
    assert urn.names == ("Ann", "Bea", "Kim")
    assert isinstance(urn.papers, Orders) and urn.papers.weights.tolist() == [12, 2]


def test_two_categories_are_crosses():
    papers = read(
        HEAD + "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n7: {1,2},{3,4}\n2: 4,{1,2,3}\n1: {},{1,2,3,4}\n", ".cat"
    ).papers
    assert isinstance(papers, Marks)
    assert papers.marks.tolist() == [[1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]


def test_three_categories_are_points():
    papers = read(HEAD + "# NUMBER CATEGORIES: 3\n7: 1,{2,3},4\n", ".cat").papers
    assert isinstance(papers, Marks) and papers.marks.tolist() == [[2, 1, 1, 0]]


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        (HEAD + "12: 1,9\n", 8, "no candidate 9"),
        (HEAD + "12: 1,1\n", 8, "twice"),
        (HEAD + "1,2\n", 8, "should look like"),
        (HEAD + "12: 1,{2,3\n", 8, "brackets do not match"),
        (HEAD + "few: 1\n", 8, "whole number"),
        ("# FILE NAME: 1.soi\n", 1, "how many candidates"),
        ("3\n1,Ann\n", 2, "before all are named"),
        ("2\nAnn\nBea\n1,1,1\n", 2, "name of candidate 1"),
        ("", 1, "empty"),
    ],
)
def test_a_fault_is_named_with_its_line(broken: str, line: int, says: str):
    with pytest.raises(NotPapers, match=says) as fault:
        read(broken, ".soi")
    assert str(fault.value).startswith(f"Line {line}: ")
