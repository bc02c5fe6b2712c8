"""A works whose secretary is released from work, and which sends two to the planning office of the district."""

from __future__ import annotations

from tests.world import CHAIR, FACTORY, SECRETARY, STATUTES, THIRD, World

_SECRETARY = '[body."factory committee".offices.secretary]\n'
RELEASED = 'released = true\npay      = "grade 9 of the wage scale"\nrotation = "3 months"\nsigns-with = "chair"\n'
SENT_OUT = """
[body."planning representatives"]
at            = "factory"
outside       = "planning office of the district"
sends-outside = 2
elected       = { by = "general meeting", seats = 2, method = "block", term = "1 year", notice = "7 days", tie = "lot", instructions = "bound" }
recall        = { petition = "1/5 of electors" }
quorum        = "1/2"
meets         = "monthly"
notice        = "3 days"
convened-by   = ["factory committee", "1/10 of members"]
accounts-to   = "general meeting"
reports       = "half-yearly"
"""
assert _SECRETARY in STATUTES
WITH_OFFICIALS = STATUTES.replace(_SECRETARY, _SECRETARY + RELEASED) + SENT_OUT
#: Whom the general meeting sends to the planning office.
SENT = (5, 6)


def send_two(works: World) -> None:
    works.elect(unit=FACTORY, body="planning representatives", votes={5: 8, 6: 7})


def elect_the_committee_again(works: World) -> None:
    """The same three, and the same in their offices."""
    three = {"entitled": 3, "present": 3, "cast": 3}
    works.elect(unit=FACTORY, body="factory committee", votes={CHAIR: 9, SECRETARY: 8, THIRD: 7})
    works.elect(unit=FACTORY, body="factory committee", office="chair", votes={CHAIR: 3}, **three)
    works.elect(unit=FACTORY, body="factory committee", office="secretary", votes={SECRETARY: 2}, **three)
