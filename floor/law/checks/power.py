"""Power from below (R1): every seat and office comes down to the members it serves."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import EVERY_MEMBER, Graph


@check("R1", exceptable=True)
def seat_without_members(graph: Graph) -> Iterator[Seen]:
    """The seats of a body cannot be traced through elections down to the members."""
    in_circle = {name for circle in graph.circles for name in circle}
    for name, end in graph.broken_off.items():
        if end == name or name in in_circle:
            continue
        if end not in graph.bodies or not (graph.electors_of[end] or graph.outside(end)):
            continue  # the body at the end is told by itself: it does not exist, or nobody fills it
        why = f"{graph.outside(end)} sits in the {end}" if graph.outside(end) else f"the {end} is elected in a circle"
        yield Seen(
            ("body", name, "elected", "by"),
            f"No seat of the {name} comes from the members alone: {why}. Let a body vote that is elected by the members it serves.",
            graph.path_of(name),
        )


@check("R1")
def circular_electorate(graph: Graph) -> Iterator[Seen]:
    """Bodies elect each other in a circle, so that nobody outside the circle ever has a say."""
    for circle in graph.circles:
        name = circle[0]
        yield Seen(
            ("body", name, "elected", "by"),
            f"The {name} is elected, by way of others, by itself. One body of the circle must be elected by the members.",
            " <- ".join([*circle[:8], *(["..."] if len(circle) > 8 else []), name]),
        )


@check("R1")
def body_that_nobody_fills(graph: Graph) -> Iterator[Seen]:
    """A body has neither members sitting in it, nor an election, nor parts."""
    for name, body in graph.bodies.items():
        if not (body.sits or body.elected or body.parts):
            yield Seen(
                ("body", name),
                f'Nothing says who sits in the {name}. Write sits = "every member", or elected = {{ by = ... }}, or parts.',
                f"{name} <- (nobody)",
            )


@check("R1")
def body_filled_in_two_ways(graph: Graph) -> Iterator[Seen]:
    """A body is filled in more than one of the three ways, so that nobody can say who sits in it."""
    for name, body in graph.bodies.items():
        ways = [
            key for key, filled in (("sits", body.sits), ("elected", body.elected), ("parts", body.parts)) if filled
        ]
        if len(ways) > 1:
            yield Seen(
                ("body", name, ways[1]),
                f"The {name} is filled in {len(ways)} ways: {' and '.join(ways)}. Keep one of them.",
            )


@check("R1", exceptable=True)
def filled_from_outside(graph: Graph) -> Iterator[Seen]:
    """A part of a body is filled by somebody outside the organisation."""
    for name, body in graph.bodies.items():
        for part, rule in body.parts.items():
            if rule.filled_by:
                yield Seen(
                    ("body", name, "parts", part),
                    f"{rule.filled_by} fills the {part} of the {name}. Have it elected, or declare it in an [[exception]] to R1 with the reason.",
                    f"{name} <- {rule.filled_by}",
                )


@check("R1", exceptable=True)
def outsiders_outnumber_the_elected(graph: Graph) -> Iterator[Seen]:
    """Those who come from outside have more seats in a body than those who are elected."""
    for name, body in graph.bodies.items():
        outside = [rule.seats.fixed for rule in body.parts.values() if rule.filled_by and rule.seats]
        inside = [rule.elected.seats.fixed for rule in body.parts.values() if rule.elected]
        numbers = [number for number in (*outside, *inside) if number is not None]
        if outside and len(numbers) == len(outside) + len(inside) and sum(numbers) < 2 * sum(n for n in outside if n):
            total = sum(number for number in outside if number)
            yield Seen(
                ("body", name, "parts"),
                f"{total} of the {sum(numbers)} seats of the {name} are filled from outside: they decide alone. Give at least half to the elected.",
                f"{name} <- outside",
            )


@check("R1")
def part_without_seats(graph: Graph) -> Iterator[Seen]:
    """A part of a body says not, or says twice, who fills it and with how many."""
    for name, body in graph.bodies.items():
        for part, rule in body.parts.items():
            if bool(rule.elected) == bool(rule.filled_by):
                wrong = (
                    "both elected and filled from outside" if rule.elected else "neither elected nor filled by anyone"
                )
                yield Seen(
                    ("body", name, "parts", part),
                    f"The {part} of the {name} is {wrong}. Write one of the two: elected, or filled-by and seats.",
                )
            elif rule.filled_by and rule.seats is None:
                yield Seen(
                    ("body", name, "parts", part),
                    f"How many seats {rule.filled_by} fills in the {name} is not said. Write seats = 4, for example.",
                )


@check("R1", exceptable=True)
def elected_from_above(graph: Graph) -> Iterator[Seen]:
    """A body is elected by a body of a higher level: an appointment by another name."""
    for seats in graph.seats:
        at = graph.rank.get(graph.bodies[seats.body].at)
        for by in seats.rule.electors:
            elector = graph.bodies.get(by)
            if at is not None and elector and graph.rank.get(elector.at, -1) > at:
                yield Seen(
                    (*seats.place, "by"),
                    f"The {seats} of each {graph.bodies[seats.body].at} would be elected from above, by the {by} of the {elector.at}. "
                    "Electors sit at the same level or below.",
                    f"{seats.body} <- {by} ({elector.at})",
                )


@check("R1", exceptable=True)
def elected_across_lines(graph: Graph) -> Iterator[Seen]:
    """A body of one union is elected by a body of all unions of a place."""
    for seats in graph.seats:
        for by in seats.rule.electors:
            elector = graph.bodies.get(by)
            if (
                elector
                and elector.line == "territory"
                and graph.bodies[seats.body].line == "union"
                and not elector.sits
            ):
                yield Seen(
                    (*seats.place, "by"),
                    f"The {seats} sits for one union, yet the {by}, which sits for all unions of the {elector.at}, elects it. "
                    "Let the union's own members or bodies elect it.",
                    f"{seats.body} (union) <- {by} (territory)",
                )


@check("R1", exceptable=True)
def office_filled_by_others(graph: Graph) -> Iterator[Seen]:
    """An office is filled by neither the body itself nor those who elect the body."""
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            by = rule.elected_by
            allowed = by in ("itself", name, EVERY_MEMBER) or by in graph.electors_of[name]
            if not allowed and by in graph.bodies and not (by in graph.assemblies and graph.bodies[by].at == body.at):
                yield Seen(
                    ("body", name, "offices", office),
                    f"The {by} would choose the {office} of the {name} without having elected the {name}. "
                    'Write elected-by = "itself", or name the electors of the body.',
                    f"{office} of {name} <- {by}",
                )


@check("R1", exceptable=True)
def unelected_voters(graph: Graph) -> Iterator[Seen]:
    """A vote on a question is taken by a body that does not trace to the members."""
    for name, vote in graph.law.vote.items():
        if vote.of in graph.bodies and vote.of not in graph.traced:
            yield Seen(
                ("vote", name, "of"),
                f'The vote on {name} is taken by the {vote.of}, whose seats do not come from the members. Write of = "every member", or an elected body.',
                f"{name} <- {graph.path_of(vote.of)}",
            )


@check("R1")
def members_without_a_meeting(graph: Graph) -> Iterator[Seen]:
    """Nothing in the statutes is filled by the members themselves."""
    elected_by_all = any(EVERY_MEMBER in seats.rule.electors for seats in graph.seats)
    if not graph.assemblies and not elected_by_all:
        yield Seen(
            ("body",),
            'The members themselves neither meet nor elect anyone. Add a body with sits = "every member", or an election by "every member".',
        )


@check("R1")
def meeting_below_the_members(graph: Graph) -> Iterator[Seen]:
    """A meeting of every member is held at a level where nobody is a member."""
    home = graph.rank.get(graph.law.members_at)
    for name, body in graph.bodies.items():
        at = graph.rank.get(body.at)
        if body.sits and home is not None and at is not None and at < home:
            yield Seen(
                ("body", name, "at"),
                f"Members belong to a {graph.law.members_at}, so a {body.at} has none and the {name} is empty. Hold it at the {graph.law.members_at}.",
            )


@check("R1", exceptable=True)
def right_by_category(graph: Graph) -> Iterator[Seen]:
    """A category of members changes somebody's rights."""
    for at, category in enumerate(graph.law.membership.rights_by_category):
        yield Seen(
            ("membership", "rights-by-category", at),
            f"What a member may do would depend on the category {category}. Categories are for reporting; otherwise declare it in an "
            '[[exception]] to R1 with body = "organisation".',
        )
