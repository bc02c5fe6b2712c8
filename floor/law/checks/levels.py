"""The storeys and the two lines: that every level is used, in order, and every body stands on its line (R1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from ..findings import Seen, check
from ..graph import EVERY_MEMBER, Graph

_LINES: tuple[Literal["union", "territory"], ...] = ("union", "territory")


@check("R1", "doubtful")
def level_without_a_body(graph: Graph) -> Iterator[Seen]:
    """A level has no body, so nobody speaks for its units."""
    used = {body.at for body in graph.bodies.values()}
    for at, level in enumerate(graph.law.levels):
        if level not in used and level != graph.law.members_at:
            yield Seen(
                ("levels", at),
                f"Nobody speaks for a {level}: no body sits at this level. Add one, or leave the level out.",
            )


@check("R1")
def level_named_twice(graph: Graph) -> Iterator[Seen]:
    """A level stands twice in the list of levels or in a line."""
    units = graph.law.units
    for place, levels in (
        (("levels",), graph.law.levels),
        (("units", "union"), units.union),
        (("units", "territory"), units.territory),
    ):
        for at, level in enumerate(levels):
            if level in levels[:at]:
                yield Seen((*place, at), f"The level {level} stands here twice. Leave one out.")


@check("R1")
def line_out_of_order(graph: Graph) -> Iterator[Seen]:
    """The levels of a line are not in the order of the levels, lowest first."""
    for line in _LINES:
        levels = graph.law.units.union if line == "union" else graph.law.units.territory
        known = [level for level in levels if level in graph.rank]
        for lower, higher in pairwise(known):
            if graph.rank[lower] > graph.rank[higher]:
                yield Seen(
                    ("units", line),
                    f"In the {line} line {lower} stands before {higher}, but levels has them the other way. Write the lowest first.",
                )


@check("R1", "doubtful")
def level_on_no_line(graph: Graph) -> Iterator[Seen]:
    """Lines are drawn and a level is on none of them."""
    units = graph.law.units
    if not units.union:
        return
    for at, level in enumerate(graph.law.levels):
        if level not in units.union and level not in units.territory:
            yield Seen(
                ("levels", at),
                f"The level {level} is on neither the union nor the territory line. Add it to one under [units], or leave it out.",
            )


@check("R1")
def body_off_its_line(graph: Graph) -> Iterator[Seen]:
    """A body sits at a level that its line does not have."""
    for name, body in graph.bodies.items():
        line = graph.law.line_of(body.line)
        if body.at in graph.rank and body.at not in line:
            told = f"has {', '.join(line)}" if line else "is not drawn"
            yield Seen(
                ("body", name, "line"),
                f"The {name} sits at the {body.at} on the {body.line} line, which {told}. Add the level under [units], or change the line.",
            )


@check("R1")
def members_off_the_union_line(graph: Graph) -> Iterator[Seen]:
    """Members belong to units of a level that the union line does not begin with."""
    law = graph.law
    if law.units.union and law.members_at in graph.rank and law.members_at not in law.units.union:
        yield Seen(
            ("units", "union"),
            f"Members belong to a {law.members_at}, which is not on the union line: nothing above traces to them. Begin the line with {law.members_at}.",
        )


@check("R1", "doubtful")
def body_without_a_use(graph: Graph) -> Iterator[Seen]:
    """A body elects nobody, decides nothing, hears nothing, and nobody else mentions it."""
    law = graph.law
    used = (
        {by for several in graph.electors_of.values() for by in several}
        | {vote.of for vote in law.vote.values()}
        | {law.amendment.by}
    )
    for body in graph.bodies.values():
        used.update(filter(None, (body.accounts_to, body.appeal_to, body.tie_goes_to, body.elections_run_by)))
        used.update(who.body for who in body.convened_by)
    for name, body in graph.bodies.items():
        if not (
            name in used
            or body.competence
            or body.hears
            or body.controls
            or body.offices
            or body.sits
            or body.outside
            or body.sends_outside
        ):
            yield Seen(
                ("body", name),
                f'Nothing says what the {name} is for. Write competence = ["..."], so that members know what they elect.',
            )


@check("R1", "doubtful")
def electors_named_beside_everyone(graph: Graph) -> Iterator[Seen]:
    """Every member elects, and a body besides: some would have two votes."""
    for seats in graph.seats:
        electors = seats.rule.electors
        if len(electors) > 1 and EVERY_MEMBER in electors:
            others = ", ".join(by for by in electors if by != EVERY_MEMBER)
            yield Seen(
                (*seats.place, "by"),
                f"Every member elects the {seats}, and {others} besides: some would vote twice. Keep one of them.",
            )
