"""A whole meeting, run only through the forms of its pages: opened, counted, debated, amended, voted on, closed."""

from __future__ import annotations

import pytest

from floor.meetings.models import Motion
from floor.site.tests.visiting import signed_in, text_of
from tests.world import CHAIR, assert_the_book_rebuilds

from .pages_in_the_room import (
    MOVER,
    SECONDER,
    THIRD_SPEAKER,
    called_for_now,
    done,
    move_by_page,
    once_of,
    open_by_pages,
    press,
    said,
)

pytestmark = pytest.mark.django_db


def test_a_meeting_is_run_from_opening_to_close_by_its_pages_alone(empty_replay):
    _world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    table, room = f"/meetings/{meeting.pk}/chair/", f"/meetings/{meeting.pk}/room/"
    assert meeting.present == 10 and meeting.entitled == 12

    speakers = [signed_in(one) for one in (MOVER, SECONDER, THIRD_SPEAKER)]
    for client, side in zip(speakers, ("for", "for", "against"), strict=True):
        done(press(client, room, "ask", side=side))
    assert "place 1" in text_of(speakers[0].get(room))
    order = []
    for _ in speakers:
        done(press(chair, table, "call"))
        order.append(meeting.speeches.filter(ended=None).exclude(began=None).get())
        done(press(chair, table, "end the speech"))
    assert [one.side for one in order] == ["for", "against", "for"], (
        "sides alternate, whatever the order in which they asked"
    )

    motion = move_by_page(speakers[0], meeting, text="The canteen opens at six and closes at ten.")
    done(press(speakers[1], room, "second", about=motion.pk))
    page = f"/motions/{motion.pk}/amend/"
    fields = {"old": "at six", "new": "at five", "title": "An hour earlier", "once": once_of(speakers[2].get(page))}
    done(speakers[2].post(page, fields))
    amendment = Motion.objects.latest("pk")
    done(press(speakers[0], room, "second", about=amendment.pk))

    assert f"Motion {amendment.pk}" in text_of(chair.get(table)), "the amendment is put before the motion"
    done(press(chair, table, "put", about=amendment.pk))
    assert "Raise your hand" in text_of(speakers[0].get(room))
    done(press(chair, table, "enter the hands", for_0=6, against_0=3, abstaining_0=1))
    done(press(chair, table, "put", about=motion.pk))
    done(press(chair, table, "enter the hands", for_0=8, against_0=1, abstaining_0=1))
    motion.refresh_from_db()
    assert motion.state == "carried"
    told = text_of(chair.get(f"/motions/{motion.pk}/"))
    assert "The canteen opens at five and closes at ten." in told and "10 were present" in told

    done(press(chair, table, "take up"))
    done(press(chair, table, "close"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.how_closed) == ("closed", "agenda done")
    assert "This meeting is over" in text_of(speakers[0].get(room))
    assert not meeting.speeches.exclude(who=None).exists(), "who spoke is forgotten"
    assert_the_book_rebuilds()


def test_two_devices_of_the_chair_do_nothing_twice(empty_replay):
    _world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    table = f"/meetings/{meeting.pk}/chair/"
    motion = move_by_page(signed_in(MOVER), meeting)
    done(press(signed_in(SECONDER), f"/meetings/{meeting.pk}/room/", "second", about=motion.pk))
    other = signed_in(CHAIR)
    first, second = (form_on(client, table, "put") for client in (chair, other))
    done(chair.post(table, first))
    late = other.post(table, second)
    assert late.status_code == 409 and "Nothing was done now" in said(late), said(late)
    again = chair.post(table, first)
    assert again.status_code == 302, "a double click leads on as if it had come once"
    motion.refresh_from_db()
    assert motion.meeting.motions.filter(state="put").count() == 1


def form_on(client, table, do):
    from .pages_in_the_room import form_with

    return form_with(client.get(table).content.decode(), do)
