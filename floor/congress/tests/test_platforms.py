"""Platforms before a congress: what each says, and what its lists won over all electing units, votes beside seats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from floor.congress.seats.delegations import delegations_to
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import works_under
from floor.polls.tests.test_lists import accept, propose, vote_lists
from floor.press.doors.platforms import begin_platform, support
from floor.site.tests.visiting import text_of
from tests.polling import call_election, close_poll, open_poll
from tests.world import BOLTS, CABLES, DISTRICT, FACTORY, NAILS, found_works

from .amended import BY_MAJORITY, amend
from .totals import COUNCIL, with_total

pytestmark = pytest.mark.django_db
ON_LISTS = with_total('"1 per 2 members"', method="dhondt")
RED, BLUE = "For the eight hours", "Counter-list from the floor"
#: Two people of each shop on each list, and who votes for which.
PEOPLE = {BOLTS: ((1, 4), (7, 10)), NAILS: ((2, 5), (8, 11)), CABLES: ((3, 6), (9, 12))}


@pytest.fixture
def on_lists(db, empty_replay, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    with works_under(ON_LISTS) as works:
        yield works


def elect_on_lists(works, shop: int, red: int, titles: tuple[str, str] = (RED, BLUE)) -> Poll:
    """A shop of four elects its two delegates; so many of the four vote for the first list."""
    first, second = PEOPLE[shop]
    voters = [*first, *second]
    poll = call_election(works, by=first[0], unit=shop, for_unit=DISTRICT, body=COUNCIL)
    lists = [propose(works, poll, title, *people, by=people[0]) for title, people in zip(titles, PEOPLE[shop], strict=True)]  # fmt: skip
    accept(works, poll, *voters)
    poll = open_poll(works, poll)
    vote_lists(works, poll, {voter: lists[at >= red] for at, voter in enumerate(voters)})
    return close_poll(works, poll)


def platform(works, title: str, unit: int = DISTRICT) -> int:
    begun, _ = begin_platform(unit, 5, title, f"{title}: what we want.", at=works.now)
    for member in (6, 7, 8):
        support(begun.pk, member, at=works.now)
    return begun.pk


def page(unit: int = DISTRICT) -> str:
    response = Client().get(f"/units/{unit}/delegations/")
    assert response.status_code == 200
    return text_of(response)


def test_votes_of_all_units_stand_beside_the_seats_they_gave(on_lists):
    elect_on_lists(on_lists, BOLTS, red=3)
    elect_on_lists(on_lists, NAILS, red=3, titles=(RED.upper(), BLUE))
    elect_on_lists(on_lists, CABLES, red=2)
    found = delegations_to(DISTRICT, COUNCIL, "")
    told = [(one.title, one.votes, one.seats, one.units) for one in found.lists]
    # In each shop of three against one d'Hondt gives both seats to the three; exact would be 4 to 2.
    assert told == [(RED, 8, 5, 3), (BLUE, 4, 1, 3)]
    assert (found.units, found.displaced) == (3, 1)
    said = page()
    assert "3 units have elected on lists: 12 votes, 6 seats." in said and "would put them: 1." in said
    assert f"{RED} no platform 3 8 4 5" in said


def test_a_platform_leads_from_its_list_to_its_statement_and_one_without_a_list_is_there_too(on_lists, django_assert_max_num_queries):  # fmt: skip
    first, second = platform(on_lists, RED), platform(on_lists, "Bread and roses")
    elect_on_lists(on_lists, BOLTS, red=2)
    with django_assert_max_num_queries(18):
        said = page()
    answer = Client().get(f"/units/{DISTRICT}/delegations/").content.decode()
    assert f'<a href="/platforms/{first}/">{RED}</a>' in answer and f'<a href="/platforms/{second}/">' in answer
    assert f"{RED}: what we want." in said and "Bread and roses 0 – – 0" in said
    assert f"{RED} 1 2 1 1" in said and f"{BLUE} no platform 1 2 1 1" in said


def test_a_platform_of_another_unit_is_not_that_of_the_congress(on_lists):
    platform(on_lists, RED, unit=FACTORY)
    elect_on_lists(on_lists, BOLTS, red=2)
    said = page()
    assert f"{RED} no platform" in said and "No platform is registered here." in said


def test_who_was_elected_singly_counts_on_no_list(db, empty_replay, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with works_under(with_total('"1 per 2 members"')) as works:
        works.elect(unit=BOLTS, for_unit=DISTRICT, body=COUNCIL, votes={4: 4, 7: 4}, entitled=4, present=4, cast=4)
        assert delegations_to(DISTRICT, COUNCIL, "").lists == ()
        assert "No delegates were elected on lists yet." in page()
        assert "No body of delegates sits here." in page(BOLTS)


def test_a_by_election_of_one_seat_does_not_stand_for_the_whole_delegation(on_lists):
    elect_on_lists(on_lists, BOLTS, red=3)
    before = delegations_to(DISTRICT, COUNCIL, "")
    on_lists.say(Resign(mandate=Mandate.objects.get(holder=1, seat__body=COUNCIL).pk), 1)
    poll = call_election(on_lists, by=7, unit=BOLTS, for_unit=DISTRICT, body=COUNCIL)
    blue = propose(on_lists, poll, BLUE, 10, by=7)
    accept(on_lists, poll, 10)
    poll = open_poll(on_lists, poll)
    vote_lists(on_lists, poll, dict.fromkeys((1, 7, 10), blue))
    assert close_poll(on_lists, poll).state == "counted"
    assert delegations_to(DISTRICT, COUNCIL, "") == before


def test_who_elects_after_new_statutes_stands_in_the_same_count(on_lists):
    elect_on_lists(on_lists, BOLTS, red=3)
    amend(on_lists, BY_MAJORITY)
    poll = elect_on_lists(on_lists, NAILS, red=1)
    assert poll.method == "dhondt"
    assert [(one.votes, one.seats) for one in delegations_to(DISTRICT, COUNCIL, "").lists] == [(4, 2), (4, 2)]


def test_the_page_says_which_rule_is_kept_for_all_and_until_when(db, empty_replay, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    works = found_works(datetime.now(UTC) - timedelta(days=60), text=ON_LISTS)
    elect_on_lists(works, BOLTS, red=3)
    assert "New statutes say otherwise" not in page()
    begun = Poll.objects.get().result.closed
    amend(works, BY_MAJORITY)
    said = page()
    until = begun + timedelta(days=366) / 2
    assert "New statutes say otherwise" in said and f"{until.day} {until:%B %Y}" in said
    assert "lists, d'Hondt" in said
