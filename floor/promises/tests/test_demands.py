"""A list of demands is adopted by a count and answered item by item; every answer stays, and what is granted is a promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.promises.acts.demanding import AnswerDemand, Demanded, NoteUnanswered, WithdrawDemands
from floor.promises.models import DemandAnswer, DemandList, Undertaking
from tests.world import BOLTS, CABLES, DISTRICT, NAILS, SECRETARY, TELLERS

from .promising import MEETING, ORDINARY, answer, count, let_fall_due, put_demands, report_done, sha

pytestmark = pytest.mark.django_db


def answers_of(put: DemandList) -> list[str]:
    return list(put.items.order_by("number").values_list("answer", flat=True))


# ---- Put -------------------------------------------------------------------------------------------------------------


def test_a_list_is_put_with_its_items_and_the_count_that_adopted_it(works):
    put = put_demands(works)
    assert [one.number for one in put.items.order_by("number")] == [1, 2, 3]
    assert put.result.figures == {"for": 8, "against": 1, "abstaining": 0, "carried": True}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"count": None}, "is decided by a count"),
        ({"result": 99, "count": None}, "of no question put"),
        ({"result": 1, "count": None}, "of no question put"),
        ({"body": "shop meeting"}, "sits at a shop"),
        ({"body": "strike committee"}, "know no body"),
        ({"items": [Demanded(what="Hot water", for_units=[DISTRICT])]}, "does not lie under"),
    ],
)
def test_a_list_that_nobody_adopted_is_refused(works, wrong, said):
    with pytest.raises(Refusal, match=said):
        put_demands(works, **wrong)


def test_a_list_that_was_voted_down_is_refused_whoever_enters_it(works):
    for by in (SECRETARY, TELLERS[0]):
        with pytest.raises(Refusal, match="do not carry a list of demands") as refused:
            put_demands(works, by=by, count=count(works, 4, 5))
        assert refused.value.guarantee == "R4"
    with pytest.raises(Refusal, match="one of its tellers"):
        put_demands(works, by=ORDINARY)


def test_an_empty_list_and_one_without_a_day_for_the_answer_are_refused(works):
    with pytest.raises(ValidationError):
        put_demands(works, items=[])
    with pytest.raises(Refusal, match="on a day to come"):
        put_demands(works, answer_due=works.now)


def test_a_shop_appends_its_own_list_to_the_common_one(works):
    common = put_demands(works)
    hands = count(works, 3, 0, entitled=4, present=4, tellers=[4, 7])
    shop = {"by": 4, "unit": BOLTS, "body": "shop meeting", "title": "Bolt shop", "count": hands}
    appended = put_demands(works, "Hot water for the bolt shop", appended_to=common.pk, **shop)
    assert list(common.appendices.all()) == [appended]
    for other in (appended.pk, put_demands(works, "A fan", **shop).pk):
        with pytest.raises(Refusal, match="appended to a common one"):
            put_demands(works, "A second fan", appended_to=other, **shop)


def test_an_item_for_two_shops_says_so_and_unknown_is_not_none(works):
    put = put_demands(
        works, items=[Demanded(what="Hot water", for_units=[BOLTS, CABLES]), Demanded(what="Leave", people=439)]
    )
    water, leave = put.items.order_by("number")
    assert (water.for_units, water.people, leave.people) == ([BOLTS, CABLES], None, 439)
    assert NAILS not in water.for_units


# ---- Answered --------------------------------------------------------------------------------------------------------


def test_each_item_is_answered_by_itself(works):
    put = put_demands(works)
    first, second, _third = put.items.order_by("number")
    answer(works, first, "granted", "A room next to the gate, from May.")
    answer(works, second, "refused", "There is no money for it.")
    assert answers_of(put) == ["granted", "refused", ""]


def test_what_is_granted_is_a_promise_of_the_other_side_with_a_day(works):
    demand = put_demands(works).items.get(number=1)
    answer(works, demand, "partly", "From six to eight in the evening.")
    promised = Undertaking.objects.get(source="answer", source_number=demand.pk)
    assert (promised.who, promised.outside, promised.what) == ("management", True, demand.what)
    assert promised.due == works.now + timedelta(days=30)
    report_done(works, promised, by=SECRETARY, text="The room is open since today.")


def test_a_later_answer_stands_beside_the_earlier_and_a_promise_taken_back_is_broken(works):
    demand = put_demands(works).items.get(number=1)
    answer(works, demand, "granted", "From May on.")
    works.wait(days=3)
    answer(works, demand, "refused", "The owner has thought better of it.")
    assert list(DemandAnswer.objects.order_by("pk").values_list("answer", flat=True)) == ["granted", "refused"]
    promised = Undertaking.objects.get(source="answer")
    assert (promised.state, promised.steps.get().what) == ("broken", "taken back")


def test_no_answer_is_an_answer_that_only_time_gives(works):
    put = put_demands(works)
    first = put.items.get(number=1)
    answer(works, first, "refused", "No, and that is final.")
    with pytest.raises(ValidationError):
        AnswerDemand(demand=first.pk, answer="no answer", text=sha("x"))
    with pytest.raises(Refusal, match="is not unanswered"):
        do(NoteUnanswered(demands=[first.pk]), CLOCK, at=put.answer_due)
    works.now = put.answer_due
    let_fall_due(works)
    assert answers_of(put) == ["refused", "no answer", "no answer"]
    second = put.items.get(number=2)
    answer(works, second, "granted", "Hot water from Monday.")
    assert list(second.answers.order_by("pk").values_list("answer", flat=True)) == ["no answer", "granted"]


@pytest.mark.parametrize(
    ("how", "wrong", "said"),
    [("granted", {"due": None}, "name it"), ("granted", {"text": " "}, "say it in words"), ("refused", {"by": ORDINARY}, "Only an officer")],
)  # fmt: skip
def test_an_answer_without_a_day_without_words_or_from_a_stranger_is_refused(works, how, wrong, said):
    demand = put_demands(works).items.get(number=1)
    with pytest.raises(Refusal, match=said):
        answer(works, demand, how, **wrong)
    assert demand.answer == ""


def test_a_refusal_with_a_day_is_refused_and_so_is_a_promise_for_yesterday(works):
    demand = put_demands(works).items.get(number=1)
    with pytest.raises(Refusal, match="has none"):
        answer(works, demand, "refused", due=works.now + timedelta(days=1))
    with pytest.raises(Refusal, match="a day to come"):
        answer(works, demand, "granted", due=works.now)


# ---- Withdrawn -------------------------------------------------------------------------------------------------------


def test_only_the_body_that_put_a_list_withdraws_it_by_a_count(works):
    put = put_demands(works)
    works.wait(hours=1)
    with pytest.raises(Refusal, match="is decided by a count"):
        works.say(WithdrawDemands(list=put.pk), SECRETARY)
    with pytest.raises(Refusal, match="do not carry"):
        works.say(WithdrawDemands(list=put.pk, count=count(works, 3, 6)), SECRETARY)
    with pytest.raises(Refusal, match="register says 12"):
        works.say(WithdrawDemands(list=put.pk, count=count(works, 3, 0, entitled=3, present=3)), SECRETARY)
    works.say(WithdrawDemands(list=put.pk, count=count(works)), SECRETARY)
    put.refresh_from_db()
    assert put.withdrawn == works.now
    with pytest.raises(Refusal, match="was withdrawn"):
        answer(works, put.items.get(number=1), "refused")
    works.now = put.answer_due
    let_fall_due(works)
    assert answers_of(put) == ["", "", ""]


def test_the_vote_that_adopted_a_list_is_no_vote_to_withdraw_it_nor_for_another(works):
    put = put_demands(works)
    works.wait(hours=1)
    with pytest.raises(Refusal, match="before there was anything"):
        works.say(WithdrawDemands(list=put.pk, result=put.result_id), SECRETARY)
    with pytest.raises(Refusal, match="its own vote"):
        put_demands(works, count=None, result=put.result_id)
    assert put.body == MEETING
