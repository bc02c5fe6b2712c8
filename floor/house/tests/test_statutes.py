"""The statutes change by their own rule only: checked first, after notice, by the electorate, from a date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.doing import statutes_in_force
from floor.house.acts.statutes import DecideAmendment, ProposeAmendment
from floor.house.models import Amendment
from tests.world import CHAIR, DISTRICT, STATUTES, TELLERS

BETTER = STATUTES.replace('notice   = "30 days"', 'notice   = "60 days"')


def propose(works, text=BETTER, by=9):
    sha = works.attach(text)
    works.say(ProposeAmendment(statutes=sha), by)
    return Amendment.objects.latest("pk")


def decide(works, amendment, by=TELLERS[0], **changes):
    given = {
        "amendment": amendment.pk, "unit": DISTRICT, "entitled": 12, "present": 12, "votes_for": 9, "against": 3, "abstaining": 0,
        "tellers": TELLERS, "closed": works.now, "in_force_from": works.now + timedelta(days=10),
    } | changes  # fmt: skip
    works.say(DecideAmendment(**given), by)


def test_an_amendment_comes_into_force_from_its_date_and_not_before(works):
    amendment = propose(works)
    works.wait(days=31)
    decide(works, amendment)
    assert statutes_in_force(works.now).on(works.now).amendment.notice.days == 30
    assert statutes_in_force(works.now + timedelta(days=11)).on(works.now).amendment.notice.days == 60


def test_what_was_not_carried_does_not_come_into_force(works):
    amendment = propose(works)
    works.wait(days=31)
    decide(works, amendment, votes_for=7, against=5)
    assert Amendment.objects.get().carried is False
    assert statutes_in_force(works.now + timedelta(days=400)).text == STATUTES


@pytest.mark.parametrize(
    ("days", "changes", "said"),
    [
        (29, {}, "has notice until"),
        (31, {"entitled": 11, "present": 11, "votes_for": 8}, "register says 12"),
        (31, {"votes_for": 8}, "make 11|11 were cast|but"),
        (31, {"unit": 2}, "whole organisation"),
        (31, {"tellers": [11]}, "two tellers"),
        (31, {"by": 9}, "entered by one of its tellers"),
    ],
)
def test_no_short_cut_changes_the_statutes(works, days, changes, said):
    amendment = propose(works)
    works.wait(days=days)
    if "votes_for" in changes and "entitled" not in changes:
        changes = changes | {"present": 10}
        said = "by 10 people"
    with pytest.raises(Refusal, match=said):
        decide(works, amendment, **changes)
    assert Amendment.objects.get().result_id is None


def test_a_proposal_is_decided_once(works):
    amendment = propose(works)
    works.wait(days=31)
    decide(works, amendment)
    with pytest.raises(Refusal, match="no such proposal"):
        decide(works, amendment)


@pytest.mark.parametrize(
    ("change", "guarantee"),
    [
        (('recall      = { petition = "1/5 of electors" }', 'recall      = { petition = "1/5 of electors", by = "district committee" }'), "R2"),
        (('minutes-within = "7 days"', 'minutes-within = "7 days"\n\n[emergency.ban]\nwhat = "groups are forbidden"\ndeclared-by = "factory committee"'), "R23"),
    ],
)  # fmt: skip
def test_a_text_that_breaks_a_guarantee_is_stopped_before_any_vote(works, change, guarantee):
    text = STATUTES.replace(*change)
    assert text != STATUTES
    with pytest.raises(Refusal) as refused:
        propose(works, text)
    assert refused.value.guarantee == guarantee
    assert not Amendment.objects.exists()


def test_statutes_that_cannot_be_read_are_not_proposed(works):
    from floor.law.reading import Unreadable

    with pytest.raises((Refusal, Unreadable)):
        propose(works, "title = ")


def test_bodies_in_use_cannot_be_amended_away(works):
    start = STATUTES.index('[body."control commission"]')
    end = STATUTES.index('[body."district congress"]')
    without = (STATUTES[:start] + STATUTES[end:]).replace('not-with    = ["control commission"]\n', "")
    with pytest.raises(Refusal, match=r"control commission|audit|controls|R20"):
        propose(works, without, by=CHAIR)
