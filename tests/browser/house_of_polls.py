"""A works in the middle of its polls: one of every kind, in every state, at one moment. For looking at and for testing pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.house.acts.cards import IssueFirstCards
from floor.house.acts.mandates import Resign
from floor.house.acts.members import EnterMembers, Person
from floor.house.models import Mandate, Member
from floor.polls.acts.campaigning import SayForOneself
from floor.polls.acts.contesting import ContestResult
from floor.polls.acts.counting_again import Recount
from floor.polls.acts.demanding import DemandDivision
from floor.polls.acts.listing import ProposeList, SupportList
from floor.polls.acts.nominating import AcceptNomination, Nominate
from floor.polls.acts.petitioning import ReplyToPetition
from floor.polls.acts.questions import PutQuestion
from floor.polls.models import Petition, Poll, Slate
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.urn.casting import cast
from floor.site.tests.visiting import _LOCK, CARDED
from tests.polling import answer, call_election, close_poll, number_of, open_poll, stand, until, vote
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY, STATUTES, THIRD, World, found_works

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

CULTURE = """
[body."culture committee"]
at          = "factory"
elected     = { by = "general meeting", seats = 5, method = "dhondt", term = "1 year", notice = "14 days", tie = "lot" }
recall      = { petition = "1/5 of electors" }
quorum      = "1/2"
meets       = "monthly"
notice      = "1 day"
accounts-to = "general meeting"
reports     = "half-yearly"
convened-by = ["culture committee", "1/10 of members"]
"""
#: The statutes of the tests, with a congress by transferable votes, a committee elected by lists, and a court for contests.
RULES = (
    STATUTES.replace(
        'seats = "1 per 4 members", method = "block"', 'seats = "1 per 40 members", method = "stv", substitutes = "runner-up"'
    )
    .replace('hears       = ["grievances"]', 'hears       = ["grievances", "election contests"]')
    .replace('[body."district congress"]', CULTURE.lstrip() + '\n[body."district congress"]')
)  # fmt: skip
#: How many people come to the twelve founders, shop by shop.
CAME_LATER = {BOLTS: 60, NAILS: 40, CABLES: 10}
CANDIDATES = (5, 6, 7, 8, 9, 10)
#: The six of the congress fall into two groups, and a paper goes on to its own group first.
GROUPS = ((5, 7, 9), (6, 8, 10))


@dataclass
class HouseOfPolls:
    """The works with its polls by what they are for."""

    world: World
    polls: dict[str, Poll] = field(default_factory=dict)
    petitions: dict[str, Petition] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.world.now

    @property
    def members(self) -> list[int]:
        """Everyone on the register, those with a card first and then in no order of their shops."""
        everyone = list(Member.objects.filter(left=None).order_by("pk").values_list("pk", flat=True))
        newcomers = everyone[12:]
        Random(1).shuffle(newcomers)
        return everyone[:12] + newcomers


def larger_works(now: datetime = NOON) -> World:
    """The works with a hundred more members, and cards for those whom a test signs in."""
    world = found_works(now, RULES)
    cards = IssueFirstCards(members=CARDED, locks=[_LOCK] * len(CARDED), expires=now + timedelta(days=700))
    do(cards, FOUNDING, at=now)
    total = sum(CAME_LATER.values())
    people = [Person(name=f"Newcomer {at}") for at in range(1, total + 1)]
    came = EnterMembers(
        under=FACTORY, first=Member.next_id(), units=list(CAME_LATER.items()), people=people, confirmed=True
    )
    world.say(came, SECRETARY)
    world.wait(hours=2)
    return world


def house_of_polls() -> HouseOfPolls:
    """Three weeks of the works: what was counted, what is open, what was announced."""
    world = larger_works()
    house = HouseOfPolls(world)
    congress = call_election(world)
    _stand_for_congress(world, congress)
    _canteen_is_decided(house)
    culture = call_election(world, for_unit=None, body="culture committee")
    _propose_lists(world, culture)
    house.polls["congress"] = _congress_is_elected(house, open_poll(world, congress))
    house.polls["culture"] = open_poll(world, culture)
    _what_follows_the_congress(house)
    _what_runs_now(house)
    for poll in house.polls.values():
        poll.refresh_from_db()
    return house


def _canteen_is_decided(house: HouseOfPolls) -> None:
    world = house.world
    parts = ["Open the canteen at six", "Soup for the night shift", "Close the managers' dining room"]
    world.say(
        PutQuestion(unit=FACTORY, title="The canteen", parts=parts, electors="general meeting", ballot="secret"),
        SECRETARY,
    )
    poll = Poll.objects.order_by("-pk")[0]
    world.say(DemandDivision(poll=poll.pk), 9)
    poll = open_poll(world, poll)
    dice = Random(3)
    likely = ([7, 2, 1], [5, 4, 1], [3, 6, 1])
    papers = {one: [dice.choices((1, 2, 3), weights)[0] for weights in likely] for one in house.members[:91]}
    answer(world, poll, papers)
    house.polls["canteen"] = close_poll(world, poll)


def _stand_for_congress(world: World, poll: Poll) -> None:
    stand(world, poll, *CANDIDATES)
    says = (
        "Shorter nights in the rolling mill, and every report read aloud in the shop before it is sent.",
        "The delegates go back to the shops each month. Ask me what I voted for: I will have it with me.",
    )
    for member, said in zip((5, 6), says, strict=True):
        candidacy = poll.candidacies.get(member=member)
        world.say(SayForOneself(candidacy=candidacy.pk, text=world.attach(said)), member)


def _congress_is_elected(house: HouseOfPolls, poll: Poll) -> Poll:
    dice = Random(11)
    first = {5: 24, 6: 20, 7: 13, 8: 16, 9: 9, 10: 7}
    choices = [member for member, papers in first.items() for _ in range(papers)]
    dice.shuffle(choices)
    papers = {}
    for voter, chosen in zip(house.members, choices, strict=False):
        own = next(group for group in GROUPS if chosen in group)
        rest = [one for one in own if one != chosen]
        dice.shuffle(rest)
        papers[voter] = [chosen, *rest[: dice.randint(0, 2)]]
    vote(house.world, poll, papers)
    for voter in house.members[len(choices) : len(choices) + 3]:
        cast(poll.pk, voter, (), at=house.now)
    return close_poll(house.world, poll)


def _propose_lists(world: World, poll: Poll) -> list[Slate]:
    wanted = (
        ("For the eight hours", (2, 5, 6, 7), 5),
        ("Bread and books", (8, 9, 10), 8),
        ("The young shift", (11, 12), 12),
    )
    for title, people, by in wanted:
        world.say(ProposeList(poll=poll.pk, title=title, people=list(people)), by)
        for member in people:
            candidacy = poll.candidacies.get(member=member, withdrawn=None)
            world.say(AcceptNomination(candidacy=candidacy.pk), member)
    slates = list(Slate.objects.filter(poll=poll).order_by("pk"))
    world.say(SupportList(slate=slates[1].pk), 9)
    return slates


def _what_follows_the_congress(house: HouseOfPolls) -> None:
    """It is contested and counted again; the first who was elected resigns, and the runner-up follows."""
    world, poll = house.world, house.polls["congress"]
    said = world.attach("Two of the cable shop say that the booth was shut when the night shift came.")
    world.say(ContestResult(poll=poll.pk, ground="wrong count", text=said), 9)
    world.say(Recount(poll=poll.pk), 9)
    mandate = Mandate.objects.filter(result=poll.result_id).order_by("pk")[0]
    world.say(Resign(mandate=mandate.pk), mandate.holder_id)
    until(world, world.now)
    poll.refresh_from_db()


def _what_runs_now(house: HouseOfPolls) -> None:
    world = house.world
    house.petitions["chair"] = _petition(
        house, CHAIR, 30, "The chair has not read a report to the shops since the spring."
    )
    third = _petition(house, THIRD, 8, "")
    house.petitions["third"] = third
    house.polls["recall"] = Poll.objects.get(petition=house.petitions["chair"])
    resigned = Mandate.objects.get(holder=5, seat__body="control commission", ended=None)
    world.say(Resign(mandate=resigned.pk), 5)
    until(world, world.now)
    control = house.polls["control"] = Poll.objects.get(body="control commission")
    stand(world, control, 6)
    world.say(Nominate(poll=control.pk, member=10), 6)
    house.polls["money"] = _question(
        world, "Shall two thousand go to the strikers at Red Banner?", electors="", vote="money", ballot="secret"
    )
    house.polls["recall"] = open_poll(world, house.polls["recall"])
    house.polls["hands"] = _question(world, "Shall the general meeting be on Thursdays?")
    for one in house.members[12:70]:
        cast(house.polls["money"].pk, one, (1 + one % 2,), at=world.now)
    world.wait(minutes=30)


def everything_closes(house: HouseOfPolls) -> None:
    """Three days on: what was open has papers in it, and is counted."""
    members, world = house.members, house.world
    dice = Random(5)
    culture = house.polls["culture"]
    lists = [slate.number for slate in Slate.objects.filter(poll=culture).order_by("pk")]
    for voter in members[:83]:
        cast(culture.pk, voter, tuple(dice.choices(lists, (9, 7, 3))), at=world.now)
    for voter in members[:95]:
        cast(house.polls["recall"].pk, voter, tuple(dice.choices((1, 2, 3), (6, 4, 1))), at=world.now)
    until(world, max(house.polls[name].closes for name in ("culture", "recall", "money")))
    world.wait(hours=1)
    for poll in house.polls.values():
        poll.refresh_from_db()


def _petition(house: HouseOfPolls, holder: int, signatures: int, text: str) -> Petition:
    mandate = Mandate.objects.get(holder=holder, seat__office="", seat__body="factory committee", ended=None)
    petition = begin_petition(mandate.pk, 12, text, at=house.now)
    for member in house.members[20 : 19 + signatures]:
        petition.refresh_from_db()
        if petition.completed:
            break
        sign(petition.pk, member, at=house.now)
        if member == 30 and text:
            reply = house.world.attach("Two reports were read in the bolt shop; the others follow this week.")
            house.world.say(ReplyToPetition(petition=petition.pk, text=reply), holder)
    petition.refresh_from_db()
    return petition


def _question(world: World, title: str, **wanted: object) -> Poll:
    given = {"unit": FACTORY, "title": title, "electors": "general meeting"} | wanted
    world.say(PutQuestion(**given), SECRETARY)
    return open_poll(world, Poll.objects.order_by("-pk")[0])


__all__ = ["GROUPS", "HouseOfPolls", "house_of_polls", "larger_works", "number_of"]
