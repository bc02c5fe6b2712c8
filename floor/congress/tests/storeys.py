"""A works of three storeys in which each body sends its own people up: shop committee, works council, district council."""

from __future__ import annotations

from floor.house.models import Mandate
from tests.world import DISTRICT, FACTORY, NAILS, STATUTES, World

#: Who is sent up: from the nail shop to the council of the works, and on to that of the district.
DELEGATE = 8


def body(name: str, level: str, by: str, eligible: str, term: str = "1 year") -> str:
    return f'''
[body."{name}"]
at          = "{level}"
elected     = {{ by = "{by}", seats = 1, method = "plurality", term = "{term}", notice = "7 days", tie = "lot", eligible = "{eligible}" }}
recall      = {{ petition = "1/5 of electors" }}
quorum      = "1/2"
meets       = "monthly"
notice      = "3 days"
convened-by = ["{name}", "1/10 of members"]
accounts-to = "{by}"
reports     = "half-yearly"
'''


OWN = "members of the electing body"
OFFICES = '\n[body."district council".offices.chair]\nhandover = "14 days"\nlimit    = 4\n'
SENT_UP = (
    body("shop committee", "shop", "shop meeting", "every member of the unit", term="6 months")
    + body("works council", "factory", "shop committee", OWN)
    + body("district council", "district", "works council", OWN)
    + OFFICES
)
WITH_COUNCILS = STATUTES + SENT_UP


def send_up(works: World, member: int = DELEGATE, shop: int = NAILS) -> None:
    """Elect somebody in a shop, and on from there to the top, where they take the chair."""
    one = {"entitled": 1, "present": 1, "cast": 1}
    works.elect(unit=shop, body="shop committee", votes={member: 4}, entitled=4, present=4, cast=4)
    works.elect(unit=shop, for_unit=FACTORY, body="works council", votes={member: 1}, **one)
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district council", votes={member: 1}, **one)
    works.elect(unit=DISTRICT, body="district council", office="chair", votes={member: 1}, **one)


def ends_of(member: int) -> dict[str, str]:
    """How each mandate of somebody ended, by the body or the office; empty while it runs."""
    found = Mandate.objects.filter(holder=member).order_by("pk")
    return {row.seat.office or row.seat.body: row.how_ended for row in found.select_related("seat")}
