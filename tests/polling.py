"""A poll to test with: called, opened, voted in and closed at a works by the same acts and the same door as any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.ticking import DUE
from floor.polls.acts.calling import CallElection
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.acts.nominating import Nominate
from floor.polls.acts.questions import PutQuestion
from floor.polls.models import Poll
from floor.polls.urn.casting import cast
from tests.world import FACTORY, SECRETARY, TELLERS, World

#: What the room of polls finds due, in the order in which the clock asks.
POLLS_DUE = [due for due in DUE if due.__module__.startswith("floor.polls")]


def let_fall_due(world: World) -> int:
    """The clock does what is due about polls now."""
    done = 0
    for due in POLLS_DUE:
        for act in due(world.now):
            with suppress(Refusal):
                do(act, CLOCK, at=world.now)
                done += 1
    return done


def call_election(world: World, by: int = SECRETARY, **wanted: Any) -> Poll:
    """Call an election of the district congress, whose four seats nobody holds yet, or of what is wanted."""
    given: dict[str, Any] = {"unit": FACTORY, "for_unit": 1, "body": "district congress"} | wanted
    world.say(CallElection(**given), by)
    return Poll.objects.order_by("-pk")[0]


def stand(world: World, poll: Poll, *members: int) -> None:
    """These stand of their own will."""
    for member in members:
        world.say(Nominate(poll=poll.pk, member=member), member)


def until(world: World, moment: datetime) -> None:
    world.now = max(world.now, moment)
    let_fall_due(world)


def open_poll(world: World, poll: Poll) -> Poll:
    """Let the time come at which it opens."""
    poll.refresh_from_db()
    until(world, poll.opens)
    poll.refresh_from_db()
    return poll


def close_poll(world: World, poll: Poll) -> Poll:
    poll.refresh_from_db()
    until(world, poll.closes)
    poll.refresh_from_db()
    return poll


def number_of(poll: Poll, member: int) -> int:
    """The number on the paper of somebody who stands."""
    return poll.candidacies.get(member=member, withdrawn=None).number


def vote(world: World, poll: Poll, papers: Mapping[int, Iterable[int]]) -> None:
    """Each of these members hands in a paper that names these members."""
    for voter, named in papers.items():
        cast(poll.pk, voter, tuple(number_of(poll, member) for member in named), at=world.now)


def answer(world: World, poll: Poll, papers: Mapping[int, Iterable[int]]) -> None:
    """Each of these members hands in a paper with these answers to a question."""
    for voter, answers in papers.items():
        cast(poll.pk, voter, tuple(answers), at=world.now)


def put_question(world: World, by: int = SECRETARY, **wanted: Any) -> Poll:
    """Put a question to the general meeting, or what is wanted."""
    given: dict[str, Any] = {
        "unit": FACTORY, "title": "Shall the canteen open at six?", "electors": "general meeting",
    } | wanted  # fmt: skip
    world.say(PutQuestion(**given), by)
    return Poll.objects.order_by("-pk")[0]


def count_hands(world: World, poll: Poll, *hands: tuple[int, int, int], by: int = TELLERS[0], **wanted: Any) -> Poll:
    """Tellers enter a show of hands: for, against and abstaining on each part."""
    counted = [Hands(votes_for=yes, against=no, abstaining=rest) for yes, no, rest in hands]
    given: dict[str, Any] = {"poll": poll.pk, "present": 10, "hands": counted, "tellers": TELLERS} | wanted
    world.say(CountHands(**given), by)
    poll.refresh_from_db()
    return poll
