"""Control by people who are not controlled (R20), and money that needs two (M40)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import Graph


@check("R20")
def controls_itself(graph: Graph) -> Iterator[Seen]:
    """A body audits itself."""
    for name in graph.bodies:
        if name in graph.controls[name]:
            yield Seen(
                ("body", name, "controls"),
                f"The {name} would audit itself. Leave it out of the list.",
                f"{name} -> {name}",
            )


@check("R20")
def controllers_elected_by_the_controlled(graph: Graph) -> Iterator[Seen]:
    """Those who control are elected by those whom they control."""
    for name, body in graph.bodies.items():
        for other in body.controls:
            if other in graph.electors_of[name] and other not in graph.assemblies and other != name:
                yield Seen(
                    ("body", name, "elected", "by"),
                    f"The {name} controls the {other} and is elected by it. Let the members elect it.",
                    f"{name} <- {other}",
                )


@check("R20")
def controllers_who_are_the_controlled(graph: Graph) -> Iterator[Seen]:
    """The same person can sit in the controlling body and in the controlled one."""
    for name, body in graph.bodies.items():
        for at, other in enumerate(body.controls):
            if (
                other != name
                and other in graph.bodies
                and not graph.bodies[other].sits
                and not graph.apart(name, other)
            ):
                yield Seen(
                    ("body", name, "controls", at),
                    f'A member of the {other} could sit in the {name} and audit themselves. Add "{other}" to not-with of the {name}.',
                    f"{name} -> {other}",
                )


@check("R20")
def controllers_at_the_mercy_of_the_controlled(graph: Graph) -> Iterator[Seen]:
    """Those who are controlled run the election of the controllers, or dissolve or convene them alone."""
    for name, body in graph.bodies.items():
        callers = {who.body for who in body.convened_by if not who.share}
        only_caller = (
            next(iter(callers)) if len(callers) == 1 and not any(who.share for who in body.convened_by) else None
        )
        for how, other in (
            ("runs its elections", body.elections_run_by),
            ("may dissolve it", body.may_be_dissolved_by),
            ("alone can call it", only_caller),
        ):
            if other and other != name and other in graph.controls[name]:
                yield Seen(
                    ("body", name, "controls"),
                    f"The {name} controls the {other}, which {how}. Give that to somebody else.",
                    f"{name} -> {other} -> {name}",
                )


@check("R20")
def controls_each_other(graph: Graph) -> Iterator[Seen]:
    """Two bodies control each other, so that neither will look closely."""
    for name, body in graph.bodies.items():
        for other in body.controls:
            if other != name and other in graph.bodies and name in graph.controls[other] and name < other:
                yield Seen(
                    ("body", name, "controls"),
                    f"The {name} and the {other} control each other. Let a third body control one of them.",
                    f"{name} <-> {other}",
                )


@check("R20", "doubtful")
def nobody_controls(graph: Graph) -> Iterator[Seen]:
    """There is money, and no body audits it."""
    offices = [
        (name, office)
        for name, body in graph.bodies.items()
        for office, rule in body.offices.items()
        if rule.signs_with or rule.released
    ]
    if offices and not any(body.controls for body in graph.bodies.values()):
        name, office = offices[0]
        yield Seen(
            ("body", name, "offices", office),
            f'The {office} of the {name} handles money and nobody audits it. Elect a control commission with controls = ["{name}"].',
        )


@check("R20")
def signs_with_itself(graph: Graph) -> Iterator[Seen]:
    """The second signature for money is the first."""
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if rule.signs_with in (office, f"{office} of {name}"):
                yield Seen(
                    ("body", name, "offices", office, "signs-with"),
                    f"The {office} would sign twice. Name another office.",
                    f"{office} <-> {office}",
                )


@check("R20", "doubtful")
def one_signature(graph: Graph) -> Iterator[Seen]:
    """Somebody is paid or keeps money, and no payment needs a second signature."""
    signing = any(rule.signs_with for body in graph.bodies.values() for rule in body.offices.values())
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            keeps = any(word in office.casefold() for word in ("treasurer", "cashier", "bursar", "paymaster"))
            if (keeps or (rule.released and not signing)) and not rule.signs_with:
                yield Seen(
                    ("body", name, "offices", office),
                    f'The {office} of the {name} could pay out alone. Write signs-with = "chair", for example.',
                )
                signing = True
