"""Elections by tellers' counts, from the factories to the Congress of Producers, in the order that the statutes give.

Who stands is drawn by lot from people who hold nothing yet; for a congress above the district from those who sit in the one
below, since only they can be sent on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from floor.demo.days import Days
from floor.house.acts.elections import DeclareElection
from floor.house.counting import TellersCount, Votes
from floor.law.language import Body, Election, Law

from .country import Country, Factory, Place
from .telling import Advance

#: Finds so many people who can stand, or fewer.
Draw = Callable[[int], list[int]]

#: So many more stand than there are seats.
_MORE = 2
_COUNTED = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who elects: where they sit, how many they are, who counts."""

    unit: int
    electors: int
    tellers: list[int]


@dataclass
class Electing:
    """All elections of the beginning. Who sits where is kept by unit and body."""

    law: Law
    country: Country
    days: Days
    held: int = 0
    sitting: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _sent: dict[tuple[int, str, int], int] = field(default_factory=dict)
    _counted: dict[int, int] = field(default_factory=dict)

    def a_beginning(self, factory: Factory, members: Sequence[int]) -> None:
        """The first who belong to a factory elect one of them to its committee, who is its secretary and can admit the others."""
        first, *others = members
        tellers = [*others, 2, 3][:2]
        everyone = Asked(factory.unit, len(members), tellers)
        self.declare(everyone, factory.unit, "factory committee", [first], 1)
        self.declare(Asked(factory.unit, 1, tellers), factory.unit, "factory committee", [first], 1, "secretary")

    def the_first_delegate(self, factory: Factory, district: Place) -> int:
        """Whom the first factory of a district sends to its congress before anybody else belongs to it."""
        delegate, *tellers = factory.pioneers[1:4]
        everyone = Asked(factory.unit, len(factory.pioneers), tellers)
        self.declare(everyone, district.unit, "district congress", [delegate], 1)
        return delegate

    def in_the_factories(self, advance: Advance) -> None:
        """In every factory: what its general meeting elects there, and the delegates it sends to the district."""
        for district in self.country.districts:
            for factory in district.factories:
                tellers = factory.draw(2)
                meeting = Asked(factory.unit, factory.members, tellers)
                for name, body in self.bodies_at("factory"):
                    assert body.elected is not None
                    self._fill(meeting, factory.unit, name, body.elected, factory.draw)
                    self._offices(factory.unit, name, tellers, busy=factory.pioneers)
                delegates = self.law.body["district congress"].elected
                assert delegates is not None
                self._fill(meeting, district.unit, "district congress", delegates, factory.draw)
                advance(1)

    def at_level(self, level: str, advance: Advance) -> None:
        """The bodies of one level, in the order of the statutes, in all its units on both lines."""
        for name, body in self.bodies_at(level):
            assert body.elected is not None
            for place in self.country.at(level, body.line):
                if name != "district congress":
                    for sender, electors in self._senders(place, body.elected):
                        self._send(place, name, body.elected, sender, electors)
                self._offices(place.unit, name, self._tellers(place))
            advance(1)

    def bodies_at(self, level: str) -> list[tuple[str, Body]]:
        return [(name, body) for name, body in self.law.body.items() if body.at == level and body.elected]

    def _senders(self, place: Place, rule: Election) -> Iterator[tuple[Place, str]]:
        """Those who fill the seats of a body: a congress of the place itself, or of each unit below or in it."""
        for name in rule.electors:
            body = self.law.body[name]
            yield from ((one, name) for one in self.country.at(body.at, body.line) if one.lies_in(place))

    def _send(self, place: Place, name: str, rule: Election, sender: Place, electors: str) -> None:
        those = self.sitting.get((sender.unit, electors), [])
        meeting = Asked(sender.unit, len(those), self._tellers(sender))
        if rule.eligible == "members of the electing body":
            taken = set(self.sitting.get((place.unit, name), ()))
            self._fill(meeting, place.unit, name, rule, self._among([one for one in those if one not in taken]), sender)
        else:
            self._fill(meeting, place.unit, name, rule, lambda many: self._from_anywhere(sender, many), sender)

    def _among(self, those: list[int]) -> Draw:
        return lambda many: self.days.random.sample(those, min(many, len(those)))

    def _from_anywhere(self, place: Place, many: int) -> list[int]:
        """People of the factories of a place, more from the large ones, who hold nothing yet."""
        factories = self.country.everywhere(place)
        weights = [factory.left for factory in factories]
        found: list[int] = []
        while len(found) < many:
            factory = self.days.random.choices(factories, weights)[0]
            found += factory.draw(1)
        return found

    def _tellers(self, place: Place) -> list[int]:
        if not place.tellers:
            place.tellers = self._from_anywhere(place, 2)
        return place.tellers

    def _fill(
        self, meeting: Asked, where: int, name: str, rule: Election, draw: Draw, sender: Place | None = None
    ) -> None:
        members = self._members(meeting.unit)
        seats = rule.seats.number_for(members) - self._sent.get((where, name, meeting.unit), 0)
        candidates = draw(seats + _MORE) if seats > 0 and meeting.electors else []
        if candidates:
            self.declare(meeting, where, name, candidates, min(seats, len(candidates)))

    def _members(self, unit: int) -> int:
        if not self._counted:
            self._counted = {factory.unit: factory.members for factory in self.country.factories()}
            for place in [*self.country.unions, *self.country.territory]:
                self._counted[place.unit] = sum(factory.members for factory in self.country.everywhere(place))
        return self._counted[unit]

    def _offices(self, unit: int, name: str, tellers: list[int], busy: Sequence[int] = ()) -> None:
        """The offices that a body fills from among its own, each with somebody else as far as there are enough."""
        sitting = self.sitting.get((unit, name), [])
        free = [one for one in sitting if one not in busy]
        filled = ("secretary",) if len(free) < len(sitting) else ()
        for office, rule in self.law.body[name].offices.items():
            if rule.elected_by != "itself" or office in filled or not sitting:
                continue
            candidates = (free or sitting)[:2] if len(sitting) > 3 else (free or sitting)[:1]
            self.declare(Asked(unit, len(sitting), tellers), unit, name, candidates, 1, office)
            free = [one for one in free if one != candidates[0]]

    def declare(self, asked: Asked, where: int, name: str, candidates: list[int], seats: int, office: str = "") -> None:
        """The tellers declare what they counted: who has most votes stands first."""
        present = (
            asked.electors if asked.electors < 12 else round(asked.electors * self.days.random.uniform(0.56, 0.93))
        )
        invalid = present // 40
        votes = falling(present - invalid, len(candidates))
        elected = candidates[:seats]
        count = TellersCount(
            unit=asked.unit, body=name, for_unit=where, office=office, entitled=asked.electors, present=present, cast=present,
            invalid=invalid, votes=[Votes(candidate=one, votes=cast) for one, cast in zip(candidates, votes, strict=True)],
            elected=elected, tellers=asked.tellers, closed=self.days.now - _COUNTED,
        )  # fmt: skip
        self.days.say(DeclareElection(count=count), asked.tellers[0])
        self.held += 1
        if not office:
            self.sitting.setdefault((where, name), []).extend(elected)
            sent = where, name, asked.unit
            self._sent[sent] = self._sent.get(sent, 0) + len(elected)


def falling(valid: int, candidates: int) -> list[int]:
    """Votes that fall from one to the next and make up all valid papers, the first ahead of the second."""
    shares = [valid * 2 * (candidates - at) // (candidates * (candidates + 1)) for at in range(candidates)]
    shares[0] += valid - sum(shares)
    return shares
