"""A works of some thousands with fifty polls and petitions, for asking what a page costs when there is much of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from floor.house.acts.mandates import Resign
from floor.house.acts.members import EnterMembers
from floor.house.models import Mandate, Member
from floor.polls.acts.contesting import ContestResult
from floor.polls.acts.nominating import Nominate
from floor.polls.models import Candidacy, Contest, Petition, Poll
from floor.polls.recalling.signing import begin_petition, sign
from floor.site.tests.visiting import ORDINARY
from tests.polling import call_election, cast, close_poll, open_poll, put_question, stand, until
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY, THIRD, World

from .polls_of_today import NOTICE, OPEN_FOR, called, works_with

#: The congress by transferable votes: ten seats, and who leaves is followed by the runner-up.
BEFORE = 'seats = "1 per 4 members", method = "block"'
CONGRESS = 'seats = 10, method = "stv", substitutes = "runner-up"'


@dataclass
class Crowd:
    """The addresses of everything there is to see."""

    works: World
    elected: Poll
    running: Poll
    standing: Poll
    question: Poll
    hands: Poll
    petition: Petition
    contest: Contest

    def pages(self) -> dict[str, str]:
        """Every page of the polls that can be opened by following links, by what it is."""
        mine = Candidacy.objects.get(poll=self.standing, member=ORDINARY).pk
        mandate = Mandate.objects.get(holder=CHAIR, seat__office="", ended=None).pk
        over, runs, asked = (f"/polls/{poll.pk}/" for poll in (self.elected, self.running, self.question))
        soon, hands = f"/polls/{self.standing.pk}/", f"/polls/{self.hands.pk}/"
        return {
            "all polls": "/polls/", "polls of a unit": f"/polls/?unit={FACTORY}", "results": "/polls/?state=over", "open polls": "/polls/?state=open",
            "call which": "/polls/call/?for_unit=1", "call": f"/polls/call/?for_unit={FACTORY}&body=control+commission", "put": f"/polls/put/?unit={FACTORY}",
            "poll that is over": over, "open election": runs, "announced election": soon, "open question": asked, "hands": hands,
            "booth of an election": f"{runs}vote/", "booth of a question": f"{asked}vote/", "booth that is shut": f"{over}vote/", "door for codes": f"{asked}code/",
            "result": f"{over}result/", "count it yourself": f"{over}count/", "urn": f"{over}urn.csv", "papers": f"{over}papers.blt",
            "contest": f"{over}contest/", "recount": f"{over}recount/", "rule on a contest": f"/contests/{self.contest.pk}/rule/",
            "nominate": f"{soon}nominate/", "stand": f"{soon}stand/", "propose a list": f"{soon}list/", "move": f"{soon}move/",
            "count hands": f"{hands}hands/", "accept": f"/candidacies/{mine}/accept/", "withdraw": f"/candidacies/{mine}/withdraw/",
            "petition": f"/petitions/{self.petition.pk}/", "begin a petition": f"/mandates/{mandate}/recall/",
            "front page": "/", "own page": "/me/", "unit": f"/units/{FACTORY}/", "body": "/units/1/bodies/district-congress/",
            "api: polls": "/api/polls?limit=200", "api: poll": f"/api/polls/{self.elected.pk}", "api: result": f"/api/polls/{self.elected.pk}/result",
            "api: petitions": "/api/petitions", "api: petition": f"/api/petitions/{self.petition.pk}",
        }  # fmt: skip


def crowd(members: int, polls: int) -> Crowd:
    """A works with so many members and polls."""
    works = works_with(founded=60, change=(BEFORE, CONGRESS))
    each = members // 3
    for unit in (BOLTS, NAILS, CABLES):
        came = EnterMembers(
            under=FACTORY, first=Member.next_id(), units=[(unit, each)], people=[None] * each, confirmed=True
        )
        works.say(came, SECRETARY)
    congress = called(works, NOTICE + OPEN_FOR + 3)
    standing_there = list(range(5, 5 + min(25, members // 2)))
    stand(works, congress, *standing_there)
    works.now = max(works.now, datetime.now(UTC) - timedelta(days=9))
    control = _a_seat_falls_vacant(works, standing_there)
    elected = _elected(works, congress, members)
    works.say(ContestResult(poll=elected.pk, ground="wrong roll", text=works.attach("Six were missing.")), 1)
    running = open_poll(works, control)
    works.now = datetime.now(UTC) - timedelta(minutes=5)
    questions = [_question(works, f"Shall there be a bench number {at}?") for at in range(polls // 5)]
    for at in range(polls - len(questions)):
        put_question(works, title=f"Shall there be a lamp number {at}?", opens=works.now + timedelta(days=1))
    standing = call_election(works, unit=1, for_unit=None, body="district committee", by=elected_first(elected))
    works.say(Nominate(poll=standing.pk, member=ORDINARY), elected_first(elected))
    hands = put_question(works, title="Shall the general meeting be on Thursdays?")
    open_poll(works, hands)
    return Crowd(works, elected, running, standing, questions[0], hands, _petition(works), Contest.objects.get())


def elected_first(elected: Poll) -> int:
    return Mandate.objects.filter(result=elected.result_id).order_by("pk")[0].holder_id


def _a_seat_falls_vacant(works: World, candidates: list[int]) -> Poll:
    """The clock calls the election; the same people stand."""
    mandate = Mandate.objects.get(holder=5, seat__body="control commission", ended=None)
    works.say(Resign(mandate=mandate.pk), 5)
    until(works, works.now)
    poll = Poll.objects.get(body="control commission")
    stand(works, poll, *[one for one in candidates if one != 5])
    return poll


def _elected(works: World, poll: Poll, members: int) -> Poll:
    poll = open_poll(works, poll)
    standing = list(poll.candidacies.values_list("number", flat=True))
    dice = Random(2)
    for voter in range(1, (members + 12) * 2 // 5):
        cast(poll.pk, voter, tuple(dice.sample(standing, 4)), at=works.now)
    return close_poll(works, poll)


def _question(works: World, title: str) -> Poll:
    return open_poll(works, put_question(works, title=title, ballot="secret"))


def _petition(works: World) -> Petition:
    mandate = Mandate.objects.get(holder=THIRD, seat__office="", ended=None)
    petition = begin_petition(mandate.pk, 11, "Reports were not read.", at=works.now)
    sign(petition.pk, 12, at=works.now)
    return petition
