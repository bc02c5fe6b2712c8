"""Whatever is wrong with a file, a secretary is told where, what, and what would be right: all at once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floor.law.reading import Fault, Unreadable, read
from floor.law.statutes import LARGEST

CLEAN = (Path(__file__).parent / "clean.toml").read_text()


def faults(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refused:
        read(text, "works.toml")
    for fault in refused.value.faults:
        assert fault.file == "works.toml" and fault.line > 0
        assert not re.search(r"pydantic|Traceback|validation error|Input should|tomllib|\bNone\b|type=", str(fault)), (
            fault
        )
    return refused.value.faults


def the_fault(text: str | bytes) -> Fault:
    (fault,) = faults(text)
    return fault


def changed(old: str, new: str) -> str:
    assert old in CLEAN
    return CLEAN.replace(old, new, 1)


def line_of(words: str, text: str = CLEAN) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if words in line)


def test_what_is_right_is_read_with_lines_and_a_digest() -> None:
    statutes = read(CLEAN.encode(), "works.toml")
    assert statutes.file == "works.toml"
    assert statutes.on(date(2026, 1, 1)).title == "Clean works"
    assert statutes.line_of(("body", "committee", "quorum")) == line_of('quorum = "1/2"')
    assert read(CLEAN).sha256 == statutes.sha256


# ---- How it was saved ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (CLEAN.encode("utf-16"), "UTF-16"),
        (CLEAN.encode("utf-16-le"), "UTF-16"),
        (CLEAN.encode("utf-16-be"), "UTF-16"),
        (b"\xef\xbb\xbf" + CLEAN.encode(), "byte order mark"),
        ("\ufeff" + CLEAN, "byte order mark"),
        (CLEAN.replace("Clean", "Räte").encode("latin-1"), "Latin-1"),
        ("x" * (LARGEST + 1), "at most 1,000,000"),
        (b"x" * (LARGEST + 1), "at most 1,000,000"),
        ("x = " + "[" * 900_000, "deep"),
        ("x" + ".x" * 400_000 + " = 1", "deep"),
        ("[" * 900_000, "should begin"),
    ],
)
def test_a_file_saved_wrongly_is_told_how(source: str | bytes, told: str) -> None:
    assert told in the_fault(source).message


def test_the_line_of_a_foreign_letter_is_named() -> None:
    assert the_fault(CLEAN.replace("business", "Geschäft").encode("latin-1")).line == line_of("business")


def test_ten_megabytes_of_nesting_are_refused_at_once() -> None:
    assert "characters" in the_fault(b"[" * 10_000_000).message


# ---- Whether it is TOML --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("quorum = 6 months", 'quotation marks: "6 months"'),
        ("quorum = one third", "quotation marks"),
        ("quorum = \u201c1/3\u201d", "straight"),
        ('quorum = "1/3', "quotation mark is missing"),
        ('quorum "1/3"', "equals sign"),
        ("quorum =", "quotation|value|written"),
        ("day = 2026-02-30", "no such day"),
        ('quorum = "1/3" "1/4"', "follows the end"),
        ("[body.meeting", "brackets"),
        ('path = "C:\\dir"', "backslash"),
        ("number = " + "9" * 5000, "digits"),
        ('convened-by = ["a" "b"]', "comma"),
        ("elected = { by = 1", "closed"),
    ],
)
def test_a_line_that_is_not_toml_is_explained(line: str, told: str) -> None:
    fault = the_fault(f'title = "x"\n{line}\n')
    assert fault.line == 2
    assert re.search(told, fault.message), fault.message


def test_several_broken_lines_are_told_at_once() -> None:
    assert [fault.line for fault in faults('a = 6 months\nb = "ok"\nc = \u201cx\u201d\nb = 3\nd = 2026-13-01\n')] == [
        1,
        3,
        4,
        5,
    ]


def test_what_stands_twice_is_told() -> None:
    assert "twice" in the_fault("a = 1\na = 2\n").message
    assert "twice" in the_fault("[body.x]\n[body.x]\n").message
    assert "twice" in the_fault("x = { a = 1, a = 2 }\n").message


def test_where_a_list_or_a_text_was_opened_is_told() -> None:
    assert the_fault('title = "x"\nlevels = ["shop",\n\n"factory"\n[body.x]\nat = "shop"\n').line == 2
    assert the_fault('title = "x"\nsummary = """\nlong\n\n').line == 2


