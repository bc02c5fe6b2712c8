"""Declared exceptions: each one needed, allowed, and about something that exists (R23)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import ORGANISATION, Seen, check
from ..graph import Graph
from ..language import Exception_


def _declared(graph: Graph) -> Iterator[tuple[int, Exception_, bool]]:
    """The exceptions with their row, and whether each stands there for the first time."""
    told: set[tuple[str, str]] = set()
    for at, exception in enumerate(graph.law.exception):
        key = (exception.guarantee, exception.body)
        yield at, exception, key not in told
        told.add(key)


def _known(graph: Graph) -> dict[str, None]:
    law = graph.law
    return dict.fromkeys([*law.body, *law.vote, *law.emergency, ORGANISATION])


@check("R23")
def exception_for_nobody(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for a body, vote or emergency that does not exist."""
    known = _known(graph)
    for at, exception, _ in _declared(graph):
        if exception.body not in known:
            yield Seen(
                ("exception", at, "body"),
                f'There is no body or vote called "{exception.body}".{graph.hint(exception.body, known)} '
                f'For everyone, write body = "{ORGANISATION}".',
                guarantee=exception.guarantee,
            )


@check("R23", last=True)
def exception_not_needed(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for something that keeps the guarantee anyway: it would excuse what comes later unseen."""
    known = _known(graph)
    for at, exception, first in _declared(graph):
        found = at in graph.excused or (exception.guarantee, exception.body) in graph.inexcusable
        if first and exception.body in known and not found:
            yield Seen(
                ("exception", at),
                f"The {exception.body} keeps {exception.guarantee} without this exception, so it would only hide what comes later. "
                "Leave it out.",
            )


@check("R23", last=True)
def exception_that_excuses_nothing(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for something that no statutes can excuse."""
    for at, exception, first in _declared(graph):
        if first and at not in graph.excused and (exception.guarantee, exception.body) in graph.inexcusable:
            yield Seen(
                ("exception", at),
                f"What breaks {exception.guarantee} in the {exception.body} cannot be excused by an exception. "
                "Change the rule itself and leave this out.",
            )


@check("R23", "doubtful")
def exception_declared_twice(graph: Graph) -> Iterator[Seen]:
    """The same exception is declared twice."""
    for at, exception, first in _declared(graph):
        if not first:
            yield Seen(
                ("exception", at),
                f"The exception to {exception.guarantee} for the {exception.body} stands here a second time. Keep one of them.",
            )
