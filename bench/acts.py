"""How fast acts are done, one after the other, against the bare transactions of the very same writes.

    .venv/bin/python bench/acts.py [ACTS] [--on=sqlite|postgresql]

Every INSERT, UPDATE and DELETE that an act makes is written down while the acts are done. Then those statements alone
are sent through the driver, one transaction for each act, on a copy of the database as it was before. The aim is at
least a third of that: guard, statutes, canonical entry, commitments and Merkle tree may cost twice what the writes cost.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure  # noqa: E402
from bench.houses import each_kind, house  # noqa: E402

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|COPY)\b", re.IGNORECASE)
Writes = list[list[tuple[str, Any, bool]]]
MEMBERS, UNITS = 2_000, 40


def main(number: int, kind: str) -> None:
    with house(kind):
        works = a_works()
        for name, make in ACTS.items():
            acts = [make(works, turn) for turn in range(number)]
            keep_a_copy(kind)
            writes: Writes = []
            seconds = do_all(works, acts, writes)
            bare = replay_bare(kind, writes)
            each = sum(len(written) for written in writes) / number
            figure(f"{name} ({each:.0f} writes)", number / seconds, "acts/s", bare / seconds, "of bare", "0.33")


def a_works() -> Any:
    """A works with two thousand people in forty shops."""
    from floor.house.acts.members import EnterMembers, Person
    from floor.house.acts.units import EnterUnits, NewUnit
    from tests.world import SECRETARY, found_works

    works = found_works()
    rows = [NewUnit(level="shop", title=f"Shop {n}", parent=2) for n in range(UNITS)]
    works.say(EnterUnits(under=2, first=6, units=rows), SECRETARY)
    for first in range(13, MEMBERS, 1000):
        people = [Person(name=f"Person {first + n}") for n in range(1000)]
        units = [(6 + n, 1000 // UNITS) for n in range(UNITS)]
        works.say(EnterMembers(under=2, first=first, units=units, people=people, confirmed=True), SECRETARY)
    return works


def move(works: Any, turn: int) -> tuple[Any, int]:
    from floor.house.acts.members import Move

    member = 13 + turn % 1000
    return Move(member=member, to=6 + (turn % 1000 // (1000 // UNITS) + 1 + turn // 1000) % UNITS), member


def rename(works: Any, turn: int) -> tuple[Any, int]:
    from floor.house.acts.units import RenameUnit

    return RenameUnit(unit=6 + turn % UNITS, title=f"Shop of the turn {turn}"), 2


def dues(works: Any, turn: int) -> tuple[Any, int]:
    from floor.house.acts.members import RecordDues

    return RecordDues(member=13 + turn % 1000, until=f"2026-{3 + turn // 1000:02}-28"), 2


def correct(works: Any, turn: int) -> tuple[Any, int]:
    from floor.house.acts.members import CorrectPerson, Person

    return CorrectPerson(member=13 + turn % 1000, person=Person(name=f"Corrected {turn}", contact="x@example.org")), 2


def elect(works: Any, turn: int) -> tuple[Any, int]:
    """The control commission has a free seat; a by-election elects somebody who leaves the seat again before the next one."""
    from floor.house.acts.elections import DeclareElection
    from tests.world import count_of

    from floor.house.models import Unit

    entitled = Unit.objects.get(pk=2).members_below
    votes = {40 + turn: entitled - 100, 39 + turn: 5}
    count = count_of(
        works.now, unit=2, body="control commission", votes={}, entitled=entitled, present=entitled - 90, cast=entitled - 100, elected=[]
    )  # fmt: skip
    from floor.house.counting import Votes

    return DeclareElection(count=count.model_copy(update={"votes": [Votes(candidate=n, votes=0) for n in votes]})), 11


ACTS: dict[str, Callable[[Any, int], tuple[Any, int]]] = {
    "Move": move, "RenameUnit": rename, "RecordDues": dues, "CorrectPerson": correct, "DeclareElection": elect,
}  # fmt: skip


def do_all(works: Any, acts: list[tuple[Any, int]], writes: Writes) -> float:
    """The seconds that the acts take; what they write is kept."""
    from django.db import connection

    from floor.book.act import by_member
    from floor.book.doing import do

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITE.match(sql):
            writes[-1].append((sql, list(params) if many else params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        start = time.perf_counter()
        for act, member in acts:
            writes.append([])
            do(act, by_member(member), at=works.now)
        return time.perf_counter() - start


def keep_a_copy(kind: str) -> None:
    from django.db import connection

    if kind == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        name = connection.settings_dict["NAME"]
        shutil.copy(name, f"{name}.before")
        return
    import psycopg

    connection.close()
    with psycopg.connect(connection.settings_dict["_uri"], autocommit=True, dbname="template1") as raw:
        raw.execute("DROP DATABASE IF EXISTS before")
        raw.execute(f'CREATE DATABASE before TEMPLATE "{connection.settings_dict["NAME"]}"')


def replay_bare(kind: str, writes: Writes) -> float:
    """The seconds that the writes alone take, on the copy."""
    from django.db import connection

    if kind == "sqlite":
        return _replay_on_sqlite(f"{connection.settings_dict['NAME']}.before", writes)
    return _replay_on_postgres(connection.settings_dict["_uri"], writes)


def _replay_on_sqlite(name: str, writes: Writes) -> float:
    import sqlite3

    from django.conf import settings

    raw = sqlite3.connect(name, isolation_level=None)
    raw.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    ready = [[(sql.replace("%s", "?"), params, many) for sql, params, many in written] for written in writes]
    start = time.perf_counter()
    for written in ready:
        raw.execute("BEGIN IMMEDIATE")
        for sql, params, many in written:
            if many:
                raw.executemany(sql, params)
            else:
                raw.execute(sql, params or ())
        raw.execute("COMMIT")
    seconds = time.perf_counter() - start
    raw.close()
    return seconds


def _replay_on_postgres(uri: str, writes: Writes) -> float:
    import psycopg

    with psycopg.connect(uri, dbname="before", autocommit=True) as raw, raw.cursor() as cursor:
        start = time.perf_counter()
        for written in writes:
            with raw.transaction():
                for sql, params, many in written:
                    if many:
                        cursor.executemany(sql, params)
                    else:
                        cursor.execute(sql, params)
        return time.perf_counter() - start


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(int(given[0]) if given else 1_000, on[0])
    else:
        each_kind(__file__, given)
