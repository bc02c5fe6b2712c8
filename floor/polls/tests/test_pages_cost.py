"""What the pages of polls ask of the database: a bound for each, far below the number of polls, people and papers it shows."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.site.tests.visiting import ORDINARY, SECRETARY, signed_in

from .a_crowd import Crowd, crowd

pytestmark = pytest.mark.django_db
MEMBERS, POLLS = 3_000, 50
#: Questions to the database for a page, with nothing remembered from before.
MOST = 18
#: The front page shows the whole house: its figures, the last of its book, what one can vote on and where one meets.
MOST_OF = {
    "front page": 24,
    # These show what was promised there, too.
    "unit": 19,
    "body": 19,
    "own page": 19,
    "api: polls": 3,
    "api: petitions": 3,
    "api: poll": 6,
    "api: result": 6,
    "api: petition": 6,
    "booth of a question": 9,
}


@pytest.fixture
def full(open_site) -> Crowd:
    return crowd(MEMBERS, POLLS)


def questions_for(client: Client, pages: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, page in pages.items():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
        assert answer.status_code in (200, 302, 404), page
        found[name] = len(queries)
    return found


def test_no_page_of_the_polls_costs_more_where_there_are_thousands_and_fifty_polls(full):
    visitors = {"a stranger": Client(), "a member": signed_in(ORDINARY), "an officer": signed_in(SECRETARY)}
    asked = {who: questions_for(client, full.pages()) for who, client in visitors.items()}
    dear = {(who, page): n for who, pages in asked.items() for page, n in pages.items() if n > MOST_OF.get(page, MOST)}
    assert dear == {}


def test_handing_in_a_paper_costs_the_same_in_a_crowd(open_site):
    full = crowd(600, 10)
    client, booth = signed_in(ORDINARY), full.pages()["booth of a question"]
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(booth, {"paper": "1", "hand-in": "1"})
    assert answer.status_code == 302
    assert len(queries) <= 14
