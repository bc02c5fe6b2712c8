"""Cases of the theme election: the counts that were taken as won, imposed, shouted or unanimous, held again as polls."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import Attachment, Entry
from floor.count.methods import METHODS
from floor.count.papers import Marks
from floor.count.ties import left_open
from floor.house.models import Mandate
from floor.polls.acts.calling import CallElection
from floor.polls.acts.moving import MovePoll
from floor.polls.acts.opening import OpenPoll
from floor.polls.acts.refused import ShowInterimResult, SubstituteList
from floor.polls.models import Poll
from floor.polls.urn.casting import cast
from tests.casebook.cases import case
from tests.casebook.people import of, papers, votes_of
from tests.polling import call_election, close_poll, number_of, open_poll, stand
from tests.world import FACTORY, SECRETARY

pytestmark = pytest.mark.django_db

THREE_PER_CENT = "1915-war-industries-election"
ELECTORS = "1917-01-14-duma-election"
SECRET = "1921-03-30-committee-election"
IMPOSED = "1921-05-28-list-imposed"
UNANIMOUS = "1922-01-04-unanimous-at-midnight"
SWINDLE = "1923-08-30-swindle"
SHORT = "1926-06-14-fifty-short"
TWENTY_SEVEN = "1928-10-02-twenty-seven-twenty"


def committee_poll(works, *standing: int) -> Poll:
    """The committee's term is about to end, and its election is open."""
    works.wait(days=178)
    works.say(CallElection(unit=FACTORY, body="factory committee"), SECRETARY)
    poll = Poll.objects.latest("pk")
    stand(works, poll, *standing)
    return open_poll(works, poll)


@pytest.mark.casebook(THREE_PER_CENT, must=(0, 1))
def test_three_per_cent_fill_no_seat_where_the_statutes_name_a_quorum(works):
    numbers = case(THREE_PER_CENT)["numbers"]
    of(works, numbers["eligible"])
    before = set(Mandate.objects.values_list("pk", flat=True))
    poll = committee_poll(works, 6, 7)
    papers(works, poll, {(6,): 60, (7,): numbers["voted"] - 60})
    poll = close_poll(works, poll)
    figures = poll.outcome["figures"]
    assert (figures["papers"], figures["entitled"]) == (numbers["voted"], numbers["eligible"])
    assert round(100 * figures["papers"] / figures["entitled"], 2) == numbers["derived_turnout_percent"]
    (quorum,) = poll.outcome["conditions"]
    assert quorum["need"] == 1016 and not quorum["met"]
    assert poll.state == "failed" and set(Mandate.objects.values_list("pk", flat=True)) == before


@pytest.mark.casebook(ELECTORS, must=(2,))
def test_later_hires_do_not_change_the_electorate_of_an_open_poll(works):
    poll = call_election(works)
    stand(works, poll, 6, 7)
    poll = open_poll(works, poll)
    of(works, 40)
    with pytest.raises(Refusal, match="not on the roll"):
        cast(poll.pk, 13, (1,), at=works.now)
    papers(works, poll, {(6,): 3, (7,): 2})
    assert close_poll(works, poll).outcome["figures"]["entitled"] == 12


@pytest.mark.casebook(SECRET, must=(0, 1, 2))
def test_a_secret_ballot_stays_secret_against_any_objection(works):
    numbers = case(SECRET)["numbers"]
    of(works, numbers["eligible"])
    poll = committee_poll(works, 6, 7)
    blank = numbers["voted"] - numbers["votes_first"] - numbers["votes_second"]
    papers(works, poll, {(6,): numbers["votes_first"], (7,): numbers["votes_second"], (): blank})
    # An objection can be made by moving the poll, or by asking how it stands; both are refused and on record.
    with pytest.raises(Refusal, match="fixed once it has opened"):
        later = poll.closes + timedelta(days=1)
        works.say(MovePoll(poll=poll.pk, opens=poll.opens, closes=later, reason="Openly, by a show of hands"), 1)
    with pytest.raises(Refusal, match="before the poll closes"):
        works.say(ShowInterimResult(poll=poll.pk), 1)
    assert Entry.objects.filter(act="book.RecordRefusal").count() == 2
    poll = close_poll(works, poll)
    assert poll.ballot == "secret" and poll.outcome["figures"]["blank"] == blank
    figures = poll.outcome["figures"]
    assert round(100 * figures["papers"] / figures["entitled"], 2) == numbers["derived_turnout_percent"]
    first = votes_of(poll, 6)
    assert (first, votes_of(poll, 7)) == (numbers["votes_first"], numbers["votes_second"])
    assert round(100 * first / figures["papers"], 1) == numbers["derived_first_of_voters_percent"]
    assert round(100 * first / figures["entitled"], 2) == numbers["derived_first_of_eligible_percent"]


