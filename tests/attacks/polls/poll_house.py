"""A house of its own with an open poll in it: a real database that commits, and processes that can be killed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.faults.conftest import founded
from tests.faults.house import ROOT, House

from .operator import Operator

#: A database on this machine's PostgreSQL, by name.
Server = Callable[[], Any]


@dataclass(frozen=True)
class PollHouse:
    """What can be done to it."""

    house: House

    @property
    def operator(self) -> Operator:
        return Operator(self.house.database)

    def run(self, script: str, *arguments: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run one of the modules beside this one in the house."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", f"tests.attacks.polls.{script}", *arguments],
            env=self.house.environment, cwd=ROOT, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        if expect is not None:
            assert done.returncode == expect, done.stdout[-2000:] + done.stderr[-4000:]
        return done

    def report(self, script: str, *arguments: str) -> dict[str, Any]:
        """What a script prints as its last line, in JSON."""
        return json.loads(self.run(script, *arguments).stdout.strip().splitlines()[-1])


class Building:
    """Houses on either database. The works is founded once on each, then copied: a house in a moment instead of seconds."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        self._masters: dict[str, House] = {}

    def house(self, kind: str, place: Path) -> PollHouse:
        """A founded works of twelve that nobody else has, kept in a folder that is empty."""
        if kind not in self._masters:
            self._masters[kind] = founded(self._database(kind, self.folder), self.folder / kind)
        master = self._masters[kind]
        shutil.copytree(master.home, place / "home")
        if kind == "sqlite":
            # What the last process left in the write-ahead log belongs into the file.
            Operator(master.database).ask("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(self.folder / "floor.sqlite3", place / "floor.sqlite3")
            return PollHouse(House(place / "home", f"sqlite:///{place / 'floor.sqlite3'}"))
        return PollHouse(House(place / "home", self._database(kind, place, like=master.database)))

    def _database(self, kind: str, folder: Path, like: str = "") -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder / 'floor.sqlite3'}"
        server, name = self.server(), f"floor_{uuid.uuid4().hex[:12]}"
        template = f" TEMPLATE {urlsplit(like).path.lstrip('/')}" if like else ""
        server.psql(f"create database {name}{template};")
        return urlsplit(server.get_uri())._replace(path=f"/{name}").geturl()
