"""Meetings by right (R10): the members can call any body, and what is called can be held."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import RHYTHMS, Graph, longer
from ..values import Share

#: Words for the people a body is for, in a share of whom may call it.
_PEOPLE = ("members", "electors", "people")

_HOW = 'convened-by = ["1/10 of members"]'


def of_the_members(share: Share | None) -> bool:
    """Whether a share is one of the members or electors themselves, not of those who sit."""
    return share is not None and (not share.of or any(word in share.of for word in _PEOPLE))


@check("R10")
def convened_by_nobody(graph: Graph) -> Iterator[Seen]:
    """Nobody can call a body together."""
    for name, body in graph.bodies.items():
        if not body.convened_by:
            yield Seen(("body", name), f"Nobody can call the {name} together. Write {_HOW}, and who else may.")


@check("R10")
def convened_only_by_itself(graph: Graph) -> Iterator[Seen]:
    """Only a body itself, or an office or share of it, can call it together."""
    for name, body in graph.bodies.items():
        own = [
            who.body == name or (who.share is not None and not of_the_members(who.share)) for who in body.convened_by
        ]
        if own and all(own) and not body.sits:
            yield Seen(
                ("body", name, "convened-by"),
                f"Only the {name} can call the {name}: if it does not want to meet, nobody can make it. Add {_HOW}.",
                f"{name} <- {name}",
            )


@check("R10", exceptable=True)
def no_right_to_convene(graph: Graph) -> Iterator[Seen]:
    """No share of the members can call a body together."""
    for name, body in graph.bodies.items():
        if not body.convened_by:
            continue
        own = [
            who.body == name or (who.share is not None and not of_the_members(who.share)) for who in body.convened_by
        ]
        if not any(of_the_members(who.share) for who in body.convened_by) and not (all(own) and not body.sits):
            yield Seen(
                ("body", name, "convened-by"),
                f"The members cannot call the {name}, only {', '.join(map(str, body.convened_by))} can. Add a share, for example {_HOW}.",
            )


@check("R10")
def share_too_large_to_convene(graph: Graph) -> Iterator[Seen]:
    """So many must ask for a meeting that no minority can."""
    for name, body in graph.bodies.items():
        shares = [(at, who.share) for at, who in enumerate(body.convened_by) if who.share]
        for at, share in shares:
            if share.fraction is not None and 2 * share.fraction > 1:
                yield Seen(
                    ("body", name, "convened-by", at),
                    f"{share} must ask before the {name} is called: only a majority can. Write a share of at most 1/2, such as 1/10.",
                )
            size = graph.size_of(name)
            if share.number is not None and share.of == "seats" and size is not None and share.number > size:
                yield Seen(
                    ("body", name, "convened-by", at),
                    f"{share} must ask for the {name}, which has {size}. Write a share, such as 1/3 of seats.",
                )
    petitions = graph.law.petitions
    if petitions and petitions.forces_meeting.fraction is not None and 2 * petitions.forces_meeting.fraction > 1:
        yield Seen(
            ("petitions", "forces-meeting"),
            f"{petitions.forces_meeting} must sign before a petition forces a meeting: only a majority can. Write a share such as 1/10.",
        )


@check("R10")
def called_off_by_others(graph: Graph) -> Iterator[Seen]:
    """A meeting can be called off by somebody who did not call it."""
    for name, body in graph.bodies.items():
        if body.can_be_called_off_by != "the caller":
            yield Seen(
                ("body", name, "can-be-called-off-by"),
                f"The {body.can_be_called_off_by} could call off a {name} that others have called. Leave this out: only those who called it can.",
            )


@check("R10")
def notice_longer_than_the_rhythm(graph: Graph) -> Iterator[Seen]:
    """The notice of a meeting is longer than the time until the next one."""
    for name, body in graph.bodies.items():
        if body.meets and body.notice and longer(body.notice, RHYTHMS[body.meets]):
            yield Seen(
                ("body", name, "notice"),
                f"The {name} meets {body.meets}, but is called {body.notice} ahead: each meeting is called before the last was held. Write a shorter notice.",
            )


@check("R10", "doubtful")
def meeting_without_notice(graph: Graph) -> Iterator[Seen]:
    """A meeting can be called for this very moment, when only some can come."""
    for name, body in graph.bodies.items():
        if body.notice is None:
            yield Seen(
                ("body", name),
                f'The {name} could be called for this very hour, when only some can come. Write notice = "7 days", for example.',
            )


@check("R10", "doubtful")
def no_rhythm(graph: Graph) -> Iterator[Seen]:
    """Nothing says how often a body meets: it can sleep for years."""
    for name, body in graph.bodies.items():
        if body.meets is None:
            yield Seen(
                ("body", name), f'Nothing says how often the {name} meets. Write meets = "monthly", for example.'
            )


@check("R10", "doubtful")
def no_petitions(graph: Graph) -> Iterator[Seen]:
    """Nothing says which petition forces a meeting, and when a reply is due."""
    if graph.law.petitions is None:
        yield Seen(
            (),
            'Nothing says how many signatures force a meeting and when a petition is replied to. Add [petitions] with forces-meeting = "1/10 of members" and reply-within.',
        )
