"""Where the demonstration happens: the territory, both unions on five levels, the works with their shops."""

from __future__ import annotations

from dataclasses import dataclass, field

from floor.house.acts.founding import FirstUnit

WHOLE = "The Producers"
METALWORKERS, TEXTILE_WORKERS = "Metalworkers' union", "Textile workers' union"
HAMMER_AND_SICKLE, WIRE, DYNAMO = "Hammer and Sickle works", "Wire works", "Dynamo electrical works"
RED_DAWN, THREE_HILLS, RIBBON = "Red Dawn weaving mill", "Three Hills spinning mill", "Ribbon factory"
_TERRITORY = [("region", "Central industrial region"), ("province", "Moscow province"), ("county", "Moscow county")]
ROGOZHSKY, BAUMANSKY = "Rogozhsky district", "Baumansky district"
#: By union and district: each works with its shops.
_WORKS = {
    METALWORKERS: [
        [(HAMMER_AND_SICKLE, ["Bolt shop", "Nail shop", "Steel foundry", "Cable shop", "Office"]), (WIRE, ["Drawing shop", "Galvanising", "Office"])],
        [(DYNAMO, ["Winding shop", "Assembly", "Repair", "Office"])],
    ],
    TEXTILE_WORKERS: [
        [(RED_DAWN, ["Weaving hall", "Dye house", "Office"])],
        [(THREE_HILLS, ["Spinning hall", "Carding room", "Power house", "Office"]), (RIBBON, ["Loom room", "Finishing"])],
    ],
}  # fmt: skip
#: How many times as many people work there as at any other works.
_LARGE = {HAMMER_AND_SICKLE: 3}


@dataclass(frozen=True)
class Works:
    """A factory by the numbers of its units, and its size beside the others."""

    title: str
    unit: int
    shops: list[int]
    weight: int = 1


@dataclass
class Places:
    """All units as the founding meeting opens them, numbered from 1 in this order."""

    units: list[FirstUnit] = field(default_factory=list)
    works: list[Works] = field(default_factory=list)

    def called(self, title: str) -> int:
        """The number of the unit with this name; of shops that are called alike, the first."""
        return next(number for number, unit in enumerate(self.units, start=1) if unit.title == title)

    def position(self, title: str) -> int:
        """Which of the works it is, counted from nought."""
        return next(at for at, works in enumerate(self.works) if works.title == title)


def places() -> Places:
    found = Places([FirstUnit(level="nation", title=WHOLE, line="territory")])
    units = found.units
    above_all = [1]
    for level, title in _TERRITORY:
        units.append(FirstUnit(level=level, title=title, line="territory", parent=above_all[-1]))
        above_all.append(len(units))
    districts = []
    for title in (ROGOZHSKY, BAUMANSKY):
        units.append(FirstUnit(level="district", title=title, line="territory", parent=above_all[-1]))
        districts.append(len(units))
    for union, by_district in _WORKS.items():
        units.append(FirstUnit(level="nation", title=union, place=1))
        above = len(units)
        for at, (level, title) in enumerate(_TERRITORY, start=1):
            units.append(FirstUnit(level=level, title=f"{union}, {title}", parent=above, place=above_all[at]))
            above = len(units)
        for district, works in zip(districts, by_district, strict=True):
            title = f"{union}, {units[district - 1].title}"
            units.append(FirstUnit(level="district", title=title, parent=above, place=district))
            _add_works(found, len(units), works)
    return found


def _add_works(found: Places, local: int, works: list[tuple[str, list[str]]]) -> None:
    for title, shops in works:
        found.units.append(FirstUnit(level="factory", title=title, parent=local))
        factory = len(found.units)
        found.units += [FirstUnit(level="shop", title=shop, parent=factory) for shop in shops]
        numbers = list(range(factory + 1, len(found.units) + 1))
        found.works.append(Works(title, factory, numbers, _LARGE.get(title, 1)))
