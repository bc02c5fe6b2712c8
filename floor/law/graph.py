"""The statutes of one day as a graph: who fills which seats, and whether each chain comes down to the members.

Everything here is computed once per period and in time proportional to the file: no check walks the whole graph again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .keys import nearest
from .language import Body, Election, Law, Recall
from .statutes import Path
from .values import Duration

EVERY_MEMBER = "every member"

#: Ballots that show nobody's vote. "paper" and "postal" papers bear no name.
SECRET = frozenset({"secret", "paper", "postal"})

#: The longest time between two meetings, and between two reports.
RHYTHMS: dict[str, Duration] = {
    "weekly": Duration(days=7), "fortnightly": Duration(days=14), "monthly": Duration(months=1), "quarterly": Duration(months=3),
    "half-yearly": Duration(months=6), "yearly": Duration(months=12), "every 2 years": Duration(months=24),
    "every 3 years": Duration(months=36), "every 4 years": Duration(months=48), "every 5 years": Duration(months=60),
}  # fmt: skip

#: So many steps of a path are shown; between the beginning and the end of a longer one stand dots.
_SHOWN = 8


def longer(one: Duration, other: Duration) -> bool:
    """Whether one length of time is longer than another whatever the calendar: a year is not longer than twelve months."""
    return (one.days == other.days and one.months > other.months) or one.shortest > other.longest


def as_long(one: Duration, other: Duration) -> bool:
    """Whether one length of time is at least as long as another."""
    return one == other or longer(one, other)


#: So many unknown names are told what was probably meant.
HINTS = 20


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a body, or of one part of it, that one election fills."""

    body: str
    part: str
    rule: Election
    place: Path

    def __str__(self) -> str:
        return f"{self.part} of {self.body}" if self.part else self.body


