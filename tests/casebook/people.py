"""As many people as there were, and the statutes they might have had."""

from __future__ import annotations

from floor.house.acts.members import EnterMembers, Person
from floor.house.models import Mandate, Member, Unit
from floor.polls.models import Poll
from floor.polls.urn.casting import cast
from tests.polling import number_of
from tests.world import BOLTS, FACTORY, SECRETARY, STATUTES, World

#: A meeting of delegates of the whole works, as the historical ones had it.
DELEGATES = """
[body."delegates' meeting"]
at          = "factory"
elected     = { by = "general meeting", seats = 200, method = "block", term = "1 year", notice = "7 days", tie = "lot" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "monthly"
notice      = "3 days"
convened-by = ["factory committee", "1/10 of members"]
accounts-to = "general meeting"
reports     = "half-yearly"
"""

#: A committee as large as that of 1918, of which 29 voted.
LARGE_COMMITTEE = DELEGATES.replace("delegates' meeting", "works committee").replace("seats = 200", "seats = 31")

#: One delegate from every shop, sent by its own meeting.
SENT_BY_SHOPS = """
[body."shop delegates"]
at          = "factory"
elected     = { by = "shop meeting", seats = "1 per 100 members, at least 1", method = "plurality", term = "1 year", notice = "3 days", tie = "lot" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "monthly"
notice      = "3 days"
convened-by = ["factory committee", "1/10 of members"]
accounts-to = "general meeting"
reports     = "half-yearly"
"""


def statutes_with(*more: str) -> str:
    """The statutes of the tests, with more in them."""
    return STATUTES.replace("[vote.money]", "\n".join([*more, "[vote.money]"]))


def of(works: World, members: int, shop: int = BOLTS) -> None:
    """Let the works have so many members; who is new works in this shop."""
    while more := min(1000, members - Member.objects.filter(left=None).count()):
        enter(works, shop, more)


def shop_of(works: World, shop: int, members: int) -> None:
    """Let a shop have so many members."""
    while more := min(1000, members - Unit.objects.get(pk=shop).members_below):
        enter(works, shop, more)


def enter(works: World, shop: int, more: int) -> None:
    people = [Person(name=f"Worker {at}") for at in range(more)]
    act = EnterMembers(under=FACTORY, first=Member.next_id(), units=[(shop, more)], people=people, confirmed=True)
    works.say(act, SECRETARY)


def delegates(works: World, number: int, body: str = "delegates' meeting") -> list[int]:
    """So many of the newest members are elected to the delegates' meeting, or to another body, by tellers."""
    chosen = list(Member.objects.filter(left=None).order_by("-pk").values_list("pk", flat=True)[:number])
    on_roll = Member.objects.filter(left=None).count()
    votes = dict.fromkeys(chosen, on_roll // 2 + 1)
    works.elect(unit=FACTORY, body=body, votes=votes, entitled=on_roll, present=on_roll, cast=on_roll)
    assert Mandate.objects.filter(seat__body=body, ended=None).count() == number
    return chosen


def papers(works: World, poll: Poll, votes: dict[tuple[int, ...], int]) -> None:
    """So many papers that name these members, by one member after the other."""
    voters = iter(Member.objects.filter(left=None).order_by("pk").values_list("pk", flat=True))
    for named, number in votes.items():
        numbers = tuple(number_of(poll, member) for member in named)
        for _ in range(number):
            cast(poll.pk, next(voters), numbers, at=works.now)


def votes_of(poll: Poll, member: int) -> int:
    votes: int = poll.outcome["votes"][number_of(poll, member) - 1]
    return votes


def tally(poll: Poll, part: int = 1) -> tuple[int, int, int]:
    """For, against and abstaining, on a question or a part of it."""
    said = poll.outcome["parts"][part - 1]
    return said["for"], said["against"], said["abstaining"]


def percent(part: int, whole: int, places: int = 2) -> float:
    return round(100 * part / whole, places)
