"""Statutes that change while delegates are being elected."""

from __future__ import annotations

from datetime import timedelta

from floor.house.acts.statutes import DecideAmendment, ProposeAmendment
from floor.house.models import Amendment, Member
from tests.world import DISTRICT, TELLERS, World

from .totals import with_total

#: Each shop sends one delegate for every two members; in proportion, or as the majority of each shop wants.
IN_PROPORTION = with_total('"1 per 2 members"', method="stv")
BY_MAJORITY = with_total('"1 per 2 members"', method="block")


def propose(works: World, text: str, by: int = 9) -> Amendment:
    works.say(ProposeAmendment(statutes=works.attach(text)), by)
    return Amendment.objects.latest("pk")


def adopt(works: World, amendment: Amendment, days: float = 1) -> None:
    """Carried, and in force by the time this is over; its notice of thirty days has run."""
    everyone = Member.objects.filter(left=None).count()
    given = {
        "amendment": amendment.pk, "unit": DISTRICT, "entitled": everyone, "present": everyone, "votes_for": everyone, "against": 0,
        "abstaining": 0, "tellers": TELLERS, "closed": works.now, "in_force_from": works.now + timedelta(days=days),
    }  # fmt: skip
    works.say(DecideAmendment(**given), TELLERS[0])
    works.wait(days=days, minutes=1)


def amend(works: World, text: str) -> None:
    amendment = propose(works, text)
    works.wait(days=31)
    adopt(works, amendment)
