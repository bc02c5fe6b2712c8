"""A district whose council has a total of seats, shared out among the shops by their members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import ApportionedSeats, Apportionment
from floor.house.acts.members import Join, Person
from floor.house.models import Member
from floor.polls.tests.other_statutes import works_under
from tests.world import DISTRICT, SECRETARY, STATUTES, World

from .storeys import body

COUNCIL = "delegates of shops"
SEATS = "seats = 1,"


def with_total(seats: str = '"10 by sainte-lague"', by: str = "shop meeting", method: str = "block") -> str:
    """The statutes of the works, and a council of the district to which each shop sends its share of a total."""
    council = body(COUNCIL, "district", by, "every member of the unit").replace(SEATS, f"seats = {seats},")
    return STATUTES + council.replace('method = "plurality"', f'method = "{method}"')


@contextmanager
def shops(newcomers: dict[int, int], text: str = "") -> Iterator[World]:
    """The works with so many more members in these shops; each shop has four already."""
    with works_under(text or with_total()) as works:
        for shop, number in newcomers.items():
            for n in range(number):
                person = Person(name=f"Newcomer {shop}/{n}", contact=f"n{n}@{shop}.example.org", categories={"shift": "day"})  # fmt: skip
                works.say(Join(unit=shop, number=Member.next_id(), person=person, confirmed=True), SECRETARY)
        works.wait(days=1)
        yield works


def share_total_out(works: World, by: int = SECRETARY, **wanted: Any) -> Apportionment:
    given = {"unit": DISTRICT, "body": COUNCIL, "cut_off": works.now - timedelta(hours=1)} | wanted
    works.say(SetApportionment(**given), by)
    return Apportionment.objects.order_by("-pk")[0]


def seats_of(made: Apportionment) -> dict[int, int]:
    return dict(ApportionedSeats.objects.filter(apportionment=made).values_list("unit", "seats"))
