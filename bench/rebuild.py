"""How fast a book is replayed into empty tables: a mix of acts, and acts that hold a thousand people each.

    .venv/bin/python bench/rebuild.py [ACTS] [PEOPLE]

What it is compared with is doing the same acts in the first place: a rebuild asks every guard again, but waits for no disk.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.acts import ACTS, a_works
from bench.figures import figure
from bench.houses import house


def main(acts: int, people: int) -> None:
    with house("sqlite"):
        from floor.book.digests import table_digests
        from floor.book.models import Entry

        works = a_works()
        before = Entry.objects.count()
        doing = do_mix(works, acts)
        many = Entry.objects.count() - before
        first = replay_all()
        figure(
            "rebuilding a mix of acts",
            many / (first["seconds"] - first["bulk"]),
            "entries/s",
            doing / (first["seconds"] - first["bulk"]),
            "of doing them",
        )
        entering = enter_many(works, people)
        second = replay_all()
        alone = second["seconds"] - first["seconds"]
        figure("rebuilding acts of a thousand people", people / alone, "rows/s", entering / alone, "of doing them")
        start = time.perf_counter()
        table_digests(public=False)
        figure("digests of all tables", (people + 2000) / (time.perf_counter() - start), "rows/s")


def do_mix(works: Any, acts: int) -> float:
    """Moves, names, dues, corrections and elections in equal parts."""
    from floor.book.act import by_member
    from floor.book.doing import do

    kinds = [make(works) for make in ACTS.values()]
    start = time.perf_counter()
    for _ in range(acts // len(kinds)):
        for kind in kinds:
            for act, member in islice(kind, 1):
                do(act, by_member(member), at=works.now)
    return time.perf_counter() - start


def enter_many(works: Any, people: int) -> float:
    from floor.house.acts.members import EnterMembers
    from floor.house.models import Member
    from tests.world import SECRETARY

    start = time.perf_counter()
    for first in range(Member.next_id(), Member.next_id() + people, 1000):
        persons = [
            {
                "name": f"Surname Name {first + n}",
                "contact": f"name{first + n}@example.org",
                "categories": {"shift": "day"},
            }
            for n in range(1000)
        ]
        works.say(
            EnterMembers(under=2, first=first, units=[(6 + n, 50) for n in range(20)], people=persons, confirmed=True),
            SECRETARY,
        )
    return time.perf_counter() - start


def replay_all() -> dict[str, float]:
    """Seconds of a replay of the whole book into empty tables, and of its first entries, which make the works."""
    from floor.book.rebuilding import LivingLines, attachment_in
    from floor.book.replaying import empty_database, private_store, replay

    with empty_database():
        start = time.perf_counter()
        first = replay(islice(iter(LivingLines("default")), 4), attachment_in("default"), private_store("default"))
        bulk = time.perf_counter() - start
    with empty_database():
        start = time.perf_counter()
        played = replay(LivingLines("default"), attachment_in("default"), private_store("default"))
        seconds = time.perf_counter() - start
    assert not played.faults and not first.faults, played.faults
    return {"seconds": seconds, "bulk": bulk}


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1000"])[0]), int((sys.argv[2:] or ["30000"])[0]))
