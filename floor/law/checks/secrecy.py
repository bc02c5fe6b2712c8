"""Secret where persons are concerned (R5), and names protected (R17)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import SECRET, Graph
from ..language import Kind

#: Groups below this size give a person away; the same number is the language's default.
SMALLEST_GROUP = 5

_VOTES: dict[Kind, str] = {"strike": "R5", "expulsion": "R5", "ratification": "R15"}


@check("R5")
def election_in_the_open(graph: Graph) -> Iterator[Seen]:
    """Persons are elected by show of hands or by roll call."""
    for seats in graph.seats:
        if seats.rule.ballot not in SECRET:
            yield Seen(
                (*seats.place, "ballot"),
                f"The {seats} would be elected by {seats.rule.ballot}: everyone sees who is for whom. Write secret or paper.",
            )
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if rule.ballot not in SECRET:
                yield Seen(
                    ("body", name, "offices", office, "ballot"),
                    f"The {office} of the {name} would be elected by {rule.ballot}. Write secret or paper.",
                )


@check("R5")
def vote_in_the_open(graph: Graph) -> Iterator[Seen]:
    """A strike, an expulsion or an agreement is voted on by show of hands or by roll call."""
    for name, vote in graph.law.vote.items():
        kind = graph.law.kind_of(name)
        if kind in _VOTES and vote.ballot not in SECRET:
            yield Seen(
                ("vote", name, "ballot"),
                f"The vote on {name} would be by {vote.ballot}: it puts people's livelihood at stake. Write secret, paper or postal.",
                guarantee=_VOTES[kind],
            )


@check("R5", "doubtful")
def founders_elected_in_the_open(graph: Graph) -> Iterator[Seen]:
    """The first officers are elected by show of hands or by roll call."""
    ballot = graph.law.founding.ballot
    if ballot not in SECRET:
        yield Seen(
            ("founding", "ballot"),
            f"The founding meeting would elect the first officers by {ballot}. Write paper, or secret.",
        )


@check("R17", "doubtful")
def group_small_enough_to_give_a_person_away(graph: Graph) -> Iterator[Seen]:
    """Counts are shown for groups so small that one can tell who did what."""
    publication = graph.law.publication
    if publication and publication.small_group < SMALLEST_GROUP:
        yield Seen(
            ("publication", "small-group"),
            f"Among {publication.small_group} people one can often tell who voted how. Write small-group = {SMALLEST_GROUP} or more.",
        )
