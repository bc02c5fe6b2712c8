"""The result: figures that are exact, and nothing that gives a person away."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.polls.printing import print_result
from floor.polls.printing.small_groups import with_small_groups_hidden
from floor.polls.printing.turnout import in_words, percent
from floor.polls.printing.what import Figures, UnitLine

from .polls import result
from .reading_pdf import text_of


@pytest.mark.parametrize(
    ("voted", "roll", "share", "words"),
    [
        (265, 530, "50 %", "exactly half"),
        (49_999, 100_000, "about 49.99 %", "more than a third"),
        (1, 8, "12.5 %", "less than a quarter"),
        (2, 3, "about 66.66 %", "exactly two thirds"),
        (0, 5, "0 %", "nobody"),
        (5, 5, "100 %", "everyone"),
        (0, 0, "0 %", "nobody is on the roll"),
    ],
)
def test_turnout_is_said_exactly_and_in_words(voted: int, roll: int, share: str, words: str) -> None:
    assert percent(voted, roll) == share
    assert in_words(voted, roll) == words


def test_who_is_elected_and_why_and_how_to_count_again_is_on_it() -> None:
    said = text_of(print_result(result()))
    for words in (
        "Elected",
        "Firstchoices",
        "Whostoodlevel",
        "floorcount--methodstvpapers.csv",
        "Turnout:541of653",
        "Contest",
    ):
        assert words in said


def test_a_checkpoint_is_printed_without_a_letter_more() -> None:
    note = "example.org/works\n18443\nCsUYapGGPo4dkMgIAUqomXajj7h2fB2MPA3j2jxqIqAbCdEfGh=\n\n— works " + "Ab" * 60
    said = text_of(print_result(dataclasses.replace(result(), checkpoint=note)))
    assert "".join(note.split()) in said


def _unit(name: str, on_roll: int, voted: int | None = None) -> UnitLine:
    return UnitLine(name, on_roll, on_roll if voted is None else voted, (on_roll,))


def _hidden(units: list[UnitLine], smallest: int | None) -> set[str]:
    return {unit.name for unit in with_small_groups_hidden(units, smallest) if unit.voted is None}


def test_a_unit_too_small_is_hidden_and_one_more_lest_the_sum_betrays_it() -> None:
    units = [_unit("big", 90), _unit("smallish", 30), _unit("tiny", 3)]
    assert _hidden(units, 5) == {"tiny", "smallish"}


def test_where_too_few_voted_a_unit_is_hidden_however_large_it_is() -> None:
    assert "shy" in _hidden([_unit("shy", 90, voted=2), _unit("big", 90), _unit("bigger", 95)], 5)


def test_with_none_too_small_nothing_is_hidden() -> None:
    assert _hidden([_unit("one", 5), _unit("two", 6)], 5) == set()


@given(st.lists(st.integers(1, 30), min_size=2, max_size=8), st.integers(3, 10))
def test_what_is_hidden_is_never_one_unit_alone_nor_a_small_group(sizes: list[int], smallest: int) -> None:
    units = [_unit(str(at), size) for at, size in enumerate(sizes)]
    hidden = _hidden(units, smallest)
    assert not hidden or len(hidden) >= 2
    together = sum(sizes[int(name)] for name in hidden)
    assert not hidden or together >= smallest or len(hidden) == len(units)


def test_hidden_figures_are_dashes_and_the_note_says_why() -> None:
    sheet = dataclasses.replace(
        result(),
        units=(_unit("Night porters", 2), _unit("Bolt shop", 70), _unit("Foundry", 80)),
        figures=Figures(152, None),
    )
    said = text_of(print_result(sheet))
    assert "Nightporters2–" in said
    assert "fewerthan5people" in said
    assert "Turnout" not in said
