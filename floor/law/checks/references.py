"""Names that mean something: bodies, offices, levels, votes and categories that exist."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import ORGANISATION, Seen, check
from ..graph import EVERY_MEMBER, Graph
from ..statutes import Path
from ..values import Who


def _bodies_named(graph: Graph) -> Iterator[tuple[Path, str, str]]:
    """Every place where a body is named: where, whom, and the guarantee that hangs on it."""
    law = graph.law
    for seats in graph.seats:
        for by in seats.rule.electors:
            yield (*seats.place, "by"), by, "R1"
    for name, body in law.body.items():
        here = ("body", name)
        for key, other, guarantee in (
            ("tie-goes-to", body.tie_goes_to, "R14"), ("elections-run-by", body.elections_run_by, "R20"), ("accounts-to", body.accounts_to, "R13"),
            ("appeal-to", body.appeal_to, "R20"), ("may-be-dissolved-by", body.may_be_dissolved_by, "R2"),
        ):  # fmt: skip
            if other:
                yield (*here, key), other, guarantee
        for office, rule in body.offices.items():
            if rule.elected_by != "itself":
                yield (*here, "offices", office, "elected-by"), rule.elected_by, "R1"
        yield from (((*here, "controls", at), other, "R20") for at, other in enumerate(body.controls))
        yield from (((*here, "not-with", at), other, "R20") for at, other in enumerate(body.not_with))
        yield from (((*here, "consultative", at), other, "R11") for at, other in enumerate(body.consultative))
    for name, vote in law.vote.items():
        yield ("vote", name, "of"), vote.of, "R3"
        if vote.ends_by:
            yield ("vote", name, "ends-by"), vote.ends_by, "R16"
    yield ("amendment", "by"), law.amendment.by, "R24"
    for name, emergency in law.emergency.items():
        yield ("emergency", name, "declared-by"), emergency.declared_by, "R23"
        if emergency.prolonged_by:
            yield ("emergency", name, "prolonged-by"), emergency.prolonged_by, "R23"


@check("R1")
def unknown_body(graph: Graph) -> Iterator[Seen]:
    """A body is named that does not exist."""
    names = list(graph.bodies)
    for place, name, guarantee in _bodies_named(graph):
        if name not in graph.bodies and name != EVERY_MEMBER:
            yield Seen(
                place,
                f'There is no body called "{name}".{graph.hint(name, [*names, EVERY_MEMBER])}',
                guarantee=guarantee,
            )


def _people_named(graph: Graph) -> Iterator[tuple[Path, Who, str]]:
    law = graph.law
    for name, body in law.body.items():
        yield from ((("body", name, "convened-by", at), who, "R10") for at, who in enumerate(body.convened_by))
    yield ("membership", "admitted-by"), law.membership.admitted_by, "R18"
    if law.units.opened_by:
        yield ("units", "opened-by"), law.units.opened_by, "R1"


@check("R10")
def unknown_office(graph: Graph) -> Iterator[Seen]:
    """Somebody may do something who does not exist: no such body, or no such office of it."""
    offices_of = {f"{office} of {name}" for name, body in graph.bodies.items() for office in body.offices}
    known = [*graph.bodies, *offices_of]
    for place, who, guarantee in _people_named(graph):
        if who.share or who.body == EVERY_MEMBER:
            continue
        body = graph.bodies.get(who.body)
        if body is None:
            yield Seen(place, f'There is nobody called "{who}".{graph.hint(str(who), known)}', guarantee=guarantee)
        elif who.office and who.office not in body.offices and who.office not in body.parts:
            offices = [*body.offices, *body.parts]
            told = f"It has {', '.join(offices)}." if offices else "It has no offices."
            yield Seen(
                place,
                f'The {who.body} has no office called "{who.office}".{graph.hint(who.office, offices)} {told}',
                guarantee=guarantee,
            )
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            other = (rule.signs_with or "").removesuffix(f" of {name}")
            if other and other not in body.offices and rule.signs_with not in offices_of:
                yield Seen(
                    ("body", name, "offices", office, "signs-with"),
                    f'The {name} has no office called "{other}" to sign with.{graph.hint(other, list(body.offices))}',
                    guarantee="R20",
                )


@check("R1")
def unknown_level(graph: Graph) -> Iterator[Seen]:
    """A level is named that the organisation does not have."""
    levels = list(graph.law.levels)
    named: list[tuple[Path, str]] = [(("body", name, "at"), body.at) for name, body in graph.bodies.items()]
    units = graph.law.units
    if units.members_at:
        named.append((("units", "members-at"), units.members_at))
    named += [
        (("units", line, at), level)
        for line, several in (("union", units.union), ("territory", units.territory))
        for at, level in enumerate(several)
    ]
    for place, level in named:
        if level not in graph.rank:
            yield Seen(
                place,
                f'There is no level called "{level}".{graph.hint(level, levels)} The levels are {", ".join(levels)}.',
            )


@check("R8")
def unknown_category(graph: Graph) -> Iterator[Seen]:
    """Seats or rights hang on a category of members that is not kept."""
    categories = graph.law.membership.categories
    known = dict.fromkeys([*categories, *(value for values in categories.values() for value in values)])
    named: list[tuple[Path, str]] = [
        ((*seats.place, "reserved", category), category) for seats in graph.seats for category in seats.rule.reserved
    ]
    named += [
        (("membership", "rights-by-category", at), category)
        for at, category in enumerate(graph.law.membership.rights_by_category)
    ]
    for place, category in named:
        if category not in known:
            yield Seen(
                place,
                f'There is no category "{category}".{graph.hint(category, known)} Add it to [membership.categories], for example sex = ["women", "men"].',
            )


@check("R25", "doubtful")
def names_that_look_alike(graph: Graph) -> Iterator[Seen]:
    """Two names differ only by capitals or spaces, so that a reader of the record cannot tell them apart."""
    for key, names in (
        ("body", list(graph.bodies)),
        ("vote", list(graph.law.vote)),
        ("emergency", list(graph.law.emergency)),
    ):
        first: dict[str, str] = {}
        for name in names:
            other = first.setdefault("".join(name.casefold().split()), name)
            if other != name:
                yield Seen((key, name), f'"{name}" and "{other}" look alike. Give one of them another name.')


@check("R25", "doubtful")
def name_with_a_meaning(graph: Graph) -> Iterator[Seen]:
    """A body is called by words that mean something else in the statutes."""
    for name in graph.bodies:
        if name.casefold() in (EVERY_MEMBER, "itself", "the electors", "the caller", ORGANISATION) or name[0].isdigit():
            yield Seen(("body", name), f'"{name}" means something else in statutes. Give the body another name.')
