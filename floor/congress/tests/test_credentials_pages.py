"""The page of credentials: in all, by delegation, on the wall; by name to members alone (M51, R17)."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.book.protected import acting
from floor.congress.models import ApportionedSeats
from floor.congress.showing.bars import bars_of
from floor.congress.showing.credentials import full_credentials
from floor.house.acts.mandates import Resign
from floor.house.models import Seat, Unit, UnitName
from floor.meetings.doors import come_in, count_cards
from floor.meetings.showing.credentials import Delegation
from floor.meetings.tests.pages_in_the_room import press
from floor.site.tests.visiting import signed_in, text_of
from tests.congress import CONGRESS, mandate_of
from tests.meeting import call_meeting
from tests.world import DISTRICT, FACTORY, NAMES, SECRETARY, THIRD

from .congress_of_today import congress_of_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def congress(db, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    world, world.meeting = congress_of_today()
    return world


def read(address: str, client: Client | None = None, queries: int = 20) -> str:
    with CaptureQueriesContext(connection) as asked:
        answer = (client or Client()).get(address)
    assert answer.status_code == 200 and len(asked) < queries, (address, len(asked))
    return text_of(answer)


def test_the_page_says_how_many_sit_how_many_came_and_by_which_cut_off(congress):
    address = f"/meetings/{congress.meeting.pk}/credentials/"
    said = read(address)
    assert "3 delegates hold a mandate for 3 seats; 2 came." in said
    assert "Hammer and Sickle 12 3 3 0 2 full" in said, "members at the cut-off, seats, mandates, substitutes, came"
    assert "1 per 4 members" in said and "district committee, factory committee; 4 people sit there" in said
    assert f'href="{address}"' in Client().get(f"/meetings/{congress.meeting.pk}/").content.decode()


def test_a_vacant_seat_is_told_with_its_reason_and_its_day(congress):
    congress.say(Resign(mandate=mandate_of(6).pk), 6)
    said = read(f"/meetings/{congress.meeting.pk}/credentials/")
    assert "1 vacant" in said and "Resigned 1" in said and "2 delegates hold a mandate for 3 seats" in said
    said = read(f"/meetings/{congress.meeting.pk}/credentials/?unit={FACTORY}")
    assert "2 of 3 seats are held. 2 came." in said and "vacant Resigned," in said


def test_a_delegation_is_told_by_name_to_members_and_by_number_to_everyone_else(congress):
    address = f"/meetings/{congress.meeting.pk}/credentials/?unit={FACTORY}"
    stranger = read(address)
    assert "Member 5 came" in stranger and "Member 7 did not come" in stranger
    assert not [name for name in NAMES if name in stranger]
    assert f"{NAMES[4]} Test came" in read(address, signed_in(SECRETARY))
    assert f'href="/mandates/{mandate_of(5).pk}/"' in Client().get(address).content.decode()


def test_consultative_voices_are_counted_apart(congress):
    come_in(congress.meeting.pk, THIRD, "consultative", at=congress.now)
    count_cards(congress.meeting.pk, at=congress.now)
    assert "In the room with a consultative voice: 1." in read(f"/meetings/{congress.meeting.pk}/credentials/")


def test_the_page_of_the_body_says_who_has_a_voice_there(congress):
    said = read(f"/units/{DISTRICT}/bodies/district-congress/")
    assert "Who sits in the district committee or factory committee may come and speak, without a vote." in said


def test_who_has_a_voice_by_the_statutes_comes_in_by_a_button(congress):
    third, page = signed_in(THIRD), f"/meetings/{congress.meeting.pk}/room/"
    assert press(third, page, "come with a voice").status_code == 302
    assert "with a consultative voice" in text_of(third.get(page))
    assert "Delegates take their seats here" in text_of(signed_in(10).get(page)), "to others nothing is offered"


def test_on_the_wall_stand_the_figures_and_no_name(congress):
    said = read(f"/meetings/{congress.meeting.pk}/credentials/?projector", signed_in(SECRETARY))
    assert "came 2, mandates 3, seats 3" in said
    assert not [name for name in NAMES if name in said]


@pytest.mark.parametrize(
    "address",
    ["/meetings/99/credentials/", "/meetings/{general}/credentials/", "/meetings/{here}/credentials/?unit=99"],
)
def test_where_nobody_is_sent_there_are_no_credentials(congress, address):
    general = call_meeting(congress)
    assert Client().get(address.format(general=general.pk, here=congress.meeting.pk)).status_code == 404


def test_seats_that_were_never_elected_are_vacant_by_the_cut_off(congress):
    with acting("a test of a delegation that is not full"):
        ApportionedSeats.objects.update(seats=5)
    found = full_credentials(congress.meeting, congress.now)
    assert (found.whole.seats, found.whole.vacant, found.vacant) == (5, 2, {"": 2})
    assert "2 further seats were given to it" in read(f"/meetings/{congress.meeting.pk}/credentials/?unit={FACTORY}")


def test_delegations_go_on_by_fifties(congress):
    with acting("a test that needs many delegations"):
        for n in range(100, 160):
            unit = Unit.objects.create(
                id=n, level="factory", parent_id=DISTRICT, path=f"/1/{n}/", opened=congress.now, members_below=8
            )
            UnitName.objects.create(id=n, unit=unit, name=f"Works {n}", since=congress.now)
            Seat.objects.create(id=n + 1000, unit_id=DISTRICT, body=CONGRESS, sent_by=unit, number=1)
    said = read(f"/meetings/{congress.meeting.pk}/credentials/")
    assert "Works 148" in said and "Works 149" not in said and "Further delegations" in said
    said = read(f"/meetings/{congress.meeting.pk}/credentials/?after=148")
    assert "Works 149" in said and "Works 159" in said and "Works 148" not in said
    assert "and 37 more" in read(f"/meetings/{congress.meeting.pk}/credentials/?projector")


def test_bars_are_drawn_on_one_scale():
    small, large = bars_of([Delegation(2, 5, 4, 1), Delegation(3, 10, 10, 10)], {})
    assert (small.seats, small.mandates, small.came) == (50, 40, 10) and large.seats == 100
    assert bars_of([Delegation(2, 0, 0, 0)], {})[0].seats == 0


def test_the_noticeboard_tells_who_will_sit_and_who_is_missing(congress):
    said = read(f"/units/{DISTRICT}/board/", queries=24)
    assert "Credentials: The spring congress" in said and "3 of 3 seats are held, in 1 delegation" in said
    assert "Seats shared out by the register of" in said and "1 per 4 members" in said
    congress.say(Resign(mandate=mandate_of(7).pk), 7)
    cache.clear()
    said = read(f"/units/{DISTRICT}/board/", queries=24)
    assert "2 of 3 seats are held" in said and "1 delegation is under strength" in said
