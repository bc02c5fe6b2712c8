"""Large organisations: entered through the real import, in bounded memory; pages that stay quick.

Twenty thousand members every day; a million in twenty thousand units with `make soak`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SIZES = [
    pytest.param((20_000, 400), id="20,000 members in 400 units"),
    pytest.param((1_000_000, 20_000), id="1,000,000 members in 20,000 units", marks=pytest.mark.slow),
]
#: What an import may hold in memory above what the process held before it, in MB.
MEMORY = 300


@dataclass(frozen=True)
class Page:
    """A page that must stay quick however large the organisation is."""

    address: str
    queries: int = 20
    milliseconds: float = 100


#: Add a line for every page that lists things. Unit 6 is a factory of a hundred shops, unit 300 a shop.
PAGES = [
    Page("/"),
    Page("/units/"),
    Page("/units/1/"),
    Page("/units/6/"),
    Page("/units/300/"),
    Page("/book/"),
    Page("/book/20/"),
    Page("/statutes/"),
    Page("/refusals/"),
    Page("/guarantees/"),
]


def alone(module: str, *arguments: object) -> dict:
    """Run a module in a process of its own and read the figures it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3000,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=SIZES)
def grown(request, tmp_path_factory):
    """An organisation of this size on disk, and the figures of its making."""
    home = tmp_path_factory.mktemp("scale")
    members, units = request.param
    return home, members, units, alone("tests.scale.grow", home, members, units)


@pytest.mark.timeout(3000)
def test_everyone_is_entered(grown):
    _, members, units, seen = grown
    assert seen["members"] == seen["counted"] == members + 12
    assert seen["units"] == units + units // 100 + 5
    assert seen["longest"] <= 65_535


def test_entering_takes_no_more_memory_for_more_people(grown, record_property):
    _, members, _, seen = grown
    for name, value in seen.items():
        record_property(name, value)
    sys.stdout.write(
        f"\n{members:,} members: looked at in {seen['looking']:.1f} s, entered in {seen['entering']:.1f} s ({members / seen['entering']:,.0f} rows/s), {seen['peak'] - seen['base']:.0f} MB above the base of {seen['base']:.0f} MB\n"
    )
    assert seen["peak"] - seen["base"] < MEMORY


def test_pages_stay_quick(grown, record_property):
    home, _, _, _ = grown
    seen = alone("tests.scale.visit", home, *(page.address for page in PAGES))
    slow = []
    for page in PAGES:
        found = seen[page.address]
        record_property(page.address, found)
        sys.stdout.write(
            f"{page.address:14} {found['status']} {found['queries']:3} queries {found['median'] * 1000:7.1f} ms, at first {found['first'] * 1000:7.1f} ms\n"
        )
        if found["status"] != 200 or found["queries"] >= page.queries or found["median"] * 1000 >= page.milliseconds:
            slow.append((page, found))
    assert not slow
