"""The guides about polls: what they say one will be told is what one is told; buttons and addresses they name are there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from docs.tests.pages_that_run import same
from floor.book.act import Refusal
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Join, Person
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.acts.campaigning import SayForOneself, SendScrutineer
from floor.polls.acts.codes import IssueVotingCodes
from floor.polls.acts.demanding import DemandDivision
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.moving import MovePoll
from floor.polls.acts.nominating import AcceptNomination, Nominate
from floor.polls.acts.opening import OpenPoll
from floor.polls.acts.petitioning import OpenPetition, ReplyToPetition
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.recounting import AskRecount
from floor.polls.acts.refused import ChangeRoll, RemoveHolder, ShowInterimResult, SubstituteList
from floor.polls.acts.sheets import EnterSheets, NameTellers
from floor.polls.models import Poll
from floor.polls.recalling.signing import begin_petition, sign
from floor.polls.tests.on_paper import ON_PAPER, strike
from floor.polls.tests.other_statutes import with_congress
from floor.polls.urn.casting import cast
from tests.polling import call_election, close_poll, count_hands, open_poll, put_question, stand
from tests.world import BOLTS, CHAIR, CONTROLLER, FACTORY, SECRETARY, TELLERS, THIRD, World, found_works

ROOT = Path(__file__).parents[2]
GUIDES = ("hold-a-poll", "recall-a-delegate", "put-a-question", "count-on-paper", "stand-for-election")
#: Words on pages, as the source marks them for translation.
_ON_PAGES = re.compile(r"""\b(?:_|gettext_lazy|gettext)\(\s*"([^"]+)"|{% translate ["']([^"']+)["']""")


#: Bold for another reason than that it stands on a page.
EMPHASIS = {"bold", "before", "mix the papers", "those sheets"}


def text_of(guide: str) -> str:
    return (ROOT / "docs" / "guides" / f"{guide}.md").read_text(encoding="utf-8")


class Told:
    """The table at the end of a guide: what somebody tries, and the answer. Each row is tried once."""

    def __init__(self, guide: str) -> None:
        _, _, table = text_of(guide).partition("## What you will be told")
        rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
        self.left = {tried: answer for tried, answer in rows if not tried.startswith("somebody")}

    def answers(self, tried: str, attempt: Callable[[], object]) -> None:
        promised = self.left.pop(tried)
        with pytest.raises(Refusal) as refused:
            attempt()
        assert same(promised, refused.value.reason), f"{tried}: {refused.value.reason}"

    def nothing_else(self) -> None:
        assert not self.left


@pytest.mark.django_db
def test_the_answers_about_an_election_are_those_one_gets(works: World):
    told = Told("hold-a-poll")

    def call(by: int = SECRETARY, **wanted: object) -> Callable[[], object]:
        given = {"unit": FACTORY, "for_unit": 1, "body": "district congress"} | wanted
        return lambda: works.say(CallElection.model_validate(given), by)

    told.answers("to elect for seats that are held", call(for_unit=None, body="factory committee"))
    told.answers("to open it before the notice is over", call(opens=works.now + timedelta(days=13)))
    opens = works.now + timedelta(days=14)
    told.answers("to keep it open for half an hour", call(opens=opens, closes=opens + timedelta(minutes=30)))
    told.answers("as an elector, to choose the dates", call(by=9, opens=opens + timedelta(days=1)))
    poll = call_election(works)
    told.answers("to call it twice", call())
    by_hand = OpenPoll(poll=poll.pk, key="0" * 64, seed="0" * 64)
    told.answers("to open it by hand", lambda: works.say(by_hand, SECRETARY))
    stand(works, poll, 5, 6)
    poll = open_poll(works, poll)
    later = MovePoll(poll=poll.pk, opens=poll.opens, closes=poll.closes, reason="The hall is taken.")
    told.answers("to move it once it is open", lambda: works.say(later, SECRETARY))
    told.answers("to add somebody to the roll", lambda: works.say(ChangeRoll(poll=poll.pk, member=9), SECRETARY))
    told.answers("to see how it stands", lambda: works.say(ShowInterimResult(poll=poll.pk), SECRETARY))
    works.say(Join(unit=BOLTS, number=13, person=Person(name="New Test"), confirmed=True), SECRETARY)
    told.answers("to vote having joined since", lambda: cast(poll.pk, 13, (1,), at=works.now))
    for voter in (1, 2, 3, 4, 5):
        cast(poll.pk, voter, (1,), at=works.now)
    told.answers("to vote twice", lambda: cast(poll.pk, 1, (2,), at=works.now))
    works.now = poll.closes
    told.answers("to vote too late", lambda: cast(poll.pk, 6, (1,), at=works.now))
    close_poll(works, poll)
    others = SubstituteList(poll=poll.pk, people=[7, 8])
    told.answers("to seat others than the elected", lambda: works.say(others, SECRETARY))
    told.nothing_else()


