"""Values with dates: read for a day, and explained where they overlap, leave a gap or have no source."""

from __future__ import annotations

from datetime import date

import pytest

from floor.law.reading import read

from .test_reading import CLEAN, changed, faults, the_fault

TWO = 'notice = [ { value = "14 days", until = 2026-02-18, source = "old act" },\n { value = "10 days", from = 2026-02-18, source = "new act" } ]'


def test_a_dated_value_changes_on_its_day() -> None:
    statutes = read(changed('notice = "3 days"', TWO))
    assert statutes.turning_days == (date(2026, 2, 18),)
    assert str(statutes.on(date(2026, 2, 17)).body["meeting"].notice) == "2 weeks"
    assert str(statutes.on(date(2026, 2, 18)).body["meeting"].notice) == "10 days"
    place = ("body", "meeting", "notice")
    assert statutes.line_of(place, date(2026, 2, 18)) == statutes.line_of(place, date(2026, 2, 17)) + 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("from = 2026-02-18", "from = 2026-02-01", "Two values would hold at once"),
        ("from = 2026-02-18", "from = 2026-03-01", "No value would hold from 2026-02-18 to 2026-03-01"),
        ("until = 2026-02-18, ", "", "Two values would hold at once"),
        (', source = "old act"', "", "where it comes from"),
        (', source = "old act"', ', source = " "', "where it comes from"),
        (', source = "old act"', ', sorce = "x", source = "y"', "Did you mean source?"),
        ("until = 2026-02-18", 'until = "2026-02-18"', "without quotation marks"),
        ("until = 2026-02-18", "until = 2026-02-18T10:00:00", "without a time"),
        ("until = 2026-02-18", "from = 2026-03-01, until = 2026-02-18", "before it begins"),
        ('value = "10 days"', 'value = "10 dyas"', "(So from 2026-02-18.)"),
        ('value = "14 days"', 'value = "14 dyas"', "(So until 2026-02-17.)"),
        ('value = "14 days"', 'value = { value = "14 days", source = "x" }', "inside another"),
    ],
)  # fmt: skip
def test_a_wrong_dated_value_is_explained(old: str, new: str, told: str) -> None:
    assert old in TWO
    message = " ".join(fault.message for fault in faults(changed('notice = "3 days"', TWO.replace(old, new, 1))))
    assert told in message


def test_a_required_value_that_ends_is_missing_from_then_on() -> None:
    fault = the_fault(
        changed(
            'minutes-within = "7 days"', 'minutes-within = { value = "7 days", until = 2027-01-01, source = "act" }'
        )
    )
    assert "missing" in fault.message and "(So from 2027-01-01.)" in fault.message


def test_one_dated_element_of_a_list_can_end() -> None:
    statutes = read(
        changed(
            'convened-by = ["1/10 of members"]',
            'convened-by = ["1/10 of members", { value = "1/20 of members", until = 2027-01-01, source = "act" }]',
        )
    )
    assert len(statutes.on(date(2026, 12, 31)).body["meeting"].convened_by) == 2
    assert len(statutes.on(date(2027, 1, 1)).body["meeting"].convened_by) == 1


def test_too_many_turning_days_are_refused() -> None:
    rows = ", ".join(
        f'{{ value = "{number} days", from = {date.fromordinal(730_000 + number)}, until = {date.fromordinal(730_001 + number)}, source = "x" }}'
        for number in range(150)
    )
    assert "days" in the_fault(changed('notice = "3 days"', f"notice = [{rows}]")).message


def test_an_exception_ends_by_itself() -> None:
    statutes = read(
        changed(
            'reason = "Management fills its own half."', 'reason = "Management fills its own half."\nuntil = 2027-01-01'
        )
    )
    assert len(statutes.on(date(2026, 12, 31)).exception) == 2
    assert len(statutes.on(date(2027, 1, 1)).exception) == 1


def test_a_name_may_have_an_of_in_it() -> None:
    text = (
        CLEAN.replace("body.committee]", 'body."council of deputies"]')
        .replace('"chair of committee"', '"chair of council of deputies"')
        .replace('"committee"', '"council of deputies"')
    )
    law = read(text).on(date(2026, 1, 1))
    assert law.membership.admitted_by.body == "council of deputies" and law.membership.admitted_by.office == "chair"
    assert law.body["assembly"].convened_by[0].body == "council of deputies"
