"""Printed codes: issued in the book, good for one paper of one poll, and no sign-in."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import RequestFactory

from floor.book.act import Refusal
from floor.book.models import Entry, Private
from floor.house.acts.members import Leave
from floor.polls.acts.codes import IssueVotingCodes
from floor.polls.models import VotingCode
from floor.polls.urn import booth
from floor.polls.urn.booth import NotLetIn, TooOften, enter_with_code, leave, who_stands_in
from floor.polls.urn.casting import AlreadyVoted, cast
from floor.site.cards import lock_for
from tests.polling import call_election, close_poll, open_poll, stand
from tests.world import CONTROLLER, SECRETARY, THIRD

pytestmark = pytest.mark.django_db

CODE = "K7QM-2WXP-9RTD"


@pytest.fixture
def poll(works):
    poll = call_election(works)
    stand(works, poll, 5, 6, 7, 8)
    return open_poll(works, poll)


def issue(works, poll, *members, code=CODE, by=SECRETARY):
    works.say(IssueVotingCodes(poll=poll.pk, members=list(members), locks=[lock_for(code) for _ in members]), by)


def visit(works, member=None, address="192.0.2.7"):
    """A request as the booth sees it: a session, an address, the moment."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.house, request.member, request.card = SimpleNamespace(at=works.now), member, None
    return request


def test_a_code_opens_the_booth_for_one_paper_and_nothing_afterwards(works, poll):
    issue(works, poll, 6)
    kiosk = visit(works)
    assert enter_with_code(kiosk, poll, " 6 ", "k7qm2wxp9rtd") == who_stands_in(kiosk, poll.pk)
    assert who_stands_in(kiosk, poll.pk).member == 6 and kiosk.member is None
    cast(poll.pk, 6, (1,), at=works.now)
    leave(kiosk)
    assert who_stands_in(kiosk, poll.pk) is None and not kiosk.session.keys()
    with pytest.raises(NotLetIn, match="opens nothing any more"):
        enter_with_code(visit(works), poll, "6", CODE)


def test_a_code_is_no_second_paper_for_whoever_voted_signed_in(works, poll):
    issue(works, poll, 6)
    kiosk = visit(works)
    enter_with_code(kiosk, poll, "6", CODE)
    cast(poll.pk, 6, (1,), at=works.now)
    with pytest.raises(AlreadyVoted):
        cast(poll.pk, who_stands_in(kiosk, poll.pk).member, (2,), at=works.now)


@pytest.mark.parametrize(
    ("number", "code"), [("6", "AAAA-BBBB-CCCC"), ("7", CODE), ("x", CODE), ("99", CODE), ("6", "")]
)
def test_what_does_not_fit_gets_one_answer(works, poll, number, code):
    issue(works, poll, 6)
    with pytest.raises(NotLetIn, match="do not belong together"):
        enter_with_code(visit(works), poll, number, code)


def test_a_code_opens_no_other_poll(works, poll):
    issue(works, poll, 6)
    kiosk = visit(works)
    enter_with_code(kiosk, poll, "6", CODE)
    elsewhere = SimpleNamespace(pk=poll.pk + 1)
    assert who_stands_in(kiosk, elsewhere.pk) is None
    assert who_stands_in(kiosk, poll.pk) is not None


def test_a_new_code_withdraws_the_one_before_and_whoever_stands_in_the_booth_with_it(works, poll):
    issue(works, poll, 6)
    kiosk = visit(works)
    enter_with_code(kiosk, poll, "6", CODE)
    issue(works, poll, 6, code="ZZZZ-ZZZZ-ZZZZ")
    assert who_stands_in(kiosk, poll.pk) is None
    with pytest.raises(NotLetIn):
        enter_with_code(visit(works), poll, "6", CODE)
    assert enter_with_code(visit(works), poll, "6", "ZZZZ-ZZZZ-ZZZZ").member == 6


