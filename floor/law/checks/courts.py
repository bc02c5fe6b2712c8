"""The clock on disputes (R14), and appeals to somebody else than before (R20)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import Graph
from ..language import Body

#: What is heard about somebody, so that the question of who judges arises.
JUDGING = frozenset({"grievances", "charges", "appeals"})


def judges(body: Body) -> bool:
    return bool(JUDGING & set(body.hears))


@check("R14", "doubtful")
def nobody_hears_grievances(graph: Graph) -> Iterator[Seen]:
    """No body hears cases of any kind."""
    if not any(judges(body) for body in graph.bodies.values()):
        yield Seen(("body",), 'A member with a grievance has nowhere to go. Let a body have hears = ["grievances"].')


@check("R14")
def hearing_without_a_clock(graph: Graph) -> Iterator[Seen]:
    """A body hears cases, but nothing says by when it must."""
    for name, body in graph.bodies.items():
        if body.hears and body.meets is None and body.decides_within is None:
            yield Seen(
                ("body", name, "hears"),
                f'Nothing says by when the {name} must deal with a case, so it can lie for ever. Write meets = "weekly" or decides-within = "14 days".',
            )


@check("R14")
def ladder_ends_at_the_first_step(graph: Graph) -> Iterator[Seen]:
    """A body hears grievances first, and there is no next step when it is silent or undecided."""
    later = {step for body in graph.bodies.values() for step in (body.appeal_to, body.tie_goes_to)}
    later |= {name for name, body in graph.bodies.items() if set(body.hears) & {"appeals"}}
    first = [name for name, body in graph.bodies.items() if judges(body) and not body.sits and name not in later]
    for name in first:
        body = graph.bodies[name]
        if "grievances" in body.hears and not (body.appeal_to or body.tie_goes_to):
            yield Seen(
                ("body", name, "hears"),
                f"When the {name} is silent or divided, a grievance goes nowhere. Write tie-goes-to and appeal-to.",
                f"grievance -> {name} -> (nobody)",
            )


@check("R14")
def sides_of_unequal_size(graph: Graph) -> Iterator[Seen]:
    """A body is said to have equal sides, but has not."""
    for name, body in graph.bodies.items():
        if not body.parity:
            continue
        if len(body.parts) < 2:
            yield Seen(
                ("body", name, "parity"),
                f"The {name} should have equal sides, but has {len(body.parts)} parts. Write its parts, or leave parity out.",
            )
            continue
        numbers = [rule.elected.seats if rule.elected else rule.seats for rule in body.parts.values()]
        if len({str(number) for number in numbers if number}) > 1 or any(
            number and number.fixed is None for number in numbers
        ):
            sides = ", ".join(f"{part} {number}" for part, number in zip(body.parts, numbers, strict=True))
            yield Seen(
                ("body", name, "parts"),
                f"The sides of the {name} are not equal: {sides}. Give each the same fixed number of seats.",
            )


@check("R14")
def equal_sides_without_a_way_out(graph: Graph) -> Iterator[Seen]:
    """A body of equal sides can be split down the middle for ever."""
    for name, body in graph.bodies.items():
        if body.parity and body.tie != "refer":
            yield Seen(
                ("body", name),
                f'Four against four is no decision: nothing says where a case goes when the sides of the {name} are equal. Write tie = "refer" and tie-goes-to.',
                f"{name} -> (nobody)",
            )


@check("R14")
def ties_go_in_a_circle(graph: Graph) -> Iterator[Seen]:
    """Bodies refer their ties to each other."""
    following = {
        name: body.tie_goes_to for name, body in graph.bodies.items() if body.tie_goes_to and body.tie_goes_to != name
    }
    for circle in _circles(following):
        yield Seen(
            ("body", circle[0], "tie-goes-to"),
            f"A case that nobody decides would come back to the {circle[0]}. Let the last step be one that decides.",
            " -> ".join([*circle[:8], circle[0]]),
        )


@check("R20")
def appeal_in_a_circle(graph: Graph) -> Iterator[Seen]:
    """An appeal comes back to those who decided."""
    following = {name: body.appeal_to for name, body in graph.bodies.items() if body.appeal_to}
    for circle in _circles(following):
        path = " -> ".join([*circle[:8], circle[0]])
        yield Seen(
            ("body", circle[0], "appeal-to"),
            f"An appeal against the {circle[0]} would come back to it. Name a body that has not decided yet, such as the general meeting.",
            path,
        )


def _circles(following: dict[str, str]) -> Iterator[list[str]]:
    """The circles in a map from each to the next."""
    settled: set[str] = set()
    for start in following:
        walked: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in walked:
            walked[at] = len(walked)
            at = following.get(at)
        if at in walked:
            yield list(walked)[walked[at] :]
        settled.update(walked)


@check("R20")
def appeal_to_the_same_people(graph: Graph) -> Iterator[Seen]:
    """The same person can sit in the body that decided and in the one that hears the appeal."""
    for name, body in graph.bodies.items():
        to = body.appeal_to
        if not to or to not in graph.bodies or to == name or to in graph.electors_of[name] or graph.apart(name, to):
            continue
        if graph.size_of(to) is not None:  # among many delegates one who steps aside changes nothing
            yield Seen(
                ("body", name, "appeal-to"),
                f'A member of the {name} could sit in the {to} and hear the appeal. Write not-with = ["{name}"] for the {to}.',
                f"{name} -> {to}",
            )


@check("R20")
def appeal_to_the_elected_of_the_judges(graph: Graph) -> Iterator[Seen]:
    """The body that hears the appeal is elected by the one that decided."""
    for name, body in graph.bodies.items():
        to = body.appeal_to
        if to and to in graph.bodies and to != name and name in graph.electors_of[to]:
            yield Seen(
                ("body", name, "appeal-to"),
                f"The {to} is elected by the {name}, whose decisions it would review. Let others elect it.",
                f"{name} -> {to} <- {name}",
            )


@check("R20", exceptable=True)
def judge_of_their_own_business(graph: Graph) -> Iterator[Seen]:
    """A body hears cases about the business that it carries on itself."""
    controlled = {other: name for name, body in graph.bodies.items() for other in body.controls}
    for name, body in graph.bodies.items():
        if not judges(body) or body.sits:
            continue
        reasons = [f"the {controlled[name]} controls its funds and records"] if name in controlled else []
        reasons += [
            f"its {office} is paid to run the business" for office, rule in body.offices.items() if rule.released
        ]
        reasons += [f"its {office} signs for money" for office, rule in body.offices.items() if rule.signs_with]
        admits = graph.law.membership.admitted_by.body == name
        reasons += ["it enters people on the register"] if admits else []
        if reasons:
            yield Seen(
                ("body", name, "hears"),
                f"The {name} would judge complaints about what it does itself: {reasons[0]}. Let an independent body hear {' and '.join(body.hears)}.",
                f"{name} -> {name}",
            )


@check("R20")
def accuser_is_the_judge(graph: Graph) -> Iterator[Seen]:
    """The body that inspects, and so accuses, also judges."""
    for name, body in graph.bodies.items():
        if body.controls and {"charges", "appeals"} & set(body.hears):
            yield Seen(
                ("body", name, "hears"),
                f"The {name} inspects the {body.controls[0]} and would judge what it has found. Let another body hear charges.",
                f"{name} -> {body.controls[0]} -> {name}",
            )


@check("R20")
def contest_heard_by_those_who_ran_it(graph: Graph) -> Iterator[Seen]:
    """The body that runs an election hears the contest about it, and nobody after it."""
    for name, body in graph.bodies.items():
        runner = body.elections_run_by
        judge = graph.bodies.get(runner) if runner else None
        if judge and "election contests" in judge.hears and not judge.sits and judge.appeal_to in (None, runner):
            yield Seen(
                ("body", name, "elections-run-by"),
                f"The {runner} would run the election of the {name} and judge complaints about it. Let another body hear contests, or give an appeal to the general meeting.",
                f"{name} <- {runner} -> {runner}",
            )


@check("R20")
def runs_its_own_election(graph: Graph) -> Iterator[Seen]:
    """A body runs the election of its own seats."""
    for name, body in graph.bodies.items():
        if body.elections_run_by == name and not body.sits:
            yield Seen(
                ("body", name, "elections-run-by"),
                f"The {name} would run its own election. Name another body, elected apart.",
                f"{name} <- {name}",
            )


@check("R20")
def competence_of_two(graph: Graph) -> Iterator[Seen]:
    """Two bodies of a level have the same competence, and nobody is named to tell them apart."""
    if _judge_of_competence(graph):
        return
    owners: dict[tuple[str, str], str] = {}
    for name, body in graph.bodies.items():
        for at, words in enumerate(body.competence):
            owner = owners.setdefault((body.at, " ".join(words.casefold().split())), name)
            if owner != name:
                yield Seen(
                    ("body", name, "competence", at),
                    f'{words}: the {owner} and the {name} both decide it. Let one of them, or name a body with hears = ["conflicts of competence"].',
                    f"{owner} <-> {name}",
                )


@check("R20")
def lines_without_a_judge_of_competence(graph: Graph) -> Iterator[Seen]:
    """Bodies of a trade and bodies of a place stand side by side, and nobody is named for their conflicts."""
    on_place = [name for name, body in graph.bodies.items() if body.line == "territory"]
    on_trade = [name for name, body in graph.bodies.items() if body.line == "union" and not body.sits]
    if on_place and on_trade and not _judge_of_competence(graph):
        yield Seen(
            ("body", on_place[0], "line"),
            f'The {on_place[0]} and the {on_trade[0]} can both claim a question, and nobody decides between them. Let a body have hears = ["conflicts of competence"].',
            f"{on_trade[0]} (union) <-> {on_place[0]} (territory)",
        )


def _judge_of_competence(graph: Graph) -> bool:
    return any("conflicts of competence" in body.hears for body in graph.bodies.values())
