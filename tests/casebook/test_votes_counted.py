"""Cases that end in a count of hands or papers: what was written down, what was left out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.asking.deciding import outcome_by_voice
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.counting import Electors, Rules
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, LARGE_COMMITTEE, delegates, of, percent, shop_of, statutes_with, tally
from tests.polling import answer, close_poll, count_hands, open_poll, put_question
from tests.world import CABLES, NAILS, TELLERS

pytestmark = pytest.mark.django_db

THIRTEEN = "1918-02-25-thirteen-eleven"
FIFTEEN = "1918-02-fifteen-fourteen"
DEPARTURES = "1921-03-congress-after-departures"
ALMOST_HALF = "1923-09-delegates-force-meeting"
CARRIED_ONLY = "1924-11-only-what-was-carried"
LEVELLING = "1925-11-26-levelling"
NOT_PUT = "1928-02-06-motion-not-put"
CHRISTMAS = "1928-12-christmas-votes"
ASK_AGAIN = "1929-01-11-may-we-ask-again"
NO_QUORUM_NAMED = "1929-five-meetings-and-a-bureau"

WITH_DELEGATES = statutes_with(DELEGATES)


@pytest.fixture
def works_with_delegates(db, empty_replay):
    with works_under(WITH_DELEGATES) as works:
        yield works


def in_shop(works, shop: int, title: str, **wanted) -> Poll:
    return put_question(works, unit=shop, electors="shop meeting", title=title, **wanted)


# ----------------------------------------------------------------------------------------- every figure, and none invented


@pytest.mark.casebook(THIRTEEN, must=(0, 3))
def test_thirteen_to_eleven_stands_beside_the_hall_and_unanimity_is_not_entered(db, empty_replay):
    numbers = case(THIRTEEN)["numbers"]
    with works_under(statutes_with(LARGE_COMMITTEE)) as works:
        of(works, 60)
        delegates(works, 30, "works committee")
        title = "No separate peace"
        poll = put_question(works, electors="works committee", title=title)
        poll = count_hands(
            works, open_poll(works, poll), (numbers["votes_for"], numbers["votes_against"], 2), present=29
        )
        figures = poll.outcome["figures"]
        assert tally(poll) == (13, 11, 2) and figures["entitled"] == 30 and poll.outcome["carried"]
        assert percent(13, numbers["derived_total"]) == numbers["derived_for_percent"]
        hall = put_question(works, title=title, beside=poll.pk)
        with pytest.raises(ValidationError):
            CountHands.model_validate({"poll": hall.pk, "present": 40, "unanimous": True, "tellers": TELLERS})
        hall = count_hands(works, open_poll(works, hall), (33, 4, 3), present=40)
        assert not hall.outcome["parts"][0]["unanimous"]
        rows = side_by_side(hall).rows
        assert [(row.electors, row.votes_for, row.against) for row in rows] == [
            ("works committee", 13, 11), ("general meeting", 33, 4),
        ]  # fmt: skip


@pytest.mark.casebook(FIFTEEN, must=(0, 1))
def test_fifteen_to_fourteen_is_a_secret_vote_about_one_person_at_a_time(db, empty_replay):
    numbers = case(FIFTEEN)["numbers"]
    with works_under(statutes_with(LARGE_COMMITTEE)) as works:
        of(works, 60)
        sit = delegates(works, 31, "works committee")
        with pytest.raises(Refusal, match="Persons are voted on one by one"):
            put_question(works, electors="works committee", title="The three", about_member=8, parts=["8", "9", "10"])
        with pytest.raises(Refusal, match="secret, not by show of hands"):
            put_question(works, electors="works committee", title="Member 8", about_member=8, ballot="show of hands")
        poll = open_poll(works, put_question(works, electors="works committee", title="Member 8", about_member=8))
        answer(works, poll, {voter: [1] for voter in sit[:15]} | {voter: [2] for voter in sit[15:29]} | {sit[29]: [3]})
        poll = close_poll(works, poll)
        assert tally(poll) == (numbers["for_tribunal"], numbers["for_dismissal_only"], 1)
        assert (poll.ballot, poll.outcome["figures"]["entitled"]) == ("secret", 31)
        assert percent(15, numbers["derived_voters"]) == numbers["derived_for_percent"]


@pytest.mark.casebook(DEPARTURES, must=(0, 2))
def test_who_did_not_vote_is_counted_as_for_by_nobody():
    numbers = case(DEPARTURES)["numbers"]
    voted = numbers["ballots_at_least"]
    people = Electors(numbers["entitled"], voted, voted)
    for against, share in (("first", 6.25), ("second", 7.5)):
        no = numbers[f"against_{against}"]
        said = outcome_by_voice(
            Rules("yes or no"), [{"for": voted - no, "against": no, "abstaining": 0}], people, people
        )
        figures = said["figures"]
        assert said["parts"][0]["for"] == voted - no, "the 317 who had left are not in it"
        assert percent(no, figures["papers"]) == numbers[f"derived_against_{against}_max_percent"] == share
        assert percent(figures["papers"], figures["entitled"]) == numbers["derived_ballot_share_percent"]
        assert figures["entitled"] - figures["papers"] == numbers["derived_not_voting_at_most"]


@pytest.mark.casebook(ALMOST_HALF, must=(1,))
def test_almost_half_is_not_a_number(works):
    poll = open_poll(works, put_question(works))
    for present in ("almost half", None, 0.5):
        with pytest.raises(ValidationError):
            CountHands.model_validate({"poll": poll.pk, "present": present, "tellers": TELLERS})


@pytest.mark.casebook(CARRIED_ONLY, must=(0,))
def test_each_resolution_bears_all_its_figures_and_none_has_a_default(works):
    assert all(field.is_required() for field in Hands.model_fields.values())
    assert {"present", "tellers"} <= {name for name, field in CountHands.model_fields.items() if field.is_required()}
    poll = count_hands(works, open_poll(works, put_question(works)), (4, 5, 1))
    assert tally(poll) == (4, 5, 1) and poll.outcome["figures"]["present"] == 10
    assert poll.state == "counted" and not poll.outcome["carried"], "what was lost is on record like what was carried"


@pytest.mark.casebook(LEVELLING, must=(0, 1))
def test_133_to_7_is_of_the_delegates_there_are_on_that_day(works_with_delegates):
    numbers = case(LEVELLING)["numbers"]
    works = works_with_delegates
    of(works, 200)
    delegates(works, 160)
    poll = open_poll(works, put_question(works, electors="delegates' meeting", title="Level the wages"))
    hands = numbers["votes_for"], numbers["votes_against"], 5
    with pytest.raises(ValidationError):
        CountHands.model_validate(
            {"poll": poll.pk, "present": 145, "entitled": numbers["delegates_1927"], "tellers": TELLERS}
        )
    with pytest.raises(Refusal, match="only 160 are entitled"):
        count_hands(works, poll, hands, present=numbers["delegates_1927"])
    poll = count_hands(works, poll, hands, present=145)
    assert tally(poll) == (133, 7, 5) and poll.outcome["figures"]["entitled"] == 160
    assert percent(133, numbers["derived_votes"], 1) == numbers["derived_for_percent"]
    assert poll.outcome["carried"]


@pytest.mark.casebook(NOT_PUT, must=(1,))
def test_a_resolution_that_nobody_is_for_is_lost_with_its_figures(works):
    numbers = case(NOT_PUT)["numbers"]
    of(works, 80)
    poll = open_poll(works, put_question(works, title="Back to work"))
    poll = count_hands(works, poll, (numbers["votes_for"], 41, 19), present=numbers["present"])
    assert tally(poll) == (0, 41, 19) and not poll.outcome["carried"] and poll.state == "counted"


@pytest.mark.casebook(CHRISTMAS, must=(0, 1))
def test_the_nail_shop_has_three_figures_and_the_cable_shop_must_find_the_other_two(works):
    numbers = case(CHRISTMAS)["numbers"]
    shop_of(works, NAILS, 120)
    shop_of(works, CABLES, 100)
    nail = open_poll(works, in_shop(works, NAILS, "Work through Christmas"))
    said = numbers["nail_for"], numbers["nail_against"], numbers["nail_abstain"]
    nail = count_hands(works, nail, said, present=numbers["derived_nail_present"])
    assert not nail.outcome["carried"] and nail.outcome["figures"]["present"] == sum(said)
    assert [percent(one, sum(said)) for one in said] == [
        numbers["derived_nail_for_percent"], numbers["derived_nail_against_percent"], numbers["derived_nail_abstain_percent"],
    ]  # fmt: skip
    cable = open_poll(works, in_shop(works, CABLES, "Work through Christmas"))
    with pytest.raises(ValidationError):
        only = {"against": numbers["cable_against"]}
        CountHands.model_validate(
            {"poll": cable.pk, "present": numbers["cable_present"], "hands": [only], "tellers": TELLERS}
        )
    cable.refresh_from_db()
    assert cable.state == "open"


@pytest.mark.casebook(ASK_AGAIN, must=(3,))
def test_ninety_two_against_is_no_decision_without_those_in_favour(works_with_delegates):
    numbers = case(ASK_AGAIN)["numbers"]
    assert percent(numbers["against_candidate"], numbers["caucus"]) == numbers["derived_against_candidate_percent"]
    poll = open_poll(works_with_delegates, put_question(works_with_delegates))
    only = {"against": numbers["against_candidate"]}
    with pytest.raises(ValidationError):
        CountHands.model_validate({"poll": poll.pk, "present": numbers["caucus"], "hands": [only], "tellers": TELLERS})


@pytest.mark.casebook(NO_QUORUM_NAMED, must=(1,))
@pytest.mark.parametrize(("quorum", "state"), [('"1/3"', "failed"), (None, "counted")])
def test_a_quorum_is_asked_for_where_the_statutes_name_one_and_nowhere_else(db, empty_replay, quorum, state):
    text = statutes_with()
    at = text.index('[body."general meeting"]')
    without = text[:at] + text[at:].replace('quorum      = "1/3"\n', "", 1)
    with works_under(text if quorum else without + _no_quorum_declared(without)) as works:
        of(works, 100)
        poll = count_hands(works, open_poll(works, put_question(works)), (20, 5, 3), present=28)
        assert poll.state == state
        assert bool(poll.outcome["conditions"]) == bool(quorum)


def _no_quorum_declared(text: str) -> str:
    """Statutes without a quorum say so, where the checker asks for it."""
    from floor.law.checker import check
    from floor.law.reading import read

    broken = {finding.guarantee for finding in check(read(text)) if finding.severity == "broken"}
    declared = (
        '\n[[exception]]\nguarantee = "{}"\nbody = "general meeting"\nreason = "Nobody knew how many would come."\n'
    )
    return "".join(declared.format(guarantee) for guarantee in sorted(broken))