@pytest.mark.django_db
def test_the_answers_about_a_recall_are_those_one_gets(works: World):
    told = Told("recall-a-delegate")
    mandate = Mandate.objects.get(holder=THIRD, seat__body="factory committee")
    chair = Mandate.objects.get(seat__office="chair")
    told.answers("to begin a petition without having elected", lambda: begin_petition(chair.pk, 9, at=works.now))
    told.answers("to recall a manager whom nobody elected", lambda: begin_petition(99, 9, at=works.now))
    by_name = OpenPetition(mandate=mandate.pk)
    told.answers("to open one in their own name by a program", lambda: works.say(by_name, 9))
    petition = begin_petition(mandate.pk, 5, at=works.now)
    told.answers("to begin a second one", lambda: begin_petition(mandate.pk, 6, at=works.now))
    told.answers("to sign twice", lambda: sign(petition.pk, 5, at=works.now))
    reply = ReplyToPetition(petition=petition.pk, text=works.attach("I did what the meeting said."))
    told.answers("to answer for the holder", lambda: works.say(reply, CHAIR))
    works.say(reply, THIRD)
    told.answers("as the holder, to answer twice", lambda: works.say(reply, THIRD))
    seats = CallElection(unit=FACTORY, body="factory committee")
    told.answers("to elect somebody into the seat meanwhile", lambda: works.say(seats, SECRETARY))
    removal = RemoveHolder(mandate=mandate.pk, reason="said the plan would fail")
    told.answers("to remove a holder from above", lambda: works.say(removal, CONTROLLER))
    other = begin_petition(Mandate.objects.get(holder=SECRETARY, seat__office="").pk, 5, at=works.now)
    for member in (6, 7):
        sign(other.pk, member, at=works.now)
    open_poll(works, Poll.objects.get(petition=other))
    late = ReplyToPetition(petition=other.pk, text=works.attach("Too late."))
    told.answers("as the holder, to answer when the poll is open", lambda: works.say(late, SECRETARY))
    told.nothing_else()


@pytest.mark.django_db
def test_the_answers_about_a_question_are_those_one_gets(works: World):
    told = Told("put-a-question")

    def put(by: int = SECRETARY, **wanted: object) -> Callable[[], object]:
        given = {"unit": FACTORY, "electors": "general meeting", "title": "A new order at the gate"} | wanted
        return lambda: works.say(PutQuestion.model_validate(given), by)

    parts = ["Shut at six", "No searches"]
    told.answers("to put it, being no officer", put(by=9))
    told.answers("to have hands raised about a person", put(about_member=9, ballot="show of hands"))
    told.answers("to call the roll of all members", put(ballot="roll call"))
    told.answers("to put several parts to the vote at once", put(parts=parts, opens=works.now))
    told.answers("to choose from one option", put(parts=["Here"], method="plurality"))
    told.answers("to have hands rank options", put(parts=parts, method="schulze", ballot="show of hands"))
    poll = put_question(works, title="A new order at the gate", parts=parts)
    told.answers("to ask twice at once", put())
    poll = open_poll(works, poll)
    told.answers("to divide it once it is open", lambda: works.say(DemandDivision(poll=poll.pk), 9))
    told.answers("to count hands alone", lambda: count_hands(works, poll, (6, 3, 1), tellers=TELLERS[:1]))
    told.answers("to count more hands than people", lambda: count_hands(works, poll, (8, 3, 1), present=10))
    count_hands(works, poll, (6, 3, 1))
    works.wait(days=7)
    told.answers("to ask again next week", put())
    told.nothing_else()


