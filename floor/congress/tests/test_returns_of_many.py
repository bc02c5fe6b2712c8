"""A return of two thousand shops: asked in portions, added up by one question to the database, and the same as by hand."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.book.models import Entry
from floor.congress.models import AskedUnit, Referral
from floor.congress.returns.adding_up import return_of
from floor.congress.returns.carrying import Figures
from tests.world import DISTRICT, FACTORY, found_works

from .asking import sending
from .many_shops import answered, ask_all, let_all_decide, open_shops
from .storeys import DELEGATE, WITH_COUNCILS, send_up

pytestmark = pytest.mark.django_db

SHOPS = 2_000


def test_two_thousand_shops_are_asked_in_portions_and_added_up_in_one_question(db, empty_replay):
    works = found_works(text=WITH_COUNCILS)
    send_up(works)
    open_shops(works, SHOPS)
    works.say(sending(works), DELEGATE)
    assert ask_all(works, 1) == 5
    entries = Entry.objects.filter(act="congress.AskUnits")
    assert [len(entry.line) < 10_000 for entry in entries] == [True] * 5
    referral = Referral.objects.select_related("unit").get()
    assert (referral.state, referral.asked) == ("asked", SHOPS + 3)
    let_all_decide(works, referral)

    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        found = return_of(referral)
        took = time.perf_counter() - began
    assert len(asked) == 1, "whatever the number of shops"
    assert took < 1

    by_hand = Figures()
    for one in AskedUnit.objects.all():
        votes_for, against, abstaining = answered(one)
        decided, carried = bool(one.pk % 7), bool(one.pk % 7) and votes_for > against
        by_hand += Figures(
            1, one.members, decided, one.members * decided, carried, one.members * carried, 0,
            votes_for * decided, against * decided, abstaining * decided,
        )  # fmt: skip
    assert found.total == by_hand
    assert found.of(FACTORY) == found.of(DISTRICT) == by_hand
