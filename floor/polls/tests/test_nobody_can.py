"""What is fixed when a poll opens, nobody changes: a table of attempts, each refused with its guarantee and on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Act, By, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry, RecordedRefusal
from floor.house.acts.members import EnterMembers, Leave, Person
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.acts.closing import ClosePoll
from floor.polls.acts.moving import MovePoll
from floor.polls.acts.nominating import Nominate, WithdrawCandidacy
from floor.polls.acts.opening import OpenPoll
from floor.polls.acts.refused import ChangeRoll, ShowInterimResult, SubstituteList
from floor.polls.acts.substituting import SeatSubstitute
from floor.polls.falling_due.polls import closing_of
from floor.polls.models import Poll, RollLine
from floor.polls.urn.casting import cast
from floor.polls.urn.keys import kept
from tests.polling import call_election, close_poll, open_poll, stand, vote
from tests.world import CHAIR, CONTROLLER, FACTORY, SECRETARY, World

pytestmark = pytest.mark.django_db

#: An officer, the keeper of the register, the controller, a candidate and an elector like any other.
PEOPLE = [CHAIR, SECRETARY, CONTROLLER, 5, 12]


@pytest.fixture
def poll(works: World) -> Poll:
    poll = call_election(works)
    stand(works, poll, 5, 6, 7, 8, 9)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [5, 6], 2: [5, 6], 3: [5, 7], 4: [5, 7]})
    return poll


def closing(poll: Poll, **said: object) -> ClosePoll:
    return ClosePoll(**{"poll": poll.pk, "urn": "", "papers": 4, "voted": 4, "marks": None, "fault": "early"} | said)


def dates(poll: Poll, opens: float, closes: float) -> MovePoll:
    day = timedelta(days=1)
    return MovePoll(
        poll=poll.pk, opens=poll.opens + opens * day, closes=poll.closes + closes * day, reason="So many are away."
    )


@dataclass(frozen=True)
class Attempt:
    """What is tried, and by which guarantee it fails."""

    what: Callable[[Poll], Act]
    guarantee: str


ATTEMPTS = {
    "close it early": Attempt(closing, "R3"),
    "close it early with an urn": Attempt(lambda poll: closing(poll, urn="0" * 64, fault=""), "R3"),
    "open it again": Attempt(lambda poll: OpenPoll(poll=poll.pk, key="1" * 64, seed="2" * 64), "R3"),
    "extend it": Attempt(lambda poll: dates(poll, 0, 7), "R3"),
    "cut it short": Attempt(lambda poll: dates(poll, 0, -1), "R3"),
    "add a voter": Attempt(lambda poll: ChangeRoll(poll=poll.pk, member=12), "R3"),
    "see how votes stand": Attempt(lambda poll: ShowInterimResult(poll=poll.pk), "R5"),
    "propose another candidate": Attempt(lambda poll: Nominate(poll=poll.pk, member=10), "R3"),
    "put other people in the place of the elected": Attempt(lambda poll: SubstituteList(poll=poll.pk, people=[8]), "R1"),
}  # fmt: skip


@pytest.mark.parametrize("by", PEOPLE)
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_it_is_refused_and_on_record_whoever_tries(works, poll, attempt, by):
    before, size = Poll.objects.values().get(pk=poll.pk), Entry.objects.count()
    act = attempt.what(poll)
    with pytest.raises(Refusal) as refused:
        do(act, by_member(by), at=works.now)
    assert refused.value.guarantee == attempt.guarantee and refused.value.article
    recorded = RecordedRefusal.objects.get()
    assert (recorded.act, recorded.guarantee, recorded.reason) == (act.name, attempt.guarantee, refused.value.reason)
    # One line more in the book: the refusal, which names nobody.
    assert Entry.objects.count() == size + 1
    assert Poll.objects.values().get(pk=poll.pk) == before


def test_the_clock_itself_closes_nothing_before_its_time(works, poll):
    early = closing_of(poll)
    for moment in (works.now, poll.closes - timedelta(microseconds=1)):
        with pytest.raises(Refusal, match="This poll closes on"):
            do(early, CLOCK, at=moment)
    do(early, CLOCK, at=poll.closes)


def test_nobody_closes_it_in_place_of_the_clock_even_at_its_time(works, poll):
    due = closing_of(poll)
    for by in PEOPLE:
        with pytest.raises(Refusal, match="The clock closes a poll at its time"):
            do(due, by_member(by), at=poll.closes)


def test_the_clock_itself_opens_nothing_before_its_time(works):
    poll = call_election(works)
    with pytest.raises(Refusal, match="opens on"):
        do(OpenPoll(poll=poll.pk, key="1" * 64, seed="2" * 64), CLOCK, at=poll.opens - timedelta(seconds=1))


def test_whoever_comes_into_the_house_while_it_runs_is_not_on_its_roll(works, poll):
    """The register takes them, the roll does not: it was frozen."""
    somebody = [Person(name="Somebody New")]
    works.say(EnterMembers(under=FACTORY, first=13, units=[(3, 1)], people=somebody, confirmed=True), SECRETARY)
    with pytest.raises(Refusal, match="not on the roll"):
        cast(poll.pk, 13, (1,), at=works.now)
    assert RollLine.objects.filter(poll=poll).count() == poll.entitled == 12


def test_who_has_left_while_it_runs_keeps_the_vote_they_had_when_it_opened(works, poll):
    """Otherwise whoever keeps the register could take votes away while they are being cast."""
    works.say(Leave(member=11), 11)
    cast(poll.pk, 11, (1,), at=works.now)


def test_the_tables_do_not_know_how_votes_stand_while_it_runs(works, poll):
    """There is nothing to show: no count is kept, and the key lies elsewhere."""
    stands = Poll.objects.values().get(pk=poll.pk)
    assert stands["outcome"] == {} and stands["voted"] == 0 and stands["urn"] == ""
    assert set(poll.candidacies.values_list("votes", "elected")) == {(None, False)}
    assert kept() == [poll.key]


@pytest.mark.parametrize("by", [by_member(CHAIR), by_member(8), CLOCK])
def test_a_seat_is_filled_by_no_other_way_once_the_votes_are_counted(works, poll, by: By):
    poll = close_poll(works, poll)
    seated = list(Mandate.objects.filter(result=poll.result).values_list("pk", "holder"))
    attempts: list[Act] = [
        SeatSubstitute(poll=poll.pk, vacated=seated[0][0], member=8),
        SubstituteList(poll=poll.pk, people=[8, 9]),
        CallElection(unit=FACTORY, for_unit=1, body="district congress"),
        closing(poll),
        OpenPoll(poll=poll.pk, key="1" * 64, seed="2" * 64),
    ]
    for act in attempts:
        with pytest.raises(Refusal):
            do(act, by, at=works.now)
    assert list(Mandate.objects.filter(result=poll.result, ended=None).values_list("pk", "holder")) == seated
    assert Poll.objects.count() == 1


def test_who_stands_can_not_be_taken_off_the_paper_while_it_runs(works, poll):
    ours = poll.candidacies.get(member=5)
    for by in (SECRETARY, 5):
        with pytest.raises(Refusal):
            works.say(WithdrawCandidacy(candidacy=ours.pk), by)
    ours.refresh_from_db()
    assert ours.withdrawn is None
