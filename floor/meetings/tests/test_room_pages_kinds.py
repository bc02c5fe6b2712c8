"""The pages in the room for meetings of every kind: delegates, on phones, joint, in recess, without a body, with alternatives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from floor.meetings.doors import come_in
from floor.meetings.models import Meeting, Motion, Presence, SeatTaken
from floor.polls.models import Poll
from floor.site.tests.visiting import signed_in, text_of
from tests.motions import move, procedural
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAILS, SECRETARY, TELLERS

from .pages_in_the_room import MOVER, SECONDER, called_for_now, done, open_by_pages, press, said

pytestmark = pytest.mark.django_db


def at(meeting: Meeting, page: str) -> str:
    return f"/meetings/{meeting.pk}/{page}/"


def test_a_delegate_takes_their_seat_by_phone_and_others_have_no_such_button(empty_replay):
    _world, meeting = called_for_now(15, unit=DISTRICT, body="district congress", by=8, starts=datetime.now(UTC) - timedelta(minutes=20))  # fmt: skip
    delegate, member = signed_in(5), signed_in(10)
    done(press(delegate, at(meeting, "chair"), "open"))
    assert "Take my seat" in text_of(delegate.get(at(meeting, "room")))
    done(press(delegate, at(meeting, "room"), "take my seat"))
    assert "you are in" in text_of(delegate.get(at(meeting, "room")))
    assert "Take my seat" not in text_of(member.get(at(meeting, "room")))
    refused = member.post(at(meeting, "room"), {"do": "take my seat", "once": "x" * 24})
    assert refused.status_code == 409 and "You hold no seat" in said(refused)
    done(press(delegate, at(meeting, "room"), "leave my seat"))
    assert not SeatTaken.objects.filter(meeting=meeting, left=None).exists()


def test_where_a_meeting_is_held_on_phones_too_one_comes_in_from_anywhere(empty_replay):
    _world, meeting = called_for_now(online=True)
    done(press(signed_in(SECRETARY), at(meeting, "chair"), "open"))
    client = signed_in(MOVER)
    done(press(client, at(meeting, "room"), "come in"))
    assert Presence.objects.filter(meeting=meeting.pk, member=MOVER).exists()
    done(press(client, at(meeting, "room"), "leave"))
    assert not Presence.objects.filter(meeting=meeting.pk, member=MOVER).exists()


def test_a_recess_is_put_first_and_cannot_be_cut_short(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    procedural(world, meeting, "recess", minutes=10)
    done(press(chair, at(meeting, "chair"), "put"))
    done(press(chair, at(meeting, "chair"), "enter the hands", for_0=8, against_0=1, abstaining_0=1))
    meeting.refresh_from_db()
    assert meeting.state == "paused"
    assert "It goes on when the time it voted is over" in text_of(chair.get(at(meeting, "chair")))
    assert "In recess" in text_of(Client().get(at(meeting, "projector")))
    early = chair.post(at(meeting, "chair"), {"do": "go on", "once": "x" * 24})
    assert early.status_code == 409 and "people rely on it" in said(early)
    assert signed_in(MOVER).get(at(meeting, "room")).status_code == 200


def test_of_alternatives_one_is_chosen_by_hands_and_then_put_alone(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    first = move(world, meeting, "We open at six", by=MOVER)
    second = move(world, meeting, "We open at seven", by=SECONDER, instead_of=first.pk)
    done(press(chair, at(meeting, "chair"), "put", about=first.pk))
    assert "We vote now" in text_of(Client().get(at(meeting, "projector")))
    assert "Which of the motions" in text_of(chair.get(at(meeting, "chair")))
    done(press(chair, at(meeting, "chair"), "enter the hands", for_0=3, for_1=6))
    second.refresh_from_db()
    assert (second.state, second.kind) == ("open", "main")
    assert f"Motion {second.pk}" in text_of(chair.get(at(meeting, "chair")))
    wall = text_of(Client().get(at(meeting, "projector")))
    assert "Which of the motions" in wall and "We open at seven 6" in wall and "We open at six 3" in wall
    assert "another was chosen" in text_of(Client().get(f"/motions/{first.pk}/"))


def test_units_that_sit_together_are_counted_each_for_itself(empty_replay):
    _world, meeting = called_for_now(unit=BOLTS, body="shop meeting", with_units=[NAILS])
    opener = signed_in(SECRETARY)
    done(press(opener, at(meeting, "chair"), "open"))
    tellers = ", ".join(map(str, TELLERS))
    fields = {f"unit_{BOLTS}": 3, f"unit_{NAILS}": 3, "guests": 0, "consultative": 0, "tellers": tellers}
    refused = press(opener, at(meeting, "chair"), "count", **fields | {f"unit_{BOLTS}": 99})
    assert refused.status_code == 409 and "can" in said(refused)
    answer = press(opener, at(meeting, "chair"), "count", **fields)
    done(answer)
    meeting.refresh_from_db()
    assert meeting.present == 6
    for page in ("room", "projector", "chair", "teller", "door"):
        assert opener.get(at(meeting, page)).status_code == 200, page


def test_a_mass_meeting_has_a_wall_a_list_and_nothing_to_vote_on(empty_replay):
    _world, meeting = called_for_now(body="", title="Rally at the gate")
    opener = signed_in(SECRETARY)
    done(press(opener, at(meeting, "chair"), "open"))
    come_in(meeting.pk, MOVER)
    done(press(opener, at(meeting, "chair"), "take up"))
    done(press(signed_in(MOVER), at(meeting, "room"), "ask"))
    done(press(opener, at(meeting, "chair"), "call"))
    assert "has the floor" in text_of(Client().get(at(meeting, "projector")))
    refused = signed_in(MOVER).get(f"{at(meeting, 'procedure')}?what=close+debate")
    assert refused.status_code == 200


def test_without_a_quorum_the_chair_is_told_so_and_nothing_is_put(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    motion = move(world, meeting, by=MOVER)
    tellers = ", ".join(map(str, [TELLERS[0], 4]))
    done(press(chair, at(meeting, "chair"), "count", present=3, tellers=tellers))
    told = text_of(chair.get(at(meeting, "chair")))
    assert "There is no quorum: nothing can be decided" in told
    refused = chair.post(at(meeting, "chair"), {"do": "put", "about": motion.pk, "minutes": 5, "ballot": "", "text": motion.text, "once": "x" * 24})  # fmt: skip
    assert refused.status_code == 409 and "no quorum" in said(refused) and "R4" in text_of(refused)
    assert not Poll.objects.filter(meeting=meeting.pk).exists()


def test_papers_are_counted_by_the_chair_when_their_time_is_over(empty_replay, monkeypatch):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    move(world, meeting, by=MOVER)
    done(press(chair, at(meeting, "chair"), "put", ballot="secret", minutes=2))
    assert "Papers are being handed in" in text_of(chair.get(at(meeting, "chair")))
    early = chair.post(at(meeting, "chair"), {"do": "count the papers", "once": "x" * 24})
    done(early)
    assert Poll.objects.get(meeting=meeting.pk).state == "open", "before its time nothing is counted"
    from floor.book import doing

    later = doing.now() + timedelta(minutes=3)
    for name in ("floor.site.standing.now", "floor.meetings.deciding.doors.now", "floor.book.doing.now"):
        monkeypatch.setattr(name, lambda: later)
    done(press(chair, at(meeting, "chair"), "count the papers"))
    assert Poll.objects.get(meeting=meeting.pk).state != "open"
    assert Motion.objects.get().state in ("lost", "failed", "tied")


def test_before_it_opens_members_read_the_hour_and_cannot_speak(empty_replay):
    _world, meeting = called_for_now(starts=datetime.now(UTC) + timedelta(hours=2))
    client = signed_in(MOVER)
    assert "It is called for" in text_of(client.get(at(meeting, "room")))
    assert "It can be opened at its time" in text_of(signed_in(SECRETARY).get(at(meeting, "chair")))
    early = signed_in(SECRETARY).post(at(meeting, "chair"), {"do": "open", "once": "x" * 24})
    assert early.status_code == 409 and "was called for" in said(early)
    refused = client.post(at(meeting, "room"), {"do": "ask", "once": "y" * 24})
    assert refused.status_code == 409 and "has not been opened yet" in said(refused)


def test_nobody_but_its_caller_opens_it_at_once(empty_replay):
    _world, meeting = called_for_now()
    refused = press(signed_in(CHAIR), at(meeting, "chair"), "open")
    assert refused.status_code == 409 and "R10" in text_of(refused)
    assert meeting.unit_id == FACTORY
