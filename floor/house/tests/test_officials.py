"""Officials serve on the conditions of the statutes, for all to see; whoever speaks for the works outside was sent by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from floor.book.act import Refusal
from floor.book.doing import statutes_in_force
from floor.book.models import RecordedRefusal
from floor.house.acts.mandates import Instruct, Resign
from floor.house.models import Mandate, Unit
from floor.house.officials import back_at_work, officials_of, sent_outside
from floor.law.values import Duration
from floor.polls.acts.refused import RemoveHolder
from floor.polls.tests.other_statutes import works_under
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, SECRETARY, TELLERS

from .with_officials import SENT, WITH_OFFICIALS, elect_the_committee_again, send_two

pytestmark = pytest.mark.django_db
THREE_MONTHS = Duration(months=3)


@pytest.fixture
def works(db, empty_replay):
    with works_under(WITH_OFFICIALS) as works:
        yield works


def at_the_works(works):
    return Unit.objects.get(pk=FACTORY), statutes_in_force(works.now).on(works.now.date()), works.now


def official(works, office: str):
    return next(one for one in officials_of(*at_the_works(works)) if one.seat.office == office)


def test_a_released_official_is_paid_by_the_grade_that_the_statutes_name(works):
    first = officials_of(*at_the_works(works))[0]
    assert (first.seat.office, first.rule.pay, first.mandate.holder_id) == (
        "secretary",
        "grade 9 of the wage scale",
        SECRETARY,
    )
    assert not official(works, "chair").rule.released


def test_terms_are_counted_against_the_limit_and_the_last_one_is_said_to_be_the_last(works):
    assert (official(works, "secretary").term, official(works, "secretary").limit) == (1, 4)
    works.wait(days=183)
    elect_the_committee_again(works)
    again = official(works, "secretary")
    assert (again.term, again.limit, again.is_last_term) == (2, 4, False)


def test_where_only_the_seat_has_a_limit_its_terms_are_told(db, empty_replay):
    text = WITH_OFFICIALS.replace('handover = "14 days"\nlimit    = 4', 'handover = "14 days"')
    assert text.count("limit    = 4") < WITH_OFFICIALS.count("limit    = 4")
    with works_under(text) as works:
        works.wait(days=183)
        elect_the_committee_again(works)
        chair = official(works, "chair")
        assert (chair.term, chair.limit, chair.of_the_seat, chair.is_last_term) == (2, 2, True, True)
        assert str(chair.pause) == "3 months"


def test_time_back_at_work_counts_from_the_first_of_the_terms_in_a_row(works):
    began = official(works, "secretary").since
    works.wait(days=183)
    elect_the_committee_again(works)
    back = official(works, "secretary").back_at_work
    assert official(works, "secretary").since == began
    assert (back.year, back.year_ends) == (1, Duration(months=12).after(began))
    assert official(works, "chair").back_at_work is None


@pytest.mark.parametrize(
    ("at", "year", "by", "ends"),
    [
        ((2026, 3, 1), 1, (2026, 12, 1), (2027, 3, 1)),
        ((2027, 2, 28), 1, (2026, 12, 1), (2027, 3, 1)),
        ((2027, 3, 1), 2, (2027, 12, 1), (2028, 3, 1)),
        ((2029, 6, 30), 4, (2029, 12, 1), (2030, 3, 1)),
    ],
)
def test_three_months_of_each_year_are_due_before_it_ends(at, year, by, ends):
    back = back_at_work(THREE_MONTHS, datetime(2026, 3, 1, tzinfo=UTC), datetime(*at, tzinfo=UTC))
    assert (back.year, back.begins_by, back.year_ends) == (year, datetime(*by, tzinfo=UTC), datetime(*ends, tzinfo=UTC))


def test_a_vacant_office_keeps_its_conditions(works):
    works.say(Resign(mandate=Mandate.objects.get(holder=SECRETARY, seat__office="secretary").pk), SECRETARY)
    vacant = official(works, "secretary")
    assert vacant.mandate is None and vacant.rule.pay and vacant.back_at_work is None and not vacant.is_last_term


# ---- Sent to bodies outside ------------------------------------------------------------------------------------------


def test_who_is_sent_outside_stands_there_with_instructions_and_with_those_who_can_recall_them(works):
    send_two(works)
    mandate = Mandate.objects.get(holder=SENT[0], seat__body="planning representatives")
    works.say(
        Instruct(
            mandate=mandate.pk, question="The plan for the rolling mill", kind="bound", text="Not before the roof is mended.", entitled=12,
            present=10, votes_for=8, against=2, abstaining=0, tellers=TELLERS, closed=works.now,
        ),
        TELLERS[0],
    )  # fmt: skip
    [sent] = sent_outside(*at_the_works(works))
    assert (sent.rule.outside, sent.rule.sends_outside, sent.sent) == ("planning office of the district", 2, 2)
    first, second = sent.people
    assert [told.kind for told in first.instructions] == ["bound"] and second.instructions == ()
    assert (first.taken_back.electors, first.taken_back.signatures) == ("general meeting", 3)


@pytest.mark.parametrize(
    ("who", "changes", "said", "guarantee"),
    [
        (CHAIR, {"entitled": 3, "present": 3, "cast": 3}, "register says 12", "R4"),
        (TELLERS[0], {"unit": DISTRICT}, "sits at a factory", None),
        (TELLERS[0], {"unit": BOLTS, "for_unit": FACTORY}, "none of them sits at this shop", "R1"),
        (9, {}, "one of its tellers, or by an officer", "R1"),
        (SENT[0], {}, "candidate can't declare", "R20"),
    ],
    ids=["the committee by itself", "the district", "a single shop", "a bystander", "oneself"],
)
def test_nobody_else_sends_a_representative(works, who, changes, said, guarantee):
    given = {"unit": FACTORY, "body": "planning representatives", "votes": {SENT[0]: 3}} | changes
    with pytest.raises(Refusal, match=said) as refused:
        works.elect(by=who, **given)
    assert refused.value.guarantee == guarantee
    assert not Mandate.objects.filter(seat__body="planning representatives").exists()


def test_nobody_but_their_electors_calls_a_representative_back(works):
    """Not the committee, and not the office they were sent to: only a petition of those who elected (R2)."""
    send_two(works)
    mandate = Mandate.objects.get(holder=SENT[0], seat__body="planning representatives")
    for who in (CHAIR, SECRETARY, SENT[1]):
        with pytest.raises(Refusal) as refused:
            works.say(RemoveHolder(mandate=mandate.pk, reason="The office wants another"), who)
        assert refused.value.guarantee == "R2"
        with pytest.raises(Refusal, match="Only the holder can resign"):
            works.say(Resign(mandate=mandate.pk), who)
    mandate.refresh_from_db()
    assert mandate.ended is None


def test_no_more_are_sent_than_the_statutes_say(works):
    send_two(works)
    with pytest.raises(Refusal, match="held by people whose mandates run") as refused:
        works.elect(unit=FACTORY, body="planning representatives", votes={7: 9})
    assert refused.value.guarantee == "R2" and RecordedRefusal.objects.filter(guarantee="R2").exists()
    assert Mandate.objects.filter(seat__body="planning representatives", ended=None).count() == 2
