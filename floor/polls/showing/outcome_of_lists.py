"""The outcome of an election of lists as a page shows it: votes and seats beside each other, and how the seats were shared out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.count.reserved import Seated, Swap
from floor.count.shares import Claim, Shares
from floor.count.shares_telling import percent, told, told_swaps
from floor.count.ties import Tie
from floor.polls.electing.standing_for import Option

from .shapes import Bar, Elected, ListSeats


def of_lists(
    outcome: dict[str, Any], options: Sequence[Option], people: Sequence[Option], *, open_: bool
) -> dict[str, Any]:
    """Everything about lists that is shown, as fields of `Shown`. On open lists people have votes of their own."""
    votes = outcome.get("votes", [])
    lists = [one for one in options if one.number <= len(votes)]
    told_of = {int(one["number"]): one for one in outcome.get("lists", [])}
    # Without a quorum no list has a seat and nobody is elected, whatever the papers say.
    came_in = [] if outcome.get("failed") else outcome.get("elected", [])
    seats = {number: 0 if outcome.get("failed") else int(one["seats"]) for number, one in told_of.items()}
    places = {number: at for at, number in enumerate(came_in, start=1)}
    named, on = {one.number: one for one in people}, {one.number: one.name for one in options}
    most, cast, of = max([1, *votes]), sum(votes), int(outcome.get("shares", {}).get("seats", 0))
    own = {int(number): int(own) for number, own in outcome.get("people", [])} if open_ else {}
    return {
        "bars": tuple(Bar(one, votes[one.number - 1], most, seats.get(one.number, 0), _seats(seats.get(one.number, 0))) for one in lists),
        "bars_are": _("Votes for lists"),
        "elected": tuple(Elected(named[one], _why(named[one], own, on, seats, told_of)) for one in places if one in named),
        "people": tuple(_person(named[one], cast_, own, places.get(one, 0)) for one, cast_ in own.items() if one in named),
        "seats": tuple(
            ListSeats(one, votes[one.number - 1], percent(votes[one.number - 1], cast), seats.get(one.number, 0), of, bool(told_of.get(one.number, {}).get("below")))
            for one in lists
        ),
        "story": () if outcome.get("failed") else tuple(_story(outcome, [on[number] for number in sorted(on)], people)),
    }  # fmt: skip


def _seats(seats: int) -> str:
    return ngettext("%(n)s seat", "%(n)s seats", seats) % {"n": seats} if seats else ""


def _person(option: Option, votes: int, own: dict[int, int], place: int) -> Bar:
    return Bar(option, votes, max([1, *own.values()]), place, _("elected") if place else "")


def _why(one: Option, own: dict[int, int], on: dict[int, str], seats: dict[int, int], told_of: dict[int, Any]) -> str:
    of_list = {"list": on.get(one.on_list, str(one.on_list)), "seats": _seats(seats.get(one.on_list, 0))}
    if one.number in own:
        said = ngettext(
            "%(votes)s vote of their own on “%(list)s”, which won %(seats)s.", "%(votes)s votes of their own on “%(list)s”, which won %(seats)s.", own[one.number]
        )  # fmt: skip
        return said % ({"votes": own[one.number]} | of_list)
    people = told_of.get(one.on_list, {}).get("people", [])
    place = people.index(one.number) + 1 if one.number in people else 0
    return _("Place %(place)s on “%(list)s”, which won %(seats)s.") % ({"place": place} | of_list)


def _story(outcome: dict[str, Any], names: Sequence[str], people: Sequence[Option]) -> list[str]:
    """How the seats were shared out, and who gave way so that reserved seats are filled."""
    data = outcome.get("shares")
    if not data:
        return []
    votes = outcome["votes"]
    shares = Shares(
        method=data["method"], votes=tuple(0 if number in data["below"] else cast for number, cast in enumerate(votes, start=1)),
        seats=data["seats"], won=tuple(data["won"]), ties=tuple(_tie(one) for one in outcome.get("ties", [])), kind=data["kind"],
        last=tuple(Claim(**one) for one in data["last"]), missed=tuple(Claim(**one) for one in data["missed"]), facts=data["facts"],
    )  # fmt: skip
    called = {one.number: one.name for one in people}
    by_number = [called.get(number, str(number)) for number in range(1, max(called, default=0) + 1)]
    swaps = [Swap(_seated(one["out"]), _seated(one["in"])) for one in data["swaps"]]
    sentences = [*told(shares, names, cast=votes), *told_swaps(swaps, by_number, names)]
    # Which lists the threshold left out stands beside their votes.
    return [_(one.message) % one.values for one in sentences if one.key not in ("below", "all below")]


def _seated(data: dict[str, Any]) -> Seated:
    return Seated(data["candidate"], data["list_"], Claim(**data["claim"]))


def _tie(data: dict[str, Any]) -> Tie:
    return Tie(tuple(data["among"]), data["places"], tuple(data["favoured"]), data["for"], data["how"], data["round"])
