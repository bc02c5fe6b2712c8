"""Cards are issued in the book: nobody quietly cuts themselves a key to another's voice."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from floor.book.act import FOUNDING, Refusal
from floor.book.doing import do
from floor.book.models import Entry
from floor.house.acts.cards import IssueCard, IssueFirstCards, WithdrawCard
from floor.house.acts.members import Leave
from floor.house.models import Card
from tests.world import CHAIR, SECRETARY


def issue(works, member=9, by=SECRETARY, days=365):
    return works.say(IssueCard(member=member, lock="s1$salt$ground", expires=works.now + timedelta(days=days)), by)


def test_a_card_is_issued_in_the_book_and_its_lock_is_not(works):
    issue(works)
    entry = bytes(Entry.objects.latest("n").line)
    assert b"ground" not in entry
    assert json.loads(entry)["payload"]["lock"].startswith("c1:")


def test_a_new_card_withdraws_the_old_one(works):
    issue(works)
    issue(works)
    assert [card.withdrawn is not None for card in Card.objects.order_by("pk")] == [True, False]


@pytest.mark.parametrize("who", [CHAIR, 9])
def test_only_who_keeps_the_register_issues_cards(works, who):
    with pytest.raises(Refusal, match="issue cards"):
        issue(works, by=who)


def test_a_card_for_nobody_or_from_yesterday_is_refused(works):
    with pytest.raises(Refusal, match="no member 99"):
        issue(works, member=99)
    with pytest.raises(Refusal, match="expired before"):
        issue(works, days=-1)


def test_a_member_withdraws_their_own_card_and_no_stranger_does(works):
    issue(works)
    with pytest.raises(Refusal):
        works.say(WithdrawCard(card=1), 8)
    works.say(WithdrawCard(card=1), 9)
    with pytest.raises(Refusal, match="not in use"):
        works.say(WithdrawCard(card=1), 9)


def test_leaving_withdraws_the_card(works):
    issue(works)
    works.say(Leave(member=9), 9)
    assert Card.objects.get().withdrawn == works.now


def test_first_cards_are_handed_out_by_the_founding_meeting_and_never_later(works):
    act = IssueFirstCards(members=[1, 2], locks=["s1$a$b", "s1$c$d"], expires=works.now + timedelta(days=1))
    do(act, FOUNDING, at=works.now)
    assert Card.objects.count() == 2
    with pytest.raises(Refusal, match="directly after the founding"):
        do(act, FOUNDING, at=works.now)


def test_no_member_hands_out_first_cards(works):
    act = IssueFirstCards(members=[1], locks=["s1$a$b"], expires=works.now + timedelta(days=1))
    with pytest.raises(Refusal):
        works.say(act, SECRETARY)
