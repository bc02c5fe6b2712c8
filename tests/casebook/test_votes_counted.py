"""Cases that end in a count of hands or papers: what was written down, what was left out, and what may be decided so at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.book.models import Attachment
from floor.polls.acts.demanding import DemandDivision, DemandSecretBallot
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.acts.questions import PutQuestion
from floor.polls.asking.deciding import outcome_by_voice
from floor.polls.asking.reconsidering import history_of
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.counting import Electors, Rules
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, LARGE_COMMITTEE, delegates, of, percent, shop_of, statutes_with
from tests.polling import answer, close_poll, count_hands, let_fall_due, open_poll, put_question, until
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY, TELLERS, THIRD

pytestmark = pytest.mark.django_db

TWO_GROUNDS = "1905-11-solidarity-general-strike"
THREE_COUNTS = "1917-08-12-three-counts"
THIRTEEN = "1918-02-25-thirteen-eleven"
FIFTEEN = "1918-02-fifteen-fourteen"
DEPARTURES = "1921-03-congress-after-departures"
ALMOST_HALF = "1923-09-delegates-force-meeting"
CONTRARY = "1923-12-contrary-resolution"
HOLIDAY = "1923-12-holiday-by-shop"
CARRIED_ONLY = "1924-11-only-what-was-carried"
UNEQUAL = "1925-1927-unequal-measure"
LEVELLING = "1925-11-26-levelling"
FOURTH_MILL = "1926-fourth-mill"
REPRIMAND = "1927-02-20-complainant-reprimanded"
NOT_PUT = "1928-02-06-motion-not-put"
EXPLAINED = "1928-11-explained-until-it-passes"
CHRISTMAS = "1928-12-christmas-votes"
ASK_AGAIN = "1929-01-11-may-we-ask-again"
SILENT = "1929-01-15-silent-delegates"
NO_QUORUM_NAMED = "1929-five-meetings-and-a-bureau"

WITH_DELEGATES = statutes_with(DELEGATES)


@pytest.fixture
def works_with_delegates(db, empty_replay):
    with works_under(WITH_DELEGATES) as works:
        yield works


def in_shop(works, shop: int, title: str, **wanted) -> Poll:
    return put_question(works, unit=shop, electors="shop meeting", title=title, **wanted)


def tally(poll: Poll, part: int = 1) -> tuple[int, int, int]:
    said = poll.outcome["parts"][part - 1]
    return said["for"], said["against"], said["abstaining"]


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


# ------------------------------------------------------------------------------------------- one question, in secret, on demand


@pytest.mark.casebook(THIRTEEN, must=(2,))
@pytest.mark.casebook(TWO_GROUNDS, must=(1,))
@pytest.mark.casebook(THREE_COUNTS, must=(3,))
@pytest.mark.casebook(FOURTH_MILL, must=(4,))
@pytest.mark.casebook(UNEQUAL, must=(1,))
@pytest.mark.parametrize(
    "parts",
    [
        ("Volunteers for the front", "Close the newspapers", "Search the houses"),
        ("For the sentenced sailors", "For Poland"),
        ("A strike on Monday", "A demonstration on Monday"),
        ("Rotation of the mills", "Share the work of the fourth"),
        ("He missed the meetings", "He wrote to the paper"),
    ],
)
def test_one_voter_is_enough_to_have_each_thing_decided_by_itself(works, parts):
    poll = put_question(works, title="All of it", parts=list(parts), opens=works.now + timedelta(hours=2))
    works.say(DemandDivision(poll=poll.pk), 9)
    poll = open_poll(works, poll)
    hands = [(6, 3, 1), (2, 7, 1), (5, 4, 1)][: len(parts)]
    poll = count_hands(works, poll, *hands)
    assert [part["carried"] for part in poll.outcome["parts"]] == [yes > no for yes, no, _ in hands]


@pytest.mark.casebook(CHRISTMAS, must=(4,))
@pytest.mark.casebook(SILENT, must=(3,))
def test_on_demand_of_one_delegate_or_one_worker_the_vote_is_secret(works):
    for electors, who in (("factory committee", THIRD), ("general meeting", 10)):
        poll = put_question(
            works, electors=electors, title=f"The plan, {electors}", opens=works.now + timedelta(hours=2)
        )
        assert poll.ballot == "show of hands"
        works.say(DemandSecretBallot(poll=poll.pk), who)
        poll = open_poll(works, poll)
        assert poll.ballot == "secret"
        with pytest.raises(Refusal, match="no show of hands can stand for it"):
            count_hands(works, poll, (3, 0, 0), present=3)


@pytest.mark.casebook(REPRIMAND, must=(3,))
def test_nobody_is_reprimanded_by_an_open_vote(works):
    with pytest.raises(Refusal, match="About persons") as refused:
        put_question(works, title="A reprimand for member 9", about_member=9, ballot="show of hands")
    assert refused.value.guarantee == "R5"
    assert put_question(works, title="A reprimand for member 9", about_member=9).ballot == "secret"


COURT = DELEGATES.replace("delegates' meeting", "court").replace("seats = 200", "seats = 3") + (
    'hears = ["charges"]\ndecides-within = "14 days"\nappeal-to = "general meeting"\n'
    'not-with = ["factory committee", "control commission"]\n'
)
EXPULSION = '[vote.expulsion]\nof = "general meeting"\nballot = "secret"\nmajority = "at least 2/3 of cast"\n'


@pytest.mark.casebook(UNEQUAL, must=(2,))
def test_an_expulsion_is_a_secret_ballot_with_counts(db, empty_replay):
    text = statutes_with(COURT, EXPULSION).replace("[membership]", '[membership]\nexpelled-by = "expulsion"')
    with works_under(text) as works:
        with pytest.raises(Refusal, match="secret, not by show of hands"):
            put_question(works, electors="", vote="expulsion", title="Member 9", about_member=9, ballot="show of hands")
        poll = open_poll(works, put_question(works, electors="", vote="expulsion", title="Member 9", about_member=9))
        answer(works, poll, {voter: [1] for voter in (1, 2, 3)} | {voter: [2] for voter in (5, 6)} | {7: [3]})
        poll = close_poll(works, poll)
        assert tally(poll) == (3, 2, 1) and not poll.outcome["carried"], "three of five are no two thirds"


# ----------------------------------------------------------------------------------------------------- each shop by itself


HOLIDAYS = ["the old calendar", "the new calendar"]
BY_SHOP = """
[vote.holiday]
of        = "shop meeting"
ballot    = "show of hands"
valid-for = "1 month"
"""


@pytest.mark.casebook(HOLIDAY, must=(1, 3))
def test_each_shop_has_its_calendar_by_its_own_vote_for_that_year(db, empty_replay):
    numbers = case(HOLIDAY)["numbers"]
    with works_under(statutes_with(BY_SHOP)) as works:
        for shop, members in ((NAILS, numbers["shop_nail"]), (BOLTS, numbers["shop_rolled_metal"])):
            shop_of(works, shop, members)
        # Which shops, between what, and until when, is fixed in the call of each vote; that the delegates leave it to them is a
        # decision of their meeting.
        ends = works.now + timedelta(days=2)
        polls = {
            shop: put_question(
                works, unit=shop, electors="", vote="holiday", title="The holidays", parts=HOLIDAYS, method="plurality", closes=ends
            )
            for shop in (BOLTS, NAILS)
        }  # fmt: skip
        assert {(poll.unit_id, tuple(poll.parts), poll.closes) for poll in polls.values()} == {
            (BOLTS, tuple(HOLIDAYS), ends), (NAILS, tuple(HOLIDAYS), ends),
        }  # fmt: skip
        for poll in polls.values():
            open_poll(works, poll)
        with pytest.raises(Refusal, match="Counts of hands needed: 2; given: 0"):
            count_hands(works, polls[BOLTS], present=numbers["present_rolled_metal"])
        rolled = count_hands(works, polls[BOLTS], present=numbers["present_rolled_metal"], options=[290, 100])
        nails = count_hands(works, polls[NAILS], present=200, options=[60, 120])
        figures = rolled.outcome["figures"]
        assert percent(figures["present"], figures["entitled"]) == numbers["derived_present_rolled_metal_percent"]
        assert (rolled.outcome["chosen"], nails.outcome["chosen"]) == (1, 2)
        assert rolled.outcome["valid_until"] == rolled.counted.replace(month=rolled.counted.month + 1).isoformat()


# -------------------------------------------------------------------------------------------------------- and once decided


@pytest.mark.casebook(CONTRARY, must=(0,))
def test_a_second_vote_within_two_days_is_refused_and_both_results_stay(works):
    poll = count_hands(works, open_poll(works, put_question(works, title="For the opposition")), (6, 4, 0))
    for days in (2, 3):
        works.wait(days=days)
        with pytest.raises(Refusal, match="A decision stands for 3 months") as refused:
            works.say(PutQuestion(unit=FACTORY, electors="general meeting", title="For the opposition!"), CHAIR)
        assert refused.value.guarantee == "R7"
    poll.refresh_from_db()
    assert poll.outcome["carried"] and tally(poll) == (6, 4, 0)


@pytest.mark.casebook(EXPLAINED, must=(0, 1, 2))
def test_a_vote_comes_back_by_its_rule_alone_and_both_results_stand_side_by_side_with_the_reason(works):
    title = "A raise of 5 percent for the foundry"
    assert case(EXPLAINED)["numbers"]["foundry_raise_percent"] == 5
    first = count_hands(works, open_poll(works, put_question(works, title=title)), (3, 7, 0))
    again = {"unit": FACTORY, "electors": "general meeting", "title": title}
    works.wait(days=1)
    with pytest.raises(Refusal, match="A decision stands for 3 months"):
        works.say(PutQuestion(**again, reconsiders=first.pk), SECRETARY)
    works.wait(days=92)
    with pytest.raises(Refusal, match="name poll 1 as the decision that is reopened"):
        works.say(PutQuestion(**again), SECRETARY)
    reason = works.attach("The books of the works were not known in spring.")
    works.say(PutQuestion(**again, reconsiders=first.pk, text=reason), SECRETARY)
    second = count_hands(works, open_poll(works, Poll.objects.latest("pk")), (10, 0, 0))
    assert [(tally(poll), poll.outcome["carried"]) for poll in history_of(first)] == [
        ((3, 7, 0), False),
        ((10, 0, 0), True),
    ]
    assert second.reconsiders == first and "not known in spring" in Attachment.objects.get(sha256=second.text).content
    # Unanimous is worked out: ten of ten who were there, all for it.
    assert second.outcome["parts"][0]["unanimous"] and not first.outcome["parts"][0]["unanimous"]


@pytest.mark.casebook(ASK_AGAIN, must=())
def test_to_ask_again_is_a_right_with_a_rule_and_its_first_answer_is_a_date(works):
    """Line 2 in part: that nobody is punished for asking is for the discipline room to show."""
    first = count_hands(works, open_poll(works, put_question(works)), (3, 7, 0))
    with pytest.raises(Refusal, match="until 01 June 2026"):
        put_question(works, reconsiders=first.pk)
    until(works, works.now + timedelta(days=93))
    let_fall_due(works)
    assert put_question(works, reconsiders=first.pk).reconsiders == first
