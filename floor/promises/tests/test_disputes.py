"""A report is not true because a committee says so: whoever decided the matter can dispute it, and decides that too."""

from __future__ import annotations

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry
from floor.promises.acts.disputing import DecideDispute, DisputeReport
from floor.promises.doors import dispute_report
from floor.promises.models import Undertaking
from tests.world import BOLTS, CHAIR, SECRETARY, TELLERS

from .promising import ORDINARY, count, let_fall_due, promise, report_done, report_not_done, sha

pytestmark = pytest.mark.django_db
UNTRUE = "It still rains in. I was there this morning."


def disputed(works, **wanted) -> Undertaking:
    made = promise(works, **wanted)
    report_done(works, made)
    dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)
    made.refresh_from_db()
    return made


def decide(works, made: Undertaking, by: int = TELLERS[0], **figures) -> None:
    works.wait(minutes=1)
    works.say(DecideDispute(undertaking=made.pk, count=count(works, **figures)), by)
    made.refresh_from_db()


def test_whoever_it_was_promised_to_says_that_it_is_not_done_and_it_is_open_again(works):
    made = disputed(works)
    assert (made.state, made.disputed, made.settled) == ("open", works.now, None)


def test_who_disputed_it_is_nowhere_in_the_book(works):
    disputed(works)
    line = bytes(Entry.objects.filter(act="promises.DisputeReport").get().line).decode()
    assert '"by":{"clock":true}' in line and f'"member":{ORDINARY}' not in line


def test_the_body_that_decided_it_finds_that_it_was_carried_out(works):
    made = disputed(works)
    decide(works, made, votes_for=7, against=2)
    assert (made.state, made.disputed) == ("done", None)
    with pytest.raises(Refusal, match="what was decided stands"):
        dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)


def test_or_that_it_was_not(works):
    made = disputed(works)
    decide(works, made, votes_for=2, against=7)
    assert made.state == "broken"
    assert list(made.steps.order_by("pk").values_list("what", flat=True)) == ["reported done", "disputed", "found not done"]  # fmt: skip
    assert made.steps.order_by("-pk")[0].result.figures == {"for": 2, "against": 7, "abstaining": 0, "carried": False}


def test_while_it_is_disputed_nobody_reports_around_the_body(works):
    made = disputed(works)
    for report in (report_done, report_not_done):
        with pytest.raises(Refusal, match="decides whether it was carried out"):
            report(works, made)


def test_a_dispute_that_waits_is_overdue_and_not_broken(works):
    made = disputed(works)
    works.wait(days=60)
    let_fall_due(works)
    made.refresh_from_db()
    assert made.state == "overdue"
    decide(works, made, votes_for=2, against=7)
    assert made.state == "broken"


@pytest.mark.parametrize("who", [CHAIR, SECRETARY])
def test_the_committee_does_not_decide_on_its_own_report(works, who):
    made = disputed(works)
    with pytest.raises(Refusal, match="register says 12") as refused:
        decide(works, made, by=who, entitled=3, present=3, votes_for=3, against=0)
    assert refused.value.guarantee == "R4"
    with pytest.raises(Refusal, match="is decided by a count"):
        works.say(DecideDispute(undertaking=made.pk), who)


def test_a_count_from_before_the_dispute_decides_nothing(works):
    made = promise(works)
    report_done(works, made)
    early = count(works)
    works.wait(hours=1)
    dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)
    with pytest.raises(Refusal, match="before there was anything to decide"):
        works.say(DecideDispute(undertaking=made.pk, count=early), TELLERS[0])


def test_only_those_to_whom_it_was_promised_dispute_it(works):
    made = promise(works, unit=BOLTS, promised_to="shop meeting")
    report_done(works, made)
    with pytest.raises(Refusal, match="by those to whom it was promised: shop meeting"):
        dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)
    dispute_report(made.pk, 4, UNTRUE, at=works.now)


def test_what_is_open_or_broken_is_not_disputed_and_a_text_is_needed(works):
    made = promise(works)
    with pytest.raises(Refusal, match="Nothing was reported done"):
        dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)
    report_done(works, made)
    with pytest.raises(Refusal, match="say it in words"):
        dispute_report(made.pk, ORDINARY, " ", at=works.now)
    with pytest.raises(Refusal, match="4000 characters"):
        dispute_report(made.pk, ORDINARY, "a b" * 4000, at=works.now)
    works.wait(days=91)
    with pytest.raises(Refusal, match="within 90 days"):
        dispute_report(made.pk, ORDINARY, UNTRUE, at=works.now)


def test_a_dispute_goes_through_the_door_and_not_past_it(works):
    made = promise(works)
    report_done(works, made)
    with pytest.raises(Refusal, match="The clock"):
        do(DisputeReport(undertaking=made.pk, text=sha(UNTRUE)), by_member(ORDINARY), at=works.now, attach=(UNTRUE,))
    do(DisputeReport(undertaking=made.pk, text=sha(UNTRUE)), CLOCK, at=works.now, attach=(UNTRUE,))
