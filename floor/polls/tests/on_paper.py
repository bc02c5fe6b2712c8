"""A poll on paper to test with: announced, voted in by an urn of wood, closed by the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from floor.book.act import CLOCK
from floor.book.doing import do
from floor.polls.acts.sheets import EnterSheets
from floor.polls.falling_due.sheets import sheets_fall_due
from floor.polls.models import Poll
from tests.polling import call_election, open_poll, stand
from tests.world import SECRETARY, STATUTES, TELLERS, World, found_works

#: The statutes of the tests, with the district congress elected on paper.
ON_PAPER = STATUTES.replace(
    'seats = "1 per 4 members", method = "block"', 'seats = "1 per 4 members", ballot = "paper", method = "block"'
)
FIRST, SECOND = TELLERS


def works_on_paper() -> World:
    return found_works(text=ON_PAPER)


def strike(world: World) -> list[str]:
    """The clock does what is due about sheets; the acts it did, by name."""
    done = []
    for act in sheets_fall_due(world.now):
        do(act, CLOCK, at=world.now)
        done.append(act.name)
    return done


def ended_poll(world: World, tellers: Sequence[int] = TELLERS) -> Poll:
    """An election of three seats by crosses, five standing, whose voting has ended."""
    opens = world.now.replace(day=20)
    dates = {"opens": opens, "tellers": list(tellers)} if tellers else {}
    poll = call_election(world, by=SECRETARY if tellers else 9, **dates)
    stand(world, poll, 5, 6, 7, 8, 9)
    poll = open_poll(world, poll)
    world.now = poll.closes
    assert strike(world) == ["polls.EndVoting"]
    poll.refresh_from_db()
    return poll


def on_sheets(poll: Poll, sheets: Mapping[int, Sequence[int] | str]) -> str:
    """What a teller types: sheets that name members, by the numbers these have on the paper."""
    numbers = dict(poll.candidacies.values_list("member", "number"))
    lines = [
        f"{sheet},{said}" if isinstance(said, str) else ",".join(map(str, [sheet, *(numbers[one] for one in said)]))
        for sheet, said in sheets.items()
    ]
    return "\n".join(lines)


def enter(
    world: World,
    poll: Poll,
    teller: int,
    sheets: Mapping[int, Sequence[int] | str],
    marked: int | None = None,
    **more: object,
) -> None:
    told = len(sheets) if marked is None else marked
    world.say(EnterSheets(poll=poll.pk, marked=told, sheets=on_sheets(poll, sheets), **more), teller)
