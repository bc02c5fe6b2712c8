"""Cases about how a vote is taken: each thing by itself, in secret on demand, each shop for itself, and not again so soon."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import Attachment
from floor.polls.acts.demanding import DemandDivision, DemandSecretBallot
from floor.polls.acts.questions import PutQuestion
from floor.polls.asking.reconsidering import history_of
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.casebook.cases import case
from tests.casebook.people import DELEGATES, percent, shop_of, statutes_with, tally
from tests.polling import answer, close_poll, count_hands, let_fall_due, open_poll, put_question, until
from tests.world import BOLTS, CHAIR, FACTORY, NAILS, SECRETARY, THIRD

pytestmark = pytest.mark.django_db

TWO_GROUNDS = "1905-11-solidarity-general-strike"
THREE_COUNTS = "1917-08-12-three-counts"
THIRTEEN = "1918-02-25-thirteen-eleven"
CONTRARY = "1923-12-contrary-resolution"
HOLIDAY = "1923-12-holiday-by-shop"
UNEQUAL = "1925-1927-unequal-measure"
FOURTH_MILL = "1926-fourth-mill"
REPRIMAND = "1927-02-20-complainant-reprimanded"
EXPLAINED = "1928-11-explained-until-it-passes"
CHRISTMAS = "1928-12-christmas-votes"
ASK_AGAIN = "1929-01-11-may-we-ask-again"
SILENT = "1929-01-15-silent-delegates"


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
