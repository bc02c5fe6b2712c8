"""An operator with the database open, and who finds out what they changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import connection

from floor.book.protected import acting
from floor.book.publishing import publish
from floor.book.rebuilding import rebuild
from floor.book.verifying import verify
from floor.polls.models import Poll
from floor.site.keeping import signer
from tests.polling import call_election, open_poll, stand, vote
from tests.world import World

#: Who votes how. The last paper is blank, and half of the works stays away.
PAPERS = {1: [5, 6, 7], 2: [5, 6], 3: [5, 7], 4: [5], 5: [8], 6: []}
Cheat = Callable[[Poll], object]


def an_open_poll(world: World) -> Poll:
    poll = call_election(world)
    stand(world, poll, 5, 6, 7, 8, 9)
    poll = open_poll(world, poll)
    vote(world, poll, PAPERS)
    return poll


def sql(statement: str, *values: object) -> None:
    """What an operator types."""
    with as_operator(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def as_operator():  # type: ignore[no-untyped-def]
    """Past what keeps this program's own hands off the tables."""
    return acting("an operator with the database open")


def broken_in_a_rebuild() -> set[str]:
    return {claim.name for claim in rebuild().claims() if claim.verdict == "broken"}


def broken_when_verified(place: Path) -> set[str]:
    """What somebody elsewhere finds, from what the operator publishes."""
    publish(place, signer())
    return broken_in(place)


def broken_in(place: Path) -> set[str]:
    return {claim.name for claim in verify(place).claims if claim.verdict == "broken"}
