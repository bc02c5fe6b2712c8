"""What a result page says of a poll that chose an option, and of one that decided nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from floor.count.reading import read_urn
from floor.polls.models import Poll
from floor.site.tests.visiting import text_of
from tests.polling import answer, call_election, close_poll, open_poll, put_question, stand, vote

from .polls_of_today import called, works_with

pytestmark = pytest.mark.django_db


def says(page: str) -> str:
    return text_of(Client().get(page))


def chosen_among_three() -> Poll:
    works = works_with()
    works.now = called(works, 30).opens
    poll = open_poll(works, put_question(works, parts=["six", "seven", "eight"], method="plurality", ballot="secret"))
    answer(works, poll, {1: [1], 2: [1], 3: [2], 4: [3], 5: [1], 6: [3]})
    return close_poll(works, poll)


def test_a_majority_nobody_asks_for_is_not_said_to_stand_in_the_way(open_site):
    page = says(f"/polls/{chosen_among_three().pk}/result/")
    assert "Chosen: six" in page
    assert "not asked for here" in page and "not met" not in page


def test_the_papers_of_a_choice_between_options_are_counted_again_like_any(open_site):
    poll = chosen_among_three()
    page = says(f"/polls/{poll.pk}/count/")
    assert "floor count papers.csv --method plurality" in page and "the first choice is the list" not in page.lower()
    urn = read_urn(Client().get(f"/polls/{poll.pk}/papers.csv").content)
    assert urn.names == ("option 1", "option 2", "option 3") and urn.papers.total == 6


def test_without_a_quorum_nobody_is_said_to_be_elected(open_site):
    works = works_with()
    poll = call_election(works)
    stand(works, poll, 5)
    poll = open_poll(works, poll)
    vote(works, poll, {1: [5], 2: [5]})
    poll = close_poll(works, poll)
    assert poll.state == "failed"
    page = says(f"/polls/{poll.pk}/result/")
    assert "too few took part" in page and "elected" not in page.split("What the statutes ask")[0]
