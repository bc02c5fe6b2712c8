"""The casebook as data, and the report of which cases run: `python -m tests.casebook.cases`."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

#: Which room a theme waits for.
WAITS_FOR = {
    "election": "polls", "recall": "polls", "delegates": "polls and meetings", "meeting": "meetings", "press": "the press", "strike": "strikes",
    "solidarity": "strikes", "grievance": "disputes", "discipline": "disputes", "agreement": "agreements", "wages": "agreements",
    "distribution": "the commons", "production": "production", "congress": "congress", "records": "series with sources and doubts (M56, M57)",
    "statutes": "statutes", "membership": "the house",
}  # fmt: skip


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Every case by its id."""
    with (ROOT / "casebook" / "cases.toml").open("rb") as file:
        return {each["id"]: each for each in tomllib.load(file)["case"]}


def case(name: str) -> dict[str, Any]:
    return cases()[name]


class Collected:
    """A pytest plugin that looks at the casebook marks and runs nothing."""

    def __init__(self) -> None:
        self.carried: dict[str, set[int]] = defaultdict(set)
        self.tests: dict[str, int] = defaultdict(int)

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        for item in items:
            for mark in item.iter_markers("casebook"):
                self.carried[mark.args[0]] |= set(mark.kwargs.get("must", ()))
                self.tests[mark.args[0]] += 1


def report() -> str:
    """Which cases run as tests, and which wait, and for what."""
    import pytest

    seen = Collected()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-qq", str(ROOT / "tests" / "casebook")], plugins=[seen])
    lines, demands = [], sum(len(each["must"]) for each in cases().values())
    for name, each in sorted(cases().items()):
        if name in seen.tests:
            carried = sorted(seen.carried[name])
            lines.append(f"runs   {name:<36} {len(carried)} of {len(each['must'])} demands, {seen.tests[name]} tests")
    for name, each in sorted(cases().items()):
        if name not in seen.tests:
            lines.append(f"waits  {name:<36} for {WAITS_FOR[each['theme']]}")
    carried = sum(len(each) for each in seen.carried.values())
    lines.append(f"\n{len(seen.tests)} of {len(cases())} cases run; {carried} of {demands} demands are carried.")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
    sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", "tests/casebook"], cwd=ROOT).returncode)
