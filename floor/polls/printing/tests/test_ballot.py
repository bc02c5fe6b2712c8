"""The ballot paper."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floor.polls.printing import print_ballot
from floor.polls.printing.ballot import HOW_TO
from floor.polls.printing.what import BallotPaper, Candidate

from .polls import POLL, ballot, candidates
from .reading_pdf import pages_of, text_of


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(st.characters(codec="latin-1"), max_size=40), max_size=6))
def test_every_paper_of_a_poll_is_the_same_to_the_last_byte(names: list[str]) -> None:
    paper = BallotPaper(POLL, "marks", tuple(Candidate(at, name) for at, name in enumerate(names)), most=2)
    assert print_ballot(paper) == print_ballot(dataclasses.replace(paper))


def test_nothing_on_or_in_it_tells_a_time_or_a_number_of_its_own() -> None:
    pdf = print_ballot(ballot())
    assert b"CreationDate" not in pdf
    assert b"ModDate" not in pdf
    assert not re.search(rb"xmp:(Create|Modify|Metadata)Date", pdf)


def test_copies_on_one_sheet_are_alike() -> None:
    said = text_of(print_ballot(ballot("marks", many=4, names=("Anna",))))
    quarter = said[: len(said) // 4]
    assert said == quarter * 4


@pytest.mark.parametrize(("many", "copies"), [(3, 4), (9, 2), (14, 1), (30, 1)])
def test_short_papers_stand_several_to_a_sheet(many: int, copies: int) -> None:
    pdf = print_ballot(BallotPaper(POLL, "rankings", tuple(Candidate(at, f"Person{at}.") for at in range(many))))
    assert pages_of(pdf) == 1
    assert text_of(pdf).count("Person0.") == copies


def test_more_crosses_than_a_paper_may_have_are_named() -> None:
    assert "at most 3 boxes" in HOW_TO["marks"](ballot("marks", most=3))[0]
    assert "one box only" in HOW_TO["marks"](ballot("marks", most=1))[0]
    assert "as many as you like" in HOW_TO["marks"](ballot("marks", most=None))[0]


def test_a_question_in_parts_has_three_answers_for_each() -> None:
    said = text_of(print_ballot(BallotPaper(POLL, "question", candidates(("The wage scale", "The hours"), 2))))
    assert "ForAgainstAbstain" in said
    assert said.index("Thewagescale") < said.index("Thehours")


def test_a_question_without_parts_is_asked_in_its_own_words() -> None:
    said = text_of(print_ballot(BallotPaper(POLL, "question", question="Shall it be accepted?")))
    assert "Shallitbeaccepted?ForAgainstAbstain" in said


def test_on_closed_lists_people_are_named_but_not_marked() -> None:
    closed = dataclasses.replace(ballot("lists", many=2), people=False)
    assert "people" not in " ".join(HOW_TO["lists"](closed))
    assert "people" in " ".join(HOW_TO["lists"](dataclasses.replace(closed, people=True)))
