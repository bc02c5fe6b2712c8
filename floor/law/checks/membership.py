"""Freely given (R18), coming and going (R21), and removal only by charge, hearing, vote and appeal (R2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import Graph, longer
from ..values import Duration


@check("R18")
def joining_without_consent(graph: Graph) -> Iterator[Seen]:
    """People are entered on the register without having said yes."""
    if not graph.law.membership.consent:
        yield Seen(
            ("membership", "consent"),
            "People would be enrolled without being asked. Write consent = true, or leave it out.",
        )


@check("R21")
def resignation_delayed(graph: Graph) -> Iterator[Seen]:
    """A member who resigns is kept for a time."""
    resignation = graph.law.membership.resignation
    if isinstance(resignation, Duration):
        yield Seen(
            ("membership", "resignation"),
            f'Whoever leaves would be kept for {resignation}. Write resignation = "at once", or leave it out.',
        )


@check("R18", exceptable=True)
def vote_lost_by_arrears(graph: Graph) -> Iterator[Seen]:
    """A member who is behind with dues cannot vote, stand or nominate."""
    for at, right in enumerate(graph.law.membership.standing_needed):
        yield Seen(
            ("membership", "standing-needed", at),
            f'Whoever is behind with dues could not {right}. Leave this out, or declare it in an [[exception]] to R18 with body = "organisation".',
        )


@check("R18", "doubtful")
def standing_without_a_measure(graph: Graph) -> Iterator[Seen]:
    """Good standing is asked for, but nothing says what it is."""
    membership = graph.law.membership
    if membership.standing_needed and membership.good_standing is None:
        yield Seen(
            ("membership", "standing-needed"),
            'Good standing is asked for, but not how far dues may be behind. Write good-standing = "3 months", for example.',
        )


@check("R2")
def expulsion_without_a_vote(graph: Graph) -> Iterator[Seen]:
    """Expulsion names a vote that does not exist, or a vote on it exists that nothing names."""
    law = graph.law
    by = law.membership.expelled_by
    if by and by not in law.vote:
        yield Seen(
            ("membership", "expelled-by"),
            f'There is no vote called {by}. Add [vote."{by}"] with of and ballot = "secret".',
        )
    elif not by:
        for name in law.vote:
            if law.kind_of(name) == "expulsion":
                yield Seen(
                    ("vote", name),
                    f'Nothing says that this vote expels. Write expelled-by = "{name}" under [membership].',
                )


@check("R2", exceptable=True)
def expulsion_without_a_hearing(graph: Graph) -> Iterator[Seen]:
    """Members can be expelled, but no body hears the charge first."""
    if graph.law.membership.expelled_by and not any("charges" in body.hears for body in graph.bodies.values()):
        yield Seen(
            ("membership", "expelled-by"),
            'Members can be expelled, but nobody hears the charge and the reply. Let an elected body have hears = ["charges"].',
        )


@check("R2", exceptable=True)
def expulsion_without_appeal(graph: Graph) -> Iterator[Seen]:
    """Members can be expelled or sanctioned without any appeal."""
    for name, body in graph.bodies.items():
        if "charges" in body.hears and not body.appeal_to and not body.sits:
            yield Seen(
                ("body", name, "hears"),
                f'Against a decision of the {name} there is no appeal. Write appeal-to = "general meeting", for example.',
                f"{name} -> (nobody)",
            )


@check("R2", "doubtful")
def expelled_by_a_committee(graph: Graph) -> Iterator[Seen]:
    """A committee expels members, instead of the members themselves."""
    for name, vote in graph.law.vote.items():
        if graph.law.kind_of(name) == "expulsion" and vote.of in graph.bodies and not graph.bodies[vote.of].sits:
            yield Seen(
                ("vote", name, "of"),
                f"The {vote.of} would expel members. Let a meeting of the members vote.",
                f"{name} <- {vote.of}",
            )


@check("R8", "doubtful")
def newcomers_shut_out(graph: Graph) -> Iterator[Seen]:
    """The membership needed to stand is longer than a whole term."""
    for seats in graph.seats:
        rule = seats.rule
        if rule.deposit and rule.term and longer(rule.deposit, rule.term):
            yield Seen(
                (*seats.place, "deposit"),
                f"A newcomer waits {rule.deposit} to stand for the {seats}, longer than a term of {rule.term}. Write a shorter time.",
            )


@check("R21", "doubtful")
def candidate_longer_than_active(graph: Graph) -> Iterator[Seen]:
    """Somebody can stay a candidate so long as to count as inactive before being a member."""
    membership = graph.law.membership
    if membership.candidate_term and longer(membership.candidate_term, membership.active_within):
        yield Seen(
            ("membership", "candidate-term"),
            f"A candidate would wait {membership.candidate_term} and count as inactive after {membership.active_within}. Shorten the wait.",
        )