@pytest.mark.django_db
def test_the_answers_about_paper_are_those_one_gets(db):
    world, told = found_works(text=ON_PAPER), Told("count-on-paper")
    opens = world.now.replace(day=20)
    poll = call_election(world, opens=opens, tellers=TELLERS)
    stand(world, poll, 5, 6, 7, 8, 9)
    replaced = NameTellers(poll=poll.pk, tellers=[3, 4])
    told.answers("to replace the tellers", lambda: world.say(replaced, SECRETARY))
    poll = open_poll(world, poll)

    def enter_sheets(teller: int = TELLERS[0], said: str = "1,1", marked: int = 1, **more: object) -> object:
        return world.say(EnterSheets.model_validate({"poll": poll.pk, "marked": marked, "sheets": said} | more), teller)

    told.answers("to enter sheets while people vote", enter_sheets)
    told.answers("to hand in a paper on the server", lambda: cast(poll.pk, 1, (1,), at=world.now))
    codes = IssueVotingCodes(poll=poll.pk, members=[9], locks=["lock"])
    told.answers("to print codes for it", lambda: world.say(codes, SECRETARY))
    world.now = poll.closes
    strike(world)
    told.answers("to enter sheets without being a teller", lambda: enter_sheets(teller=9))
    told.answers("to enter more ticks than names", lambda: enter_sheets(marked=13))
    five = "1,1\n2,2\n3\n4,1,2\n5,invalid"
    told.answers("to leave out a paper without a word", lambda: enter_sheets(said=five, marked=6))
    told.answers("to enter somebody twice on a sheet", lambda: enter_sheets(said="1,2,2"))
    told.answers("to enter a sheet twice", lambda: enter_sheets(said="4,1\n4,2", marked=2))
    for teller in TELLERS:
        enter_sheets(teller, five, 5)
    strike(world)
    world.say(AskRecount(poll=poll.pk), 9)
    told.answers("to count again as the same teller", lambda: enter_sheets(said=five, marked=5, recount=1))
    candidate = NameTellers(poll=poll.pk, tellers=[3, 5])
    told.answers("as a candidate, to count", lambda: world.say(candidate, SECRETARY))
    world.say(NameTellers(poll=poll.pk, tellers=[3, 10]), SECRETARY)
    for teller in (3, 10):
        enter_sheets(teller, five, 5, recount=1)
    strike(world)
    told.answers("to recount without end", lambda: world.say(AskRecount(poll=poll.pk), 9))
    told.nothing_else()


@pytest.mark.django_db
def test_the_answers_about_standing_are_those_one_gets(db):
    works, told = found_works(text=with_congress("dhondt")), Told("stand-for-election")
    seat = Mandate.objects.get(seat__body="control commission", holder=CONTROLLER)
    works.say(Resign(mandate=seat.pk), CONTROLLER)
    poll = call_election(works, unit=FACTORY, for_unit=None, body="control commission", tellers=TELLERS)

    def proposed(member: int, by: int | None = None) -> Callable[[], object]:
        return lambda: works.say(Nominate(poll=poll.pk, member=member), by or member)

    told.answers("to stand, being a teller", proposed(11))
    told.answers("to stand, sitting where it does not fit", proposed(THIRD))
    proposed(8)(), proposed(6, by=9)()
    told.answers("to propose somebody twice", proposed(8, by=9))
    waiting, mine = poll.candidacies.get(member=6), poll.candidacies.get(member=8)
    told.answers("to accept for another", lambda: works.say(AcceptNomination(candidacy=waiting.pk), 9))
    long, short = (works.attach("x" * many) for many in (4001, 400))
    told.answers("to say more than others may", lambda: works.say(SayForOneself(candidacy=mine.pk, text=long), 8))
    told.answers("to speak for another candidate", lambda: works.say(SayForOneself(candidacy=mine.pk, text=short), 9))
    sent = SendScrutineer(candidacy=mine.pk, member=6)
    told.answers("as a candidate, to watch the count", lambda: works.say(sent, 8))
    works.say(ProposeList(poll=poll.pk, title="Bread", people=[7, 10]), 7)
    same_name = ProposeList(poll=poll.pk, title="Bread", people=[9, 1])
    told.answers("to take a list's name", lambda: works.say(same_name, 9))
    works.now = poll.nominations_until
    told.answers("to stand when nominations are over", proposed(9))
    by_lists = call_election(works)
    alone = Nominate(poll=by_lists.pk, member=9)
    told.answers("to stand alone where votes are for lists", lambda: works.say(alone, 9))
    told.nothing_else()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_button_and_label_that_a_guide_names_is_on_a_page(guide: str):
    sources = [*(ROOT / "floor").rglob("pages/*.py"), *(ROOT / "floor").rglob("templates/**/*.html")]
    sources += (ROOT / "floor" / "polls").rglob("*.py")
    words = {
        first or second for source in sources for first, second in _ON_PAGES.findall(source.read_text(encoding="utf-8"))
    }
    named = {" ".join(said.split()) for said in re.findall(r"\*\*([^*]+)\*\*", text_of(guide))} - EMPHASIS
    assert named - words == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_address_that_a_guide_names_leads_to_a_page(guide: str):
    for address in re.findall(r"`(/[a-z0-9/-]+/)(?:\?[^`]*)?`", text_of(guide)):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{address} leads nowhere")


def test_each_guide_about_polls_names_buttons_and_has_answers():
    for guide in GUIDES:
        assert len(re.findall(r"\*\*", text_of(guide))) > 8 and len(Told(guide).left) > 8
