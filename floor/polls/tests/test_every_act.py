"""A year in the life of a works in which everything happens that can happen about polls, each act sent twice.

The second sending is always refused, whoever was faster; and afterwards the book rebuilds the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

import tests.polling
import tests.world
from floor.book.act import ACTS, Refusal
from floor.book.models import Entry
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.polls.acts.campaigning import SayForOneself, SendScrutineer
from floor.polls.acts.codes import IssueVotingCodes
from floor.polls.acts.contesting import ContestResult, RuleOnContest
from floor.polls.acts.counting_again import Recount
from floor.polls.acts.demanding import DemandDivision, DemandSecretBallot
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.acts.listing import ProposeList, SupportList, WithdrawList
from floor.polls.acts.moving import MovePoll
from floor.polls.acts.nominating import AcceptNomination, Nominate, WithdrawCandidacy
from floor.polls.acts.petitioning import ReplyToPetition
from floor.polls.acts.recounting import AskRecount
from floor.polls.acts.sheets import EnterSheets, NameTellers
from floor.polls.acts.striking import AddName, StrikeName
from floor.polls.electing.meeting_count import MeetingCount
from floor.polls.models import Contest, Poll, Slate
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.urn.casting import cast
from tests.polling import answer, call_election, close_poll, count_hands, let_fall_due, open_poll, put_question, until
from tests.world import CHAIR, CONTROLLER, FACTORY, SECRETARY, STATUTES, TELLERS, THIRD, World

from .other_statutes import with_a_court, with_congress, works_under

pytestmark = pytest.mark.django_db

#: These exist to be refused, and a second card is another card.
NEVER_DONE = {"polls.ChangeRoll", "polls.RemoveHolder", "polls.ShowInterimResult", "polls.SubstituteList"}
AS_OFTEN_AS_ONE_LIKES = {"polls.IssueVotingCodes"}

TEXT = with_a_court(with_congress("dhondt", 'substitutes = "runner-up", strike-and-add = true')).replace(
    'seats = 2, method = "block", term = "1 year"', 'seats = 2, method = "block", ballot = "paper", term = "1 year"'
).replace('majority = "more than 1/2 of cast"', 'majority = "more than 1/2 of cast"\ntie = "again"')  # fmt: skip
assert TEXT.count("paper") == 1 and TEXT.count('"again"') == 1 and STATUTES != TEXT


@pytest.fixture
def works(db, empty_replay, monkeypatch) -> Iterator[World]:
    """A works in which everybody presses every button twice; its book must rebuild."""
    for module in (tests.world, tests.polling):
        monkeypatch.setattr(module, "do", twice(module.do))
    with works_under(TEXT) as world:
        yield world


def twice(once: Any) -> Any:
    def done(act: Any, by: Any, **options: Any) -> Any:
        receipt = once(act, by, **options)
        if act.name.startswith("polls.") and act.name not in AS_OFTEN_AS_ONE_LIKES:
            with pytest.raises(Refusal):
                once(act, by, **options)
        return receipt

    return done


def test_everything_that_can_be_done_is_done_once_and_rebuilt(works):
    congress_by_lists(works)
    control_on_paper(works)
    seats_in_between(works)
    recalls(works)
    questions(works)
    done = set(Entry.objects.filter(act__startswith="polls.").values_list("act", flat=True).distinct())
    assert done == {name for name in ACTS if name.startswith("polls.")} - NEVER_DONE


def congress_by_lists(works: World) -> None:
    poll = call_election(works)
    works.say(move(poll), SECRETARY)
    for title, people in (("Longer breaks", [5, 6]), ("Shorter days", [7, 8]), ("Nobody's", [9])):
        works.say(ProposeList(poll=poll.pk, title=title, people=people), people[0])
    breaks, days, nobodys = Slate.objects.order_by("pk")
    works.say(SupportList(slate=days.pk), 10)
    works.say(WithdrawList(slate=nobodys.pk), 9)
    works.wait(hours=1)
    struck = poll.candidacies.get(member=6)
    works.say(StrikeName(candidacy=struck.pk, count=meeting(works)), TELLERS[0])
    works.say(AddName(slate=breaks.pk, member=9, count=meeting(works)), TELLERS[0])
    for member in (5, 7, 8, 9):
        works.say(AcceptNomination(candidacy=poll.candidacies.get(member=member, withdrawn=None).pk), member)
    works.say(SayForOneself(slate=breaks.pk, text=works.attach("A quarter of an hour.")), 5)
    works.say(SendScrutineer(slate=breaks.pk, member=10), 5)
    works.say(IssueVotingCodes(poll=poll.pk, members=[11, 12], locks=["one", "two"]), SECRETARY)
    poll = open_poll(works, poll)
    number = Slate.objects.get(pk=breaks.pk).number
    for voter in range(1, 8):
        cast(poll.pk, voter, (number if voter < 5 else 3 - number,), at=works.now)
    poll = close_poll(works, poll)
    works.say(Recount(poll=poll.pk), 3)
    gone = Mandate.objects.filter(result=poll.result).earliest("pk")
    works.say(Resign(mandate=gone.pk), gone.holder_id)
    let_fall_due(works)
    works.say(ContestResult(poll=poll.pk, ground="wrong roll", text=works.attach("Six are missing.")), 10)
    ruling = {"upheld": True, "votes_for": 1, "against": 0, "abstaining": 0, "tellers": [11, 12]}
    reasons = works.attach("The list of the shop proves it.")
    works.say(RuleOnContest(contest=Contest.objects.get().pk, reasons=reasons, **ruling), CONTROLLER)


def move(poll: Poll) -> MovePoll:
    day = timedelta(days=1)
    return MovePoll(poll=poll.pk, opens=poll.opens + day, closes=poll.closes + day, reason="The hall is being painted.")


def meeting(works: World) -> MeetingCount:
    figures = {"entitled": 12, "present": 9, "votes_for": 6, "against": 2, "abstaining": 1}
    return MeetingCount(**figures, tellers=TELLERS, closed=works.now)


def control_on_paper(works: World) -> None:
    works.say(Resign(mandate=Mandate.objects.get(holder=CONTROLLER).pk), CONTROLLER)
    let_fall_due(works)
    poll = Poll.objects.get(body="control commission")
    works.say(NameTellers(poll=poll.pk, tellers=TELLERS), SECRETARY)
    works.say(Nominate(poll=poll.pk, member=6), 6)
    open_poll(works, poll)
    until(works, poll.closes)
    for teller in TELLERS:
        works.say(EnterSheets(poll=poll.pk, marked=5, sheets="1,1\n2,1\n3,1\n4,1\n5"), teller)
    let_fall_due(works)
    works.say(AskRecount(poll=poll.pk), 3)
    works.say(NameTellers(poll=poll.pk, tellers=[9, 10]), SECRETARY)
    for teller in (9, 10):
        works.say(EnterSheets(poll=poll.pk, recount=1, marked=5, sheets="1,1\n2,1\n3,1\n4,1\n5"), teller)
    let_fall_due(works)


def seats_in_between(works: World) -> None:
    """The congress is voted on anew; its people are nominated, and one thinks better of it."""
    works.say(Resign(mandate=Mandate.objects.get(holder=THIRD, seat__office="").pk), THIRD)
    let_fall_due(works)
    poll = Poll.objects.filter(body="factory committee").latest("pk")
    for member in (8, 9):
        works.say(Nominate(poll=poll.pk, member=member), 10)
    works.say(AcceptNomination(candidacy=poll.candidacies.get(member=8).pk), 8)
    works.say(WithdrawCandidacy(candidacy=poll.candidacies.get(member=9).pk), 9)
    poll = open_poll(works, poll)
    answer(works, poll, {voter: [1] for voter in range(1, 7)})
    close_poll(works, poll)


def recalls(works: World) -> None:
    chair = Mandate.objects.get(holder=CHAIR, seat__office="", ended=None)
    petition = begin_petition(chair.pk, 5, at=works.now)
    works.say(ReplyToPetition(petition=petition.pk, text=works.attach("I did what I could.")), CHAIR)
    for member in (6, 7):
        sign(petition.pk, member, at=works.now)
    works.say(Resign(mandate=chair.pk), CHAIR)
    let_fall_due(works)
    begin_petition(Mandate.objects.get(holder=SECRETARY, seat__office="").pk, 5, at=works.now)
    works.wait(days=61)
    let_fall_due(works)


def questions(works: World) -> None:
    poll = put_question(works, title="Two things", parts=["one", "the other"], opens=works.now + timedelta(hours=2))
    works.say(DemandDivision(poll=poll.pk), 9)
    works.say(DemandSecretBallot(poll=poll.pk), 10)
    open_poll(works, poll)
    tied = put_question(works, title="A new lathe", vote="money", electors="")
    count_hands(works, open_poll(works, tied), (5, 5, 0))
    let_fall_due(works)
    uncounted = put_question(works, title="The gate")
    until(works, open_poll(works, uncounted).closes + timedelta(days=8))
    of_the_committee = put_question(works, title="The minutes", electors="factory committee", ballot="roll call")
    open_poll(works, of_the_committee)
    seats = Mandate.objects.filter(seat__body="factory committee", seat__unit=FACTORY, seat__office="", ended=None)
    said = [Answer(mandate=seat.pk, votes_for=1, against=0, abstaining=0) for seat in seats]
    works.say(CallRoll(poll=of_the_committee.pk, answers=said, tellers=TELLERS), TELLERS[0])
