"""The rule of the day of the call decides: the same figures, before and after a law has changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from floor.book.doing import attach_text
from floor.law.templates import text_of
from floor.polls.asking.deciding import decide, outcome_by_voice
from floor.polls.counting import Electors
from floor.polls.laws import consequences_of, rules_of
from floor.polls.models import Poll

pytestmark = pytest.mark.django_db

BEFORE, AFTER = datetime(2026, 2, 17, 12, tzinfo=UTC), datetime(2026, 2, 18, 12, tzinfo=UTC)
PUBLIC_SERVICE = "strike in an important public service"


def decided(called: datetime, vote: str, votes_for: int, against: int):
    """A ballot of a thousand under the law of Great Britain as it stood on the day of the call."""
    sha = attach_text(text_of("uk-union"))
    poll = Poll(
        kind="question",
        vote=vote,
        electors="every member",
        method="yes or no",
        ballot="postal",
        statutes=sha,
        announced=called,
    )
    people = Electors(1000, votes_for + against, votes_for + against)
    tally = {"for": votes_for, "against": against, "abstaining": 0}
    rules = rules_of(poll)
    return decide(
        outcome_by_voice(rules, [tally], people, people), rules, consequences_of(poll), called, people.papers
    ).outcome


@pytest.mark.parametrize(("called", "carried"), [(BEFORE, False), (AFTER, True)])
def test_350_of_1000_carry_a_strike_in_a_public_service_since_february_2026_alone(called, carried):
    assert decided(called, PUBLIC_SERVICE, 350, 250)["carried"] is carried


@pytest.mark.parametrize(("called", "carried"), [(BEFORE, True), (AFTER, True)])
def test_where_two_fifths_voted_for_it_both_laws_agree(called, carried):
    assert decided(called, PUBLIC_SERVICE, 400, 200)["carried"] is carried


@pytest.mark.parametrize("called", [BEFORE, AFTER])
def test_half_of_those_entitled_must_take_part(called):
    assert not decided(called, "strike", 499, 0)["carried"]
    assert decided(called, "strike", 251, 249)["carried"]


@pytest.mark.parametrize(
    ("called", "notice", "valid"),
    [(BEFORE, "2026-03-03", "2026-08-17"), (AFTER, "2026-02-28", "2027-02-18")],
)
def test_notice_and_validity_are_those_of_the_day(called, notice, valid):
    outcome = decided(called, "strike", 400, 200)
    assert outcome["notice_until"].startswith(notice) and outcome["valid_until"].startswith(valid)
