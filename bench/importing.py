"""How fast a register is entered (CSV file -> looked at -> acts -> book, tables and private store), against the bare bulk
insert of the very same rows into the same two tables in one transaction: executemany on SQLite, COPY on PostgreSQL.

    .venv/bin/python bench/importing.py [PEOPLE] [--on=sqlite|postgresql]

The aim is at least a third of bare. Both take turns, and the best turn of each counts: the machine is shared.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure, timed
from bench.houses import each_kind, house

UNITS, TURNS = 400, 3
MEMBER = ("number", "unit_id", "joined", "last_act", "paid_until", "name", "contact", "categories", "how_left")
PRIVATE = ("id", "about", "salt", "content")
#: Far above every number that acts give, so that bare rows are in nobody's way.
FAR = 1 << 40


def main(people: int, kind: str) -> None:
    with house(kind):
        from floor.book.act import by_member
        from floor.house.acts.units import EnterUnits, NewUnit
        from floor.house.importing import enter_members, preview_members
        from tests.world import SECRETARY, found_works

        works = found_works()
        rows = [NewUnit(level="shop", title=f"Shop {n}", parent=2) for n in range(UNITS)]
        works.say(EnterUnits(under=2, first=6, units=rows), SECRETARY)
        looking: list[float] = []
        entering: list[float] = []
        bare: list[float] = []
        for turn in range(TURNS):
            file = write_register(works, turn, people)
            start = time.perf_counter()
            with preview_members(file, by_member(SECRETARY), at=works.now) as preview:
                looking.append(time.perf_counter() - start)
                assert preview.fits and preview.to_enter == people, preview.faults.kept[:3]
                entered = enter_members(preview, by_member(SECRETARY), confirmed=True, at=works.now)
            entering.append(time.perf_counter() - start)
            assert entered.people == people
            bare.append(insert_bare(people))
        figure("bare bulk insert, members and private", people / min(bare), "rows/s")
        figure("looking at the file", people / min(looking), "rows/s", min(bare) / min(looking), "of bare")
        figure("looking and entering", people / min(entering), "rows/s", min(bare) / min(entering), "of bare", "0.33")


def write_register(works: Any, turn: int, people: int) -> Path:
    import os

    file = Path(os.environ["FLOOR_HOME"]) / f"register-{turn}.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("name,unit,contact,shift\n")
        for n in range(people):
            shift = "day" if n % 3 else "night"
            out.write(f"Surname{n} Name{turn},Shop {n * UNITS // people},name{turn}.{n}@example.org,{shift}\n")
    return file


def insert_bare(people: int) -> float:
    """Insert copies of the rows entered last, straight through the driver; then take them away again."""
    from django.db import connection

    raw = connection.connection
    last = "SELECT {} FROM {} WHERE {} < %s ORDER BY {} DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(last.format(", ".join(MEMBER), "house_member", "number", "number"), [FAR, people])
        members = [(row[0] + FAR, *row[1:]) for row in reversed(cursor.fetchall())]
        cursor.execute(last.format(", ".join(PRIVATE), "book_private", "id", "id"), [FAR, people])
        private = [(row[0] + FAR, row[1] + FAR, *row[2:]) for row in reversed(cursor.fetchall())]
    if connection.vendor == "postgresql":
        seconds = timed(lambda: _copy(raw, members, private))
        tidy = f"DELETE FROM house_member WHERE number >= {FAR}; DELETE FROM book_private WHERE id >= {FAR}"
        raw.execute(tidy)
        raw.execute("VACUUM house_member")
        raw.execute("VACUUM book_private")
        return seconds
    seconds = timed(lambda: _execute_many(raw, members, private))
    raw.execute(f"DELETE FROM house_member WHERE number >= {FAR}")
    raw.execute(f"DELETE FROM book_private WHERE id >= {FAR}")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return seconds


def _execute_many(raw: Any, members: list[Any], private: list[Any]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, columns, rows in (("house_member", MEMBER, members), ("book_private", PRIVATE, private)):
        marks = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
    raw.execute("COMMIT")


def _copy(raw: Any, members: list[Any], private: list[Any]) -> None:
    import json

    members = [(*row[:7], json.dumps(row[7]) if isinstance(row[7], dict) else row[7], row[8]) for row in members]
    with raw.transaction(), raw.cursor() as cursor:
        for table, columns, rows in (("house_member", MEMBER, members), ("book_private", PRIVATE, private)):
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(int(given[0]) if given else 50_000, on[0])
    else:
        each_kind(__file__, given)
