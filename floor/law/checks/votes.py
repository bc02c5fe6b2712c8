"""Votes that can be won and lost: majorities, turnout and quorum (R3, R6)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..findings import Seen, check
from ..graph import Graph
from ..language import Kind
from ..statutes import Path
from ..values import Majority, Share

HALF = Fraction(1, 2)

#: The guarantee that a vote of each kind belongs to.
OF_KIND: dict[Kind, str] = {"strike": "R16", "ratification": "R15", "expulsion": "R2", "other": "R6"}


def _majorities(graph: Graph) -> Iterator[tuple[Path, str, Majority, str]]:
    """Every majority in the file: where, of what, which, and the guarantee at stake."""
    law = graph.law
    for name, body in law.body.items():
        yield ("body", name, "majority"), f"the {name}", body.majority, "R6"
        if body.recall:
            yield ("body", name, "recall", "majority"), f"a recall from the {name}", body.recall.majority, "R2"
        for office, rule in body.offices.items():
            if rule.recall:
                yield (
                    ("body", name, "offices", office, "recall", "majority"),
                    f"the recall of the {office}",
                    rule.recall.majority,
                    "R2",
                )
    for seats in graph.seats:
        if seats.rule.recall:
            yield (*seats.place, "recall", "majority"), f"a recall from the {seats}", seats.rule.recall.majority, "R2"
    for name, vote in law.vote.items():
        yield ("vote", name, "majority"), f"the vote on {name}", vote.majority, OF_KIND[law.kind_of(name)]
    yield ("amendment", "majority"), "the amendment of the statutes", law.amendment.majority, "R24"
    yield ("founding", "majority"), "the founding", law.founding.majority, "R1"
    if law.reconsideration:
        yield ("reconsideration", "majority"), "reconsideration", law.reconsideration.majority, "R7"


def _conditions(graph: Graph) -> Iterator[tuple[Path, str, Share | None, str]]:
    """Every share that must take part or agree before a vote counts, apart from the quorum of bodies."""
    law = graph.law
    for name, vote in law.vote.items():
        yield ("vote", name, "turnout"), f"the turnout of the vote on {name}", vote.turnout, OF_KIND[law.kind_of(name)]
        yield ("vote", name, "support"), f"the support in the vote on {name}", vote.support, OF_KIND[law.kind_of(name)]
    yield ("amendment", "turnout"), "the turnout of an amendment", law.amendment.turnout, "R24"
    for name, body in law.body.items():
        if body.recall:
            yield (
                ("body", name, "recall", "turnout"),
                f"the turnout of a recall from the {name}",
                body.recall.turnout,
                "R2",
            )
        for seats in graph.seats_of[name]:
            if seats.rule.recall:
                yield (
                    (*seats.place, "recall", "turnout"),
                    f"the turnout of a recall from the {seats}",
                    seats.rule.recall.turnout,
                    "R2",
                )


@check("R6")
def majority_beyond_reach(graph: Graph) -> Iterator[Seen]:
    """A majority is asked for that can never be reached."""
    for place, whose, majority, guarantee in _majorities(graph):
        if majority.fraction > 1 or (majority.strict and majority.fraction == 1):
            yield Seen(
                place,
                f"{majority} can never be reached by {whose}. Write more than 1/2, or at most at least 9/10.",
                guarantee=guarantee,
            )


@check("R6", "doubtful")
def unanimity_needed(graph: Graph) -> Iterator[Seen]:
    """A single vote stops everything: all must agree."""
    for place, whose, majority, guarantee in _majorities(graph):
        if majority.fraction == 1 and not majority.strict:
            yield Seen(
                place,
                f"With {majority}, any one person stops {whose}. Was more than 1/2 meant, or at least 2/3?",
                guarantee=guarantee,
            )


@check("R6")
def minority_decides(graph: Graph) -> Iterator[Seen]:
    """A decision is carried by fewer than half: two contrary ones could both be carried."""
    for place, whose, majority, guarantee in _majorities(graph):
        if majority.fraction < HALF:
            yield Seen(
                place,
                f"{majority} would be enough for {whose}, so a minority decides. Write more than 1/2.",
                guarantee=guarantee,
            )


@check("R6", "doubtful")
def half_is_enough(graph: Graph) -> Iterator[Seen]:
    """Exactly half carries a decision, so that the other half could carry the contrary."""
    for place, whose, majority, guarantee in _majorities(graph):
        if majority.fraction == HALF and not majority.strict:
            yield Seen(
                place,
                f"{majority} would carry {whose} with a tie; the other half could carry the contrary. Write more than 1/2.",
                guarantee=guarantee,
            )


@check("R6")
def condition_beyond_reach(graph: Graph) -> Iterator[Seen]:
    """More people must take part or agree than there are."""
    for place, whose, share, guarantee in _conditions(graph):
        if share and share.fraction is not None and share.fraction > 1:
            yield Seen(
                place,
                f"For {whose}, {share} would be needed: more than there are. Write at most 1/1.",
                guarantee=guarantee,
            )


@check("R10")
def quorum_beyond_reach(graph: Graph) -> Iterator[Seen]:
    """A body can never meet: its quorum is larger than the body."""
    for name, body in graph.bodies.items():
        size = graph.size_of(name)
        for key, quorum in (("quorum", body.quorum), ("quorum-second", body.quorum_second)):
            if quorum is None:
                continue
            if quorum.fraction is not None and quorum.fraction > 1:
                yield Seen(
                    ("body", name, key),
                    f"The {name} can never meet: {quorum} must be present, more than there are. Write a share such as 1/3.",
                )
            elif quorum.number is not None and size is not None and quorum.number > size:
                yield Seen(
                    ("body", name, key),
                    f"The {name} can never meet: {quorum.number} must be present and it has {size} seats. Write a share such as 1/2.",
                )


@check("R3", "doubtful")
def second_quorum_higher(graph: Graph) -> Iterator[Seen]:
    """The second meeting, called because the first had no quorum, needs even more people."""
    for name, body in graph.bodies.items():
        first, second = body.quorum, body.quorum_second
        if second is None:
            continue
        if first is None:
            yield Seen(
                ("body", name, "quorum-second"),
                f"The {name} has a quorum for a second meeting and none for the first. Write quorum, or leave both out.",
            )
        elif (first.fraction is not None and second.fraction is not None and second.fraction > first.fraction) or (
            first.number is not None and second.number is not None and second.number > first.number
        ):
            yield Seen(
                ("body", name, "quorum-second"),
                f"After a {name} without a quorum of {first}, the second would need {second}. Write a smaller share.",
            )


@check("R3", "doubtful")
def no_quorum(graph: Graph) -> Iterator[Seen]:
    """Nothing says how many must be present: two people could decide for all."""
    for name, body in graph.bodies.items():
        if body.quorum is None:
            yield Seen(
                ("body", name), f'However few come, the {name} decides for all. Write quorum = "1/3", for example.'
            )


@check("R3", "doubtful")
def share_of_nobody(graph: Graph) -> Iterator[Seen]:
    """A share of nothing: a condition that is always met, though it reads like one."""
    shares: list[tuple[Path, Share | None]] = [(place, share) for place, _, share, _ in _conditions(graph)]
    for name, body in graph.bodies.items():
        shares += [(("body", name, "quorum"), body.quorum), (("body", name, "quorum-second"), body.quorum_second)]
        shares += [(("body", name, "convened-by", at), who.share) for at, who in enumerate(body.convened_by)]
        if body.recall:
            shares.append((("body", name, "recall", "petition"), body.recall.petition))
    for place, share in shares:
        if share and (share.number == 0 or share.fraction == 0):
            yield Seen(
                place, f"{share} is nobody, so this asks for nothing. Write how many are meant, or leave it out."
            )
