"""Each claim about promises fails when it should; and what entries say in words names nobody."""

from __future__ import annotations

import json

import pytest

from floor.book.act import ACTS
from floor.book.models import Entry
from floor.book.protected import acting
from floor.book.telling import SENTENCES, told
from floor.promises.acts.disputing import DecideDispute
from floor.promises.acts.reporting import ReportBack
from floor.promises.acts.sending import ReportFromMission
from floor.promises.doors import ask_for_report, dispute_report, state_for_delegation
from floor.promises.models import Demand, DemandAnswer, DemandList, Report, Undertaking
from floor.promises.verification.demands import demands_keep_their_answers, lists_were_adopted
from floor.promises.verification.reports import reports_leave_nothing_out
from floor.promises.verification.undertakings import undertakings_stand_as_reported
from tests.world import CHAIR, NAMES, SECRETARY, TELLERS, found_works

from .promising import (
    COMMITTEE,
    ORDINARY,
    answer,
    count,
    let_fall_due,
    promise,
    put_demands,
    report_done,
    report_not_done,
    send,
    sha,
)

pytestmark = pytest.mark.django_db
CHECKS = (undertakings_stand_as_reported, reports_leave_nothing_out, demands_keep_their_answers, lists_were_adopted)


def lived_through(world):
    """Everything that can happen to promises, once."""
    let_fall_due(world)
    kept, refused, lying = (promise(world, what=f"Promise {number}") for number in (1, 2, 3))
    promise(world, what="Pay", who="management", outside=True, every="weekly", until=world.now.replace(month=12))
    report_done(world, kept)
    report_not_done(world, refused)
    dispute_report(kept.pk, ORDINARY, "It still rains in.", at=world.now)
    world.wait(minutes=1)
    world.say(DecideDispute(undertaking=kept.pk, count=count(world)), TELLERS[0])
    demands = put_demands(world)
    answer(world, demands.items.get(number=1), "granted")
    world.wait(hours=1)
    answer(world, demands.items.get(number=1), "refused")
    mission = send(world)
    state_for_delegation(mission.pk, 6, "the owner", "We ask for their release.", at=world.now)
    ask_for_report(3, ORDINARY, at=world.now)
    world.wait(days=11)
    let_fall_due(world)
    report = Report.objects.get(body=COMMITTEE, mandate=None)
    said = "We did what we could."
    world.say(ReportBack(report=report.pk, text=sha(said)), CHAIR, attach=(said,))
    world.wait(days=11)
    let_fall_due(world)
    world.say(ReportFromMission(mission=mission.pk, text=sha(said)), 5, attach=(said,))
    report_done(world, lying)
    return world


@pytest.fixture
def tampered(empty_replay):
    """A works that somebody changes behind the book's back; it is not asked to rebuild afterwards."""
    return lived_through(found_works())


def verdicts(check) -> set[str]:
    return {claim.verdict for claim in check()}


def test_everything_that_can_happen_holds_and_comes_out_of_the_book_again(works):
    lived_through(works)
    assert [verdicts(check) for check in CHECKS] == [{"holds"}] * len(CHECKS)


def test_nothing_is_claimed_to_be_broken_where_nothing_was_promised(works):
    assert [verdicts(check) for check in CHECKS] == [{"holds"}] * len(CHECKS)


@pytest.mark.parametrize(
    "state", ["done", "broken", "overdue", "open"], ids=lambda state: f"made {state} behind the book"
)
def test_a_state_that_nothing_in_the_book_made_is_broken(tampered, state):
    with acting("somebody with the database open"):
        changed = Undertaking.objects.exclude(state=state).exclude(state="open").first() or Undertaking.objects.first()
        Undertaking.objects.filter(pk=changed.pk).update(state=state)
    assert verdicts(undertakings_stand_as_reported) == {"broken"}


def test_a_promise_that_is_done_without_a_word_is_broken(tampered):
    with acting("somebody with the database open"):
        Undertaking.objects.filter(state="done").update(report="")
    assert verdicts(undertakings_stand_as_reported) == {"broken"}


def test_a_report_from_which_something_was_taken_out_is_broken(tampered):
    with acting("somebody with the database open"):
        report = Report.objects.get(body=COMMITTEE, mandate=None, why="period", given__isnull=False)
        Report.objects.filter(pk=report.pk).update(ledger=report.ledger[1:])
    assert verdicts(reports_leave_nothing_out) == {"broken"}


def test_an_answer_that_was_changed_or_taken_away_is_broken(tampered):
    with acting("somebody with the database open"):
        Demand.objects.filter(number=1).update(answer="granted")
    assert verdicts(demands_keep_their_answers) == {"broken"}
    with acting("somebody with the database open"):
        Demand.objects.filter(number=1).update(answer="refused")
        Demand.objects.filter(number=2).update(answer="")
    assert verdicts(demands_keep_their_answers) == {"broken"}


def test_something_granted_that_nobody_promised_is_broken(tampered):
    with acting("somebody with the database open"):
        DemandAnswer.objects.filter(answer="granted").update(undertaking=None)
    assert verdicts(demands_keep_their_answers) == {"broken"}


def test_a_list_without_its_vote_is_broken(tampered):
    with acting("somebody with the database open"):
        DemandList.objects.update(result=1)
    assert verdicts(lists_were_adopted) == {"broken"}


# ---- In words --------------------------------------------------------------------------------------------------------


def test_every_act_of_this_room_has_a_sentence():
    assert {name for name in ACTS if name.startswith("promises.")} == {name for name in SENTENCES if name.startswith("promises.")}  # fmt: skip


def test_entries_say_what_was_promised_and_name_nobody(works):
    lived_through(works)
    sentences = [one.sentence for one in told(Entry.objects.filter(act__startswith="promises.").order_by("n"))]
    said = " ".join(sentences)
    assert "“Promise 1” (factory committee)" in said and "then weekly" in said and "said yes and 1 no" in said
    assert "One of the electors asked for a report: factory committee, Hammer and Sickle." in said
    assert "sent 3 people: “Attend the trial of the strikers”." in said and "3 demands were put to management" in said
    assert not [name for name in NAMES if name in said]
    docstrings = {(ACTS[name].__doc__ or "").strip().splitlines()[0] for name in ACTS if name.startswith("promises.")}
    assert not docstrings & set(sentences), "a sentence that failed falls back to the docstring"


def test_doors_leave_no_number_of_a_person_in_the_book(works):
    lived_through(works)
    doors = Entry.objects.filter(act__in=("promises.DisputeReport", "promises.AskForReport", "promises.StateForDelegation"))  # fmt: skip
    assert doors.count() == 3
    for entry in doors:
        line = json.loads(bytes(entry.line))
        assert line["by"] == {"clock": True}
        assert set(line["payload"]) <= {"undertaking", "text", "mandate", "about", "mission", "addressed_to"}
    assert SECRETARY