def test_nobody_stays_in_the_booth_for_ever(works, poll, monkeypatch):
    issue(works, poll, 6)
    kiosk = visit(works)
    enter_with_code(kiosk, poll, "6", CODE)
    later = booth.time.time() + booth.STAY.total_seconds() + 1
    monkeypatch.setattr(booth.time, "time", lambda: later)
    assert who_stands_in(kiosk, poll.pk) is None


def test_entering_with_a_code_signs_out_whoever_was_there_before(works, poll):
    issue(works, poll, 6)
    kiosk = visit(works, member=SimpleNamespace(pk=7))
    kiosk.session["member"] = 7
    assert who_stands_in(kiosk, poll.pk).member == 7
    enter_with_code(kiosk, poll, "6", CODE)
    assert "member" not in kiosk.session and kiosk.member is None
    assert who_stands_in(kiosk, poll.pk).member == 6


def test_guessing_is_stopped_at_the_number_before_any_work_is_done(works, poll, monkeypatch):
    issue(works, poll, 6)
    ground = []
    monkeypatch.setattr(booth, "opens", lambda lock, code: ground.append(1) or False)
    for at in range(booth.CODE.tries):
        with pytest.raises(NotLetIn):
            enter_with_code(visit(works, address=f"192.0.2.{at}"), poll, "6", "WRONG")
    for at in range(50):
        with pytest.raises(TooOften, match="Wait 15 minutes"):
            enter_with_code(visit(works, address=f"198.51.100.{at}"), poll, "6", CODE)
    assert len(ground) == booth.CODE.tries


def test_guessing_is_stopped_at_the_kiosk_whatever_numbers_are_tried(works, poll, monkeypatch):
    ground = []
    monkeypatch.setattr(booth, "opens", lambda lock, code: ground.append(1) or False)
    for number in range(booth.KIOSK.tries + 20):
        with pytest.raises(NotLetIn):
            enter_with_code(visit(works), poll, str(number), "WRONG")
    assert len(ground) == booth.KIOSK.tries
    with pytest.raises(NotLetIn, match="do not belong"):
        enter_with_code(visit(works, address="203.0.113.9"), poll, "500", "WRONG")


def test_no_code_and_no_lock_stand_in_the_open_book(works, poll):
    issue(works, poll, 6, 7)
    line = bytes(Entry.objects.order_by("-n")[0].line).decode()
    lock = VotingCode.objects.get(member=6).lock
    assert lock and lock not in line and CODE not in line
    assert Private.objects.filter(about=6, content__contains=lock).exists()


@pytest.mark.parametrize("by", [THIRD, CONTROLLER, 9])
def test_only_whoever_issues_cards_issues_codes(works, poll, by):
    with pytest.raises(Refusal, match="Only the secretary of factory committee"):
        issue(works, poll, 6, by=by)


def test_codes_are_for_people_on_the_roll(works, poll):
    with pytest.raises(Refusal, match="on the roll of this poll; 13, 14 can't vote"):
        issue(works, poll, 6, 13, 14)
    assert not VotingCode.objects.exists()


def test_before_the_roll_is_frozen_codes_are_for_those_on_the_register(works):
    poll = call_election(works)
    works.say(Leave(member=12), 12)
    issue(works, poll, 6)
    with pytest.raises(Refusal, match="12 can't vote"):
        issue(works, poll, 12)


def test_a_poll_that_is_over_gives_no_codes(works, poll):
    close_poll(works, poll)
    with pytest.raises(Refusal, match="over"):
        issue(works, poll, 6)


@pytest.mark.parametrize(("members", "locks"), [([6, 7], 1), ([6, 6], 2), ([6], 0)])
def test_each_gets_one_code(works, poll, members, locks):
    with pytest.raises(Refusal, match="one code for each"):
        works.say(IssueVotingCodes(poll=poll.pk, members=members, locks=[lock_for(CODE)] * locks), SECRETARY)


def test_who_has_voted_is_no_matter_when_codes_are_issued(works, poll):
    """Otherwise whoever issues codes could ask, person by person, who has voted."""
    cast(poll.pk, 6, (1,), at=works.now)
    issue(works, poll, 6, 7)
    assert VotingCode.objects.filter(withdrawn=None).count() == 2
