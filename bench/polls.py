"""Polls under load: papers a second, freezing a roll, emptying an urn.

    .venv/bin/python bench/polls.py [VOTERS] [ROLL] [URN] [--on=sqlite|postgresql]

Papers are handed in by `cast`, in this process and then over HTTP by a crowd of browsers at four workers, each time against
the bare insert of the same two rows through the same door: the mark and the sealed paper. The aim is a third of that.
Freezing is one statement for the whole register; emptying opens each paper with the key and publishes what they say.
"""

from __future__ import annotations

import secrets
import sys
import uuid
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure, timed
from bench.houses import each_kind, house

#: Casting and bare inserts take turns of this length, so that whatever else the machine does meets both.
TURN = 50


def main(kind: str, voters: int, roll: int, urn: int) -> None:
    with house(kind):
        from bench.polls_served import over_http

        world, poll = an_open_poll(max(voters * 2, 2_000))
        in_process(poll, voters)
        over_http(world, poll, voters, kind)
        emptying(poll, urn)
        if roll:
            freezing(world, roll)


def an_open_poll(people: int) -> tuple[Any, Any]:
    """A works with so many people, and an election of three seats in it that is open for days."""
    from datetime import UTC, datetime, timedelta

    from tests.polling import call_election, open_poll, stand
    from tests.world import found_works

    world = found_works(datetime.now(UTC) - timedelta(days=15))
    enter(world, people)
    poll = call_election(world)
    stand(world, poll, 5, 6, 7, 8, 9)
    return world, open_poll(world, poll)


def enter(world: Any, people: int, first: int = 13) -> int:
    from floor.house.acts.members import EnterMembers, Person
    from tests.world import FACTORY, NAILS, SECRETARY

    for start in range(first, first + people, 1_000):
        some = [Person(name=f"Person {start + n}") for n in range(1_000)]
        world.say(
            EnterMembers(under=FACTORY, first=start, units=[(NAILS, 1_000)], people=some, confirmed=True), SECRETARY
        )
    return first + people


def in_process(poll: Any, voters: int) -> None:
    from floor.polls.urn.casting import cast

    casting, bare = [], []
    for first in range(13, 13 + voters, TURN):
        for member in range(first, first + TURN):
            casting.append(timed(lambda member=member: cast(poll.pk, member, (1, 2))))
        for member in range(first, first + TURN):
            bare.append(timed(lambda member=member: insert_bare(10_000_000 + member)))
    figure(
        "papers handed in, one after the other",
        1 / median(casting),
        "papers/s",
        median(bare) / median(casting),
        "of bare",
        "0.33",
    )


def insert_bare(member: int, poll: int = 999_999) -> None:
    """The two rows of a paper and nothing else, in one transaction."""
    from django.db import connection, transaction

    number = uuid.UUID(bytes=secrets.token_bytes(16), version=4)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute('INSERT INTO "polls_mark" ("poll", "member") VALUES (%s, %s)', [poll, member])
        cursor.execute(
            'INSERT INTO "polls_sealedpaper" ("id", "poll", "sealed") VALUES (%s, %s, %s)',
            [str(number) if connection.vendor == "postgresql" else number.hex, poll, secrets.token_bytes(64)],
        )


def emptying(poll: Any, papers: int) -> None:
    """Papers that were sealed for the purpose, as many as there is a roll for; the urn is read, not destroyed."""
    from django.db import connection, transaction

    from floor.polls.models import SealedPaper
    from floor.polls.urn.emptying import Wards, _open_all
    from floor.polls.urn.keys import opening_half
    from floor.polls.urn.paper import Form, written
    from floor.polls.urn.sealing import seal

    form, many = Form.from_data(poll.form), 999_998
    sealed = [
        SealedPaper(id=uuid.uuid4(), poll=many, sealed=seal(poll.key, written(form, 3, (1 + n % 5,))))
        for n in range(papers)
    ]
    with transaction.atomic():
        SealedPaper.objects.bulk_create(sealed, batch_size=5_000)
    lying = SealedPaper.objects.filter(poll=many)
    took = timed(lambda: _open_all(lying, form, opening_half(poll.key), Wards(poll), lambda _: None))
    figure("emptying an urn", papers / took, "papers/s")
    figure("emptying an urn of 100,000", took * 100_000 / papers, "s")
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM "polls_sealedpaper" WHERE "poll" = %s', [many])


def freezing(world: Any, people: int) -> None:
    """A roll for as many people as wanted: rows laid straight into the register, since entering them is another bench."""
    from django.db import connection, transaction

    from floor.book.act import CLOCK, Scene
    from floor.book.protected import acting
    from floor.polls.laws import law_of
    from floor.polls.models import Poll, RollLine
    from floor.polls.rolls import freeze

    with connection.cursor() as cursor:
        cursor.execute('SELECT max("number") FROM "house_member"')
        last = cursor.fetchone()[0]
        columns = [row.name for row in connection.introspection.get_table_description(cursor, "house_member")]
        copied = ", ".join('"number" + %s' if name == "number" else f'"{name}"' for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        with acting("a bench that needs a large register"):
            while last < people:
                cursor.execute(
                    f'INSERT INTO "house_member" ({names}) SELECT {copied} FROM "house_member" WHERE "number" <= %s',
                    [last, people - last],
                )
                last = min(last * 2, people)
    poll = Poll.objects.select_related("unit").latest("pk")
    scene = Scene(0, world.now, CLOCK, None)
    with acting("a bench"), transaction.atomic():
        RollLine.objects.filter(poll=poll).delete()
        took = timed(lambda: freeze(poll, law_of(poll), scene))
        lines = RollLine.objects.filter(poll=poll).count()
    figure(f"freezing a roll of {lines:,}", lines / took, "lines/s")
    figure("freezing a roll of 1,000,000", took * 1_000_000 / lines, "s", aim="15 on SQLite")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(on[0], *(given + [1_000, 1_000_000, 20_000][len(given) :]))
    else:
        each_kind(__file__, [str(number) for number in given])
