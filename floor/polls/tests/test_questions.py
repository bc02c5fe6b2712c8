"""A question is put, voted on and decided by the rule that was fixed before; what was decided stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import RecordedRefusal
from floor.count.ties import drawn
from floor.house.models import Result
from floor.polls.acts.demanding import DemandDivision, DemandSecretBallot
from floor.polls.acts.hands import CountHands, Hands, LeaveUncounted
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.tied import AskAgain
from floor.polls.asking.reconsidering import history_of
from floor.polls.asking.side_by_side import side_by_side
from floor.polls.models import Poll
from tests.polling import answer, close_poll, count_hands, let_fall_due, open_poll, put_question
from tests.world import (
    BOLTS,
    FACTORY,
    NAILS,
    SECRETARY,
    STATUTES,
    TELLERS,
    THIRD,
    assert_the_book_rebuilds,
    found_works,
)

pytestmark = pytest.mark.django_db

TITLE = "Shall the canteen open at six?"
BODY_TIE = '[body."general meeting"]\nat          = "factory"\n'


def with_tie(rule: str) -> str:
    """The statutes of the tests, with another rule for ties in the general meeting."""
    return STATUTES.replace(BODY_TIE, f"{BODY_TIE}tie         = {rule}\n")


# -------------------------------------------------------------------------------------------------- who puts it, how


def test_hands_decide_a_question_at_once(works):
    poll = count_hands(works, open_poll(works, put_question(works)), (7, 2, 1))
    assert poll.state == "counted" and poll.outcome["carried"]
    assert poll.outcome["figures"] == {
        "entitled": 12,
        "present": 10,
        "papers": 10,
        "blank": 0,
        "valid": 10,
        "invalid": 0,
    }
    result = Result.objects.get(pk=poll.result_id)
    assert (result.kind, result.entitled, result.present, result.cast) == ("question", 12, 10, 10)
    assert result.figures == {"for": 7, "against": 2, "abstaining": 1, "carried": True}


def test_a_member_of_a_committee_puts_a_motion_in_it(works):
    poll = put_question(works, by=THIRD, electors="factory committee")
    assert open_poll(works, poll).entitled == 3


@pytest.mark.parametrize("who", [9, 12])
def test_who_holds_no_mandate_here_puts_no_question(works, who):
    with pytest.raises(Refusal, match="put by an officer"):
        put_question(works, by=who)


def test_what_the_statutes_have_no_rule_for_is_not_asked(works):
    with pytest.raises(Refusal, match="no rule for this"):
        put_question(works, electors="every member")
    with pytest.raises(Refusal, match="no vote called"):
        put_question(works, electors="", vote="strike")
    with pytest.raises(Refusal, match="sits at a shop"):
        put_question(works, electors="shop meeting")
    with pytest.raises(Refusal, match="not of factory committee"):
        put_question(works, vote="money", electors="factory committee")


def test_a_vote_of_the_statutes_is_held_by_its_own_rule(works):
    poll = put_question(works, electors="", vote="money")
    assert (poll.electors, poll.ballot, poll.closes - poll.opens) == (
        "general meeting",
        "show of hands",
        timedelta(days=3),
    )


def test_nothing_of_a_question_is_dated_back(works):
    with pytest.raises(Refusal, match="before it opens"):
        put_question(works, opens=works.now - timedelta(minutes=1))
    with pytest.raises(Refusal, match="an hour at least"):
        put_question(works, ballot="secret", closes=works.now + timedelta(minutes=59))


def test_names_of_members_are_not_called(works):
    with pytest.raises(Refusal, match="no list says") as refused:
        put_question(works, ballot="roll call")
    assert refused.value.guarantee == "R17"


# ------------------------------------------------------------------------------------------------------------ persons


def test_a_question_about_a_person_is_secret(works):
    assert put_question(works, title="Confidence in member 9", about_member=9).ballot == "secret"
    with pytest.raises(Refusal, match="secret, not by show of hands") as refused:
        put_question(works, title="Confidence in member 8", about_member=8, ballot="show of hands")
    assert refused.value.guarantee == "R5" and RecordedRefusal.objects.get().guarantee == "R5"


def test_persons_are_voted_on_one_by_one(works):
    with pytest.raises(Refusal, match="one by one") as refused:
        put_question(works, about_member=9, parts=["member 9", "member 8"])
    assert refused.value.guarantee == "R22"


def test_any_elector_makes_hands_secret_before_the_poll_opens(works):
    poll = put_question(works, opens=works.now + timedelta(hours=2))
    works.say(DemandSecretBallot(poll=poll.pk), 9)
    with pytest.raises(Refusal, match="in secret already"):
        works.say(DemandSecretBallot(poll=poll.pk), 10)
    poll = open_poll(works, poll)
    answer(works, poll, {1: [1], 2: [1], 3: [1], 4: [2]})
    poll = close_poll(works, poll)
    assert poll.ballot == "secret" and poll.outcome["carried"]


def test_it_is_too_late_to_demand_secrecy_of_a_poll_that_is_open(works):
    poll = open_poll(works, put_question(works))
    for who in (9, SECRETARY):
        with pytest.raises(Refusal, match="before the poll opens"):
            works.say(DemandSecretBallot(poll=poll.pk), who)


# ------------------------------------------------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"present": 13}, "13 were present, but only 12"),
        ({"present": 9}, "cast by 9 people present"),
        ({"tellers": [11]}, "two tellers"),
        ({"tellers": [11, 99]}, "not on the register"),
        ({"hands": []}, "Counts of hands needed: 1; given: 0"),
        ({"hands": [Hands(votes_for=1, against=0, abstaining=0)] * 2}, "needed: 1; given: 2"),
        ({"invalid": 1}, "cast by 10 people"),
    ],
)
def test_figures_that_do_not_agree_are_refused(works, said, why):
    poll = open_poll(works, put_question(works))
    with pytest.raises(Refusal, match=why):
        count_hands(works, poll, (7, 2, 1), **said)


def test_one_figure_is_no_count_and_unanimous_is_no_entry(works):
    poll = open_poll(works, put_question(works))
    with pytest.raises(ValidationError):
        CountHands.model_validate({"poll": poll.pk, "present": 522, "hands": [{"votes_for": 522}], "tellers": TELLERS})
    with pytest.raises(ValidationError):
        CountHands.model_validate({"poll": poll.pk, "present": 10, "unanimous": True, "tellers": TELLERS})


def test_unanimous_is_worked_out_from_everyone_present(works):
    poll = count_hands(works, open_poll(works, put_question(works)), (10, 0, 0))
    assert poll.outcome["parts"][0]["unanimous"]
    other = count_hands(works, open_poll(works, put_question(works, title="Another")), (9, 0, 0))
    assert not other.outcome["parts"][0]["unanimous"], "one of ten raised no hand"


def test_who_neither_counted_nor_holds_an_office_enters_nothing(works):
    poll = open_poll(works, put_question(works))
    for who in (9, THIRD):
        with pytest.raises(Refusal, match="entered by one of its tellers"):
            count_hands(works, poll, (7, 2, 1), by=who)


def test_the_tellers_named_in_the_call_count_and_no_others(works):
    poll = open_poll(works, put_question(works, tellers=[9, 10]))
    with pytest.raises(Refusal, match="named when the question was put"):
        count_hands(works, poll, (7, 2, 1))
    assert count_hands(works, poll, (7, 2, 1), tellers=[9, 10], by=9).outcome["carried"]


def test_hands_are_counted_once_and_in_time(works):
    poll = open_poll(works, put_question(works))
    count_hands(works, poll, (7, 2, 1))
    with pytest.raises(Refusal, match="entered once"):
        count_hands(works, poll, (7, 2, 1))
    late = open_poll(works, put_question(works, title="Another"))
    works.now = late.closes + timedelta(days=1)
    with pytest.raises(Refusal, match="within 1 day"):
        count_hands(works, late, (7, 2, 1))


def test_what_nobody_counted_decided_nothing(works):
    poll = open_poll(works, put_question(works))
    with pytest.raises(Refusal, match="have time yet"):
        do(LeaveUncounted(poll=poll.pk), CLOCK, at=works.now)
    works.now = poll.closes + timedelta(days=1)
    let_fall_due(works)
    poll.refresh_from_db()
    assert poll.state == "failed" and not poll.outcome["carried"]
    assert put_question(works), "it can be asked again"


def test_without_a_quorum_nothing_is_decided(works):
    poll = count_hands(works, open_poll(works, put_question(works)), (3, 0, 0), present=3)
    assert poll.state == "failed" and poll.result is None


# ---------------------------------------------------------------------------------------------------------- division


def bundle(works, **wanted) -> Poll:
    return put_question(works, title="The new rules", parts=["Pay on Fridays", "Overtime by lot"], **wanted)


def test_a_bundle_is_for_or_against_all_of_it(works):
    poll = open_poll(works, bundle(works))
    assert poll.form["options"] == 1
    assert count_hands(works, poll, (7, 2, 1)).outcome["carried"]


@pytest.mark.parametrize("ballot", ["show of hands", "secret"])
def test_one_elector_divides_a_bundle_and_each_part_stands_on_its_own(works, ballot):
    poll = bundle(works, ballot=ballot)
    works.say(DemandDivision(poll=poll.pk), 9)
    poll = open_poll(works, poll)
    if ballot == "secret":
        answer(works, poll, {1: [1, 2], 2: [1, 2], 3: [1, 2], 4: [2, 1]})
        poll = close_poll(works, poll)
    else:
        poll = count_hands(works, poll, (7, 2, 1), (2, 7, 0))
    assert [part["carried"] for part in poll.outcome["parts"]] == [True, False]
    assert not poll.outcome["carried"]
    assert [part["carried"] for part in poll.result.figures["parts"]] == [True, False]


def test_a_bundle_is_announced_long_enough_to_be_divided(works):
    with pytest.raises(Refusal, match="so that any elector can demand") as refused:
        bundle(works, opens=works.now)
    assert refused.value.guarantee == "R22"


def test_a_division_is_demanded_by_electors_in_time_of_what_has_parts(works):
    poll = bundle(works, electors="factory committee")
    with pytest.raises(Refusal, match="may vote on the question"):
        works.say(DemandDivision(poll=poll.pk), 9)
    single = put_question(works, opens=works.now + timedelta(hours=1))
    with pytest.raises(Refusal, match="no parts"):
        works.say(DemandDivision(poll=single.pk), 9)
    open_poll(works, poll)
    with pytest.raises(Refusal, match="before the poll opens"):
        works.say(DemandDivision(poll=poll.pk), THIRD)


# ----------------------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("method", "papers", "chosen", "majority"),
    [
        ("plurality", {1: [1], 2: [1], 3: [2], 4: [3], 5: [1], 6: [3]}, 1, False),
        ("approval", {1: [1, 2], 2: [2], 3: [2, 3], 4: [3]}, 2, True),
        ("instant run-off", {1: [1], 2: [1], 3: [2], 4: [2], 5: [3, 2]}, 2, False),
        ("schulze", {1: [1, 2, 3], 2: [1, 2, 3], 3: [2, 3, 1], 4: [3, 2, 1], 5: [2, 1, 3]}, 2, False),
        ("two-round", {1: [1], 2: [1], 3: [2], 4: [2], 5: [3, 2]}, 2, False),
    ],
)
def test_one_of_several_options_is_chosen(works, method, papers, chosen, majority):
    poll = put_question(works, parts=["six", "seven", "eight"], method=method, ballot="secret")
    poll = open_poll(works, poll)
    answer(works, poll, papers)
    poll = close_poll(works, poll)
    assert poll.outcome["chosen"] == chosen and poll.outcome["carried"]
    assert poll.outcome["has_majority"] is majority
    assert poll.result.figures["chosen"] == chosen


def test_hands_choose_an_option_by_plurality(works):
    poll = put_question(works, parts=["six", "seven"], method="plurality")
    poll = count_hands(works, open_poll(works, poll), options=[6, 4])
    assert poll.outcome["chosen"] == 1 and poll.outcome["has_majority"]


def test_options_that_are_level_choose_none_where_a_tie_is_not_carried(works):
    poll = put_question(works, parts=["six", "seven"], method="plurality")
    poll = count_hands(works, open_poll(works, poll), options=[5, 5])
    assert poll.outcome["chosen"] is None and not poll.outcome["carried"] and poll.outcome["open_tie"] == [1, 2]


def test_a_method_needs_options_and_a_ballot_that_can_say_it(works):
    with pytest.raises(Refusal, match="two options"):
        put_question(works, method="approval", ballot="secret")
    with pytest.raises(Refusal, match="is chosen by plurality"):
        put_question(works, parts=["six", "seven"], method="stv", ballot="secret")
    with pytest.raises(Refusal, match="can't be counted"):
        put_question(works, parts=["six", "seven"], method="schulze")


# -------------------------------------------------------------------------------------------------------------- ties


def tied(text: str):
    works = found_works(text=text)
    poll = put_question(works)
    return works, count_hands(works, open_poll(works, poll), (5, 5, 0))


def test_a_tie_is_not_carried(works):
    poll = count_hands(works, open_poll(works, put_question(works)), (5, 5, 0))
    assert poll.state == "counted" and poll.outcome["parts"][0]["tied"] and not poll.outcome["carried"]


def test_a_tie_is_asked_again_once(db, empty_replay):
    works, poll = tied(with_tie('"again"'))
    assert poll.state == "failed"
    let_fall_due(works)
    repeat = open_poll(works, Poll.objects.get(again_of=poll))
    repeat = count_hands(works, repeat, (5, 5, 0))
    assert repeat.state == "counted" and not repeat.outcome["carried"]
    assert not let_fall_due(works)
    with pytest.raises(Refusal, match="not to be put again"):
        do(AskAgain(poll=poll.pk), CLOCK, at=works.now)
    assert_the_book_rebuilds()


def test_a_tie_that_is_referred_says_to_whom(db, empty_replay):
    _, poll = tied(with_tie('"refer"\ntie-goes-to = "factory committee"'))
    assert poll.outcome["referred_to"] == "factory committee" and not poll.outcome["carried"]
    assert_the_book_rebuilds()


def test_no_statutes_give_the_chair_a_second_vote(db):
    with pytest.raises(Refusal, match="the chair would vote a second time"):
        found_works(text=with_tie('"chair"'))


def test_the_lot_of_the_published_seed_settles_a_tie_where_the_statutes_say_so(db, empty_replay):
    _, poll = tied(with_tie('"lot"'))
    assert poll.outcome["carried"] is (drawn(poll.seed, 2)[0] == 1)
    assert_the_book_rebuilds()


# --------------------------------------------------------------------------------------------------- reconsideration


@pytest.mark.parametrize("hands", [(7, 2, 1), (2, 7, 1)])
def test_a_decision_stands_carried_or_lost(works, hands):
    poll = count_hands(works, open_poll(works, put_question(works)), hands)
    works.wait(days=30)
    with pytest.raises(Refusal, match=rf"poll {poll.pk}. A decision stands for 3 months") as refused:
        put_question(works, title="shall the CANTEEN open at six")
    assert refused.value.guarantee == "R7"
    with pytest.raises(Refusal, match="A decision stands"):
        put_question(works, title="Canteen hours once more", reconsiders=poll.pk)


def test_the_same_text_under_another_title_is_the_same_question(works):
    text = works.attach("The canteen opens at six.")
    count_hands(works, open_poll(works, put_question(works, text=text)), (7, 2, 1))
    with pytest.raises(Refusal, match="A decision stands"):
        put_question(works, title="Breakfast", text=text)
    assert put_question(works, title="Breakfast", text=works.attach("Otherwise."))


def test_later_it_comes_back_by_name_and_both_results_are_linked(works):
    first = count_hands(works, open_poll(works, put_question(works)), (7, 2, 1))
    works.wait(days=93)
    with pytest.raises(Refusal, match=f"name poll {first.pk}"):
        put_question(works)
    second = count_hands(works, open_poll(works, put_question(works, reconsiders=first.pk)), (3, 6, 0))
    assert [poll.pk for poll in history_of(first)] == [first.pk, second.pk] == [poll.pk for poll in history_of(second)]
    assert [condition["what"] for condition in second.outcome["parts"][0]["conditions"]] == ["majority", "reopening"]


def test_bringing_a_decision_back_takes_the_majority_of_the_statutes(db, empty_replay):
    text = STATUTES.replace('after = "3 months"', 'after = "1 month"\nmajority = "at least 2/3 of cast"')
    works = found_works(text=text)
    first = count_hands(works, open_poll(works, put_question(works)), (2, 6, 0))
    works.wait(days=32)
    again = count_hands(works, open_poll(works, put_question(works, reconsiders=first.pk)), (5, 4, 0))
    assert not again.outcome["carried"], "5 of 9 carry a motion, but do not bring back a lost one"
    works.wait(days=32)
    third = count_hands(works, open_poll(works, put_question(works, reconsiders=again.pk)), (6, 3, 0))
    assert third.outcome["carried"]
    assert_the_book_rebuilds()


def test_what_is_being_asked_is_not_asked_twice_at_once(works):
    put_question(works)
    with pytest.raises(Refusal, match="before the same electors already"):
        put_question(works)


def test_only_a_decision_of_the_same_electors_is_reopened(works):
    poll = count_hands(works, open_poll(works, put_question(works, electors="factory committee")), (2, 1, 0), present=3)
    works.wait(days=93)
    for number in (poll.pk, 99):
        with pytest.raises(Refusal, match="no decision of these electors"):
            put_question(works, reconsiders=number)


# ------------------------------------------------------------------------------------------------------ side by side


def test_the_shops_and_the_delegates_stand_side_by_side(works):
    shops = {BOLTS: (3, 1, 0), NAILS: (1, 3, 0)}
    first = None
    for unit, hands in shops.items():
        poll = put_question(works, unit=unit, electors="shop meeting", beside=first and first.pk)
        first = first or poll
        count_hands(works, open_poll(works, poll), hands, present=4)
    committee = put_question(works, electors="factory committee", beside=poll.pk)
    assert committee.beside_id == first.pk, "all hang on the first"
    found = side_by_side(committee)
    assert [(row.votes_for, row.against, row.carried, row.members) for row in found.rows] == [
        (3, 1, True, 4), (1, 3, False, 4), (None, None, None, 12),
    ]  # fmt: skip
    assert (found.meetings.members.votes_for, found.meetings.units.votes_for) == (4, 1)


def test_only_the_same_question_of_others_stands_beside(works):
    poll = put_question(works)
    with pytest.raises(Refusal, match="does not ask the same"):
        put_question(works, title="Something else", electors="factory committee", beside=poll.pk)
    count_hands(works, open_poll(works, poll), (3, 0, 0), present=3)
    with pytest.raises(Refusal, match="asks the same electors"):
        put_question(works, beside=poll.pk)


def test_nobody_but_the_clock_puts_a_tie_again_or_notes_what_was_not_counted(works):
    poll = open_poll(works, put_question(works))
    for act in (AskAgain(poll=poll.pk), LeaveUncounted(poll=poll.pk)):
        with pytest.raises(Refusal, match="The clock"):
            do(act, by_member(SECRETARY), at=works.now)


def test_a_question_is_put_where_it_is_asked(works):
    with pytest.raises(Refusal, match="nobody to ask"):
        works.say(PutQuestion(unit=1, title=TITLE, electors="district congress"), SECRETARY)
    assert put_question(works).unit_id == FACTORY


def test_a_paper_that_is_invalid_took_part_and_chose_nothing(works):
    poll = put_question(works, parts=["six", "seven"], method="plurality")
    poll = count_hands(works, open_poll(works, poll), options=[5, 3], invalid=2)
    majority = next(one for one in poll.outcome["conditions"] if one["what"] == "majority")
    assert (majority["reached"], majority["of"]) == (5, 8) and poll.outcome["chosen"] == 1