@pytest.mark.casebook(IMPOSED, must=(0, 4))
def test_no_seat_is_filled_from_a_list_that_nobody_voted_for(works):
    poll = committee_poll(works, 6, 7, 8)
    papers(works, poll, {(6, 7): 5, (8,): 2})
    poll = close_poll(works, poll)
    with pytest.raises(Refusal, match="votes of their electors"):
        works.say(SubstituteList(poll=poll.pk, people=[9, 10, 5]), 1)
    holders = Mandate.objects.filter(result=poll.result).values_list("holder", flat=True)
    assert set(holders) == {6, 7, 8}
    assert Entry.objects.filter(act="book.RecordRefusal").exists()


@pytest.mark.casebook(UNANIMOUS, must=(0, 2))
def test_unanimous_is_a_computed_word_and_persons_are_elected_in_secret(works):
    assert "unanimous" not in CallElection.model_fields and "unanimous" not in OpenPoll.model_fields
    poll = committee_poll(works, 6, 7)
    papers(works, poll, {(6, 7): 4, (6,): 2, (): 1})
    poll = close_poll(works, poll)
    assert poll.ballot == "secret"
    assert (votes_of(poll, 6), votes_of(poll, 7), poll.outcome["figures"]["blank"]) == (6, 4, 1)


@pytest.mark.casebook(SWINDLE, must=(0, 1, 2))
def test_any_member_can_count_the_published_papers_again(works):
    with pytest.raises(Refusal, match="teller"):
        works.wait(days=178)
        works.say(CallElection(unit=FACTORY, body="factory committee", tellers=[6, 7]), SECRETARY)
        stand(works, Poll.objects.latest("pk"), 6)
    poll = Poll.objects.latest("pk")
    stand(works, poll, 8, 9, 10, 11)
    poll = open_poll(works, poll)
    papers(works, poll, {(8, 9, 10): 4, (11,): 2, (): 1})
    poll = close_poll(works, poll)
    rows = list(csv.reader(io.StringIO(Attachment.objects.get(sha256=poll.urn).content)))[1:]
    cast_papers = {tuple(int(cell) for cell in row[2:] if cell): int(row[0]) for row in rows}
    again = METHODS[poll.method].count(Marks.of(4, {k: v for k, v in cast_papers.items() if k}), 3, left_open())
    assert sorted(again.elected) == sorted(poll.outcome["elected"])
    assert sum(cast_papers.values()) == poll.voted == 7
    assert votes_of(poll, 11) == 2, "who was not elected is counted, too"


@pytest.mark.casebook(SHORT, must=(0, 1))
def test_the_votes_of_those_who_lost_are_published_beside_the_last_elected(works):
    numbers = case(SHORT)["numbers"]
    of(works, 320)
    poll = committee_poll(works, 6, 7, 8, 9)
    assert (poll.seats, poll.electors) == (3, "general meeting")
    papers(works, poll, {(6, 7, 8): numbers["derived_needed"], (9,): numbers["votes"]})
    poll = close_poll(works, poll)
    assert votes_of(poll, 9) == numbers["votes"] and number_of(poll, 9) not in poll.outcome["elected"]
    assert votes_of(poll, 8) - votes_of(poll, 9) == numbers["short_by"]


@pytest.mark.casebook(TWENTY_SEVEN, must=(0, 1))
def test_twenty_seven_to_twenty_stands_beside_the_roll_and_tells_nothing_of_who_voted_how(works):
    numbers = case(TWENTY_SEVEN)["numbers"]
    of(works, 60)
    poll = committee_poll(works, 6, 7)
    papers(works, poll, {(6,): numbers["votes_for"], (7,): numbers["votes_against"]})
    poll = close_poll(works, poll)
    assert (votes_of(poll, 6), votes_of(poll, 7)) == (27, 20)
    assert poll.outcome["figures"]["entitled"] == 60 and poll.outcome["figures"]["papers"] == numbers["derived_votes"]
    # Nothing that is published knows a category of who voted: neither the file nor the outcome.
    assert "shift" not in str(poll.outcome) + Attachment.objects.get(sha256=poll.urn).content
