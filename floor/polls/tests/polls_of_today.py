"""Polls as a visitor finds them today: announced, open, counted, broken; by any method of the statutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.house.acts.cards import IssueFirstCards
from floor.polls.models import Poll
from floor.site.tests.visiting import _LOCK, CARDED
from tests import world
from tests.polling import call_election, close_poll, number_of, open_poll, stand, vote
from tests.world import STATUTES, World

CANDIDATES = (5, 6, 7, 8, 9)
NOTICE, OPEN_FOR = 14, 3
#: Methods that elect one person.
FOR_ONE = ("instant run-off", "schulze", "ranked pairs", "two-round")


def works_with(method: str = "block", more: str = "", founded: int = 40, change: tuple[str, str] = ("", "")) -> World:
    """The works, its congress elected by this method, founded so many days ago, with cards."""
    seats = "1" if method in FOR_ONE else '"1 per 4 members"'
    text = STATUTES.replace(
        'seats = "1 per 4 members", method = "block"', f'seats = {seats}, method = "{method}"{more}'
    )
    text = text.replace(*change) if change[0] else text
    works = world.found_works(datetime.now(UTC) - timedelta(days=founded), text)
    cards = IssueFirstCards(members=CARDED, locks=[_LOCK] * len(CARDED), expires=works.now + timedelta(days=700))
    do(cards, FOUNDING, at=works.now)
    return works


def called(works: World, days_ago: float) -> Poll:
    works.now = max(works.now, datetime.now(UTC) - timedelta(days=days_ago))
    return call_election(works)


def announced(works: World) -> Poll:
    """Nominations are open."""
    poll = called(works, 2)
    stand(works, poll, 5, 6)
    return poll


def opened(works: World) -> Poll:
    """Open since yesterday, five stand."""
    poll = called(works, NOTICE + 1)
    stand(works, poll, *CANDIDATES)
    return open_poll(works, poll)


#: Who votes for whom, the most wanted first.
PAPERS = {1: [5, 6], 2: [5, 6, 7], 3: [5, 7], 4: [6, 5], 5: [5, 7, 6], 6: [8, 9], 7: [9, 8], 8: [7], 9: []}


def counted(works: World, papers: dict[int, list[int]] | None = None) -> Poll:
    """Closed and counted three days ago."""
    poll = called(works, NOTICE + OPEN_FOR + 3)
    stand(works, poll, *CANDIDATES)
    poll = open_poll(works, poll)
    most = poll.form["most"]
    said = PAPERS if papers is None else papers
    vote(works, poll, {voter: list(named)[:most] for voter, named in said.items()})
    return close_poll(works, poll)


__all__ = ["announced", "counted", "number_of", "opened", "works_with"]
