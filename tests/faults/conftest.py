"""Houses on SQLite and on PostgreSQL; the faults are the same."""

from __future__ import annotations

import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.postgres import running

from .house import House


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL for this session."""
    with running() as server:
        yield server


def founded(database: str, home: Path) -> House:
    built = House(home, database)
    built.floor("setup")
    built.run("found")
    return built


@pytest.fixture
def postgres_house(postgres, tmp_path) -> House:
    """A founded works in a PostgreSQL database of its own."""
    name = f"floor_{uuid.uuid4().hex[:12]}"
    postgres.psql(f"create database {name};")
    return founded(urlsplit(postgres.get_uri())._replace(path=f"/{name}").geturl(), tmp_path / "home")


@pytest.fixture(params=["sqlite", "postgres"])
def house(request, tmp_path) -> House:
    """A founded works, on either database."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_house")
    return founded(f"sqlite:///{tmp_path / 'floor.sqlite3'}", tmp_path / "home")
