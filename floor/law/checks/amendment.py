"""Statutes change by their own rule (R24), and temporary means temporary (R23)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..findings import Seen, check
from ..graph import EVERY_MEMBER, Graph, longer


@check("R24")
def amended_by_others(graph: Graph) -> Iterator[Seen]:
    """The statutes are changed by a body that does not trace to the members."""
    by = graph.law.amendment.by
    if by in graph.bodies and by not in graph.traced:
        yield Seen(
            ("amendment", "by"),
            f'The {by} would change the statutes, but its seats do not come from the members. Write by = "{EVERY_MEMBER}", or a body that the members elect.',
            f"statutes <- {graph.path_of(by)}",
        )


@check("R24")
def amendment_not_entrenched(graph: Graph) -> Iterator[Seen]:
    """The rule of amendment can be changed by an easier rule than its own."""
    if not graph.law.amendment.entrenched:
        yield Seen(
            ("amendment", "entrenched"),
            "The rule of amendment could be swept away by an ordinary decision. Write entrenched = true, or leave it out.",
        )


@check("R24")
def amendment_suspended(graph: Graph) -> Iterator[Seen]:
    """Somebody can suspend the rule of amendment."""
    by = graph.law.amendment.suspended_by
    if by:
        yield Seen(
            ("amendment", "suspended-by"),
            f"The {by} could suspend the rule by which the statutes change. Leave this out.",
            f"statutes <- {by}",
        )


@check("R24")
def amendment_without_notice(graph: Graph) -> Iterator[Seen]:
    """The statutes can be changed by surprise."""
    if graph.law.amendment.notice.longest == 0:
        yield Seen(
            ("amendment", "notice"), 'The statutes could be changed by surprise. Write notice = "30 days", for example.'
        )


@check("R24")
def amendment_before_the_meeting(graph: Graph) -> Iterator[Seen]:
    """An amendment has less notice than the meeting that votes on it."""
    rule = graph.law.amendment
    body = graph.bodies.get(rule.by)
    if body and body.notice and longer(body.notice, rule.notice):
        yield Seen(
            ("amendment", "notice"),
            f"An amendment is announced {rule.notice} ahead, the {rule.by} {body.notice} ahead: it would be unknown when the meeting is called. Write at least {body.notice}.",
        )


@check("R24", "doubtful")
def amendment_easier_than_a_motion(graph: Graph) -> Iterator[Seen]:
    """The statutes can be changed more easily than an ordinary decision is taken."""
    rule = graph.law.amendment
    body = graph.bodies.get(rule.by)
    ordinary = body.majority.fraction if body else Fraction(1, 2)
    if Fraction(1, 2) <= rule.majority.fraction < ordinary or (
        rule.majority.fraction == Fraction(1, 2) and rule.turnout is None and rule.majority.base == "cast"
    ):
        yield Seen(
            ("amendment", "majority"),
            f"{rule.majority} changes the statutes, no more than any motion needs: few can rewrite the rules for all. Write at least 2/3, or a turnout.",
        )


@check("R23")
def emergency_without_end(graph: Graph) -> Iterator[Seen]:
    """An emergency power has no end."""
    for name, rule in graph.law.emergency.items():
        if rule.ends_after is None or rule.ends_after.longest == 0:
            yield Seen(
                ("emergency", name, "ends-after"),
                f'The emergency "{name}" would never end by itself. Write ends-after = "14 days", for example.',
            )


@check("R23")
def emergency_prolonged_by_those_who_hold_it(graph: Graph) -> Iterator[Seen]:
    """Whoever declares an emergency also prolongs it."""
    for name, rule in graph.law.emergency.items():
        if rule.prolonged_by == rule.declared_by and not graph.are_members(rule.declared_by):
            yield Seen(
                ("emergency", name, "prolonged-by"),
                f"The {rule.declared_by} would declare the emergency and prolong it, again and again. Let the general meeting prolong it.",
                f"{name} <- {rule.declared_by} <- {rule.declared_by}",
            )


@check("R23")
def emergency_outlasts_its_makers(graph: Graph) -> Iterator[Seen]:
    """An emergency lasts longer than the mandate of those who declare it."""
    for name, rule in graph.law.emergency.items():
        terms = [seats.rule.term for seats in graph.seats_of.get(rule.declared_by, ()) if seats.rule.term]
        if rule.ends_after and any(longer(rule.ends_after, term) for term in terms):
            yield Seen(
                ("emergency", name, "ends-after"),
                f"The emergency would last {rule.ends_after}, longer than anyone in the {rule.declared_by} is elected for. Write a shorter time.",
            )


@check("R23")
def emergency_from_outside(graph: Graph) -> Iterator[Seen]:
    """An emergency is declared or prolonged by somebody who does not come from the members."""
    for name, rule in graph.law.emergency.items():
        for key, by in (("declared-by", rule.declared_by), ("prolonged-by", rule.prolonged_by)):
            if by in graph.bodies and by not in graph.traced:
                yield Seen(
                    ("emergency", name, key),
                    f"The {by} holds an emergency power, but its seats do not come from the members.",
                    f"{name} <- {graph.path_of(str(by))}",
                )


@check("R24")
def open_number_sent_outside(graph: Graph) -> Iterator[Seen]:
    """How many are sent to a body outside is not fixed beforehand."""
    for name, body in graph.bodies.items():
        if body.outside and body.sends_outside is None:
            yield Seen(
                ("body", name, "outside"),
                f"How many the {name} sends to the {body.outside} is left open, so it can be set to suit the day. Write sends-outside = 3, for example.",
            )
        size = graph.size_of(name)
        if body.sends_outside is not None and size is not None and body.sends_outside > size:
            yield Seen(
                ("body", name, "sends-outside"),
                f"The {name} would send {body.sends_outside} of its {size}. Send at most {size}.",
            )
