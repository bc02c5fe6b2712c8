"""What those above try, and nobody can do: a list in place of the elected, an appointment, the removal of a delegate."""

from __future__ import annotations

from datetime import timedelta

from floor.book.act import Act, Refusal
from floor.demo.days import Days
from floor.house.acts.elections import DeclareElection
from floor.house.counting import TellersCount, Votes
from floor.house.models import Mandate
from floor.polls.acts.refused import RemoveHolder, SubstituteList
from floor.polls.models import Poll

from .country import Country
from .resolution import chair_of

WHO = "central administration"


def try_from_above(country: Country, by_election: Poll, days: Days) -> list[tuple[str, Refusal]]:
    """What was tried, and the answer to each."""
    chair = chair_of(WHO, days).holder_id
    friends = country.unions[0].tellers
    sitting = Mandate.objects.filter(seat__body="district congress", seat__office="", ended=None).order_by("-pk")[0]
    attempts: list[tuple[str, Act]] = [
        ("an imposed list", SubstituteList(poll=by_election.pk, people=friends)),
        ("an appointment from above", _appointment(country, friends, days)),
        ("the removal of a delegate by a higher body", RemoveHolder(mandate=sitting.pk, reason="Votes against the administration.")),
    ]  # fmt: skip
    return [(what, _refused(act, chair, days)) for what, act in attempts]


def _appointment(country: Country, friends: list[int], days: Days) -> DeclareElection:
    """The central administration declares, as if it had elected, who sits in the committee of a factory."""
    factory = country.districts[0].factories[-1]
    count = TellersCount(
        unit=country.territory[0].unit, for_unit=factory.unit, body="factory committee", entitled=15, present=15, cast=15,
        votes=[Votes(candidate=friends[0], votes=15)], elected=[friends[0]], tellers=[2, 3], closed=days.now - timedelta(hours=1),
    )  # fmt: skip
    return DeclareElection(count=count)


def _refused(act: Act, by: int, days: Days) -> Refusal:
    try:
        days.say(act, by)
    except Refusal as refusal:
        return refusal
    raise AssertionError(f"{act.name} was not refused; the demonstration ends here.")


def told(refusals: list[tuple[str, Refusal]]) -> list[str]:
    """Each attempt with the sentence that answered it, and the article it stands on."""
    return ["Tried from above, refused, and on record:"] + [
        f"  {what}: {refusal.reason} ({refusal.article}, {refusal.guarantee})" for what, refusal in refusals
    ]