# ---- Whether it speaks the language --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('quorum = "1/3"', 'qorum = "1/3"', "body.meeting.qorum", "Did you mean quorum? Possible are accounts-to"),
        ('quorum = "1/3"', 'term = "1 year"', "body.meeting.term", "belongs in body.<name>.elected"),
        ('quorum = "1/3"', 'convened_by = ["x"]', "body.meeting.convened_by", "hyphen: convened-by"),
        ('quorum = "1/3"', 'quorum = "one third"', "body.meeting.quorum", 'fraction or a percentage, for example "1/5'),
        ('quorum = "1/3"', 'quorum = "1/0"', "body.meeting.quorum", "divides by nothing"),
        ('quorum = "1/3"', "quorum = 3", "body.meeting.quorum", "written as text"),
        ('meets = "monthly"', 'meets = "montly"', "body.meeting.meets", '"monthly", it seems'),
        ('meets = "monthly"', "meets = 4", "body.meeting.meets", "weekly"),
        ('notice = "3 days"', 'notice = "3 fortnights"', "body.meeting.notice", "days, weeks, months or years"),
        ('sits = "every member"', "sits = true", "body.meeting.sits", '"every member"'),
        ("parity = true", 'parity = "yes"', "body.disputes.parity", "true or false"),
        ("limit = 3", 'limit = "3"', "body.committee.elected.limit", "whole number"),
        ("limit = 3", "limit = 0", "body.committee.elected.limit", "at least 1"),
        ("limit = 3", "limit = 3.0", "body.committee.elected.limit", "whole number"),
        ("seats = 9", "seats = 0", "body.committee.elected.seats", "at least 1"),
        ("seats = 9", "seats = true", "body.committee.elected.seats", "number of seats"),
        ("seats = 9", "seats = 9.5", "body.committee.elected.seats", "such as 9"),
        ("seats = 9", "seats = [[1, 2]]", "body.committee.elected.seats", "three whole numbers"),
        ("seats = 9", "seats = []", "body.committee.elected.seats", "at least one row"),
        ('method = "stv"', 'method = "svt"', "body.committee.elected.method", '"stv", it seems'),
        ('by = "assembly"', "by = 3", "body.committee.elected.by", "text in quotation marks or a list"),
        ('guarantee = "R1"', 'guarantee = "R26"', "exception[1].guarantee", '"R1" to "R25"'),
        ('reason = "Management fills its own half."', 'reason = "so"', "exception[1].reason", "at least 10 characters"),
        ('reason = "Management fills its own half."', 'reason = "Management fills it."\nuntil = "soon"', "exception[1].until", "date without quotation marks"),
        ('of = "assembly"', "", "vote.expulsion.of", "missing"),
        ('language = "floor 1"', 'language = "floor 2"', "language", '"floor 1"'),
        ("[body.meeting]", '[body."a/b"]', 'body."a/b"', "cannot be a name"),
        ("[body.meeting]", "[body.value]", "body.value", "kept for values with dates"),
        ('levels = ["shop", "factory", "district"]', "levels = []", "levels", "at least 1"),
        ('admitted-by = "chair of committee"', 'admitted-by = ["chair"]', "membership.admitted-by", "written as text"),
        ('categories = { sex = ["women", "men"] }', "categories = 3", "membership.categories", "table of names"),
    ],
)  # fmt: skip
def test_a_wrong_key_or_value_is_explained(old: str, new: str, key: str, told: str) -> None:
    fault = the_fault(changed(old, new))
    assert fault.key == key
    assert told in fault.message, fault.message
    expected = line_of(new.split("\n")[-1], changed(old, new)) if new else line_of("[vote.expulsion]")
    assert fault.line == expected


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        changed('quorum = "1/3"', 'qorum = "1/3"')
        .replace("seats = 9", "seats = 0")
        .replace("[reconsideration]\nafter", "[reconsideration]\naftr")
    )
    told = faults(text)
    assert [fault.key for fault in told] == [
        "body.meeting.qorum",
        "body.committee.elected.seats",
        "reconsideration.after",
        "reconsideration.aftr",
    ]
    assert [fault.line for fault in told] == sorted(fault.line for fault in told)
    assert str(told[0]).startswith("works.toml:14: body.meeting.qorum: ")


def test_an_empty_file_is_told_what_it_needs() -> None:
    assert {fault.key for fault in faults("")} == {"title", "language", "levels", "membership", "body", "amendment"}


def test_a_thousand_faults_end_with_how_many_more() -> None:
    told = faults(CLEAN + "[units]\n" + "\n".join(f"key-{number} = 1" for number in range(1000)))
    assert len(told) == 101
    assert told[-1].message == "and 900 more faults from here on."


# ---- Whatever comes ------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_no_bytes_bring_anything_but_a_refusal(source: bytes) -> None:
    with pytest.raises(Unreadable):
        read(source)


PIECES = re.findall(r'"[^"\n]*"|[\w-]+|[^\w\s]|\n', CLEAN)


@given(st.integers(0, len(CLEAN)), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join))
def test_statutes_with_a_piece_torn_out_are_read_or_refused(at: int, length: int, put: str) -> None:
    try:
        read(CLEAN[:at] + put + CLEAN[at + length :])
    except Unreadable as refused:
        assert all(fault.message for fault in refused.faults)
        assert "pydantic" not in str(refused)
