"""Where every test starts: a home of its own on disk, and a small works founded by acts."""

from __future__ import annotations

import os
import tempfile
import zlib

# Before Django reads its settings: tests never touch a living organisation.
os.environ["FLOOR_HOME"] = tempfile.mkdtemp(prefix="floor-test-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "floor.site.settings")

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the code.
THOROUGH = os.environ.get("FLOOR_REBUILD") == "all"
settings.register_profile(
    "floor", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100 if THOROUGH else 25
)
settings.load_profile("floor")


#: What takes long in few tests: browsers, servers that are killed, a whole demonstration.
_LONG = ("floor/demo", "tests/", "docs/")


def pytest_collection_modifyitems(items):
    """What takes long comes first, so that at the end no processor waits for another. Within a file the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.fixture(autouse=True)
def _a_home_of_its_own(settings, tmp_path):
    """Keys of urns lie where the organisation lives; no test sees those of another."""
    settings.HOME = tmp_path / "home"


@pytest.fixture
def works(db, empty_replay, request):
    """A factory of three shops in a district, founded by twelve people who elected a committee of three.

    Whatever a test does with it, the book must afterwards rebuild the same tables. On PostgreSQL that is left to the tests
    that are about rebuilding: the replay is the same there, and the day has only so many minutes.
    """
    from django.db import connection

    from tests.world import assert_the_book_rebuilds, found_works

    yield found_works()
    if connection.vendor == "sqlite" and _is_rebuilt_today(request.node.nodeid):
        assert_the_book_rebuilds()


def _is_rebuilt_today(test: str) -> bool:
    """Every test of the book, and one in sixteen of the other rooms; all of them in `make soak`."""
    if test.startswith("floor/book") or os.environ.get("FLOOR_REBUILD") == "all":
        return True
    return zlib.crc32(test.encode()) % 16 == 0


@pytest.fixture(scope="session")
def empty_replay(django_db_setup, django_db_blocker, tmp_path_factory):
    """One migrated, empty SQLite file for all replays: copied instead of migrated anew."""
    import shutil

    from floor.book import replaying

    master = tmp_path_factory.mktemp("replay") / "empty.sqlite3"
    with django_db_blocker.unblock():
        migrate = replaying.call_command

        def copied(command, database, **options):
            from django.db import connections

            target = connections[database].settings_dict["NAME"]
            if not master.exists():
                migrate(command, database=database, **options)
                connections[database].close()
                shutil.copy(target, master)
            else:
                shutil.copy(master, target)

        replaying.call_command = copied
        yield
        replaying.call_command = migrate


@pytest.fixture
def lasting_works(transactional_db):
    """The same, but really committed, for tests with several connections or processes."""
    from tests.world import found_works

    return found_works()


@pytest.fixture(autouse=True)
def _tests_may_empty_tables(monkeypatch):
    """Django empties the tables between transactional tests; that is the test runner, not an institution."""
    from django.test import TransactionTestCase

    from floor.book.protected import acting

    empty = TransactionTestCase._fixture_teardown

    def teardown(case):
        from floor.polls.models import Poll

        with acting("the test runner empties its tables"):
            # Nothing is taken out of an urn that is open, not even by Django.
            Poll.objects.filter(state="open").update(state="over")
            empty(case)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
