"""A question goes down to every unit of a level and comes back as a return that nobody enters and nobody rounds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.protected import acting
from floor.congress import verification
from floor.congress.acts.sending_down import AskUnits, DeclareReturn
from floor.congress.models import AskedUnit, Referral
from floor.congress.returns.adding_up import levels_of, return_of
from floor.congress.returns.carrying import Figures
from floor.house.models import Unit
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.polling import count_hands, put_question
from tests.polling import let_fall_due as let_polls_fall_due
from tests.world import BOLTS, CABLES, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY

from .asking import TITLE, decide, let_it_come_back, sending, sent_down
from .storeys import DELEGATE, WITH_COUNCILS, send_up

pytestmark = pytest.mark.django_db

LEVELS = ["shop", "factory", "district"]


@pytest.fixture
def councils(db, empty_replay):
    with works_under(WITH_COUNCILS) as works:
        send_up(works)
        yield works


def test_a_question_goes_down_to_every_shop_and_comes_back_in_figures(councils):
    referral = sent_down(councils)
    assert (referral.state, referral.asked) == ("asked", 3)
    decide(councils, referral, BOLTS, 3, 1)
    decide(councils, referral, NAILS, 1, 2, 1)
    told = let_it_come_back(councils, referral).outcome
    assert referral.state == "returned"
    figures = Figures(
        asked=3, asked_members=12, decided=2, decided_members=8, carried=1, carried_members=4, failed=1, votes_for=4, against=3, abstaining=1
    )  # fmt: skip
    assert return_of(referral).total == figures
    assert told["carried"] and (told["votes_for"], told["against"], told["carried_members"]) == (4, 3, 4)


def test_it_fills_up_as_the_shops_decide(councils):
    referral = sent_down(councils)
    assert (return_of(referral).total.waiting, return_of(referral).total.votes_for) == (3, 0)
    decide(councils, referral, BOLTS, 3, 1)
    assert (return_of(referral).total.waiting, return_of(referral).total.votes_for) == (2, 3)


def test_every_level_is_the_sum_of_the_one_below_it(councils):
    referral = sent_down(councils)
    decide(councils, referral, BOLTS, 3, 1)
    decide(councils, referral, CABLES, 0, 4)
    found = return_of(referral)
    assert found.of(DISTRICT) == found.of(FACTORY) == found.total
    parts = [return_of(referral, Unit.objects.get(pk=shop)).total for shop in (BOLTS, NAILS, CABLES)]
    assert sum(parts, Figures()) == found.total
    district, factory = levels_of(found, LEVELS)
    assert (district.level, district.units, district.units_against) == ("district", 1, 1)
    assert (factory.level, factory.figures) == ("factory", found.total)


@pytest.mark.parametrize(("carried_by", "carried"), [("votes", True), ("units", False), ("members", False)])
def test_what_is_weighed_is_fixed_when_it_is_sent(councils, carried_by, carried):
    referral = sent_down(councils, carried_by=carried_by)
    for shop, votes_for, against in ((BOLTS, 4, 0), (NAILS, 0, 1), (CABLES, 1, 2)):
        decide(councils, referral, shop, votes_for, against)
    assert let_it_come_back(councils, referral).outcome["carried"] is carried


def test_nothing_is_counted_for_a_shop_that_has_not_decided(councils):
    referral = sent_down(councils, carried_by="members")
    decide(councils, referral, BOLTS, 4, 0)
    told = let_it_come_back(councils, referral).outcome
    assert (told["failed"], told["decided_members"], told["votes_for"]) == (2, 4, 4)


def test_where_the_same_question_is_open_already_nobody_is_asked_twice(councils):
    own = put_question(councils, unit=BOLTS, electors="shop meeting", title=TITLE.upper(), closes=councils.now + timedelta(days=3))  # fmt: skip
    referral = sent_down(councils)
    assert referral.asked_units.get(unit=BOLTS).poll == own
    assert Poll.objects.filter(unit=BOLTS).count() == 1 and Poll.objects.filter(kind="question").count() == 3


def test_what_a_shop_has_decided_stands_and_is_its_answer(councils):
    own = put_question(councils, unit=BOLTS, electors="shop meeting", title=TITLE)
    let_polls_fall_due(councils)
    count_hands(councils, own, (1, 3, 0), present=4)
    councils.wait(days=1)
    referral = sent_down(councils)
    assert referral.asked_units.get(unit=BOLTS).poll == own
    assert return_of(referral).total.against == 3


def test_a_decision_whose_time_is_over_is_reopened(councils):
    own = put_question(councils, unit=BOLTS, electors="shop meeting", title=TITLE)
    let_polls_fall_due(councils)
    count_hands(councils, own, (1, 3, 0), present=4)
    councils.wait(days=100)
    referral = sent_down(councils)
    assert referral.asked_units.get(unit=BOLTS).poll.reconsiders == own


def test_a_shop_in_which_nobody_sits_counts_as_not_decided(councils):
    referral = sent_down(councils, electors="shop committee")
    assert {one.unit_id for one in referral.asked_units.filter(poll=None)} == {BOLTS, CABLES}
    assert return_of(referral).total.failed == 2


# -------------------------------------------------------------------------------------------------------- who can


@pytest.mark.parametrize("who", [CHAIR, SECRETARY, 9])
def test_a_question_is_sent_by_those_who_sit_in_the_body_that_asks(councils, who):
    with pytest.raises(Refusal, match="officer of the district council"):
        councils.say(sending(councils), who)
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"level": "district"}, "sent down"),
        ({"level": "village"}, "no level"),
        ({"body": "factory committee"}, "No factory committee sits"),
        ({"electors": "general meeting"}, "sits at a factory"),
        ({"electors": ""}, "Name the body"),
        ({"vote": "money", "electors": ""}, "sits at a factory"),
        ({"vote": "heresy"}, "no vote called"),
        ({"text": "f" * 64}, "missing"),
    ],
)
def test_a_question_that_is_not_in_order_goes_nowhere(councils, wrong, said):
    with pytest.raises(Refusal, match=said):
        councils.say(sending(councils, **wrong), DELEGATE)


def test_a_question_on_its_way_is_not_sent_again(councils):
    sent_down(councils)
    with pytest.raises(Refusal, match="on its way"):
        councils.say(sending(councils), DELEGATE)


def test_nobody_chooses_whom_it_is_put_to(councils):
    councils.say(sending(councils), DELEGATE)
    for units in ([BOLTS, NAILS], [BOLTS, CABLES, NAILS], [BOLTS, NAILS, CABLES, FACTORY], []):
        with pytest.raises(Refusal, match="none is left out"):
            do(AskUnits(referral=1, units=units), CLOCK, at=councils.now)
    with pytest.raises(Refusal, match="The clock"):
        councils.say(AskUnits(referral=1, units=[BOLTS, NAILS, CABLES]), DELEGATE)


def test_nobody_declares_a_return_before_all_have_decided(councils):
    referral = sent_down(councils)
    with pytest.raises(Refusal, match="still deciding"):
        do(DeclareReturn(referral=referral.pk), CLOCK, at=councils.now)
    with pytest.raises(Refusal, match="The clock"):
        councils.say(DeclareReturn(referral=referral.pk), DELEGATE)


def test_a_shop_left_out_and_a_figure_changed_afterwards_are_seen(councils):
    referral = sent_down(councils)
    decide(councils, referral, BOLTS, 3, 1)
    let_it_come_back(councils, referral)
    checks = (verification.everyone_below_was_asked, verification.returns_are_those_of_the_tables)
    assert [{claim.verdict for claim in check()} for check in checks] == [{"holds"}, {"holds"}]
    asked = AskedUnit.objects.get(unit=NAILS)
    with acting("somebody behind the back of the book"):
        AskedUnit.objects.filter(pk=asked.pk).delete()
        assert [{claim.verdict for claim in check()} for check in checks] == [{"broken"}, {"broken"}]
        AskedUnit.objects.bulk_create([asked])
