"""Statutes that differ from those of the tests in the election of the district congress, or in who hears contests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.world import STATUTES, World, assert_the_book_rebuilds, found_works

CONGRESS = 'by = "general meeting", seats = "1 per 4 members", method = "block"'
COMMITTEE = 'by = "general meeting", seats = 3, method = "block"'


def with_congress(method: str, more: str = "", seats: str = '"1 per 4 members"') -> str:
    """Statutes in which the congress is elected by this method."""
    assert CONGRESS in STATUTES
    return STATUTES.replace(
        CONGRESS, f'by = "general meeting", seats = {seats}, method = "{method}"{", " if more else ""}{more}'
    )


def with_a_court(text: str = STATUTES) -> str:
    """The control commission hears election contests."""
    return text.replace('hears       = ["grievances"]', 'hears       = ["grievances", "election contests"]')


@contextmanager
def works_under(text: str) -> Iterator[World]:
    """A works founded on these statutes; whatever happens to it, its book must rebuild the same tables."""
    yield found_works(text=text)
    assert_the_book_rebuilds()
