"""How fast acts are done, one after the other, against the bare transactions of the very same writes.

    .venv/bin/python bench/acts.py [ACTS] [--on=sqlite|postgresql]

Every INSERT, UPDATE and DELETE that an act makes is written down while the acts are done. Then those statements alone
are sent through the driver, one transaction for each act, on a copy of the database as it was before. The aim is at
least a third of that: guard, statutes, canonical entry, commitments and Merkle tree may cost twice what the writes cost.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure
from bench.houses import each_kind, house

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|COPY)\b", re.IGNORECASE)
#: What one act writes: statement, values, whether it is sent for many rows.
Writes = list[tuple[str, Any, bool]]
MEMBERS, UNITS = 2_000, 40
#: Acts and bare transactions take turns of this length, so that whatever else the machine does meets both.
TURN = 25


def main(number: int, kind: str) -> None:
    with house(kind):
        works = a_works()
        keep_a_copy(kind)
        with bare_copy(kind) as bare:
            for name, acts in ACTS.items():
                doing: dict[str, list[float]] = {}
                writing: dict[str, list[float]] = {}
                writes: list[tuple[str, Writes]] = []
                each = acts(works)
                for _ in range(0, number, TURN):
                    writes = do_some(works, each, doing)
                    for what, written in writes:
                        writing.setdefault(what, []).append(bare(written))
                act, alone = median(doing[name]), median(writing[name])
                most = max(len(written) for what, written in writes if what == name)
                figure(f"{name} ({most} writes)", 1 / act, "acts/s", alone / act, "of bare", "0.33")


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


def move(works: Any) -> Iterator[tuple[Any, int]]:
    from floor.house.acts.members import Move

    for turn in count():
        member = 13 + turn % 1000
        unit = 6 + (turn % 1000 // (1000 // UNITS) + 1 + turn // 1000) % UNITS
        yield Move(member=member, to=unit), member


def rename(works: Any) -> Iterator[tuple[Any, int]]:
    from floor.house.acts.units import RenameUnit

    for turn in count():
        yield RenameUnit(unit=6 + turn % UNITS, title=f"Shop of the turn {turn}"), 2


def dues(works: Any) -> Iterator[tuple[Any, int]]:
    from floor.house.acts.members import RecordDues

    for turn in count():
        yield RecordDues(member=13 + turn % 1000, until=f"2026-{1 + turn // 1000 % 12:02}-28"), 2


def correct(works: Any) -> Iterator[tuple[Any, int]]:
    from floor.house.acts.members import CorrectPerson, Person

    for turn in count():
        yield (
            CorrectPerson(member=13 + turn % 1000, person=Person(name=f"Corrected {turn}", contact="x@example.org")),
            2,
        )


def elect(works: Any) -> Iterator[tuple[Any, int]]:
    """By-elections to the free seat of the control commission; whoever is elected resigns before the next one."""
    from floor.house.acts.elections import DeclareElection
    from floor.house.acts.mandates import Resign
    from floor.house.models import Mandate, Unit
    from tests.world import count_of

    entitled = Unit.objects.get(pk=2).members_below
    yield Resign(mandate=Mandate.objects.get(holder=5, ended=None).pk), 5
    for turn in count():
        elected = 100 + turn % 800
        present = entitled - 50
        votes = {elected: present - 100, elected + 1: 40}
        declared = count_of(
            works.now, unit=2, body="control commission", votes=votes, entitled=entitled, present=present, cast=present - 20, elected=[elected]
        )  # fmt: skip
        yield DeclareElection(count=declared), 11
        yield Resign(mandate=Mandate.objects.get(holder=elected, ended=None).pk), elected


ACTS: dict[str, Callable[[Any], Iterator[tuple[Any, int]]]] = {
    "Move": move, "RenameUnit": rename, "RecordDues": dues, "CorrectPerson": correct, "DeclareElection": elect,
}  # fmt: skip


def do_some(works: Any, acts: Iterator[tuple[Any, int]], doing: dict[str, list[float]]) -> list[tuple[str, Writes]]:
    """Do a turn of acts; note how long each takes and what it writes."""
    from django.db import connection

    from floor.book.act import by_member
    from floor.book.doing import do

    writes: list[tuple[str, Writes]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITE.match(sql):
            writes[-1][1].append((sql, list(params) if many else params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        for act, member in islice(acts, TURN):
            name = type(act).__name__
            writes.append((name, []))
            start = time.perf_counter()
            do(act, by_member(member), at=works.now)
            doing.setdefault(name, []).append(time.perf_counter() - start)
    return writes


def keep_a_copy(kind: str) -> None:
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if kind == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(name, f"{name}.before")
        return
    import psycopg

    connection.close()
    with psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True, dbname="template1") as raw:
        raw.execute(f'CREATE DATABASE before TEMPLATE "{name}"')


@contextmanager
def bare_copy(kind: str) -> Iterator[Callable[[Writes], float]]:
    """What sends the writes of one act to the copy, in one transaction, and says how many seconds it took."""
    raw, begin = (_sqlite_copy(), "BEGIN IMMEDIATE") if kind == "sqlite" else (_postgres_copy(), "BEGIN")
    cursor = raw.cursor()

    def bare(written: Writes) -> float:
        ready = [(sql.replace("%s", "?") if kind == "sqlite" else sql, params, many) for sql, params, many in written]
        start = time.perf_counter()
        cursor.execute(begin)
        for sql, params, many in ready:
            if many:
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params or ())
        cursor.execute("COMMIT")
        return time.perf_counter() - start

    yield bare
    raw.close()


def _sqlite_copy() -> Any:
    import sqlite3

    from django.conf import settings

    raw = sqlite3.connect(f"{settings.DATABASES['default']['NAME']}.before", isolation_level=None)
    raw.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    return raw


def _postgres_copy() -> Any:
    import psycopg

    return psycopg.connect(os.environ["FLOOR_DATABASE"], dbname="before", autocommit=True)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(int(given[0]) if given else 1_000, on[0])
    else:
        each_kind(__file__, given)
