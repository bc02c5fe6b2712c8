"""Agreements ratified by those they bind (R15), strikes that belong to strikers (R16)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import Graph, longer


def _votes(graph: Graph, kind: str) -> Iterator[str]:
    return (name for name in graph.law.vote if graph.law.kind_of(name) == kind)


@check("R16", exceptable=True)
def strike_decided_by_others(graph: Graph) -> Iterator[Seen]:
    """A strike is decided by a body instead of by the members who would strike."""
    for name in _votes(graph, "strike"):
        of = graph.law.vote[name].of
        if of in graph.bodies and of not in graph.assemblies:
            yield Seen(
                ("vote", name, "of"),
                f'The {of} would decide on the {name} for those who would strike. Write of = "every member".',
                f"{name} <- {of}",
            )


@check("R16")
def strike_ended_by_others(graph: Graph) -> Iterator[Seen]:
    """Somebody other than those on strike ends it."""
    for name in _votes(graph, "strike"):
        by = graph.law.vote[name].ends_by
        if by and not graph.are_members(by):
            yield Seen(
                ("vote", name, "ends-by"),
                f'The {by} would end the {name} over the heads of those on strike. Write ends-by = "every member".',
                f"end of {name} <- {by}",
            )


@check("R16", "doubtful")
def strike_without_an_end_rule(graph: Graph) -> Iterator[Seen]:
    """Nothing says who decides that a strike ends, and on what terms."""
    for name in _votes(graph, "strike"):
        if graph.law.vote[name].ends_by is None:
            yield Seen(
                ("vote", name),
                f'Nothing says who ends the {name} and accepts its terms. Write ends-by = "every member".',
            )


@check("R16")
def mandate_lapses_before_the_notice(graph: Graph) -> Iterator[Seen]:
    """The result of a vote is no longer valid when the notice has run out."""
    for name, vote in graph.law.vote.items():
        if vote.valid_for and vote.notice and (vote.valid_for == vote.notice or longer(vote.notice, vote.valid_for)):
            yield Seen(
                ("vote", name, "valid-for"),
                f"The vote on {name} is valid for {vote.valid_for}, but notice takes {vote.notice}: it can never be acted on. Lengthen valid-for.",
            )


@check("R15", exceptable=True)
def ratified_by_others(graph: Graph) -> Iterator[Seen]:
    """An agreement is ratified by a body instead of by those it binds."""
    for name in _votes(graph, "ratification"):
        of = graph.law.vote[name].of
        if of in graph.bodies and of not in graph.assemblies:
            yield Seen(
                ("vote", name, "of"),
                f'The {of} would bind everyone by its {name}. Write of = "every member".',
                f"{name} <- {of}",
            )


@check("R15", "doubtful")
def no_ratification(graph: Graph) -> Iterator[Seen]:
    """There are strikes or sides of a dispute, but nothing says that agreements are put to those they bind."""
    bargains = any(_votes(graph, "strike")) or any(body.parity for body in graph.bodies.values())
    if bargains and not any(_votes(graph, "ratification")):
        yield Seen(
            (),
            'Nothing says how an agreement is put to those it binds. Add [vote.ratification] with of = "every member" and ballot = "secret".',
        )
