"""Polls under load: papers a second, freezing a roll, emptying an urn, the page of a result.

    .venv/bin/python bench/polls.py [VOTERS] [ROLL] [URN] [--on=sqlite|postgresql]

Papers are handed in by `cast`, in this process and then over HTTP by a crowd of browsers at four workers, each time against
the bare insert of the same two rows through the same door: the mark and the sealed paper. The aim is a third of that.
Freezing is one statement for the whole register; emptying opens each paper with the key and publishes what they say. The page
of a result is asked for when a million are on the roll; it must not look at the roll.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import figure, timed
from bench.houses import each_kind, house

#: Casting and bare inserts take turns of this length, so that whatever else the machine does meets both.
TURN = 50
PAGES = 30


def main(kind: str, voters: int, roll: int, urn: int) -> None:
    with house(kind):
        from bench.polls_served import over_http

        world, poll = an_open_poll(voters * 2)
        in_process(poll, range(13, 13 + voters))
        over_http(poll, range(13 + voters, 13 + voters * 2))
        emptying(poll, urn)
        freezing(world, poll, roll)
        showing(poll)


def an_open_poll(people: int) -> tuple[Any, Any]:
    """A works with so many people, and an election of three seats in it that is open for days; five stand."""
    from datetime import UTC, datetime, timedelta

    from tests.polling import call_election, open_poll, stand
    from tests.world import found_works

    world = found_works(datetime.now(UTC) - timedelta(days=15))
    enter(world, people)
    poll = call_election(world)
    stand(world, poll, 5, 6, 7, 8, 9)
    return world, open_poll(world, poll)


def enter(world: Any, people: int, first: int = 13) -> None:
    from floor.house.acts.members import EnterMembers, Person
    from tests.world import FACTORY, NAILS, SECRETARY

    for start in range(first, first + people, 1_000):
        some = [Person(name=f"Person {start + n}") for n in range(min(1_000, first + people - start))]
        entering = EnterMembers(under=FACTORY, first=start, units=[(NAILS, len(some))], people=some, confirmed=True)
        world.say(entering, SECRETARY)


def in_process(poll: Any, members: range) -> None:
    from bench.bare_urn import NOBODY, insert_bare
    from floor.polls.urn.casting import cast

    casting, bare = [], []
    for first in range(0, len(members), TURN):
        for member in members[first : first + TURN]:
            casting.append(timed(lambda member=member: cast(poll.pk, member, (1, 2))))
        for member in members[first : first + TURN]:
            bare.append(timed(lambda member=member: insert_bare(2 * NOBODY + member)))
    figure(
        "papers handed in, one after the other", 1 / median(casting), "papers/s", median(bare) / median(casting), "of bare", "0.33"
    )  # fmt: skip


def emptying(poll: Any, papers: int) -> None:
    """Papers that were sealed for the purpose; they are opened and written down, and not destroyed."""
    import uuid

    from django.db import transaction

    from floor.polls.models import SealedPaper
    from floor.polls.urn.emptying import Wards, _open_all
    from floor.polls.urn.keys import opening_half
    from floor.polls.urn.paper import Form, written
    from floor.polls.urn.published_file import as_csv
    from floor.polls.urn.sealing import seal

    form, of_a_bench = Form.from_data(poll.form), 999_998
    sealed = [seal(poll.key, written(form, 3, (1 + n % 5,))) for n in range(papers)]
    rows = [SealedPaper(id=uuid.uuid4(), poll=of_a_bench, sealed=one) for one in sealed]
    with transaction.atomic():
        SealedPaper.objects.bulk_create(rows, batch_size=5_000)
    lying, key = SealedPaper.objects.filter(poll=of_a_bench), opening_half(poll.key)
    took = timed(lambda: as_csv(form, _open_all(lying, form, key, Wards(poll), lambda _: None)))
    figure(f"emptying an urn of {papers:,}", took, "s")
    figure("emptying an urn", papers / took, "papers/s")
    lying.delete()


def freezing(world: Any, poll: Any, people: int) -> None:
    """A roll for as many people as wanted: rows laid straight into the register, since entering them is another bench."""
    from django.db import transaction

    from floor.book.act import CLOCK, Scene
    from floor.book.protected import acting
    from floor.polls.laws import law_of
    from floor.polls.models import Poll, RollLine
    from floor.polls.rolls import freeze

    with acting("a bench"):
        grow_the_register(people)
        RollLine.objects.filter(poll=poll).delete()
        with transaction.atomic():
            took = timed(lambda: freeze(poll, law_of(poll), Scene(0, world.now, CLOCK, None)))
        lines = RollLine.objects.filter(poll=poll).count()
        Poll.objects.filter(pk=poll.pk).update(entitled=lines)
    figure(f"freezing a roll of {lines:,}", took, "s", aim="15 on SQLite")


def grow_the_register(people: int) -> None:
    """Double it until it is as large as wanted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute('SELECT max("number") FROM "house_member"')
        last = cursor.fetchone()[0]
        columns = [row.name for row in connection.introspection.get_table_description(cursor, "house_member")]
        copied = ", ".join('"number" + %s' if name == "number" else f'"{name}"' for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        while last < people:
            cursor.execute(
                f'INSERT INTO "house_member" ({names}) SELECT {copied} FROM "house_member" WHERE "number" <= %s',
                [last, people - last],
            )
            last = min(last * 2, people)


def showing(poll: Any) -> None:
    """Close the poll, and ask for its result as a stranger does."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from floor.book.act import CLOCK
    from floor.book.doing import do
    from floor.polls.falling_due.polls import closing_of

    poll.refresh_from_db()
    figure("closing the poll and filling its seats", timed(lambda: do(closing_of(poll), CLOCK, at=poll.closes)), "s")
    poll.refresh_from_db()
    assert poll.state == "counted" or poll.outcome["figures"]["papers"], poll.state
    reader, address = Client(headers={"host": "localhost"}), f"/polls/{poll.pk}/result/"
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(address)
    queries = [query["sql"] for query in asked.captured_queries]
    assert answer.status_code == 200 and f"{poll.entitled:,}" in answer.content.decode()
    assert not [sql for sql in queries if "polls_rollline" in sql], "it looked at the roll"
    took = median(timed(lambda: reader.get(address)) for _ in range(PAGES))
    figure(f"the page of its result, {len(queries)} queries", took * 1_000, "ms", aim="100")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if not word.startswith("--on=")]
    on = [word.removeprefix("--on=") for word in sys.argv[1:] if word.startswith("--on=")]
    if on:
        main(on[0], *(given + [2_000, 1_000_000, 100_000][len(given) :]))
    else:
        each_kind(__file__, [str(number) for number in given])
