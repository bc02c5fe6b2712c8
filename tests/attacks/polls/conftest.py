"""Houses with a poll in them, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import postgres  # noqa: F401

from .poll_house import Building, PollHouse
from .voted import Voted

KINDS = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def building(request, tmp_path_factory) -> Building:
    return Building(tmp_path_factory.mktemp("building"), lambda: request.getfixturevalue("postgres"))


@pytest.fixture(params=KINDS)
def poll_house(request, building: Building, tmp_path: Path) -> PollHouse:
    """A works of twelve, on either database."""
    return building.house(request.param, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def voted(request, building: Building, tmp_path_factory) -> Voted:
    """One poll that was voted in over HTTP and has closed, for all the questions of a file."""
    folder = tmp_path_factory.mktemp("voted")
    return Voted(building.house(request.param, folder), folder)
