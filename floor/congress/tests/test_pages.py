"""The pages of the congress: they are found, they say what stands, and they ask the database few questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.congress.acts.apportioning import SetApportionment
from floor.congress.models import Apportionment, Referral
from floor.house.acts.cards import IssueFirstCards
from floor.site.cards import lock_for
from floor.site.tests.visiting import CODE, once_in, signed_in, text_of
from tests.polling import count_hands, put_question
from tests.polling import let_fall_due as let_polls_fall_due
from tests.world import BOLTS, DISTRICT, FACTORY, NAILS, found_works

from .asking import TITLE, decide, let_it_come_back, sending, sent_down
from .many_shops import ask_all, let_all_decide, open_shops
from .storeys import DELEGATE, WITH_COUNCILS, send_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def councils(db, empty_replay, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    works = found_works(datetime.now(UTC) - timedelta(days=40), text=WITH_COUNCILS)
    cards = IssueFirstCards(members=[DELEGATE], locks=[lock_for(CODE)], expires=works.now + timedelta(days=700))
    do(cards, FOUNDING, at=works.now)
    send_up(works)
    return works


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


def test_the_pyramid_says_what_is_held_and_what_is_vacant_and_leads_down(councils):
    said = page(f"/units/{DISTRICT}/pyramid/")
    assert "District council 1 of 1 seat filled" in said and "Shop committee 1 of 1 seat filled" in said
    assert "Hammer and Sickle" in said and "One level down" in said
    assert "Bolt shop" in page(f"/units/{FACTORY}/pyramid/")
    answer = Client().get(f"/units/{DISTRICT}/pyramid/").content.decode()
    assert f'href="/units/{FACTORY}/pyramid/"' in answer and "/power/" in answer


def test_a_return_fills_up_on_its_page_from_the_top_down_to_a_shop(councils):
    referral = sent_down(councils)
    decide(councils, referral, BOLTS, 3, 1)
    said = page(f"/returns/{referral.pk}/")
    assert "3 units asked, 1 decided, 1 for it with 4 members behind them." in said
    below = page(f"/returns/{referral.pk}/?unit={FACTORY}")
    assert "Bolt shop 4 members for" in below and "Nail shop 4 members deciding" in below
    decide(councils, referral, NAILS, 0, 3)
    let_it_come_back(councils, referral)
    said = page(f"/returns/{referral.pk}/")
    assert "not carried" in said and "3 units asked, 2 decided" in said
    assert TITLE in page(f"/units/{DISTRICT}/returns/")
    assert "3 asked, 2 decided, 1 for it with 4 members behind them" in page(f"/units/{DISTRICT}/board/")


def test_the_delegates_stand_beside_the_members_they_stand_for(councils):
    own = put_question(councils, by=DELEGATE, unit=DISTRICT, electors="district council", title=TITLE)
    let_polls_fall_due(councils)
    count_hands(councils, own, (1, 0, 0), present=1)
    referral = sent_down(councils)
    decide(councils, referral, BOLTS, 1, 3)
    said = page(f"/returns/{referral.pk}/")
    assert "The district council itself: 1 for, 0 against" in said and "Those below: 1 for, 3 against" in said


def test_shares_of_seats_are_on_a_page(councils):
    councils.wait(days=1)
    councils.say(SetApportionment(unit=DISTRICT, body="district congress", cut_off=councils.now), DELEGATE)
    said = page(f"/units/{DISTRICT}/seats/")
    assert "Hammer and Sickle 12 3" in said and "1 per 4 members" in said


@pytest.mark.parametrize("address", ["/returns/99/", f"/returns/1/?unit={DISTRICT + 98}", "/units/99/pyramid/"])
def test_what_is_not_there_is_not_found(councils, address):
    sent_down(councils)
    assert Client().get(address).status_code == 404


def test_the_pages_ask_few_questions_whatever_stands_below(councils):
    open_shops(councils, 2_500)
    councils.say(sending(councils), DELEGATE)
    ask_all(councils, 1)
    let_all_decide(councils, Referral.objects.get())
    addresses = [
        f"/units/{DISTRICT}/pyramid/",
        f"/units/{FACTORY}/pyramid/",
        "/returns/1/",
        f"/returns/1/?unit={FACTORY}",
    ]
    for address in addresses:
        page(address)
        with CaptureQueriesContext(connection) as asked:
            page(address)
        assert len(asked) < 20, (address, len(asked))


@pytest.fixture
def delegate(councils) -> Client:
    """The delegate at the top, signed in."""
    return signed_in(DELEGATE)


def test_a_question_is_sent_down_and_seats_are_shared_out_by_form(councils, delegate):
    address, moment = f"/units/{DISTRICT}/returns/new/", "%Y-%m-%dT%H:%M"
    sent = {
        "body": "district council", "title": TITLE, "text": "Each shop knows its machines.", "asked": "shop ‣ shop meeting", "carried_by": "units",
        "opens": (datetime.now(UTC) + timedelta(hours=3)).strftime(moment), "closes": (datetime.now(UTC) + timedelta(days=3)).strftime(moment),
    }  # fmt: skip
    key = once_in(delegate.get(address))
    assert delegate.post(address, sent | {"once": key}).status_code == 302
    referral = Referral.objects.get()
    assert (referral.electors, referral.level, referral.carried_by) == (
        "shop meeting",
        "shop",
        "units",
    ) and referral.text
    again = delegate.post(address, sent | {"once": once_in(delegate.get(address))})
    assert again.status_code == 409 and "on its way already" in text_of(again)

    address = f"/units/{DISTRICT}/seats/share-out/"
    cut_off = (datetime.now(UTC) - timedelta(days=1)).strftime(moment)
    key = once_in(delegate.get(address))
    assert delegate.post(address, {"body": "district congress", "cut_off": cut_off, "once": key}).status_code == 302
    assert Apportionment.objects.get().rows.get().seats == 3


def test_whoever_is_not_signed_in_is_led_to_the_door(councils):
    for address in (f"/units/{DISTRICT}/returns/new/", f"/units/{DISTRICT}/seats/share-out/"):
        assert Client().get(address).status_code == 302
