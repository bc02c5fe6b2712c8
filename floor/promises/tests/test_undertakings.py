"""What was promised is open, done, overdue or broken, and nobody decides that alone (R13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.promises.acts.undertaking import ReportDone
from floor.promises.models import Undertaking
from tests.world import BOLTS, CHAIR, FACTORY, SECRETARY, TELLERS, THIRD

from .promising import ORDINARY, let_fall_due, promise, report_done, report_not_done, sha

pytestmark = pytest.mark.django_db


def steps_of(undertaking: Undertaking) -> list[str]:
    return list(undertaking.steps.order_by("pk").values_list("what", flat=True))


# ---- Made ------------------------------------------------------------------------------------------------------------


def test_a_promise_stands_with_who_and_by_when_from_the_moment_it_is_minuted(works):
    made = promise(works)
    assert (made.who, made.decided_by, made.state, made.due) == ("factory committee", "general meeting", "open", works.now + timedelta(days=10))  # fmt: skip


def test_a_promise_made_in_a_shop_binds_the_committee_of_its_factory(works):
    made = promise(works, unit=BOLTS, promised_to="shop meeting")
    report_done(works, made)
    assert made.state == "done"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": "board of directors"}, "No board of directors acts for unit 2"),
        ({"who": "shop meeting"}, "No shop meeting acts"),
        ({"promised_to": "shop meeting"}, "sits at a shop"),
        ({"every": "monthly"}, "until a day"),
    ],
)
def test_a_promise_of_nobody_or_to_nobody_is_refused(works, wrong, said):
    with pytest.raises(Refusal, match=said):
        promise(works, **wrong)


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_promise_without_a_day_to_come_is_refused(works, days):
    with pytest.raises(Refusal, match="a day to come"):
        promise(works, due=works.now + timedelta(days=days))


@pytest.mark.parametrize("who", [ORDINARY, TELLERS[0]])
def test_only_who_holds_a_mandate_there_writes_promises_down(works, who):
    with pytest.raises(Refusal, match="Only an officer") as refused:
        promise(works, by=who)
    assert refused.value.guarantee == "R1"


# ---- Reported --------------------------------------------------------------------------------------------------------


def test_whoever_sits_in_the_body_that_must_act_reports_it_done(works):
    made = promise(works)
    report_done(works, made, by=THIRD)
    assert (made.state, made.settled, steps_of(made)) == ("done", works.now, ["reported done"])


def test_what_is_reported_as_not_done_is_broken_at_once(works):
    made = promise(works)
    report_not_done(works, made)
    assert made.state == "broken"
    assert made.steps.get().mandate is not None


@pytest.mark.parametrize("who", [ORDINARY, 4])
def test_nobody_else_reports_in_its_place_and_the_try_is_recorded(works, who):
    made = promise(works)
    with pytest.raises(Refusal, match="answers for this"):
        report_done(works, made, by=who)
    assert RecordedRefusal.objects.filter(act="promises.ReportDone", guarantee="R13").exists()


def test_a_report_that_says_nothing_is_none(works):
    made = promise(works)
    for text in ("", "  \n ", "Done"):
        with pytest.raises(Refusal, match="say it in words"):
            report_done(works, made, text=text)


def test_what_was_reported_done_is_not_reported_again(works):
    made = promise(works)
    report_done(works, made)
    for again in (report_done, report_not_done):
        with pytest.raises(Refusal, match="reported done"):
            again(works, made)


def test_there_is_nothing_to_report_on_what_was_never_promised(works):
    with pytest.raises(Refusal, match="no undertaking 99"):
        works.say(ReportDone(undertaking=99, text=sha("x y")), CHAIR, attach=("x y",))


def test_a_promise_of_the_management_is_settled_by_an_officer_with_the_words(works):
    made = promise(works, who="management", outside=True)
    assert made.source == "answer"
    with pytest.raises(Refusal, match="Only an officer"):
        report_done(works, made, by=ORDINARY)
    report_done(works, made, by=SECRETARY, text="The baths were opened on 3 March.")
    assert made.state == "done"


# ---- By the clock ----------------------------------------------------------------------------------------------------


def test_what_was_not_reported_by_its_day_is_overdue_and_broken_after_twice_the_time(works):
    made = promise(works)
    works.wait(days=9, hours=23)
    let_fall_due(works)
    assert Undertaking.objects.get(pk=made.pk).state == "open"
    works.wait(hours=1)
    let_fall_due(works)
    assert Undertaking.objects.get(pk=made.pk).state == "overdue"
    works.wait(days=9)
    let_fall_due(works)
    assert Undertaking.objects.get(pk=made.pk).state == "overdue"
    works.wait(days=1)
    let_fall_due(works)
    made.refresh_from_db()
    assert (made.state, steps_of(made)) == ("broken", ["overdue", "broken"])


def test_the_clock_leaves_alone_what_was_reported(works):
    made = promise(works)
    report_done(works, made)
    works.wait(days=40)
    let_fall_due(works)
    assert Undertaking.objects.get(pk=made.pk).state == "done"


def test_what_is_broken_can_still_be_carried_out_and_that_it_was_broken_stays(works):
    made = promise(works)
    works.wait(days=21)
    let_fall_due(works)
    report_done(works, made)
    assert (made.state, steps_of(made)) == ("done", ["overdue", "broken", "reported done"])


def test_a_clock_that_runs_late_makes_the_same_of_it(works):
    made = promise(works)
    works.wait(days=300)
    let_fall_due(works)
    made.refresh_from_db()
    assert (made.state, steps_of(made)) == ("broken", ["overdue", "broken"])


@pytest.mark.parametrize("act", ["NoteOverdueUndertakings", "NoteBrokenUndertakings"])
def test_nobody_makes_a_promise_overdue_or_broken_before_its_time(works, act):
    from floor.book.act import ACTS, CLOCK, by_member
    from floor.book.doing import do

    made = promise(works)
    kind = ACTS[f"promises.{act}"]
    with pytest.raises(Refusal, match="The clock"):
        do(kind(undertakings=[made.pk]), by_member(CHAIR), at=works.now)
    for numbers in ([made.pk], [made.pk, made.pk], [99]):
        with pytest.raises(Refusal, match="named here is not"):
            do(kind(undertakings=numbers), CLOCK, at=works.now)


def test_a_payday_comes_again_by_itself_until_its_day(works):
    first = promise(
        works, who="management", outside=True, what="Pay the advance", due=works.now + timedelta(days=19), every="monthly",
        until=works.now + timedelta(days=100),
    )  # fmt: skip
    works.wait(days=20)
    let_fall_due(works)
    second = Undertaking.objects.get(follows=first)
    assert (second.state, second.made, second.due.day) == ("open", first.due, first.due.day)
    report_done(works, second, by=SECRETARY, text="Paid on time.")
    works.wait(days=200)
    let_fall_due(works)
    states = list(Undertaking.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["broken", "done", "broken"], "three paydays lie within the time, and no fourth"
    assert first.unit_id == FACTORY
