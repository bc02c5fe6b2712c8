"""One rule for all delegations: a proportional rule is not dropped once delegates have been elected by it, or are being elected."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import RecordedRefusal
from floor.book.protected import acting
from floor.book.ticking import tick
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.falling_due.totals import totals_to_share_out
from floor.congress.models import Apportionment
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.house.one_rule import kept_for_delegates
from floor.polls.acts.calling import CallElection
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from floor.polls.verification.delegates import delegates_were_elected_under_one_rule
from tests.polling import call_election, let_fall_due
from tests.world import BOLTS, CABLES, DISTRICT, FACTORY, NAILS, SECRETARY, STATUTES

from .amended import BY_MAJORITY, IN_PROPORTION, adopt, amend, propose
from .totals import COUNCIL, share_total_out, with_total

pytestmark = pytest.mark.django_db
BOTH = {"entitled": 4, "present": 4, "cast": 4}


def named(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def proportional(db, empty_replay):
    with works_under(IN_PROPORTION) as works:
        yield works


def send_two(works, shop: int = BOLTS, first: int = 4, second: int = 7) -> None:
    """A shop elects its two delegates."""
    works.elect(unit=shop, for_unit=DISTRICT, body=COUNCIL, votes={first: 2, second: 2}, **BOTH)


def called(works, shop: int) -> Poll:
    elector = {BOLTS: 1, NAILS: 5, CABLES: 3}[shop]
    return call_election(works, by=elector, unit=shop, for_unit=DISTRICT, body=COUNCIL)


def test_who_elects_after_the_first_elects_by_the_same_rule_whatever_the_statutes_say_by_now(proportional):
    propose_first = propose(proportional, BY_MAJORITY)
    proportional.wait(days=31)
    send_two(proportional)
    adopt(proportional, propose_first)
    poll = called(proportional, NAILS)
    assert (poll.method, poll.statutes) == ("stv", named(IN_PROPORTION))


def test_an_election_that_was_announced_keeps_the_rule_for_all_too(proportional):
    amendment = propose(proportional, BY_MAJORITY)
    proportional.wait(days=31)
    first = called(proportional, BOLTS)
    adopt(proportional, amendment)
    assert first.state == "announced"
    assert called(proportional, NAILS).method == "stv"


def test_where_nobody_was_elected_yet_the_new_rule_holds_for_all(proportional):
    amend(proportional, BY_MAJORITY)
    poll = called(proportional, NAILS)
    assert (poll.method, poll.statutes) == ("block", named(BY_MAJORITY))


def test_when_half_of_the_term_of_the_first_is_over_the_new_rule_holds(proportional):
    send_two(proportional)
    begun = proportional.now
    amend(proportional, BY_MAJORITY)
    proportional.now = begun + timedelta(days=182)
    assert called(proportional, NAILS).method == "stv"
    proportional.now = begun + timedelta(days=184)
    assert called(proportional, CABLES).method == "block"


def test_a_by_election_is_held_by_the_rule_of_those_who_sit_and_the_clock_knows_it(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    mandate = Mandate.objects.get(seat__body=COUNCIL, holder=4)
    proportional.say(Resign(mandate=mandate.pk), 4)
    let_fall_due(proportional)
    poll = Poll.objects.get(body=COUNCIL)
    assert (poll.unit_id, poll.seats, poll.method) == (BOLTS, 1, "stv")


def test_tellers_who_count_by_the_new_rule_are_refused_and_it_is_recorded(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    proportional.wait(days=1)
    with pytest.raises(Refusal, match="elected by stv already, and one rule holds for all of them") as refused:
        proportional.elect(unit=NAILS, for_unit=DISTRICT, body=COUNCIL, votes={5: 4, 8: 4}, **BOTH)
    assert refused.value.guarantee == "R8"
    assert RecordedRefusal.objects.filter(act="house.DeclareElection", guarantee="R8").exists()
    send_two(proportional, NAILS, 5, 8)


def test_nor_is_the_number_of_seats_changed_for_those_who_elect_last(db, empty_replay):
    text = with_total('"1 per 4 members"', method="stv")
    with works_under(text) as works:
        works.elect(unit=BOLTS, for_unit=DISTRICT, body=COUNCIL, votes={4: 4}, **BOTH)
        amend(works, IN_PROPORTION)
        assert called(works, NAILS).seats == 1
        with pytest.raises(Refusal, match="2 are named as elected to 1 seats"):
            works.elect(unit=CABLES, for_unit=DISTRICT, body=COUNCIL, votes={3: 2, 6: 2}, **BOTH)
        with pytest.raises(Refusal, match="the numbers are those they were called by") as refused:
            share_total_out(works)
        assert refused.value.guarantee == "R3"


def test_nor_does_a_total_without_shares_stop_those_who_elect_last(proportional):
    send_two(proportional)
    amend(proportional, with_total('"10 by hare"', method="stv"))
    assert called(proportional, NAILS).seats == 2
    mandate = Mandate.objects.get(seat__body=COUNCIL, holder=7)
    proportional.say(Resign(mandate=mandate.pk), 7)
    let_fall_due(proportional)
    assert Poll.objects.filter(body=COUNCIL, unit=BOLTS).count() == 1
    assert list(totals_to_share_out(proportional.now)) == [], "their numbers stay"


def test_an_amendment_of_anything_else_changes_nothing_of_it(proportional):
    send_two(proportional)
    other = IN_PROPORTION.replace('notice   = "30 days"', 'notice   = "60 days"')
    amend(proportional, other)
    assert called(proportional, NAILS).statutes == named(other)


def test_a_second_amendment_does_not_do_what_the_first_could_not(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    amend(proportional, BY_MAJORITY.replace('notice   = "30 days"', 'notice   = "60 days"'))
    assert called(proportional, NAILS).method == "stv"


def test_what_was_counted_before_new_statutes_came_into_force_is_judged_by_the_old_ones(db, empty_replay):
    with works_under(BY_MAJORITY) as works:
        amend(works, IN_PROPORTION)
        by_majority = {"votes": {4: 4, 7: 4}, **BOTH}
        with pytest.raises(Refusal, match="first preferences come to 8"):
            works.elect(unit=BOLTS, for_unit=DISTRICT, body=COUNCIL, closed=works.now, **by_majority)
        works.elect(unit=BOLTS, for_unit=DISTRICT, body=COUNCIL, closed=works.now - timedelta(hours=1), **by_majority)
        assert called(works, NAILS).method == "block"


def test_what_is_kept_is_the_rule_they_were_elected_by_not_the_first_there_ever_was(db, empty_replay):
    with works_under(BY_MAJORITY) as works:
        amend(works, IN_PROPORTION)
        works.wait(days=1)
        send_two(works)
        amend(works, BY_MAJORITY.replace('notice   = "30 days"', 'notice   = "60 days"'))
        assert called(works, NAILS).statutes == named(IN_PROPORTION)


def test_a_rule_that_comes_back_in_time_is_that_of_the_statutes_in_force(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    back = IN_PROPORTION.replace('notice   = "30 days"', 'notice   = "60 days"')
    amend(proportional, back)
    assert called(proportional, NAILS).statutes == named(back)


def test_a_body_that_one_electorate_fills_is_elected_by_the_statutes_in_force(db, empty_replay):
    text = STATUTES.replace('seats = 3, method = "block"', 'seats = 3, method = "stv"')
    with works_under(STATUTES) as works:
        amend(works, text)
        assert kept_for_delegates(works.now, FACTORY, "factory committee", "") is None


def test_the_two_congresses_of_two_units_are_apart(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    assert kept_for_delegates(proportional.now, DISTRICT, COUNCIL, "") is not None
    assert kept_for_delegates(proportional.now, FACTORY, COUNCIL, "") is None
    assert kept_for_delegates(proportional.now, DISTRICT, "district congress", "") is None


def test_the_act_of_the_book_names_the_article_of_the_statutes_that_are_kept(proportional):
    send_two(proportional)
    amend(proportional, "# A remark of two lines\n# before everything else.\n" + BY_MAJORITY)
    with pytest.raises(Refusal) as refused:
        proportional.say(CallElection(unit=BOLTS, for_unit=DISTRICT, body=COUNCIL), SECRETARY)
    assert COUNCIL in refused.value.article
    assert called(proportional, NAILS).article == refused.value.article


def test_where_officers_share_out_nothing_the_clock_does_when_the_next_elections_are_due(proportional):
    for shop, pair in ((BOLTS, (4, 7)), (NAILS, (5, 8)), (CABLES, (3, 6))):
        send_two(proportional, shop, *pair)
    amend(proportional, with_total('"9 by hare"', method="stv"))
    tick(proportional.now)
    assert not Apportionment.objects.exists(), "nothing is due, and their numbers stay"
    proportional.wait(days=330)
    tick(proportional.now)
    made = Apportionment.objects.get()
    assert (made.rule, made.cut_off) == ("9 by hare", proportional.now)
    tick(proportional.now)
    assert sorted(Poll.objects.filter(body=COUNCIL).values_list("seats_in_all", flat=True)) == [3, 3, 3]
    tick(proportional.now)
    assert Apportionment.objects.count() == 1
    assert list(totals_to_share_out(proportional.now)) == []


@pytest.mark.parametrize(("text", "hours"), [(IN_PROPORTION, 0), (with_total('"9 by hare"'), 48)])
def test_the_clock_shares_out_no_ratio_and_by_no_register_of_the_past(db, empty_replay, text, hours):
    with works_under(text) as works:
        works.wait(days=5)
        act = SetApportionment(unit=DISTRICT, body=COUNCIL, cut_off=works.now - timedelta(hours=hours))
        with pytest.raises(Refusal, match="no shares yet, by the register of the day"):
            do(act, CLOCK, at=works.now)


def test_a_rule_changed_behind_the_back_of_the_book_is_seen(proportional):
    send_two(proportional)
    amend(proportional, BY_MAJORITY)
    poll = called(proportional, NAILS)
    assert verdicts() == {"holds"}
    with acting("somebody behind the back of the book"):
        for change in (
            {"method": "block"},
            {"announced": poll.announced + timedelta(days=400)},
            {"method": "block", "statutes": named(BY_MAJORITY), "announced": poll.announced - timedelta(days=20)},
        ):
            Poll.objects.filter(pk=poll.pk).update(**change)
            assert verdicts() == {"broken"}, change
            Poll.objects.filter(pk=poll.pk).update(method="stv", announced=poll.announced, statutes=poll.statutes)
    assert verdicts() == {"holds"}


def verdicts() -> set[str]:
    return {claim.verdict for claim in delegates_were_elected_under_one_rule()}
