"""An organisation of seven levels and two unions, with a city across both: each body is elected by the one below it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from floor.book.act import FOUNDING
from floor.book.doing import attach_text, do
from floor.house.acts.founding import FirstUnit, Founder
from floor.house.acts.members import Person
from tests.world import NAMES, STATUTES, World, assert_the_book_rebuilds, founding

from .storeys import OWN, body

LEVELS = ["shop", "factory", "district", "county", "province", "region", "nation"]
#: The units by their numbers: the nation, the city, two unions down to two factories, and their shops.
NATION, CITY, METAL_SHOP, METAL_FACTORY, WOOD_SHOP = 1, 2, 8, 7, 14
#: Members of the metal shop, and who is sent up from there.
SENT, ELECTOR, OTHER = 1, 3, 5


def _statutes() -> str:
    levels = '["shop", "factory", "district", "city", "county", "province", "region", "nation"]'
    text = STATUTES.replace('levels   = ["shop", "factory", "district"]', f"levels   = {levels}")
    union = ", ".join(f'"{level}"' for level in LEVELS[:-1])
    text = text.replace("[units]\n", f'[units]\nunion = [{union}]\nterritory = ["city", "nation"]\n')
    text = text.replace('hears       = ["grievances"]', 'hears       = ["grievances", "conflicts of competence"]')
    text += body("shop council", "shop", "shop meeting", "every member of the unit")
    for below, level in pairwise(LEVELS):
        text += body(f"{level} council", level, f"{below} council", OWN)
    text += body("city soviet", "city", "shop council", OWN)
    for level in ("city", "nation"):
        text = text.replace(f'at          = "{level}"', f'at          = "{level}"\nline        = "territory"')
    return text + '\n[body."nation council".offices.chair]\nhandover = "14 days"\nlimit    = 4\n'


SEVEN_LEVELS = _statutes()


@contextmanager
def seven_levels(world: World) -> Iterator[World]:
    """Founded by twelve people in two shops of one city; its book must rebuild the same tables."""
    units = [
        FirstUnit(level="nation", title="Nation", line="territory"),
        FirstUnit(level="city", title="City", line="territory", parent=1),
    ]
    for union in ("Metal", "Wood"):
        parent = 1
        for level in reversed(LEVELS[:-1]):
            units.append(
                FirstUnit(level=level, title=f"{union} {level}", parent=parent, place=2 if level == "shop" else None)
            )
            parent = len(units)
    founders = [
        Founder(
            unit=METAL_SHOP if at % 2 == 0 else WOOD_SHOP,
            person=Person(name=name, contact=f"{at}@example.org", categories={}),
        )
        for at, name in enumerate(NAMES)
    ]
    do(
        founding(world.now, attach_text(SEVEN_LEVELS), units=units, founders=founders, elections=[]),
        FOUNDING,
        at=world.now,
    )
    yield world
    assert_the_book_rebuilds()


def send_to_the_top(world: World) -> None:
    """Elect one person in the metal shop, and on from council to council up to the nation, and into the city soviet."""
    one = {"entitled": 1, "present": 1, "cast": 1, "votes": {SENT: 1}}
    world.elect(unit=METAL_SHOP, body="shop council", votes={SENT: 6}, entitled=6, present=6, cast=6)
    unit = METAL_SHOP
    for level in LEVELS[1:]:
        above = unit - 1 if level != "nation" else NATION
        world.elect(unit=unit, for_unit=above, body=f"{level} council", **one)
        unit = above
    world.elect(unit=NATION, body="nation council", office="chair", **one)
    world.elect(unit=METAL_SHOP, for_unit=CITY, body="city soviet", **one)
