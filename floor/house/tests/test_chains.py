"""Whose power is this: the chain of every seat goes down to the members, in a bounded number of questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from floor.house.acts.mandates import Resign
from floor.house.acts.members import EnterMembers
from floor.house.acts.units import EnterUnits, NewUnit
from floor.house.chains import chain_of, place_of, taking_back
from floor.house.models import Mandate, Member, Result, Seat, Unit
from floor.house.reading import House
from floor.house.storeys import storeys_of
from floor.site.tests.visiting import text_of
from tests.world import DISTRICT, FACTORY, SECRETARY, THIRD


def mandate(holder: int, body: str, office: str = "") -> Mandate:
    return Mandate.objects.select_related("seat", "result__unit").get(
        holder=holder, seat__body=body, seat__office=office, ended=None
    )


def test_a_seat_elected_by_the_general_meeting_rests_on_its_members(today):
    chain = chain_of(mandate(1, "factory committee"))
    assert chain.reaches_members
    assert [step.holders for step in chain.steps] == [1]
    assert (chain.members, chain.took_part, chain.votes) == (12, 10, 9)


def test_an_office_rests_on_the_seats_of_its_body_and_they_on_the_members(today):
    chain = chain_of(mandate(1, "factory committee", "chair"))
    assert [(step.holders, step.asked[0].electors, step.asked[0].everyone) for step in chain.steps] == [
        (1, "factory committee", False), (3, "general meeting", True),
    ]  # fmt: skip
    assert (chain.members, chain.took_part, chain.votes) == (12, 10, 3)


def test_a_seat_of_the_district_goes_down_two_storeys(today):
    chain = chain_of(mandate(8, "district committee"))
    assert [(step.holders, step.asked[0].electors) for step in chain.steps] == [
        (1, "district congress"),
        (3, "general meeting"),
    ]
    assert chain.members == 12


def test_the_electorate_is_the_one_of_that_day_and_not_of_today(today):
    """Delegates who have all gone since still stand in the chain; their successors do not."""
    for holder in (5, 6, 7):
        today.say(Resign(mandate=mandate(holder, "district congress").pk), holder)
    today.elect(
        unit=FACTORY,
        for_unit=DISTRICT,
        body="district congress",
        votes={9: 8, 10: 8, 2: 8},
        elected=[9, 10, 2],
        closed=today.now,
    )
    chain = chain_of(mandate(8, "district committee"))
    assert chain.steps[1].holders == 3
    assert chain.reaches_members and chain.members == 12
    assert chain.steps[1].asked[0].last < today.now - timedelta(days=10)


def test_where_the_book_does_not_say_further_the_chain_says_so(today):
    """No act can make such a result; a damaged table can, and the page must not pretend."""
    from floor.book.protected import acting

    with acting("a test damages the tables"):
        Result.objects.filter(for_body="district congress").update(electors="a circle of friends")
    chain = chain_of(mandate(8, "district committee"))
    assert not chain.reaches_members
    assert storeys_of(chain).storeys[-1].kind == "unknown"


def test_a_circle_of_electors_does_not_turn_for_ever(today):
    from floor.book.protected import acting

    with acting("a test damages the tables"):
        Result.objects.filter(for_body="district congress").update(electors="district congress", unit=DISTRICT)
        Mandate.objects.filter(seat__body="district congress").update(starts="2020-01-01T00:00:00Z")
    assert not chain_of(mandate(8, "district committee")).reaches_members


def test_recall_in_numbers_of_today(today):
    house = House(today.now)
    back = taking_back(mandate(1, "factory committee"), house.law, house.at)
    assert (back.electors, back.electorate, back.signatures) == ("general meeting", 12, 3)
    back = taking_back(mandate(8, "district committee"), house.law, house.at)
    assert (back.electors, back.electorate, back.signatures) == ("district congress", 3, 1)
    today.say(Resign(mandate=mandate(5, "district congress").pk), 5)
    assert taking_back(mandate(8, "district committee"), house.law, today.now).electorate == 2


def test_a_vacant_seat_says_since_when_and_who_fills_it(today, anonymous):
    held = mandate(THIRD, "factory committee")
    today.say(Resign(mandate=held.pk), THIRD)
    place = place_of(Seat.objects.get(pk=held.seat_id), House(today.now).law, today.now)
    assert place.mandate is None and place.last.pk == held.pk
    page = text_of(anonymous.get(f"/seats/{held.seat_id}/power/"))
    assert "Nobody holds this seat" in page and "resigned" in page and "filled by the general meeting" in page


def test_the_page_tells_the_chain_in_words_and_in_a_picture(today, anonymous):
    held = mandate(8, "district committee")
    answer = anonymous.get(f"/seats/{held.seat_id}/power/")
    page, html = text_of(answer), answer.content.decode()
    assert "by the district congress of Rogozhsky district: 3 votes, 3 present of 3 entitled" in page
    assert "3 mandates in the district congress" in page and "10 present of 12 entitled" in page
    assert "It rests on 12 members, of whom 10 took part. They can take it back." in page
    assert "Today 1 signature forces the poll: 3 people are in its electorate now" in page
    assert html.count('class="storey') == 3 and "<title id=" in html and "<desc id=" in html


@pytest.mark.parametrize("shops", [3, 60])
def test_a_level_costs_at_most_three_questions_however_many_stand_on_it(today, shops):
    """A congress of many delegates from many units costs as much as a small one."""
    first = Unit.next_id()
    today.say(
        EnterUnits(
            under=FACTORY,
            first=first,
            units=[NewUnit(level="shop", title=f"Shop {at}", parent=FACTORY) for at in range(shops)],
        ),
        SECRETARY,
    )
    people = Member.next_id()
    rows = [(first + at, 4) for at in range(shops)]
    today.say(
        EnterMembers(under=FACTORY, first=people, units=rows, people=[None] * (4 * shops), confirmed=True), SECRETARY
    )
    entitled = 12 + 4 * shops
    votes = {people + at: entitled - 20 for at in range(min(shops, 60))}
    today.elect(
        unit=FACTORY,
        for_unit=DISTRICT,
        body="district congress",
        votes=votes,
        entitled=entitled,
        present=entitled,
        cast=entitled,
        closed=today.now,
    )
    chain_of(mandate(8, "district committee"))
    with CaptureQueriesContext(connection) as queries:
        chain = chain_of(mandate(8, "district committee"))
    assert len(queries) <= 2 + 3 * len(chain.steps)
    assert chain.reaches_members


def test_the_storeys_fit_the_sheet_and_carry_every_figure(today):
    picture = storeys_of(chain_of(mandate(8, "district committee")))
    assert [storey.people for storey in picture.storeys] == [1, 3, 12]
    assert [storey.kind for storey in picture.storeys] == ["top", "", "ground"]
    for storey in picture.storeys:
        assert storey.x >= 0 and storey.x + storey.width <= picture.width
        assert storey.y + storey.height <= picture.height
    widths = [storey.width for storey in picture.storeys]
    assert widths == sorted(widths)
