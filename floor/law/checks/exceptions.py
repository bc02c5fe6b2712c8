"""Declared exceptions: each one needed, allowed, and about something that exists (R23)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import ORGANISATION, Seen, check
from ..graph import Graph
from ..keys import nearest


@check("R23")
def exception_for_nobody(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for a body, vote or emergency that does not exist."""
    law = graph.law
    known = [*law.body, *law.vote, *law.emergency, ORGANISATION]
    for at, exception in enumerate(law.exception):
        if exception.body not in known:
            near = nearest(exception.body, known)
            hint = f' Did you mean "{near}"?' if near else ""
            yield Seen(("exception", at, "body"), f'There is no body or vote called "{exception.body}".{hint} For everyone, write body = "{ORGANISATION}".', guarantee=exception.guarantee)


@check("R23", last=True)
def exception_not_needed(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for something that keeps the guarantee anyway: it would excuse what comes later unseen."""
    law = graph.law
    for at, exception in enumerate(law.exception):
        known = exception.body in law.body or exception.body in law.vote or exception.body in law.emergency or exception.body == ORGANISATION
        if known and at not in graph.excused and (exception.guarantee, exception.body) not in graph.inexcusable and not _repeated(graph, at):
            yield Seen(
                ("exception", at),
                f"The {exception.body} keeps {exception.guarantee} without this exception, so it would only hide what comes later. Leave it out.",
            )


@check("R23", last=True)
def exception_that_excuses_nothing(graph: Graph) -> Iterator[Seen]:
    """An exception is declared for something that no statutes can excuse."""
    for at, exception in enumerate(graph.law.exception):
        if at not in graph.excused and (exception.guarantee, exception.body) in graph.inexcusable and not _repeated(graph, at):
            yield Seen(
                ("exception", at),
                f"What breaks {exception.guarantee} in the {exception.body} cannot be excused by an exception. Change the rule itself and leave this out.",
            )


@check("R23", "doubtful")
def exception_declared_twice(graph: Graph) -> Iterator[Seen]:
    """The same exception is declared twice."""
    for at, exception in enumerate(graph.law.exception):
        if _repeated(graph, at):
            yield Seen(("exception", at), f"The exception to {exception.guarantee} for the {exception.body} stands here a second time. Keep one of them.")


def _repeated(graph: Graph, at: int) -> bool:
    exceptions = graph.law.exception
    return any((other.guarantee, other.body) == (exceptions[at].guarantee, exceptions[at].body) for other in exceptions[:at])
