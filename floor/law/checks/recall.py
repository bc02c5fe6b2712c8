"""Recall (R2): whoever elected can take the mandate back at any time, and nobody else can."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..findings import Seen, check
from ..graph import EVERY_MEMBER, Graph, as_long, longer
from ..language import Recall
from ..statutes import Path

_HOW = 'recall = { petition = "1/5 of electors" }'


def _rules(graph: Graph) -> Iterator[tuple[str, tuple[str, ...], Recall, Path]]:
    """Every rule of recall in the file, told once: whose, who are the electors, the rule, where."""
    for name, body in graph.bodies.items():
        electors = tuple(sorted(graph.electors_of[name]))
        if body.recall:
            yield name, electors, body.recall, ("body", name, "recall")
        for seats in graph.seats_of[name]:
            if seats.rule.recall:
                yield str(seats), seats.rule.electors, seats.rule.recall, (*seats.place, "recall")
        for office, rule in body.offices.items():
            if rule.recall:
                by = (name,) if rule.elected_by == "itself" else (rule.elected_by,)
                yield f"{office} of {name}", (*by, *electors), rule.recall, ("body", name, "offices", office, "recall")


@check("R2", exceptable=True)
def no_recall(graph: Graph) -> Iterator[Seen]:
    """Those who elect a seat have no way to take it back."""
    for seats in graph.seats:
        if graph.recall_of(seats)[0] is None:
            yield Seen(
                seats.place,
                f"Nobody can recall the {seats}. Write {_HOW}.",
                f"{seats.body} <- {', '.join(seats.rule.electors)}",
            )


@check("R2", exceptable=True)
def office_without_recall(graph: Graph) -> Iterator[Seen]:
    """An office cannot be taken back by those who gave it."""
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if not (rule.recall or body.recall or any(seats.rule.recall for seats in graph.seats_of[name])):
                yield Seen(
                    ("body", name, "offices", office),
                    f"Nobody can recall the {office} of the {name}. Write {_HOW} for the office or the body.",
                )


@check("R2", exceptable=True)
def outside_seat_beyond_recall(graph: Graph) -> Iterator[Seen]:
    """Seats filled from outside cannot be recalled by the members."""
    for name, body in graph.bodies.items():
        for part, rule in body.parts.items():
            if rule.filled_by:
                yield Seen(
                    ("body", name, "parts", part),
                    f"The members cannot recall those whom {rule.filled_by} sends into the {name}. Declare it in an [[exception]] to R2 with the reason.",
                    f"{name} <- {rule.filled_by}",
                )


@check("R2", exceptable=True)
def recall_by_others(graph: Graph) -> Iterator[Seen]:
    """Somebody other than the electors decides on a recall."""
    for whose, electors, rule, place in _rules(graph):
        if rule.by != "the electors" and rule.by not in electors:
            yield Seen(
                (*place, "by"),
                f'The {rule.by} would remove the {whose}, though it did not elect it. Write by = "the electors", or leave it out.',
                f"{whose} <- {', '.join(electors) or 'nobody'}; removed by {rule.by}",
            )


@check("R2", exceptable=True)
def recall_that_needs_a_cause(graph: Graph) -> Iterator[Seen]:
    """A cause must be shown before the electors may recall."""
    for whose, _, rule, place in _rules(graph):
        if rule.cause is not None:
            yield Seen(
                (*place, "cause"),
                f"The electors of the {whose} need no reason to recall. Leave the cause out; misconduct is for the members' court.",
            )


@check("R2")
def petition_that_cannot_be_filled(graph: Graph) -> Iterator[Seen]:
    """A recall needs more signatures than there are electors."""
    for whose, electors, rule, place in _rules(graph):
        share = rule.petition
        if share.fraction is not None and share.fraction > 1:
            yield Seen(
                (*place, "petition"),
                f"To recall the {whose}, {share} would have to sign: more than there are. Write a share that a minority can reach, such as 1/5 of electors.",
            )
        size = _all_electors(graph, place, electors)
        if share.number is not None and size is not None and share.number > size:
            yield Seen(
                (*place, "petition"),
                f"To recall the {whose}, {share.number} electors would have to sign, but there are {size}. Write a share, such as 1/5 of electors.",
            )


def _all_electors(graph: Graph, place: Path, electors: tuple[str, ...]) -> int | None:
    """How many electors there can be at most, where the statutes fix it: electing bodies of the same level with fixed seats."""
    at = graph.bodies[str(place[1])].at
    sizes = [graph.size_of(name) if name in graph.bodies and graph.bodies[name].at == at else None for name in electors]
    numbers = [size for size in sizes if size is not None]
    return sum(numbers) if numbers and len(numbers) == len(sizes) else None


@check("R2", "doubtful")
def petition_of_a_majority(graph: Graph) -> Iterator[Seen]:
    """More than half of the electors must sign before the question of recall is even put."""
    for whose, _, rule, place in _rules(graph):
        if rule.petition.fraction is not None and Fraction(1, 2) < rule.petition.fraction <= 1:
            yield Seen(
                (*place, "petition"),
                f"{rule.petition} must sign before the recall of the {whose} is put to the vote: who needs a majority to ask needs no vote. Write a smaller share.",
            )


@check("R2", exceptable=True)
def recall_delayed(graph: Graph) -> Iterator[Seen]:
    """No recall may be asked for a time after the election, though electors may recall at any time."""
    for whose, _, rule, place in _rules(graph):
        if rule.not_before and rule.not_before.longest > 0 and not _outlasts(graph, place, rule):
            yield Seen(
                (*place, "not-before"),
                f"For {rule.not_before} after the election nobody could recall the {whose}. Leave not-before out.",
            )


@check("R2")
def recall_after_the_term(graph: Graph) -> Iterator[Seen]:
    """No recall may be asked before the mandate is over anyway."""
    for whose, _, rule, place in _rules(graph):
        if rule.not_before and _outlasts(graph, place, rule):
            yield Seen(
                (*place, "not-before"),
                f"The {whose} could be recalled only after {rule.not_before}, when the term is over. Leave not-before out.",
            )


def _outlasts(graph: Graph, place: Path, rule: Recall) -> bool:
    terms = [seats.rule.term for seats in graph.seats_of[str(place[1])] if graph.recall_of(seats)[0] is rule]
    return any(term and rule.not_before and as_long(rule.not_before, term) for term in terms)


@check("R2")
def recall_within_too_short_a_time(graph: Graph) -> Iterator[Seen]:
    """The poll of a recall must be held sooner than its electors can be called together."""
    for whose, electors, rule, place in _rules(graph):
        for by in electors:
            notice = graph.bodies[by].notice if by in graph.bodies else None
            if notice and longer(notice, rule.within):
                yield Seen(
                    (*place, "within"),
                    f'The recall of the {whose} must be put within {rule.within}, but the {by} is called with {notice} of notice. Write within = "{notice}" or more.',
                    f"{whose} <- {by}",
                )


@check("R2")
def recall_after_the_term_ends(graph: Graph) -> Iterator[Seen]:
    """The poll of a recall may be held so late that the mandate is over before."""
    for whose, _, rule, place in _rules(graph):
        terms = [seats.rule.term for seats in graph.seats_of[str(place[1])] if graph.recall_of(seats)[0] is rule]
        if any(term and as_long(rule.within, term) for term in terms):
            yield Seen(
                (*place, "within"),
                f"The recall of the {whose} may be put off for {rule.within}, longer than the term. Write a shorter time.",
            )


@check("R2", "doubtful")
def recall_harder_than_election(graph: Graph) -> Iterator[Seen]:
    """More is needed to take a mandate back than to decide anything else: a minority keeps the holder in place."""
    for whose, _, rule, place in _rules(graph):
        if rule.majority.fraction > Fraction(1, 2) and rule.majority.fraction <= 1:
            yield Seen(
                (*place, "majority"),
                f"With {rule.majority} needed, a minority of the electors keeps the {whose} in place. Write more than 1/2 of cast.",
            )


@check("R2", exceptable=True)
def dissolved_by_others(graph: Graph) -> Iterator[Seen]:
    """A body can be dissolved by somebody other than those who elected it."""
    for name, body in graph.bodies.items():
        by = body.may_be_dissolved_by
        if by and by not in graph.electors_of[name] and not (by == EVERY_MEMBER or (body.sits and by == name)):
            yield Seen(
                ("body", name, "may-be-dissolved-by"),
                f"The {by} could dissolve the {name} without having elected it. Name its electors, or leave this out.",
                f"{name} <- {', '.join(sorted(graph.electors_of[name])) or 'its members'}; dissolved by {by}",
            )
