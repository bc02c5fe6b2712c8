"""Cases about what was promised, demanded and reported, and what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import Entry
from floor.meetings.agenda import items_that_are_due
from floor.meetings.models import Meeting
from floor.promises.acts.demanding import Demanded
from floor.promises.acts.reporting import ReportBack
from floor.promises.doors import ask_for_report, state_for_delegation
from floor.promises.models import DelegationStatement, Report, Undertaking
from floor.promises.showing.carried_out import carried_out
from floor.promises.tests.promising import (  # fmt: skip
    COMMITTEE,
    MEETING,
    answer,
    let_fall_due,
    promise,
    put_demands,
    report_done,
    report_not_done,
    send,
    sha,
)
from tests.casebook.cases import case
from tests.world import BOLTS, CABLES, CHAIR, SECRETARY

pytestmark = pytest.mark.django_db

NOT_CARRIED_OUT = "1926-1927-resolutions-not-carried-out"
SIXTEEN = "1917-06-19-sixteen-demands"
NOBODY_SINGLED_OUT = "1916-09-26-shop-delegates"
DELIVERED = "1930-10-promised-and-delivered"


@pytest.mark.casebook(NOT_CARRIED_OUT, must=(0,))
def test_the_report_of_the_committee_cannot_leave_out_what_it_left_lying(works):
    let_fall_due(works)
    made = [promise(works, what=f"Resolution {number}", due=works.now + timedelta(days=5)) for number in range(1, 9)]
    for one in made[:3]:
        report_done(works, one)
    report_not_done(works, made[3])
    works.wait(days=6)
    let_fall_due(works)
    unit = made[0].unit
    (pair,) = carried_out(unit).pairs
    assert (pair.decided_by, pair.who, pair.done, pair.total) == (MEETING, COMMITTEE, 3, 8)
    report = Report.objects.get(body=COMMITTEE, mandate=None)
    words = "The year brought the roof and two fans. Nothing else was asked of us."
    works.say(ReportBack(report=report.pk, text=sha(words)), CHAIR, attach=(words,))
    report.refresh_from_db()
    assert [state for _number, state in report.ledger] == ["done"] * 3 + ["broken"] + ["overdue"] * 4
    # Overdue resolutions open the next meeting of those who made them.
    meeting = Meeting(unit=unit, body=MEETING)
    assert "Resolutions that were not carried out: 5" in [item.title for item in items_that_are_due(meeting)]


@pytest.mark.casebook(SIXTEEN, must=(3,))
def test_pay_dates_come_again_and_turn_overdue_by_themselves(works):
    numbers = case(SIXTEEN)["numbers"]
    advance, settlement = works.now.replace(day=numbers["advance_day"]), works.now.replace(month=4, day=numbers["settlement_day"])  # fmt: skip
    given = {"who": "management", "outside": True, "every": "monthly", "until": works.now + timedelta(days=120)}
    promise(works, what="Pay an advance", due=advance, **given)
    promise(works, what="Settle the wages", due=settlement, **given)
    works.now = advance + timedelta(days=35)
    let_fall_due(works)
    days = {one.due.day for one in Undertaking.objects.all()}
    assert days == {numbers["advance_day"], numbers["settlement_day"]}
    assert set(Undertaking.objects.filter(due__lte=works.now).values_list("state", flat=True)) <= {"overdue", "broken"}
    assert Undertaking.objects.filter(due__gt=works.now, state="open").count() == 2


@pytest.mark.casebook(SIXTEEN, must=(0,))
def test_each_of_sixteen_demands_has_its_own_answer_and_item_ten_is_for_two_shops(works):
    numbers = case(SIXTEEN)["numbers"]
    items = [Demanded(what=f"Demand {number}", for_units=[BOLTS, CABLES] if number == 10 else []) for number in range(1, numbers["items"] + 1)]  # fmt: skip
    items[11] = Demanded(what="Leave before and after a birth", people=numbers["women_employed"])
    put = put_demands(works, items=items, answer_due=works.now + timedelta(days=1))
    assert put.items.count() == 16
    assert [one.number for one in put.items.exclude(for_units=[])] == [10]
    assert put.items.get(number=12).people == 439 and put.items.get(number=1).people is None
    answer(works, put.items.get(number=1), "partly", "Evenings only.")
    works.wait(days=1)
    let_fall_due(works)
    assert put.items.filter(answer="no answer").count() == 15, "the next day the factory was closed instead"


@pytest.mark.casebook(NOBODY_SINGLED_OUT, must=(2,))
def test_a_statement_to_the_owner_names_no_speaker(works):
    mission = send(works, what="Meet the owner")
    state_for_delegation(mission.pk, 6, "the owner", "We go back when the fines are paid back.", at=works.now)
    assert not {"member", "who", "speaker"} & {field.name for field in DelegationStatement._meta.fields}
    assert '"member":6' not in bytes(Entry.objects.get(act="promises.StateForDelegation").line).decode()
    with pytest.raises(Refusal, match="speaks as a whole"):
        state_for_delegation(mission.pk, 6, "the owner", "Gorbunova demands it.", at=works.now)


@pytest.mark.casebook(DELIVERED, must=(1,))
def test_a_promise_made_at_a_conference_has_an_owner_and_a_day_and_turns_overdue(works):
    bonus = promise(works, what="Pay the bonuses promised in July", who="management", outside=True)
    works.wait(days=90)
    let_fall_due(works)
    bonus.refresh_from_db()
    assert bonus.state == "broken" and bonus.decided_by == MEETING
    ask_for_report(1, SECRETARY, "Where are the bonuses?", at=works.now)
