"""Where it happens: the territory and three unions, storey by storey, and who works where.

Kept while the demonstration is made, so that it need not ask the register for what it entered itself a moment before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from random import Random
from typing import Any

from floor.house.acts.founding import FirstUnit

from .sizes import Nation, factories_in, nation_for, shops_in

WHOLE = "The Producers"
#: Region, province, county, district.
_TERRITORY = {
    "Central region": {
        "Moscow province": {"Moscow county": ("Rogozhsky", "Baumansky"), "Kolomna county": ("Kolomna", "Shchurovo")},
        "Tver province": {"Tver county": ("Zavolzhye", "Zatmachye"), "Rzhev county": ("Rzhev", "Zubtsov")},
    },
    "Southern region": {
        "Kharkov province": {"Kharkov county": ("Osnova", "Saltovka"), "Izyum county": ("Izyum", "Lozovaya")},
        "Donets province": {"Bakhmut county": ("Yuzovka", "Kramatorsk")},
    },
}
STOREYS = ("nation", "region", "province", "county", "district")
#: At so many steps from one to the next, those who are chosen in a factory come from all of its shops.
_STRIDE = 0.38


@dataclass(frozen=True, slots=True)
class Union:
    """A union: its name, its share of the members in per cent, what its factories and shops are called."""

    title: str
    share: int
    factory: str
    shops: tuple[str, ...]


UNIONS = (
    Union("Metalworkers' union", 40, "metal works", ("Machine shop", "Foundry", "Forge", "Assembly", "Repair", "Office")),
    Union("Textile workers' union", 35, "mill", ("Spinning hall", "Weaving hall", "Dye house", "Finishing", "Power house", "Office")),
    Union("Railway workers' union", 25, "depot", ("Engine shed", "Wagon shop", "Track gang", "Signals", "Station", "Office")),
)  # fmt: skip


@dataclass(slots=True)
class Shop:
    """A shop: its unit, and the numbers of those who work in it."""

    title: str
    unit: int = 0
    first: int = 0
    count: int = 0


@dataclass(slots=True)
class Factory:
    """A factory with its shops. Those who came first are in none of the ranges of numbers."""

    title: str
    shops: list[Shop]
    unit: int = 0
    pioneers: list[int] = field(default_factory=list)
    drawn: int = 0

    @property
    def first(self) -> int:
        return self.shops[0].first

    @property
    def size(self) -> int:
        return sum(shop.count for shop in self.shops)

    @property
    def members(self) -> int:
        return self.size + len(self.pioneers)

    @property
    def left(self) -> int:
        """How many have not been chosen for anything yet."""
        return self.size - self.drawn

    def draw(self, many: int) -> list[int]:
        """So many who have not been chosen for anything yet, from all over the factory."""
        size = self.size
        stride = next(step for step in range(max(1, int(size * _STRIDE)), size * 2) if gcd(step, size) == 1)
        many = min(many, self.left)
        found = [self.first + (self.drawn + at) * stride % size for at in range(many)]
        self.drawn += many
        return found


@dataclass(slots=True, eq=False)
class Place:
    """A unit above the factories, on the territory line or on that of a union."""

    level: str
    title: str
    unit: int
    above: Place | None = None
    around: Place | None = None
    """For a unit of a union: the unit of the territory it lies in."""
    factories: list[Factory] = field(default_factory=list)
    tellers: list[int] = field(default_factory=list)
    _within: frozenset[int] = frozenset()

    @property
    def within(self) -> frozenset[int]:
        """The units it is, stands below on its line, or lies in."""
        if not self._within:
            above = (up.within for up in (self.above, self.around) if up)
            self._within = frozenset({self.unit}).union(*above)
        return self._within

    def lies_in(self, other: Place) -> bool:
        """Whether it is the other, stands below it on its line, or lies in it."""
        return other.unit in self.within


@dataclass
class Country:
    """All of it. Units are numbered as the founding meeting opens them; factories follow as they are opened."""

    territory: list[Place] = field(default_factory=list)
    unions: list[Place] = field(default_factory=list)
    founding: list[FirstUnit] = field(default_factory=list)
    _in_place: dict[int, list[Factory]] = field(default_factory=dict)

    def at(self, level: str, line: str) -> list[Place]:
        return [place for place in (self.unions if line == "union" else self.territory) if place.level == level]

    @property
    def districts(self) -> list[Place]:
        """Those of the unions: a factory stands below one of them."""
        return self.at("district", "union")

    def factories(self) -> Iterator[Factory]:
        for district in self.districts:
            yield from district.factories

    def everywhere(self, place: Place) -> list[Factory]:
        """All factories that belong to a place, on whichever line."""
        if place.unit not in self._in_place:
            found = [factory for one in self.districts if one.lies_in(place) for factory in one.factories]
            self._in_place[place.unit] = found
        return self._in_place[place.unit]


def country_of(members: int, random: Random) -> Country:
    """The nation for so many members. The first factory of each district of a union is there from the founding on."""
    here, nation = Country(), nation_for(members)
    _line(here, here.territory, WHOLE, "territory", nation)
    for union in UNIONS:
        _line(here, here.unions, union.title, "union", nation)
    number = len(here.at("district", "territory"))
    weights = [random.uniform(0.6, 1.5) for _ in range(number)]
    for at, district in enumerate(here.districts):
        union = UNIONS[at // number]
        share = round(members * union.share / 100 * weights[at % number] / sum(weights))
        town = district.title.rpartition(", ")[2].removesuffix(" district")
        for count, size in enumerate(factories_in(share, random), start=1):
            district.factories.append(Factory(f"{town} {union.factory} No. {count}", _shops(union, size)))
        _found(here, district.factories[0], district)
    return here


def _shops(union: Union, factory: int) -> list[Shop]:
    """The shops of a factory; in a large one there are several of a kind."""
    kinds = len(union.shops)
    return [
        Shop(f"{union.shops[at % kinds]} {at // kinds + 1}" if at >= kinds else union.shops[at], count=count)
        for at, count in enumerate(shops_in(factory))
    ]


def _line(here: Country, line: list[Place], title: str, kind: str, nation: Nation) -> None:
    """One line down to its districts, storey by storey."""
    places = {place.title: place for place in here.territory} if kind == "union" else {}
    most = (len(_TERRITORY), nation.provinces, nation.counties, nation.districts)
    storey: list[tuple[Place | None, str, Any]] = [(None, WHOLE, _TERRITORY)]
    for level, below in zip(STOREYS, (*most, 0), strict=True):
        next_storey: list[tuple[Place | None, str, Any]] = []
        for above, name, names in storey:
            called = name if kind == "territory" else title if above is None else f"{title}, {name}"
            place = Place(level, called, len(here.founding) + 1, above, places.get(name))
            parent, around = (one.unit if one else None for one in (place.above, place.around))
            here.founding.append(FirstUnit(level=level, title=called, line=kind, parent=parent, place=around))
            line.append(place)
            for one in list(names)[:below]:
                named = f"{one} district" if level == "county" else one
                next_storey.append((place, named, names[one] if isinstance(names, dict) else ()))
        storey = next_storey


def _found(here: Country, factory: Factory, district: Place) -> None:
    """The factory a district begins with, and its shops, among the units of the founding."""
    here.founding.append(FirstUnit(level="factory", title=factory.title, parent=district.unit))
    factory.unit = len(here.founding)
    # One shop is enough to begin with; the others are opened with the other factories.
    here.founding.append(FirstUnit(level="shop", title=factory.shops[0].title, parent=factory.unit))
    factory.shops[0].unit = len(here.founding)
