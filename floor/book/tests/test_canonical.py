"""Canonical JSON: the same value gives the same bytes, everywhere, or none at all."""

import json
from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from floor.book.canonical import LARGEST_INTEGER, NotCanonical, canonical, read_canonical, read_many

integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
# Keys on both sides of the surrogate gap, where Python's order and UTF-16's differ.
keys = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("a\ue000\uffff\U00010000\U0010ffff")), max_size=4
)
leaves = st.one_of(st.none(), st.booleans(), integers, st.text(st.characters(codec="utf-8")))
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=20,
)


@given(values)
def test_it_writes_what_the_reference_library_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_what_was_written_reads_back_as_the_same_value(value):
    assert read_canonical(canonical(value)) == value


@given(values)
def test_only_the_canonical_spelling_reads_back(value):
    spaced = json.dumps(value, sort_keys=True, indent=1).encode()
    if spaced != canonical(value):
        with pytest.raises(NotCanonical):
            read_canonical(spaced)


@given(st.binary(max_size=40))
def test_whatever_reads_back_is_written_the_same_way_again(raw):
    try:
        value = read_canonical(raw)
    except NotCanonical:
        return
    assert rfc8785.dumps(value) == raw


def test_names_sort_by_utf16_where_python_would_sort_otherwise():
    assert canonical({"\ue000": 1, "\U00010000": 2}) == '{"\U00010000":2,"\ue000":1}'.encode()
    assert canonical([{"\U00010000": 1}, {"\ue000": 1, "\U00010000": 2}, {}]) == rfc8785.dumps(
        [{"\U00010000": 1}, {"\ue000": 1, "\U00010000": 2}, {}]
    )


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        float("inf"),
        {"amount": 12.0},
        [[0.1]],
        2**53,
        -(2**53),
        {1: "one"},
        {None: 1},
        {"a": {2: 3}},
        {"\U00010000": 1.5},
        [{"\U00010000": 1}, 1.5],
        b"bytes",
        {1, 2},
        object(),
        "\ud800",
        {"\udfff": 1},
    ],
)
def test_what_json_cannot_carry_exactly_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_the_refusal_of_a_fraction_says_what_to_write_instead():
    with pytest.raises(NotCanonical, match=r"under “wage” is a fraction.*as text"):
        canonical({"payload": {"wage": 12.5}})


def test_a_value_that_contains_itself_is_refused():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotCanonical, match="contains itself"):
        canonical(endless)


def test_words_from_a_closed_list_are_written_as_their_text():
    class Method(StrEnum):
        STV = "stv"

    assert canonical({"method": Method.STV, "seats": True}) == b'{"method":"stv","seats":true}'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"a": 1}', "canonical form"),
        (b'{"b":1,"a":2}', "canonical form"),
        (b'{"a":1,"a":1}', "canonical form"),
        (b'"\\u0041"', "canonical form"),
        (b'"\\/"', "canonical form"),
        (b"-0", "canonical form"),
        (b"1.0", "fraction"),
        (b"1e2", "fraction"),
        (b"NaN", "fraction"),
        (b"-Infinity", "fraction"),
        (b"9007199254740992", "too large"),
        (b"9" * 5000, "too large"),
        (b'"\\ud800"', "Unicode"),
        (b"\xff", "UTF-8"),
        (b"\xef\xbb\xbf1", "not JSON"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"1 ", "canonical form"),
        (b"[" * 60_000, "nested too deeply"),
        ('{"\ue000":1,"\U00010000":2}'.encode(), "canonical form"),
    ],
)
def test_other_spellings_are_refused_and_the_reason_given(raw, why):
    with pytest.raises(NotCanonical, match=why):
        read_canonical(raw)


def test_the_largest_exact_number_passes_both_ways():
    assert read_canonical(canonical([LARGEST_INTEGER, -LARGEST_INTEGER])) == [LARGEST_INTEGER, -LARGEST_INTEGER]


@given(st.lists(values, max_size=6))
def test_many_lines_read_at_once_give_what_each_gives_alone(many):
    assert read_many([canonical(value) for value in many]) == many


@given(
    st.lists(values, max_size=4),
    st.lists(values, max_size=4),
    st.sampled_from([b"{} ", b"1.5", b"", b"\xff", b"{", b"1,1"]),
)
def test_one_bad_line_among_many_is_noticed(before, after, bad):
    assert read_many([canonical(value) for value in before] + [bad] + [canonical(value) for value in after]) is None


@pytest.mark.parametrize(
    "lines",
    [
        [b'{"a":[1', b"2]}"],
        [b'{"a":[{}', b'{"b":1}]}'],
        [b'{"a":[{}', b'{"b":1}]}', b"{},{}"],
        [b'{"a":[{}', b'{"b":1}]}', b"{},{},{}"],
        [b"[1", b"2],3"],
        [b"1],[2"],
    ],
)
def test_broken_lines_are_not_read_as_one_whole(lines):
    assert read_many(lines) is None
