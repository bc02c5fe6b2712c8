"""How it begins: the founding meeting, the factories that the districts open, those who go there first, and the register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from floor.book.act import FOUNDING, by_member
from floor.book.doing import do
from floor.demo.days import Days
from floor.house.acts.founding import Adoption, Found, Founder
from floor.house.acts.members import EnterMembers, Move, Person
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.models import Member, Unit

from .country import WHOLE, Country, Factory, Place
from .electing import Electing
from .telling import Advance

#: Founders in the first factory of each district; and who goes from there to each factory that is opened.
FOUNDERS, PIONEERS = 5, 2
#: So many people or units are entered in one act.
_PEOPLE, _UNITS = 1_000, 400


def found_it(country: Country, text: str, crowd: Iterator[Person], days: Days) -> None:
    """The founding meeting: people from the first factory of each district of each union."""
    founders: list[Founder] = []
    for district in country.districts:
        factory = district.factories[0]
        factory.pioneers = list(range(len(founders) + 1, len(founders) + FOUNDERS + 1))
        founders += [Founder(unit=factory.shops[0].unit, person=next(crowd)) for _ in range(FOUNDERS)]
    present = len(founders)
    adoption = Adoption(present=present, votes_for=present - 5, against=3, abstaining=2, tellers=[2, 3, 4])
    found = Found(
        title=WHOLE, statutes=hashlib.sha256(text.encode()).hexdigest(), units=country.founding, founders=founders,
        adoption=adoption, closed=days.now - timedelta(hours=1),
    )  # fmt: skip
    do(found, FOUNDING, at=days.now, attach=(text,))


def open_factories(country: Country, electing: Electing, advance: Advance) -> None:
    """In each district the first factory elects somebody to begin with; its delegate opens all the others, with their shops."""
    for district in country.districts:
        first = district.factories[0]
        electing.a_beginning(first, first.pioneers)
        delegate = electing.the_first_delegate(first, district)
        for factories in _portions(district.factories):
            rows = _rows(factories, district)
            by = by_member(delegate)
            do(EnterUnits(under=district.unit, first=Unit.next_id(), units=rows), by, at=electing.days.now)
        advance(len(district.factories))


def _portions(factories: list[Factory]) -> Iterator[list[Factory]]:
    """Factories with their shops, as many as go into one act."""
    portion: list[Factory] = []
    rows = 0
    for factory in factories:
        portion.append(factory)
        rows += 1 + len(factory.shops)
        if rows >= _UNITS:
            yield portion
            portion, rows = [], 0
    if portion:
        yield portion


def _rows(factories: list[Factory], district: Place) -> list[NewUnit]:
    """The rows of the list, numbered as the units will be. What the founding meeting opened is there already."""
    rows: list[NewUnit] = []
    first = Unit.next_id()
    for factory in factories:
        if not factory.unit:
            factory.unit = first + len(rows)
            rows.append(NewUnit(level="factory", title=factory.title, parent=district.unit))
        for shop in factory.shops:
            if not shop.unit:
                shop.unit = first + len(rows)
                rows.append(NewUnit(level="shop", title=shop.title, parent=factory.unit))
    return rows


def go_to_the_factories(country: Country, crowd: Iterator[Person], electing: Electing, advance: Advance) -> None:
    """Nobody can admit members where nobody is elected: two members of the first factory move to each new one, and begin."""
    days = electing.days
    for district in country.districts:
        first, *others = district.factories
        secretary = first.pioneers[0]
        wanted = PIONEERS * len(others)
        numbers = iter(range(Member.next_id(), Member.next_id() + wanted))
        for start in range(0, wanted, _PEOPLE):
            people: list[Person | None] = [next(crowd) for _ in range(min(_PEOPLE, wanted - start))]
            _enter(first, [(first.shops[0].unit, len(people))], people, secretary, days)
        for factory in others:
            factory.pioneers = [next(numbers) for _ in range(PIONEERS)]
            for member in factory.pioneers:
                days.say(Move(member=member, to=factory.shops[0].unit), member)
            electing.a_beginning(factory, factory.pioneers)
            advance(1)


def enter_members(country: Country, crowd: Iterator[Person], days: Days, advance: Advance) -> None:
    """The register: in each factory its secretary enters those who work there, shop by shop."""
    number = Member.next_id()
    for factory in country.factories():
        for shop in factory.shops:
            shop.first, number = number, number + shop.count
        places = chain.from_iterable([shop.unit] * shop.count for shop in factory.shops)
        for start in range(0, factory.size, _PEOPLE):
            many = min(_PEOPLE, factory.size - start)
            people: list[Person | None] = [next(crowd) for _ in range(many)]
            _enter(factory, _runs([next(places) for _ in range(many)]), people, factory.pioneers[0], days)
            advance(many)


def _enter(factory: Factory, units: list[tuple[int, int]], people: list[Person | None], by: int, days: Days) -> None:
    entered = EnterMembers(under=factory.unit, first=Member.next_id(), units=units, people=people, confirmed=True)
    days.say(entered, by)


def _runs(units: list[int]) -> list[tuple[int, int]]:
    """How many in a row belong to which unit."""
    runs: list[tuple[int, int]] = []
    for unit in units:
        if runs and runs[-1][0] == unit:
            runs[-1] = (unit, runs[-1][1] + 1)
        else:
            runs.append((unit, 1))
    return runs
