"""Delegates answer by name, and beside each stand the members they stand for and what those said themselves (M18, M52)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.congress.models import Referral
from floor.congress.returns.adding_up import return_of
from floor.congress.returns.delegates_beside import Beside, Sides, delegates_beside
from floor.polls.acts.hands import Answer, CallRoll
from floor.polls.asking.members_behind import called_in
from floor.site.tests.visiting import text_of
from tests.polling import count_hands, put_question
from tests.polling import let_fall_due as let_polls_fall_due
from tests.world import BOLTS, CABLES, DISTRICT, NAILS, TELLERS, found_works

from .asking import TITLE, decide, let_it_come_back, sent_down
from .storeys import OWN, SENT_UP, STATUTES, body

pytestmark = pytest.mark.django_db

#: Each shop sends one of its own straight to the district: three delegates of three shops of four members.
SENT = {BOLTS: 1, NAILS: 2, CABLES: 3}
PER_SHOP = SENT_UP.replace(
    body("district council", "district", "works council", OWN), body("district council", "district", "shop meeting", "every member of the unit")
)  # fmt: skip


@pytest.fixture
def shops(db, empty_replay, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    works = found_works(datetime.now(UTC) - timedelta(days=40), text=STATUTES + PER_SHOP)
    for shop, member in SENT.items():
        works.elect(unit=shop, for_unit=DISTRICT, body="district council", votes={member: 4}, entitled=4, present=4, cast=4)  # fmt: skip
    few = {"entitled": 3, "present": 3, "cast": 3}
    works.elect(unit=DISTRICT, body="district council", office="chair", votes={1: 3}, **few)
    return works


def let_the_council_say(works, said: dict[int, str]) -> None:
    """The delegates answer in this order, one for each shop; who is not named was absent."""
    poll = put_question(works, by=1, unit=DISTRICT, electors="district council", title=TITLE, ballot="roll call")
    let_polls_fall_due(works)
    poll.refresh_from_db()
    answers = [
        Answer(mandate=mandate, votes_for=int(word == "for"), against=int(word == "against"), abstaining=int(word == "abstains"))
        for mandate, word in zip(called_in(poll), said.values(), strict=False)
    ]  # fmt: skip
    works.say(CallRoll(poll=poll.pk, answers=answers, tellers=TELLERS), TELLERS[0])


def beside(referral: Referral) -> Beside | None:
    return delegates_beside(referral, return_of(referral))


@pytest.fixture
def asked(shops) -> Referral:
    """Two delegates were for it and the third was absent; one shop is for it, one against, one has not decided."""
    let_the_council_say(shops, {1: "for", 2: "for"})
    referral = sent_down(shops, by=1)
    decide(shops, referral, BOLTS, 3, 1)
    decide(shops, referral, NAILS, 1, 3)
    return referral


def test_each_delegate_stands_beside_the_members_of_the_unit_that_sent_them(asked):
    found = beside(asked)
    assert [(row.sender, row.stands_for, row.members.votes_for, row.members.against, row.differs) for row in found.rows] == [
        (BOLTS, 4, 3, 1, False), (NAILS, 4, 1, 3, True),
    ]  # fmt: skip
    assert (found.delegates, found.below) == (Sides(2, 0, 0), Sides(4, 4, 0))
    assert (found.standing_for, found.unheard, found.differing) == (Sides(8, 0, 0), 4, 1)


def test_the_page_of_the_return_shows_both_and_who_voted_otherwise(asked):
    with CaptureQueriesContext(connection) as queries:
        said = text_of(Client().get(f"/returns/{asked.pk}/"))
    assert len(queries) < 20
    assert "The members these delegates stand for 8 for, 0 against, 0 abstaining" in said
    assert "The members' own votes 4 for, 4 against, 0 abstaining" in said
    assert "Member 2 Nail shop for otherwise 4 members 1 for, 3 against" in said
    assert "Member 1 Bolt shop for 4 members 3 for, 1 against" in said
    assert "4 members' delegates did not answer" in said


def test_beside_the_result_of_the_body_stands_the_return_once_it_is_declared(asked, shops):
    own = beside(asked).poll.pk
    assert "What the members below said" not in text_of(Client().get(f"/polls/{own}/result/"))
    let_it_come_back(shops, asked)
    cache.clear()
    said = text_of(Client().get(f"/polls/{own}/result/"))
    assert "What the members below said" in said and "3 asked, 2 decided, 1 for it with 4 members behind them" in said


def test_where_no_names_were_called_nobody_says_for_whom_they_stood(shops):
    poll = put_question(shops, by=1, unit=DISTRICT, electors="district council", title=TITLE)
    let_polls_fall_due(shops)
    count_hands(shops, poll, (2, 1, 0), present=3)
    found = beside(sent_down(shops, by=1))
    assert (found.delegates, found.standing_for, found.rows) == (Sides(2, 1, 0), None, ())


def test_a_body_that_said_nothing_itself_has_nothing_beside_it(shops):
    assert beside(sent_down(shops, by=1)) is None


def test_the_sides_of_a_bar_fill_it():
    assert Sides(3, 1, 0).bar == (("for", 0.0, 75.0), ("abstaining", 75.0, 0.0), ("against", 75.0, 25.0))
    assert Sides().bar == (("for", 0.0, 0.0), ("abstaining", 0.0, 0.0), ("against", 0.0, 0.0))
