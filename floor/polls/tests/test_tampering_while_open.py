"""An operator with the database open tampers with an urn that is open: the database refuses, the poll breaks in sight, or the book shows it.

Somebody who takes away what guards the tables and swaps a paper for another one, sealed with the published key, is not found out
by any of this; nor is somebody who changes the program. The page of the poll says so.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from floor.house.acts.members import EnterMembers, Person
from floor.polls.models import Mark, Poll, RollLine, SealedPaper
from floor.polls.urn.casting import cast
from floor.polls.urn.keys import folder
from floor.polls.urn.paper import Form, written
from floor.polls.urn.sealing import new_key, seal
from tests.polling import close_poll, let_fall_due
from tests.world import FACTORY, SECRETARY, World, found_works

from .operator import PAPERS, Cheat, an_open_poll, as_operator, broken_in_a_rebuild, broken_when_verified, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, empty_replay) -> World:
    """Not `works`: that one insists that the book rebuilds the same tables afterwards."""
    return found_works()


@pytest.fixture
def running(world: World) -> Poll:
    return an_open_poll(world)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "polls_sealedpaper" SET "sealed" = "sealed"', 'UPDATE "polls_sealedpaper" SET "poll" = 2',
        'UPDATE "polls_mark" SET "member" = 12 WHERE "member" = 1',
        'DELETE FROM "polls_sealedpaper"', 'DELETE FROM "polls_mark" WHERE "member" = 1',
    ],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_what_lies_in_an_open_urn(running, statement):
    with pytest.raises(DatabaseError, match="urn"), transaction.atomic():
        sql(statement)
    assert SealedPaper.objects.count() == Mark.objects.count() == len(PAPERS)


def without_guards() -> None:
    """An operator who owns the tables can take away what guards them."""
    for guard in ("kept", "write_once"):
        for table in ("polls_mark", "polls_sealedpaper"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            sql(f"DROP TRIGGER {table}_{guard}{on}")


def put_in(poll: Poll, sealed: bytes) -> None:
    SealedPaper.objects.create(id=uuid.uuid4(), poll=poll.pk, sealed=sealed)


def mark(poll: Poll, member: int) -> None:
    Mark.objects.create(poll=poll.pk, member=member)


def a_sealed_one() -> SealedPaper:
    return SealedPaper.objects.order_by("pk")[0]


def sealed_paper(poll: Poll, *choices: int, key: str = "") -> bytes:
    return seal(key or poll.key, written(Form.from_data(poll.form), 3, choices))


def take_out(poll: Poll) -> None:
    without_guards()
    SealedPaper.objects.filter(pk=a_sealed_one().pk).delete()


def swap(poll: Poll, sealed: bytes) -> None:
    take_out(poll)
    put_in(poll, sealed)


def one_bit(poll: Poll) -> None:
    first = bytes(a_sealed_one().sealed)
    swap(poll, first[:-1] + bytes([first[-1] ^ 1]))


def rub_out_a_mark(poll: Poll) -> None:
    without_guards()
    Mark.objects.filter(member=1).delete()


def copy_a_paper(poll: Poll) -> None:
    put_in(poll, bytes(a_sealed_one().sealed))
    mark(poll, 12)


def for_a_stranger(poll: Poll) -> None:
    put_in(poll, sealed_paper(poll, 5))
    mark(poll, 99)


WHILE_OPEN: dict[str, Cheat] = {
    "one bit of a sealed paper": one_bit,
    "a paper sealed with another key": lambda poll: swap(poll, sealed_paper(poll, 1, key=new_key()[0])),
    "a paper that no booth lets through": lambda poll: swap(poll, sealed_paper(poll, 1, 1, 1)),
    "a paper for nobody": lambda poll: put_in(poll, sealed_paper(poll, 1)),
    "a paper twice": copy_a_paper,
    "a paper for a stranger": for_a_stranger,
    "a paper less": take_out,
    "a mark more": lambda poll: mark(poll, 12),
    "a mark less": rub_out_a_mark,
    "the key": lambda poll: (folder() / poll.key).write_bytes(b"x" * 32),
    "no key": lambda poll: (folder() / poll.key).unlink(),
}  # fmt: skip


@pytest.mark.parametrize("cheat", WHILE_OPEN.values(), ids=WHILE_OPEN)
def test_a_poll_whose_urn_was_tampered_with_is_shown_as_broken_and_fills_nothing(world, running, cheat):
    cheat(running)
    poll = close_poll(world, running)
    assert poll.state == "broken" and poll.outcome["fault"] and poll.result is None
    assert poll.repeats.exists(), "its seats are voted on anew"
    assert not broken_in_a_rebuild(), "that it broke is itself in the book"


def test_a_paper_more_in_the_name_of_somebody_who_did_not_vote_shows_to_them(world, running):
    """It takes a mark, and whoever the mark belongs to sees it on the page of the poll."""
    put_in(running, sealed_paper(running, 5))
    mark(running, 12)
    poll = close_poll(world, running)
    assert poll.state == "counted" and poll.voted == len(PAPERS) + 1
    assert RollLine.objects.get(poll=poll, member=12).voted


def test_somebody_who_was_struck_off_the_roll_while_the_poll_ran_shows(world, running, tmp_path):
    sql("""UPDATE "polls_rollline" SET "reason" = 'behind with dues' WHERE "member_id" = 12""")
    close_poll(world, running)
    assert "table polls_rollline" in broken_in_a_rebuild() and broken_when_verified(tmp_path)


def test_a_voter_who_was_added_to_the_roll_while_the_poll_ran_shows(world, running, tmp_path):
    """They come into the house after the roll was frozen, an operator writes them onto it, and they do vote."""
    somebody = EnterMembers(under=FACTORY, first=13, units=[(3, 1)], people=[Person(name="A friend")], confirmed=True)
    world.say(somebody, SECRETARY)
    sql("""INSERT INTO "polls_rollline" ("id", "poll_id", "member_id", "unit", "reason") VALUES (99, 1, 13, 3, '')""")
    cast(running.pk, 13, (1,), at=world.now)
    close_poll(world, running)
    assert "table polls_rollline" in broken_in_a_rebuild() and broken_when_verified(tmp_path)


def test_a_poll_that_an_operator_let_close_early_shows_in_the_book(world, running, tmp_path):
    """The clock believes the table; whoever replays the book does not."""
    with as_operator():
        Poll.objects.filter(pk=running.pk).update(closes=world.now + timedelta(minutes=1))
    world.wait(minutes=2)
    let_fall_due(world)
    running.refresh_from_db()
    assert running.state == "counted"
    assert "every act was allowed" in broken_in_a_rebuild() & broken_when_verified(tmp_path)


def test_a_poll_that_an_operator_extended_shows(world, running, tmp_path):
    with as_operator():
        Poll.objects.filter(pk=running.pk).update(closes=running.closes + timedelta(days=2))
    world.now = running.closes + timedelta(days=1)
    cast(running.pk, 12, (1,), at=running.closes - timedelta(hours=1))
    assert "table polls_poll" in broken_in_a_rebuild() and broken_when_verified(tmp_path)
