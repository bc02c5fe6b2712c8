"""Cards to look around with: somebody at the top, somebody in the middle, and somebody of a shop."""

from __future__ import annotations

from datetime import timedelta

from floor.demo.days import Days
from floor.demo.founding import Card
from floor.house.acts.cards import IssueCard
from floor.house.models import Card as Issued
from floor.house.models import Member
from floor.site.cards import lock_for, new_code

from .country import Country

_VALID = timedelta(days=730)


def cards_for(country: Country, at_the_top: int, days: Days) -> list[Card]:
    """Issued by the secretaries of the factories in which these people work."""
    factory = country.districts[0].factories[0]
    ordinary = factory.draw(1)[0]
    return [_issued(country, member, days) for member in (at_the_top, factory.pioneers[0], ordinary)]


def _issued(country: Country, number: int, days: Days) -> Card:
    member = Member.objects.select_related("unit").get(pk=number)
    factory = next(one for one in country.factories() if one.unit == member.unit.parent_id)
    code = new_code()
    act = IssueCard(member=number, lock=lock_for(code), expires=days.now + _VALID)
    days.say(act, factory.pioneers[0])
    return Card(Issued.objects.latest("pk").pk, code, number, member.name)
