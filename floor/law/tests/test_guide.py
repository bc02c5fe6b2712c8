"""The guide to writing statutes: every example in it is read, and does what the guide says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from floor.law.checker import check
from floor.law.findings import Finding
from floor.law.reading import read
from floor.law.values import Duration, Majority, Seats, Share, Who, Written

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "write-statutes.md"
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
CHANGES = [block for block in BLOCKS if block.startswith(("# instead", "# refused"))]
WHOLE = "\n".join(block for block in BLOCKS if block not in CHANGES)


def sections(text: str) -> list[tuple[str, str]]:
    """The tables of a text, each with its header line; what stands before the first has none."""
    parts = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    return [(part.splitlines()[0].split("#")[0].rstrip() if part.startswith("[") else "", part) for part in parts]


def with_change(change: str) -> str:
    """The whole statutes with the tables of a change put in the place of their namesakes, or at the end."""
    new = {header: part for header, part in sections(change) if header}
    kept = [part for header, part in sections(WHOLE) if header not in new]
    return "".join(kept) + "\n" + "".join(new.values())


def findings(text: str) -> list[Finding]:
    return list(check(read(text, "guide.toml")))


def title_of(change: str) -> str:
    return " ".join(change.splitlines()[:2])


def test_the_examples_together_are_statutes_that_the_checker_passes() -> None:
    assert len(BLOCKS) >= 15
    assert findings(WHOLE) == []


@pytest.mark.parametrize("change", [block for block in CHANGES if block.startswith("# instead")], ids=title_of)
def test_what_can_stand_instead_passes_too(change: str) -> None:
    assert with_change(change) != WHOLE
    assert findings(with_change(change)) == []


@pytest.mark.parametrize("change", [block for block in CHANGES if block.startswith("# refused")], ids=title_of)
def test_what_the_guide_says_is_refused_is_refused_for_that_reason(change: str) -> None:
    promised = change.splitlines()[0].removeprefix("# refused: ")
    broken = [finding.code for finding in findings(with_change(change)) if finding.severity == "broken"]
    assert promised in broken


@pytest.mark.parametrize(("row", "kind"), [
    ("a length of time", Duration), ("a share of people", Share), ("a majority", Majority), ("a number of seats", Seats), ("who may do it", Who),
])  # fmt: skip
def test_the_phrases_in_the_table_are_understood(row: str, kind: type[Written]) -> None:
    (line,) = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {row} |")]
    examples = re.findall(r"`(.+?)`", line.split("|")[3])
    assert len(examples) >= 2
    for example in examples:
        assert kind.parse(tomllib.loads(f"phrase = {example}")["phrase"])
