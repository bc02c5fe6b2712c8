"""Visitors to a works: who they are, with which cards, and every address they might try."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

from django.test import Client
from django.urls import reverse

from floor.book.act import FOUNDING
from floor.book.doing import do
from floor.house.acts.cards import IssueFirstCards
from floor.house.models import Card
from floor.site.cards import lock_for
from tests import world
from tests.world import BOLTS, DISTRICT, FACTORY, NAMES, SECRETARY, World

#: One code for every card of the tests: making a lock takes time.
CODE = "K7QM-2WXP-9RTD"
_LOCK = lock_for(CODE)
#: Holds no mandate, and belongs to the nail shop.
ORDINARY = 10
TELLER = 11
CARDED = [1, SECRETARY, 3, 4, 5, 6, ORDINARY, TELLER]
CONTACTS = [f"{name.lower()}@example.org" for name in NAMES]


def found_works_of_today() -> World:
    """The works of the tests, founded twenty days ago, with cards, and a congress of the district elected since."""
    works = world.found_works(datetime.now(UTC) - timedelta(days=20))
    cards = IssueFirstCards(members=CARDED, locks=[_LOCK] * len(CARDED), expires=works.now + timedelta(days=700))
    do(cards, FOUNDING, at=works.now)
    works.wait(days=3)
    works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={5: 8, 6: 7, 7: 6})
    works.elect(unit=DISTRICT, body="district committee", votes={8: 3}, entitled=3, present=3, cast=3)
    works.now = datetime.now(UTC) - timedelta(minutes=1)
    return works


def card_of(member: int) -> Card:
    return Card.objects.get(member=member, withdrawn=None)


def signed_in(member: int, client: Client | None = None) -> Client:
    """A browser in which a member has signed in with their card."""
    client = client or Client()
    answer = client.post(reverse("sign-in"), {"number": card_of(member).pk, "code": CODE})
    assert answer.status_code == 302, answer.content.decode()
    return client


def once_in(answer) -> str:
    """The form's own key, from the page it came with."""
    return re.search(r'name="once" value="([^"]+)"', answer.content.decode())[1]


def text_of(answer) -> str:
    """What a page says, without its tags."""
    inner = re.sub(r"<(script|style|title|desc).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split())


#: Pages everyone may read.
PUBLIC = [
    "/", "/sign-in/", "/units/", "/units/?name=shop", f"/units/{DISTRICT}/", f"/units/{FACTORY}/", f"/units/{BOLTS}/",
    f"/units/{FACTORY}/officials/", f"/api/units/{FACTORY}/officials", f"/units/{FACTORY}/bodies/general-meeting/", f"/units/{FACTORY}/bodies/factory-committee/", f"/units/{DISTRICT}/bodies/district-congress/",
    f"/units/{BOLTS}/bodies/shop-meeting/", "/seats/1/power/", "/seats/4/power/", "/seats/9/power/", "/seats/10/power/", "/statutes/",
    "/statutes/statutes.toml", "/statutes/versions/1/", "/guarantees/", "/book/", "/book/?act=house.Found", "/book/0/", "/book/3/",
    "/book/3/proof.json", "/book/3/line/", "/receipts/3/", "/book/checkpoints/", "/refusals/", "/operator/", "/api/",
    "/api/openapi.json", "/api/units", f"/api/units/{FACTORY}", f"/api/units/{FACTORY}/bodies/factory-committee/seats", "/api/seats/4/power",
    "/api/statutes", "/api/entries", "/api/entries/0", "/api/entries/0/proof", "/api/checkpoint", "/api/refusals",
]  # fmt: skip
#: Pages for every member who is signed in.
FOR_MEMBERS = [
    "/me/", "/me/leave/", "/me/move/", f"/me/move/?to={BOLTS}", "/me/correct/", f"/units/{FACTORY}/members/", f"/units/{BOLTS}/members/",
    f"/units/{FACTORY}/open/", f"/units/{BOLTS}/rename/", f"/units/{BOLTS}/close/", f"/units/{BOLTS}/merge/", f"/units/{BOLTS}/merge/?into=4", f"/elections/declare/?for_unit={FACTORY}&body=factory+committee",
    f"/elections/declare/?for_unit={FACTORY}&body=factory+committee&office=chair", f"/elections/declare/?for_unit={DISTRICT}&body=district+congress",
    "/mandates/1/instruct/", "/statutes/proposals/new/", "/cards/1/withdraw/",
]  # fmt: skip
#: Pages for whoever keeps the register of the bolt shop.
FOR_THE_SECRETARY = [
    f"/units/{BOLTS}/members/join/",
    f"/units/{BOLTS}/cards/",
    "/members/4/dues/",
    "/members/4/correct/",
]
