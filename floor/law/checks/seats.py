"""How many seats, and by which method: numbers that fit, so that no unit is left without a voice (R1, R8)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..findings import Seen, check
from ..graph import Graph, Seats
from ..statutes import Path
from ..values import Seats as Number

#: Methods that elect one person, and methods that share seats among lists.
FOR_ONE = frozenset({"two-round", "instant run-off", "schulze", "ranked pairs"})
BY_LIST = frozenset({"dhondt", "sainte-lague", "hare", "droop"})

#: Methods by which a bare majority can take every seat.
WINNER_TAKES_ALL = frozenset({"plurality", "block", "approval"}) | FOR_ONE

#: From so many elections one after another by such methods, a small minority can hold the top.
PYRAMID = 3


def _numbers(graph: Graph) -> Iterator[tuple[Path, str, Number]]:
    """Every number of seats in the file."""
    for seats in graph.seats:
        yield (*seats.place, "seats"), str(seats), seats.rule.seats
        for category, number in seats.rule.reserved.items():
            yield (*seats.place, "reserved", category), f"{seats} (reserved for {category})", number


@check("R1")
def bands_with_a_gap(graph: Graph) -> Iterator[Seen]:
    """Some number of members falls between two bands of seats."""
    for place, whose, number in _numbers(graph):
        for (_, last, _), (first, _, _) in pairwise(sorted(number.bands)):
            if first > last + 1:
                yield Seen(
                    place,
                    f"A unit of {last + 1} to {first - 1} members has no seats in the {whose}: no band covers it. Let the next band begin at {last + 1}.",
                )


@check("R1")
def bands_that_overlap(graph: Graph) -> Iterator[Seen]:
    """Some number of members falls into two bands of seats, or a band ends before it begins."""
    for place, whose, number in _numbers(graph):
        for first, last, _ in number.bands:
            if first > last:
                yield Seen(
                    place,
                    f"A band of seats in the {whose} goes from {first} down to {last}. Write the smaller number first.",
                )
        for (_, last, _), (first, _, _) in pairwise(sorted(number.bands)):
            if first <= last:
                yield Seen(
                    place,
                    f"A unit of {first} members falls into two bands of seats in the {whose}. Let the later one begin at {last + 1}.",
                )


@check("R1", "doubtful")
def bands_that_fall(graph: Graph) -> Iterator[Seen]:
    """A larger unit gets fewer seats than a smaller one."""
    for place, whose, number in _numbers(graph):
        for (_, last, fewer), (first, _, seats) in pairwise(sorted(number.bands)):
            if seats < fewer:
                yield Seen(
                    place,
                    f"In the {whose} a unit of {last} members has {fewer} seats and one of {first} only {seats}. Seats should not fall as members grow.",
                )


def _certain_of_one(number: Number, members: int) -> bool:
    """Whether so many members have a seat, whatever the size of other units."""
    return number.at_least > 0 if number.total is not None else bool(number.number_for(members))


@check("R1", exceptable=True)
def small_units_without_a_seat(graph: Graph) -> Iterator[Seen]:
    """A ratio, the bands or a total give a small unit no seat at all."""
    for place, whose, number in _numbers(graph):
        if place[-2] == "reserved":
            continue
        smallest = next(
            (
                members
                for members in (1, number.bands[0][0] - 1 if number.bands else 0)
                if members > 0 and not _certain_of_one(number, members)
            ),
            None,
        )
        if smallest is not None:
            yield Seen(
                place,
                f"A unit of {smallest} {'member' if smallest == 1 else 'members'} has no seat in the {whose}. Write at least 1, or let the first band begin at 1.",
            )


@check("R1")
def seats_that_cannot_be(graph: Graph) -> Iterator[Seen]:
    """The least number of seats is above the greatest, or there are none."""
    for place, whose, number in _numbers(graph):
        if number.at_most is not None and number.at_most < number.at_least:
            yield Seen(
                place,
                f"The {whose} would have at least {number.at_least} and at most {number.at_most} seats. Write the smaller number as the least.",
            )
        elif number.at_most == 0 or (number.bands and not any(seats > 0 for *_, seats in number.bands)):
            yield Seen(place, f"The {whose} would never have a seat. Write how many it has.")


@check("R8", "doubtful")
def same_seats_for_every_unit(graph: Graph) -> Iterator[Seen]:
    """Each electing unit fills the same number of seats, however many members it has."""
    for seats in graph.seats:
        if seats.rule.one_per_unit and seats.rule.seats.fixed is not None:
            yield Seen(
                (*seats.place, "one-per-unit"),
                f'In the {seats} a unit of five has as many seats as one of five hundred. Write a ratio, for example seats = "1 per 100 members".',
            )


@check("R8", "doubtful")
def total_with_nobody_to_share_it(graph: Graph) -> Iterator[Seen]:
    """A total is to be shared out among units, and one electorate fills all the seats."""
    for seats in graph.seats:
        number, body = seats.rule.seats, graph.bodies[seats.body]
        if number.total is None:
            continue
        for by in seats.rule.electors:
            sitting = graph.bodies.get(by)
            if by == "every member" or (sitting and (sitting.at, sitting.line) == (body.at, body.line)):
                yield Seen(
                    (*seats.place, "seats"),
                    f"{number} is shared out among units below that elect, but {by} elects the {seats} as one. Write seats = {number.total}.",
                )


@check("R8")
def more_reserved_than_seats(graph: Graph) -> Iterator[Seen]:
    """More seats are reserved for categories of members than there are."""
    for seats in graph.seats:
        total, reserved = (
            seats.rule.seats.fixed,
            [number.fixed for number in seats.rule.reserved.values() if number.fixed is not None],
        )
        if total is not None and sum(reserved) > total:
            yield Seen(
                (*seats.place, "reserved"),
                f"{sum(reserved)} seats are reserved, but the {seats} has {total}. Reserve at most {total}.",
            )


@check("R8")
def threshold_that_shuts_all_out(graph: Graph) -> Iterator[Seen]:
    """The threshold is so high that it can happen that no list takes a seat."""
    for seats in graph.seats:
        threshold = seats.rule.threshold
        if threshold and threshold.fraction is not None and 2 * threshold.fraction > 1:
            yield Seen(
                (*seats.place, "threshold"),
                f"If no list reaches {threshold} of the votes, nobody enters the {seats}. A threshold must be one that two lists can reach.",
            )


@check("R8", "doubtful")
def threshold_without_lists(graph: Graph) -> Iterator[Seen]:
    """A threshold for lists stands beside a method that has no lists."""
    for seats in graph.seats:
        if seats.rule.threshold and seats.rule.method not in BY_LIST:
            yield Seen(
                (*seats.place, "threshold"),
                f"The method {seats.rule.method} has no lists, so the threshold of the {seats} has nothing to act on. Leave it out, or elect by lists.",
            )


@check("R8", "doubtful")
def majority_strikes_from_lists(graph: Graph) -> Iterator[Seen]:
    """Lists share the seats in proportion, and yet the majority of a meeting can strike names from the lists of others."""
    for seats in graph.seats:
        if seats.rule.strike_and_add and seats.rule.method in BY_LIST:
            yield Seen(
                (*seats.place, "strike-and-add"),
                f"The {seats} is shared among lists, but the majority of a meeting could strike the names of a minority's list. Leave strike-and-add out.",
            )


@check("R3")
def method_for_one_seat_only(graph: Graph) -> Iterator[Seen]:
    """A method that elects one person is to fill several seats."""
    for seats in graph.seats:
        number = seats.rule.seats
        several = (number.fixed or 0) > 1 or (
            number.fixed is None and number.at_most != 1 and not all(row[2] <= 1 for row in number.bands or [(0, 0, 2)])
        )
        if seats.rule.method in FOR_ONE and several:
            yield Seen(
                (*seats.place, "method"),
                f"The method {seats.rule.method} elects one person; the {seats} has {number} seats. For several, stv or a list method fits.",
            )


@check("R3")
def lists_for_one_seat(graph: Graph) -> Iterator[Seen]:
    """A method that shares seats among lists is to fill a single seat."""
    for seats in graph.seats:
        if seats.rule.method in BY_LIST and seats.rule.seats.fixed == 1:
            yield Seen(
                (*seats.place, "method"),
                f"The method {seats.rule.method} shares seats among lists; the {seats} has one. For one seat, instant run-off or two-round fits.",
            )


@check("R8", "doubtful")
def pyramid_of_majorities(graph: Graph) -> Iterator[Seen]:
    """Elections one above the other, each by a method in which the majority takes all: a small minority can hold the top."""
    depth: dict[str, int] = {}
    for seats in _from_below(graph):
        below = max((depth.get(by, 0) for by in seats.rule.electors), default=0)
        takes_all = seats.rule.method in WINNER_TAKES_ALL
        depth[seats.body] = max(depth.get(seats.body, 0), below + 1 if takes_all else 0)
        if takes_all and below + 1 == PYRAMID:
            yield Seen(
                (*seats.place, "method"),
                f"The {seats} stands on {PYRAMID} elections in a row in which the majority takes every seat: the wind tunnel shows how few members can hold it. "
                "A proportional method, such as stv, at any of them keeps minorities in.",
                graph.path_of(seats.body),
            )


def _from_below(graph: Graph) -> list[Seats]:
    """The elections of bodies that trace to the members, electors before elected."""
    placed: set[str] = {"every member", *graph.assemblies}
    waiting = {
        name: len(graph.electors_of[name] - placed)
        for name in graph.traced
        if name in graph.bodies and name not in placed
    }
    elects: dict[str, list[str]] = {}
    for name in waiting:
        for by in graph.electors_of[name] - placed:
            elects.setdefault(by, []).append(name)
    ready = [name for name in graph.bodies if waiting.get(name) == 0]
    order: list[Seats] = []
    while ready:
        name = ready.pop()
        order.extend(graph.seats_of[name])
        for elected in elects.get(name, ()):
            waiting[elected] -= 1
            if waiting[elected] == 0:
                ready.append(elected)
    return order