class Graph:
    """The law of a day with what the checks ask of it again and again."""

    def __init__(self, law: Law, day: date) -> None:
        self.law = law
        self.day = day
        self.bodies: dict[str, Body] = law.body
        self.rank = {level: at for at, level in reversed(list(enumerate(law.levels)))}
        #: What the declared exceptions cover, by their number; and what was found that none can: (guarantee, about).
        self.excused: set[int] = set()
        self.inexcusable: set[tuple[str, str]] = set()
        self._hints = HINTS
        self.assemblies = frozenset(name for name, body in law.body.items() if body.sits)

    @cached_property
    def seats(self) -> tuple[Seats, ...]:
        """Every election in the file."""
        return tuple(self._elections())

    def _elections(self) -> Iterator[Seats]:
        for name, body in self.bodies.items():
            if body.elected:
                yield Seats(name, "", body.elected, ("body", name, "elected"))
            for part, rule in body.parts.items():
                if rule.elected:
                    yield Seats(name, part, rule.elected, ("body", name, "parts", part, "elected"))

    @cached_property
    def seats_of(self) -> dict[str, tuple[Seats, ...]]:
        found: dict[str, list[Seats]] = {name: [] for name in self.bodies}
        for seats in self.seats:
            found[seats.body].append(seats)
        return {name: tuple(several) for name, several in found.items()}

    @cached_property
    def electors_of(self) -> dict[str, frozenset[str]]:
        """Of each body, the bodies that elect any of its seats."""
        return {
            name: frozenset(by for seats in several for by in seats.rule.electors)
            for name, several in self.seats_of.items()
        }

    def are_members(self, name: str) -> bool:
        """Whether a name stands for members themselves and not for people elected by them."""
        return name == EVERY_MEMBER or name in self.assemblies

    def recall_of(self, seats: Seats) -> tuple[Recall | None, Path]:
        """The rule by which these seats are taken back, and where it stands."""
        if seats.rule.recall:
            return seats.rule.recall, (*seats.place, "recall")
        return self.bodies[seats.body].recall, ("body", seats.body, "recall")

    def size_of(self, name: str) -> int | None:
        """How many sit in a body, where the statutes fix the number."""
        body = self.bodies.get(name)
        if body is None or body.sits:
            return None
        rules = [body.elected.seats] if body.elected else []
        for part in body.parts.values():
            seats = part.elected.seats if part.elected else part.seats
            if seats is None:
                return None
            rules.append(seats)
        numbers = [rule.fixed for rule in rules if rule.fixed is not None]
        shared = any(seats.rule.each_its_own for seats in self.seats_of[name])
        return sum(numbers) if rules and len(numbers) == len(rules) and not shared else None

    def apart(self, one: str, other: str) -> bool:
        """Whether the statutes keep the same person from sitting in both."""
        return other in self._not_with.get(one, ()) or one in self._not_with.get(other, ())

    @cached_property
    def _not_with(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(body.not_with) for name, body in self.bodies.items()}

    @cached_property
    def controls(self) -> dict[str, frozenset[str]]:
        """Whom each body controls."""
        return {name: frozenset(body.controls) for name, body in self.bodies.items()}

    def hint(self, name: str, names: Iterable[str]) -> str:
        """ "Did you mean ...?", where a name of those is near. Comparing is slow, so only the first unknown names get one."""
        self._hints -= 1
        known = list(names) if self._hints > 0 else []
        by_case = {other.casefold(): other for other in known}
        near = by_case.get(name.casefold()) or nearest(name, known)
        return f' Did you mean "{near}"?' if near else ""

    # ---- Whether power comes from below ----------------------------------------------------------------------------

    def outside(self, name: str) -> str | None:
        """Who from outside fills a part of a body, if anyone."""
        return next((part.filled_by for part in self.bodies[name].parts.values() if part.filled_by), None)

    @cached_property
    def traced(self) -> frozenset[str]:
        """The bodies whose every seat comes down to the members: all their electors are members or are traced themselves."""
        waiting: dict[str, int] = {}
        elects: dict[str, list[str]] = {}
        ready = [EVERY_MEMBER]
        for name, body in self.bodies.items():
            if body.sits:
                ready.append(name)
            elif self.electors_of[name] and not self.outside(name):
                waiting[name] = len(self.electors_of[name])
                for elector in self.electors_of[name]:
                    elects.setdefault(elector, []).append(name)
        traced: set[str] = set()
        while ready:
            name = ready.pop()
            traced.add(name)
            for elected in elects.get(name, ()):
                waiting[elected] -= 1
                if waiting[elected] == 0 and not self.bodies[elected].sits:
                    ready.append(elected)
        return frozenset(traced)

    @cached_property
    def _doubt(self) -> dict[str, str]:
        """From each body that does not trace, the elector at whom to look next."""
        found: dict[str, str] = {}
        for name in self.bodies:
            if name not in self.traced and not self.outside(name):
                following = next(
                    (by for seats in self.seats_of[name] for by in seats.rule.electors if by not in self.traced), None
                )
                if following is not None:
                    found[name] = following
        return found

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The circles of bodies that elect each other, each beginning with the first of them in the file."""
        return tuple(self._chains[1])

    @cached_property
    def broken_off(self) -> dict[str, str]:
        """Where the chain of each body that does not trace ends; for a circle, the first of the circle in the file."""
        return self._chains[0]

    @cached_property
    def _chains(self) -> tuple[dict[str, str], list[tuple[str, ...]]]:
        ends: dict[str, str] = {}
        circles: list[tuple[str, ...]] = []
        order = {name: at for at, name in enumerate(self.bodies)}
        for name in self.bodies:
            walked: dict[str, None] = {}
            at = name
            while at not in ends and at not in walked and at in self._doubt:
                walked[at] = None
                at = self._doubt[at]
            if at in walked:
                steps = list(walked)
                circle = steps[steps.index(at) :]
                first = circle.index(min(circle, key=lambda step: order[step]))
                circles.append((*circle[first:], *circle[:first]))
                end = circle[first]
            else:
                end = ends.get(at, at)
            ends.update(dict.fromkeys(walked, end))
        return ends, circles

    def path_of(self, name: str) -> str:
        """From a body down to where its power comes from: "congress <- committee <- general meeting <- the members"."""
        steps = [name]
        seen = {name}
        while len(steps) < _SHOWN:
            following = self._doubt.get(steps[-1]) or self._first_elector(steps[-1])
            if following is None:
                break
            if following in seen:
                return " <- ".join([*steps, following])
            steps.append(following)
            seen.add(following)
        else:
            steps = [*steps[:-1], "..."]
            if name in self.broken_off:
                steps.append(self.broken_off[name])
        return " <- ".join([*steps, *self._ground(steps[-1])])

    def _first_elector(self, name: str) -> str | None:
        if name in self.bodies and self.outside(name):
            return None
        several = self.seats_of.get(name, ())
        return several[0].rule.electors[0] if several and several[0].rule.electors else None

    def _ground(self, name: str) -> list[str]:
        if name == "...":
            return ["the members"]
        body = self.bodies.get(name)
        if body is None:
            return [] if name == EVERY_MEMBER else ["(there is no such body)"]
        if body.sits:
            return [f"the members of each {body.at}"]
        if outsider := self.outside(name):
            return [outsider]
        return [] if self.electors_of[name] else ["(nobody)"]
