"""A total of seats belongs to nobody before it is shared out among all, at one cut-off, by the method of the statutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.book.doing import statutes_in_force
from floor.book.models import RecordedRefusal
from floor.book.protected import acting
from floor.congress import verification
from floor.congress.models import ApportionedSeats, Apportionment
from floor.congress.pages.forms import CutOffForm
from floor.house.acts.units import OpenUnit
from floor.house.models import Mandate, Unit
from tests.polling import call_election
from tests.world import BOLTS, CABLES, CONTROLLER, DISTRICT, FACTORY, NAILS, SECRETARY

from .totals import COUNCIL, seats_of, share_total_out, shops, with_total

pytestmark = pytest.mark.django_db


@pytest.fixture
def unequal(db, empty_replay):
    """Twelve, seven and four members."""
    with shops({BOLTS: 8, NAILS: 3}) as works:
        yield works


def test_the_total_is_shared_out_by_the_members_of_the_cut_off(unequal):
    made = share_total_out(unequal)
    assert seats_of(made) == {BOLTS: 5, NAILS: 3, CABLES: 2}
    assert made.rule == "10 by sainte-lague"
    assert call_election(unequal, unit=BOLTS, for_unit=DISTRICT, body=COUNCIL).seats == 5


def test_the_account_tells_the_last_seat_and_the_next(unequal):
    account = share_total_out(unequal).account
    assert (account["members"], account["seats"], account["kind"], account["lots"]) == (23, 10, "quotient", [])
    assert (account["last"], account["missed"]) == ([[BOLTS, 12, 9], [CABLES, 4, 3]], [[BOLTS, 12, 11]])


def test_before_it_was_shared_out_no_election_is_called_and_the_article_says_so(unequal):
    with pytest.raises(Refusal, match="no share yet") as refused:
        call_election(unequal, unit=BOLTS, for_unit=DISTRICT, body=COUNCIL)
    assert refused.value.guarantee == "R3"
    assert COUNCIL in refused.value.article
    assert RecordedRefusal.objects.filter(act="polls.CallElection", guarantee="R3").exists()


def test_before_it_was_shared_out_no_election_is_declared_either(unequal):
    count = {"entitled": 4, "present": 4, "cast": 4, "votes": {3: 4}}
    with pytest.raises(Refusal, match=r"10 seats .* shared out by sainte-lague"):
        unequal.elect(unit=CABLES, for_unit=DISTRICT, body=COUNCIL, **count)
    assert not Mandate.objects.filter(seat__body=COUNCIL).exists()


def test_no_more_are_elected_than_the_share_gives(unequal):
    share_total_out(unequal)
    count = {"entitled": 4, "present": 4, "cast": 4}
    with pytest.raises(Refusal):
        unequal.elect(unit=CABLES, for_unit=DISTRICT, body=COUNCIL, votes={3: 4, 6: 4, 9: 3}, **count)
    unequal.elect(unit=CABLES, for_unit=DISTRICT, body=COUNCIL, votes={3: 4, 6: 4}, **count)
    assert Mandate.objects.filter(seat__body=COUNCIL).count() == 2


def test_a_least_lifts_a_small_unit_and_the_row_says_so(db, empty_replay):
    with shops({BOLTS: 40}, with_total('"6 by hare, at least 1"')) as works:
        made = share_total_out(works)
        assert seats_of(made) == {BOLTS: 4, NAILS: 1, CABLES: 1}
        assert set(ApportionedSeats.objects.filter(lifted=True).values_list("unit", flat=True)) == {NAILS, CABLES}


def test_more_units_than_seats_for_the_least_are_refused(db, empty_replay):
    with shops({}, with_total('"5 by hare, at least 2"')) as works:
        with pytest.raises(Refusal, match="3 units with at least 2 each need 6 seats; there are 5") as refused:
            share_total_out(works)
        assert refused.value.guarantee == "R8"
        assert not Apportionment.objects.exists()


def test_units_that_stand_level_draw_lots_that_whoever_names_the_cut_off_cannot_choose(db, empty_replay):
    with shops({}, with_total('"4 by hare"')) as works:
        first = share_total_out(works)
        assert sorted(seats_of(first).values()) == [1, 1, 2]
        (among, favoured) = first.account["lots"][0]
        assert among == [BOLTS, NAILS, CABLES] and seats_of(first)[favoured[0]] == 2
        assert first.account["seed"] == f"{first.statutes} {DISTRICT} {COUNCIL}  0"
        works.wait(minutes=7)
        assert share_total_out(works).account["seed"] == f"{first.statutes} {DISTRICT} {COUNCIL}  1"


def test_where_nobody_holds_an_office_above_an_officer_of_those_who_elect_begins(db, empty_replay):
    with shops({}, with_total('"6 by hare"', by="factory committee")) as works:
        assert seats_of(share_total_out(works, by=SECRETARY)) == {FACTORY: 6}


@pytest.mark.parametrize("who", [9, CONTROLLER])
def test_nobody_else_begins(db, empty_replay, who):
    with shops({}) as works, pytest.raises(Refusal, match="named by an officer"):
        share_total_out(works, by=who)


def test_seats_that_the_method_does_not_give_are_seen(unequal):
    made = share_total_out(unequal)
    with acting("somebody behind the back of the book"):
        here = ApportionedSeats.objects.filter(apportionment=made)
        for change, back in (({"seats": 6}, {"seats": 5}), ({"lifted": True}, {"lifted": False})):
            here.filter(unit=BOLTS).update(**change)
            assert {claim.verdict for claim in verification.apportionments_are_those_of_the_cut_off()} == {"broken"}
            here.filter(unit=BOLTS).update(**back)
        Apportionment.objects.update(account=made.account | {"missed": []})
        assert {claim.verdict for claim in verification.apportionments_are_those_of_the_cut_off()} == {"broken"}
        Apportionment.objects.update(account=made.account)
    assert {claim.verdict for claim in verification.apportionments_are_those_of_the_cut_off()} == {"holds"}


def test_a_unit_opened_after_the_cut_off_waits_for_the_next(unequal):
    share_total_out(unequal)
    unequal.say(OpenUnit(level="shop", title="Wire shop", parent=FACTORY), SECRETARY)
    new = Unit.objects.order_by("-pk")[0]
    with pytest.raises(Refusal, match="no share yet"):
        call_election(unequal, unit=new.pk, for_unit=DISTRICT, body=COUNCIL)
    unequal.wait(hours=2)
    assert seats_of(share_total_out(unequal, cut_off=unequal.now - timedelta(minutes=1)))[new.pk] == 0


def test_the_seats_of_one_part_of_a_body_are_shared_out_by_form_too(db, empty_replay):
    text = with_total().replace("elected     = { by = \"shop meeting\", seats = \"10 by", "parts.shops.elected = { by = \"shop meeting\", seats = \"10 by")  # fmt: skip
    with shops({BOLTS: 8}, text) as works:
        form = CutOffForm(
            {"body": f"{COUNCIL} ‣ shops", "cut_off": "2026-03-02T10:00"},
            law=statutes_in_force(works.now).on(works.now.date()), unit=Unit.objects.get(pk=DISTRICT),
        )  # fmt: skip
        assert form.is_valid(), form.errors
        body, part = form.body_and_part()
        made = share_total_out(works, body=body, part=part)
        assert (made.part, sum(seats_of(made).values())) == ("shops", 10)
