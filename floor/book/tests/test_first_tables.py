"""An empty database is ready at once, and its tables are those that Django would have made step by step."""

from __future__ import annotations

import importlib
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, migrations

from floor.book.first_tables import FIRST, FirstTables

ROOMS = [
    app.rpartition(".")[0] if app.count(".") > 1 else app for app in settings.INSTALLED_APPS if app.startswith("floor.")
]


def first_of(room: str) -> type | None:
    try:
        return importlib.import_module(f"{room.split('.apps')[0]}.migrations.0001_initial").Migration
    except ModuleNotFoundError:
        return None


@pytest.mark.parametrize("room", ROOMS)
def test_every_first_migration_makes_its_tables_in_one_go(room):
    first = first_of(room)
    if first is not None and len(first.operations) > 1 and all(isinstance(one, FIRST) for one in first.operations):
        assert issubclass(first, FirstTables), "let it inherit from floor.book.first_tables.FirstTables"


def schema_made_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    file = folder / "empty.sqlite3"
    monkeypatch.setitem(
        connections.databases,
        "made",
        connections.databases["default"] | {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {}},
    )
    try:
        call_command("migrate", database="made", verbosity=0)
    finally:
        connections["made"].close()
        del connections["made"]
    with sqlite3.connect(file) as database:
        return sorted(database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.mark.slow
@pytest.mark.django_db(databases="__all__")
def test_the_tables_are_those_that_django_makes_step_by_step(tmp_path, monkeypatch, django_db_blocker):
    with django_db_blocker.unblock():
        (tmp_path / "one").mkdir()
        (tmp_path / "two").mkdir()
        at_once = schema_made_in(tmp_path / "one", monkeypatch)
        monkeypatch.setattr(FirstTables, "apply", migrations.Migration.apply)
        assert schema_made_in(tmp_path / "two", monkeypatch) == at_once and len(at_once) > 100
