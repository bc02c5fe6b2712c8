"""Ties: known beforehand, never the incumbent's or the chair's, and referred only to somebody (R3, R14)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import Graph
from ..statutes import Path


@check("R3")
def election_without_tie_rule(graph: Graph) -> Iterator[Seen]:
    """An election says nothing about two who are equal, and whoever counts would choose."""
    for seats in graph.seats:
        if seats.rule.tie is None:
            yield Seen(
                seats.place,
                f'Nothing says what happens when two are equal in the election of the {seats}. Write tie = "lot" or tie = "again".',
            )
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if rule.tie is None:
                yield Seen(
                    ("body", name, "offices", office),
                    f'Nothing says what happens when two are equal in the election of the {office}. Write tie = "lot".',
                )


def _ties(graph: Graph) -> Iterator[tuple[Path, str, str | None]]:
    for seats in graph.seats:
        yield (*seats.place, "tie"), f"the election of the {seats}", seats.rule.tie
    for name, body in graph.bodies.items():
        yield ("body", name, "tie"), f"the {name}", body.tie
        for office, rule in body.offices.items():
            yield ("body", name, "offices", office, "tie"), f"the election of the {office} of the {name}", rule.tie
    for name, vote in graph.law.vote.items():
        yield ("vote", name, "tie"), f"the vote on {name}", vote.tie


@check("R3")
def tie_keeps_the_incumbent(graph: Graph) -> Iterator[Seen]:
    """A tie favours whoever sits already; with even numbers, challengers then need far more than half."""
    for place, whose, tie in _ties(graph):
        if tie == "incumbent":
            size = graph.size_of(str(place[1])) if place[0] == "body" else None
            even = f" The {place[1]} has {size} seats, so ties are to be expected." if size and size % 2 == 0 else ""
            yield Seen(
                place,
                f"In a tie in {whose}, whoever sits would stay.{even} In groups of four a challenger then needs three quarters. Write lot or again.",
            )


@check("R3")
def chair_votes_twice(graph: Graph) -> Iterator[Seen]:
    """A tie is broken by the chair, who thereby has two votes."""
    for place, whose, tie in _ties(graph):
        if tie == "chair":
            yield Seen(
                place,
                f"In a tie in {whose} the chair would vote a second time. Write not carried for motions, lot for elections.",
            )


@check("R1")
def tied_election_decided_by_others(graph: Graph) -> Iterator[Seen]:
    """A tie in an election is referred to a body, which would then appoint."""
    for place, whose, tie in _ties(graph):
        if tie == "refer" and place[0] == "body" and len(place) > 3:
            yield Seen(
                place, f"A tie in {whose} would be decided by another body instead of the electors. Write lot or again."
            )


@check("R3", "doubtful")
def tied_election_leaves_the_seat_empty(graph: Graph) -> Iterator[Seen]:
    """A tie in an election counts as a lost motion, and nobody is elected."""
    for place, whose, tie in _ties(graph):
        if tie == "not carried" and place[0] == "body" and len(place) > 3:
            yield Seen(place, f"After a tie in {whose} the seat would stay empty. Write lot or again.")


@check("R14")
def tie_that_goes_nowhere(graph: Graph) -> Iterator[Seen]:
    """A tie is referred, but not to anybody."""
    for name, body in graph.bodies.items():
        if body.tie == "refer" and body.tie_goes_to is None:
            yield Seen(
                ("body", name, "tie"),
                f"A tie in the {name} is referred, but to whom? Write tie-goes-to.",
                f"{name} -> (nobody)",
            )
        elif body.tie == "refer" and body.tie_goes_to == name:
            yield Seen(
                ("body", name, "tie-goes-to"),
                f"A tie in the {name} would come back to the {name}. Name another body.",
                f"{name} -> {name}",
            )
        elif body.tie != "refer" and body.tie_goes_to:
            yield Seen(
                ("body", name, "tie-goes-to"),
                f'Nothing ever goes to the {body.tie_goes_to}: a tie in the {name} is "{body.tie}". Write tie = "refer".',
            )
    for name, vote in graph.law.vote.items():
        if vote.tie == "refer":
            yield Seen(
                ("vote", name, "tie"),
                f"A tie in the vote on {name} cannot be referred to a body. Write not carried or again.",
            )
