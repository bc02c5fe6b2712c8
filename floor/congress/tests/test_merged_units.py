"""Two works of a district merge: not while anybody votes; seats shared out go over, and what was asked or counted before stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.protected import acting
from floor.congress import verification
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.seats.register_at import members_at
from floor.house.acts.mandates import Resign
from floor.house.acts.members import Move
from floor.house.acts.units import OpenUnit
from floor.house.models import Mandate, Merger, Unit
from floor.house.tests.two_works import FORGE, OPENER, SICKLE, TWO_WORKS, merger, open_the_second_works, voted
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from tests.polling import call_election, let_fall_due, stand
from tests.world import BOLTS, CABLES, CONTROLLER, DISTRICT, FACTORY, NAILS, SECRETARY

from .asking import decide, let_it_come_back, sent_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db, empty_replay):
    with works_under(TWO_WORKS) as works:
        open_the_second_works(works)
        yield works


def share_out(works) -> Apportionment:
    act = SetApportionment(unit=DISTRICT, body="district congress", cut_off=works.now - timedelta(hours=1))
    works.say(act, OPENER)
    return Apportionment.objects.get(replaced=None)


def seats() -> dict[int, int]:
    return dict(ApportionedSeats.objects.filter(apportionment__replaced=None).values_list("unit", "seats"))


def end_the_terms_of_the_delegates(works) -> None:
    """Delegates resign, so that seats can be shared out before half of their term is over."""
    for mandate in Mandate.objects.filter(seat__body="district congress", ended=None):
        works.say(Resign(mandate=mandate.pk), mandate.holder_id)


def verdicts(claim) -> set[str]:
    return {found.verdict for found in claim()}


def elects(works, where: int) -> Poll:
    """The first election of a control commission, or what is left of it, in one of the two."""
    works.say(
        Resign(mandate=Mandate.objects.filter(seat__unit=FACTORY, seat__body="control commission")[0].pk), CONTROLLER
    )
    return call_election(works, OPENER, unit=where, for_unit=None, body="control commission")


@pytest.mark.parametrize("where", [SICKLE, FACTORY])
def test_units_do_not_merge_while_their_members_vote(two, where):
    poll = elects(two, where)
    stand(two, poll, 12 if where == SICKLE else 7)
    with pytest.raises(Refusal, match=f"Poll {poll.pk} is running") as refused:
        two.say(merger(two), OPENER)
    assert refused.value.guarantee == "R3"


def test_units_do_not_merge_while_a_third_one_beside_them_elects_delegates(two):
    two.say(OpenUnit(level="factory", title="Third works", parent=DISTRICT), OPENER)
    two.say(OpenUnit(level="shop", title="Its shop", parent=8), OPENER)
    for member in (3, 4, 5, 6):
        two.say(Move(member=member, to=9), member)
    poll = call_election(two, OPENER, unit=8, for_unit=DISTRICT)
    stand(two, poll, 3)
    with pytest.raises(Refusal, match=f"Poll {poll.pk} is running"):
        two.say(merger(two, decided_there=voted(two, 4, 4)), OPENER)


def test_an_election_for_which_nobody_stands_is_no_hindrance_and_ends_where_nobody_is_left(two):
    """It would be called again and again, and no day would be free of it."""
    poll = elects(two, SICKLE)
    two.now = poll.closes + timedelta(days=1)
    let_fall_due(two)
    poll.refresh_from_db()
    assert poll.state == "failed" and poll.repeats.get().state == "announced"
    two.say(merger(two), OPENER)
    assert poll.repeats.get().state == "called off"
    two.now = Merger.objects.get().elected_anew_by
    let_fall_due(two)
    assert not Poll.objects.filter(unit=SICKLE, announced__gt=poll.closes + timedelta(days=2)).exists()
    assert not Poll.objects.filter(again=True, unit=SICKLE).exists()


def test_seats_shared_out_go_over_and_nobody_elses_number_changes(two):
    end_the_terms_of_the_delegates(two)
    made = share_out(two)
    assert seats() == {FACTORY: 2, SICKLE: 1}
    two.say(merger(two), OPENER)
    again = Apportionment.objects.get(replaced=None)
    assert seats() == {FACTORY: 3} and again.cut_off == made.cut_off and again.pk != made.pk
    assert verdicts(verification.apportionments_are_those_of_the_cut_off) == {"holds"}


def test_seats_that_were_made_more_by_a_merger_are_seen(two):
    end_the_terms_of_the_delegates(two)
    share_out(two)
    two.say(merger(two), OPENER)
    row = ApportionedSeats.objects.get(apportionment__replaced=None)
    with acting("somebody behind the back of the book"):
        ApportionedSeats.objects.filter(pk=row.pk).update(seats=5)
        found = verdicts(verification.apportionments_are_those_of_the_cut_off)
        ApportionedSeats.objects.filter(pk=row.pk).update(seats=row.seats)
    assert found == {"broken"}


def test_the_register_at_a_moment_before_is_read_in_the_units_of_today(two):
    moment = two.now
    two.wait(hours=2)
    two.say(merger(two), OPENER)
    shops = {"decided": voted(two, 4, 4), "decided_there": voted(two, 3, 3)}
    two.say(merger(two, unit=FORGE, into=BOLTS, **shops), OPENER)
    found = members_at(moment, Unit.objects.filter(pk__in=(DISTRICT, FACTORY, BOLTS, NAILS)))
    assert found == {DISTRICT: 12, FACTORY: 12, BOLTS: 7, NAILS: 3}


def test_a_question_that_went_down_before_passed_nobody_over(two):
    referral = sent_down(two, SECRETARY, unit=FACTORY, body="factory committee")
    for shop in (BOLTS, NAILS, CABLES):
        decide(two, referral, shop, 2, 0)
    let_it_come_back(two, referral)
    two.say(merger(two), OPENER)
    assert not referral.asked_units.filter(unit=FORGE).exists()
    assert verdicts(verification.everyone_below_was_asked) == {"holds"}
    assert verdicts(verification.returns_are_those_of_the_tables) == {"holds"}
    with acting("somebody behind the back of the book"):
        Merger.objects.update(units=[])
        found = verdicts(verification.everyone_below_was_asked)
        Merger.objects.update(units=[FORGE])
    assert found == {"broken"}
