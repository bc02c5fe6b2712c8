"""Forms sent twice, sent from elsewhere, and sent by somebody the statutes do not name."""

from __future__ import annotations

import pytest
from django.test import Client

from floor.book.models import Entry
from floor.house.models import Member
from floor.site.tests.visiting import ORDINARY, once_in, signed_in, text_of
from tests.world import BOLTS, FACTORY, NAILS, SECRETARY

from .test_pages_forms import send


def test_a_form_sent_twice_does_it_once_and_gives_the_first_receipt(secretary):
    page = f"/units/{BOLTS}/members/join/"
    data = {"once": once_in(secretary.get(page)), "name": "New One", "confirmed": "on", "number": Member.next_id()}
    first, second = secretary.post(page, data), secretary.post(page, data)
    assert first["Location"] == second["Location"]
    assert Member.objects.count() == 13


def test_a_form_without_its_key_still_does_it_once_per_sending(secretary):
    page = f"/units/{BOLTS}/rename/"
    assert secretary.post(page, {"title": "Nuts and bolts"}).status_code == 302
    assert secretary.post(page, {"title": "Nuts and bolts"}).status_code == 409


@pytest.mark.parametrize("page", ["/me/leave/", f"/units/{BOLTS}/rename/", f"/me/move/?to={NAILS}", "/me/correct/"])
def test_a_form_from_another_site_does_nothing(today, page):
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = signed_in(SECRETARY).cookies
    before = Entry.objects.count()
    assert forged.post(page, {"title": "X", "name": "X"}).status_code == 403
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("who", "page", "data"),
    [
        (ORDINARY, f"/units/{BOLTS}/rename/", {"title": "Mine"}),
        (ORDINARY, f"/units/{FACTORY}/open/", {"title": "Mine", "level": "shop"}),
        (ORDINARY, "/cards/1/withdraw/", {}),
        (1, f"/units/{BOLTS}/rename/", {"title": "Mine"}),
    ],
)
def test_what_the_statutes_give_to_somebody_else_is_refused_with_the_article(today, who, page, data):
    answer = send(signed_in(who), page, data)
    assert answer.status_code == 409 and "Not done" in text_of(answer) and "Art. " in text_of(answer)


def test_the_refused_form_can_be_sent_again_in_better_form(secretary):
    page = f"/units/{BOLTS}/members/join/"
    refused = send(secretary, page, {"name": "New One", "number": Member.next_id()})
    data = {"once": once_in(refused), "name": "New One", "confirmed": "on", "number": Member.next_id()}
    assert secretary.post(page, data).status_code == 302
