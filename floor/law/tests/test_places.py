"""Every key is found on its line, however the file is laid out."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.law.places import DEEPEST, TooDeep, lines_of, places_of
from floor.law.tests.generated import generated

TRICKY = '''\
# a comment with [brackets] and key = "value"
title = "A # that is no comment"   # one that is
summary = """
[not.a.table]
quorum = "1/9" and \\""" still inside""
"""
literal = \'\'\'
[nor.this]\'\'\'
levels = [   # a list over lines
  "shop", "a ] in a text",
  # a comment between
  "factory",
]

[ body . "general meeting" ]
"quorum second" = "1/3"
elected.by = "it"
elected . recall . petition = "1/5"
offices = { chair = { term = "1 year" }, "the secretary" = { pay = "9" } }
[body."factory \\u0063ommittee"]
days = 2026-02-18 10:00:00
[[exception]]
guarantee = "R1"
[exception.inner]
key = 1
[[exception]]
guarantee = "R2"
rows = [ { value = 1, source = "a" },
         { value = 2, source = "b" } ]
nested = [[1, 2, 3], [4,
 5, 6]]
'''


def test_tricky_layouts_are_followed() -> None:
    assert tomllib.loads(TRICKY)
    lines = lines_of(TRICKY)
    assert lines[("title",)] == 2
    assert lines[("summary",)] == 3
    assert lines[("literal",)] == 7
    assert lines[("levels",)] == 9
    assert lines[("levels", 0)] == lines[("levels", 1)] == 10
    assert lines[("levels", 2)] == 12
    assert lines[("body", "general meeting")] == 15
    assert lines[("body", "general meeting", "quorum second")] == 16
    assert lines[("body", "general meeting", "elected", "by")] == 17
    assert lines[("body", "general meeting", "elected", "recall", "petition")] == 18
    assert lines[("body", "general meeting", "offices", "the secretary", "pay")] == 19
    assert lines[("body", "factory committee", "days")] == 21
    assert lines[("exception", 0)] == 22
    assert lines[("exception", 0, "inner", "key")] == 25
    assert lines[("exception", 1, "guarantee")] == 27
    assert lines[("exception", 1, "rows", 0, "value")] == 28
    assert lines[("exception", 1, "rows", 1, "source")] == 29
    assert lines[("exception", 1, "nested", 0, 2)] == 30
    assert lines[("exception", 1, "nested", 1, 1)] == 31
    assert ("not", "a", "table") not in lines and ("nor", "this") not in lines


def test_windows_line_ends_count_once() -> None:
    assert lines_of(TRICKY.replace("\n", "\r\n")) == lines_of(TRICKY)


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} - {()} | {found for key, row in inner for found in paths_of(row, (*path, key))}


@pytest.mark.parametrize(
    "text", [TRICKY, generated(10), 'a.b.c = 1\na.d = { e.f = [{ g = "}" }] }\n["x.y"."z"]\nq=\'"\'', "", "# only\n"]
)
def test_every_key_and_element_has_a_line_and_nothing_else_has(text: str) -> None:
    assert set(lines_of(text)) == paths_of(tomllib.loads(text))


KEYS = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True),
    st.sampled_from(['"a b"', "'c.d'", '"[e]"', '"#"', '"\\t"', "'\"'"]),
)
SCALARS = st.sampled_from(
    [
        "1",
        "-2.5",
        "true",
        "2026-02-18",
        "1979-05-27 07:32:00",
        '"# ] } = ["',
        "'lit\\'",
        '"\\""',
        '"""\nlong\n[x]\n"""',
        "'''\na = 1\n'''",
        '""""q"""""',
    ]
)


def inline(value: Any) -> Any:
    rows = st.lists(value, max_size=3)
    spaces = st.sampled_from(["", " ", "\n  ", " # remark\n"])
    array = st.tuples(rows, spaces).map(lambda given: "[" + given[1] + ("," + given[1]).join(given[0]) + given[1] + "]")
    table = st.dictionaries(KEYS, value, max_size=3).map(
        lambda given: "{" + ", ".join(f"{key} = {row}" for key, row in given.items()) + "}"
    )
    return st.one_of(array, table)


VALUES = st.recursive(SCALARS, inline, max_leaves=8)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(" . ".join)
LINES = st.one_of(
    st.tuples(DOTTED, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    DOTTED.map(lambda key: f"[{key}]"),
    DOTTED.map(lambda key: f"[[ {key} ]] # rows"),
    st.sampled_from(["", "# [remark]", "   "]),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_it_agrees_with_the_toml_reader_on_what_is_there(text: str) -> None:
    try:
        there = paths_of(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        places_of(text)  # must come to an end without an error
        return
    assert set(lines_of(text)) == there


@given(st.text(alphabet="[]{}\"'=,.#a1 \n\\", max_size=60))
def test_no_text_at_all_upsets_it(text: str) -> None:
    places_of(text)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 1000, "x" + ".x" * 100_000 + " = 1", "[" + "a." * 1000 + "a]", "x = " + "{a = " * 400]
)
def test_nesting_beyond_reason_is_refused(text: str) -> None:
    with pytest.raises(TooDeep):
        lines_of(text)
    assert DEEPEST < 100
