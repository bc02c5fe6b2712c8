"""Cases about how votes are written down: one figure for two things, and a unanimity that nobody counted."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.house.acts.members import Join, Person
from floor.house.counting import TellersCount
from floor.polls.acts.demanding import DemandDivision
from floor.polls.acts.hands import CountHands
from floor.polls.asking.deciding import outcome_by_voice
from floor.polls.counting import Electors, Rules
from tests.casebook.cases import case
from tests.polling import call_election, count_hands, open_poll, put_question, stand
from tests.world import BOLTS, FACTORY, SECRETARY, TELLERS, count_of

pytestmark = pytest.mark.django_db

ONE_FIGURE = "1917-01-14-duma-election"
MIDNIGHT = "1922-01-04-unanimous-at-midnight"


@pytest.mark.casebook(ONE_FIGURE, must=(0,))
def test_one_figure_is_not_both_papers_and_votes(works):
    numbers = case(ONE_FIGURE)["numbers"]
    said = {
        "unit": FACTORY,
        "body": "factory committee",
        "entitled": numbers["eligible"],
        "elected": [5, 6],
        "tellers": TELLERS,
    }
    for one in ({"cast": numbers["recorded"]}, {"present": numbers["recorded"], "votes": numbers["recorded"]}):
        with pytest.raises(ValidationError):
            TellersCount.model_validate(said | one | {"closed": works.now})
    poll = open_poll(works, put_question(works))
    with pytest.raises(ValidationError):
        CountHands.model_validate({"poll": poll.pk, "hands": [{"votes_for": numbers["recorded"]}], "tellers": TELLERS})


@pytest.mark.casebook(ONE_FIGURE, must=(2,))
def test_who_is_hired_later_changes_nothing_of_a_poll_that_is_open(works):
    poll = open_poll(works, put_question(works))
    works.say(Join(unit=BOLTS, number=13, person=Person(name="New"), confirmed=True), SECRETARY)
    poll = count_hands(works, poll, (7, 2, 1))
    assert poll.outcome["figures"]["entitled"] == 12


@pytest.mark.casebook(MIDNIGHT, must=(0,))
def test_unanimous_can_not_be_entered(works):
    ten = case(MIDNIGHT)["numbers"]["elected"]
    people = list(range(1, ten + 1))
    figures = count_of(works.now, unit=FACTORY, body="factory committee", votes={1: 9}).model_dump()
    for votes in ("unanimous", [{"candidate": number} for number in people]):
        with pytest.raises(ValidationError):
            TellersCount.model_validate(figures | {"elected": people, "votes": votes})
    parts = [f"question {number}" for number in people]
    poll = put_question(works, parts=parts)
    works.say(DemandDivision(poll=poll.pk), 9)
    with pytest.raises(Refusal, match=f"Counts of hands needed: {ten}; given: 1"):
        count_hands(works, open_poll(works, poll), (10, 0, 0))


@pytest.mark.casebook(MIDNIGHT, must=(1,))
def test_participation_is_of_all_who_could_come():
    numbers = case(MIDNIGHT)["numbers"]
    people = Electors(numbers["eligible"], numbers["present"], numbers["present"])
    tally = {"for": numbers["present"] - 1, "against": 0, "abstaining": 1}
    outcome = outcome_by_voice(Rules("yes or no"), [tally], people, people)
    figures = outcome["figures"]
    assert 100 * figures["present"] / figures["entitled"] == numbers["derived_present_percent"]
    assert not outcome["parts"][0]["unanimous"], "one who abstains is enough"


@pytest.mark.casebook(MIDNIGHT, must=(2,))
def test_persons_are_elected_in_secret_and_not_by_one_vote_on_a_list(works):
    poll = call_election(works)
    stand(works, poll, 5, 6)
    assert open_poll(works, poll).ballot == "secret"
    with pytest.raises(Refusal, match="one by one") as refused:
        put_question(works, title="The ten", parts=["member 5", "member 6"], about_member=5)
    assert refused.value.guarantee == "R22"
