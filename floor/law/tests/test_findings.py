"""Every finding has statutes that have it, and statutes near to them that have not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from floor.law.checker import check
from floor.law.findings import CHECKS, Finding
from floor.law.reading import read

from .written import changed, written

HERE = Path(__file__).parent
CLEAN: dict[str, Any] = tomllib.loads((HERE / "clean.toml").read_text())
CASES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "findings.toml").read_text())


def findings_after(change: dict[str, Any]) -> tuple[Finding, ...]:
    return check(read(written(changed(CLEAN, change))))


def test_the_clean_statutes_are_clean() -> None:
    assert check(read((HERE / "clean.toml").read_text())) == ()
    assert findings_after({}) == ()


def test_every_finding_has_a_case_with_and_without() -> None:
    assert set(CASES) == set(CHECKS)
    assert all(case["with"] for case in CASES.values())


@pytest.mark.parametrize("code", CASES)
def test_it_is_found(code: str) -> None:
    case = CASES[code]
    found = [finding for finding in findings_after(case["with"]) if finding.code == code]
    assert found, "nothing found"
    assert found[0].severity == CHECKS[code].severity
    assert found[0].guarantee == case.get("guarantee", CHECKS[code].guarantee)
    assert found[0].path == case.get("path", found[0].path)
    assert case.get("says", "") in found[0].message
    for change in case.get("also", []):
        assert code in {finding.code for finding in findings_after(change)}, change


@pytest.mark.parametrize("code", CASES)
def test_it_is_not_found_where_it_is_not(code: str) -> None:
    for change in (CASES[code].get("without", {}), *CASES[code].get("nor", [])):
        assert code not in {finding.code for finding in findings_after(change)}, change


@pytest.mark.parametrize("code", CASES)
def test_it_is_said_in_words_for_a_secretary(code: str) -> None:
    for finding in findings_after(CASES[code]["with"]):
        assert (
            finding.message[0].isupper() or finding.message[0] in '"0123456789' or finding.message.split()[0].islower()
        )
        assert finding.message.rstrip().endswith((".", "?", ")", '"', "]")), finding.message
        assert not re.search(
            r"None|Fraction|Traceback|<floor|\{'|frozenset|object at", finding.message + finding.path
        ), finding.message
        assert finding.line > 0
        assert set(finding.as_json()) == {"guarantee", "code", "severity", "line", "path", "message"}


@pytest.mark.parametrize("code", CHECKS)
def test_it_says_in_general_what_is_wrong(code: str) -> None:
    assert CHECKS[code].says.endswith(".")
    assert re.fullmatch(r"R([1-9]|1\d|2[0-5])", CHECKS[code].guarantee)
