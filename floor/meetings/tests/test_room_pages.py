"""Each page in the room: who may see it, what it says, what it refuses with its article, and at what cost."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.meetings.deciding.doors import put_to_the_vote
from floor.meetings.doors import come_in
from floor.meetings.models import Meeting, Motion, Presence, Speech
from floor.meetings.speakers.asking import ask_to_speak
from floor.polls.models import Poll
from floor.site.tests.visiting import card_of, signed_in, text_of
from tests.motions import amend, move, procedural
from tests.world import CHAIR, NAMES, SECRETARY, TELLERS

from .pages_in_the_room import (
    HERE,
    MOVER,
    SECONDER,
    THIRD_SPEAKER,
    called_for_now,
    done,
    form_with,
    move_by_page,
    once_of,
    open_by_pages,
    press,
    said,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19
TABLE, ROOM, DOOR, COUNT, WALL = "chair", "room", "door", "teller", "projector"


@pytest.fixture
def running(empty_replay):
    """A meeting at its first item, with a motion, an amendment, people waiting and one who has the floor."""
    world, meeting = called_for_now()
    open_by_pages(meeting)
    motion = move(world, meeting, words="The canteen opens at six.\n\nIt closes at ten.", by=MOVER)
    amend(world, motion, "at six", "at five", by=SECONDER)
    procedural(world, meeting, "recess", minutes=10, seconded=False)
    for member, side in ((MOVER, "for"), (SECONDER, "against"), (THIRD_SPEAKER, "neither")):
        ask_to_speak(meeting.pk, member, side=side)
    ask_to_speak(meeting.pk, 7, kind="point of order")
    press(signed_in(CHAIR), at(meeting, TABLE), "call")
    meeting.refresh_from_db()
    return meeting


def at(meeting: Meeting, page: str) -> str:
    return f"/meetings/{meeting.pk}/{page}/"


def cost_of(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        found = client.get(page)
    assert found.status_code == 200, page
    return len(queries)


# ---- Who sees what ---------------------------------------------------------------------------------------------------


def test_strangers_see_the_wall_and_motions_without_a_name_and_are_led_to_the_door_elsewhere(running):
    for page in (at(running, WALL), at(running, "now"), *(f"/motions/{one}/" for one in Motion.objects.values_list("pk", flat=True))):  # fmt: skip
        found = Client().get(page)
        assert found.status_code == 200, page
        assert [name for name in NAMES if name in text_of(found)] == [], page
    for page in (ROOM, TABLE, DOOR, COUNT, "door/code", "move", "procedure"):
        assert Client().get(at(running, page)).status_code == 302, page


def test_the_pages_of_the_table_are_for_those_who_sit_at_it(running):
    for page in (TABLE, DOOR, COUNT, "door/code"):
        refused = signed_in(THIRD_SPEAKER).get(at(running, page))
        assert refused.status_code == 403, page
        assert "general meeting" in text_of(refused), "the sentence names the article"
        assert signed_in(CHAIR).get(at(running, page)).status_code == 200, page
    assert signed_in(TELLERS[0]).get(at(running, COUNT)).status_code == 200
    assert signed_in(TELLERS[0]).get(at(running, TABLE)).status_code == 403


def test_a_member_who_has_not_come_in_reads_the_room_and_has_no_button_to_speak(running):
    page = signed_in(TELLERS[0]).get(at(running, ROOM))
    assert "you have not come in yet" in text_of(page)
    assert "Speak for" not in text_of(page)
    assert signed_in(MOVER).get(at(running, ROOM)).status_code == 200


def test_no_page_of_the_room_names_anybody_who_speaks_or_waits(running):
    for page in (ROOM, TABLE, COUNT, DOOR, WALL):
        told = text_of(signed_in(CHAIR).get(at(running, page)))
        # Her own name stands at the head of her own page.
        assert [name for name in NAMES if name in told and name != NAMES[CHAIR - 1]] == [], page


def test_pages_ask_a_bounded_number_of_queries(running):
    costs = {}
    for page in (ROOM, TABLE, COUNT, DOOR, WALL, "now", "move", "procedure", "door/code"):
        costs[page] = cost_of(signed_in(CHAIR), at(running, page))
    for motion in Motion.objects.all():
        costs[f"motion {motion.pk}"] = cost_of(signed_in(MOVER), f"/motions/{motion.pk}/")
    assert {page: cost for page, cost in costs.items() if cost > MOST_QUERIES} == {}, costs


def test_the_pages_cost_no_more_with_forty_motions_and_sixty_people_waiting(running):
    before = {page: cost_of(signed_in(CHAIR), at(running, page)) for page in (ROOM, TABLE, WALL)}
    chair = signed_in(CHAIR)
    for number in range(20):
        move_by_page(
            signed_in(MOVER) if number % 2 else signed_in(SECONDER), running, title=f"Motion about matter {number}"
        )
        done(press(chair, at(running, TABLE), "note a hand", kind="speech", side="for"))
    after = {page: cost_of(signed_in(CHAIR), at(running, page)) for page in (ROOM, TABLE, WALL)}
    assert after == before


# ---- The member's phone ----------------------------------------------------------------------------------------------


def test_a_phone_needs_no_script_and_asks_again_by_itself(running):
    client = signed_in(MOVER)
    page = client.get(at(running, ROOM))
    assert page["Refresh"] == f"15; url={at(running, ROOM)}"
    assert "<script" not in page.content.decode()


def test_who_reads_slowly_holds_the_page_still_and_lets_it_go_again(running):
    client = signed_in(MOVER)
    tag = client.get(at(running, ROOM))["ETag"]
    done(client.get(f"{at(running, ROOM)}?still=yes"))
    held = client.get(at(running, ROOM), HTTP_IF_NONE_MATCH=tag)
    assert held.status_code == 200 and "Refresh" not in held
    done(client.get(f"{at(running, ROOM)}?still=no"))
    assert "Refresh" in client.get(at(running, ROOM))


def test_one_finger_twice_has_one_place_on_the_list(running):
    client = signed_in(4)
    form = form_with(client.get(at(running, ROOM)).content.decode(), "ask")
    for _ in range(2):
        done(client.post(at(running, ROOM), form))
    assert Speech.objects.filter(meeting=running, who=4).count() == 1


def test_who_is_not_in_the_room_asks_in_vain_and_is_told_the_article(running):
    client = signed_in(TELLERS[0])
    refused = client.post(at(running, ROOM), {"do": "ask", "once": "x" * 24})
    assert refused.status_code == 409
    assert "Come in first" in said(refused) and "general meeting" in said(refused)


def test_nobody_comes_in_from_home_without_the_code_at_the_door(running):
    client = signed_in(TELLERS[0])
    refused = client.post(at(running, ROOM), {"do": "come in", "once": "x" * 24})
    assert refused.status_code == 409 and "scan the code" in said(refused)
    forged = client.post(at(running, ROOM), {"do": "come in", "once": "y" * 24, "door": f"{running.pk}:forged:code"})
    assert forged.status_code == 409
    assert not Presence.objects.filter(meeting=running.pk, member=TELLERS[0]).exists()


def test_the_code_at_the_door_lets_a_member_in_and_is_good_for_this_meeting_alone(running):
    from floor.meetings.pages.door_codes import new_door_code

    client = signed_in(TELLERS[0])
    other = client.get(f"{at(running, ROOM)}?door={new_door_code(running.pk + 1)}")
    assert "has changed since" in text_of(other)
    code = new_door_code(running.pk)
    page = client.get(f"{at(running, ROOM)}?door={code}")
    form = form_with(page.content.decode(), "come in")
    assert form["door"] == code
    done(client.post(at(running, ROOM), form))
    assert "you are in" in text_of(client.get(at(running, ROOM)))


def test_a_button_that_the_page_does_not_have_is_refused(running):
    for page in (ROOM, TABLE, DOOR, COUNT):
        answer = signed_in(CHAIR).post(at(running, page), {"do": "declare it carried", "once": "x" * 24})
        assert answer.status_code == 422, page


def test_a_member_appeals_against_a_ruling_from_the_room(running):
    done(
        press(
            signed_in(CHAIR), at(running, TABLE), "rule", what="out of order", said="This is not the matter before us."
        )
    )
    done(press(signed_in(MOVER), at(running, ROOM), "appeal"))
    appeal = Motion.objects.get(procedure="appeal")
    assert appeal.state == "open"
    late = signed_in(SECONDER).post(at(running, ROOM), {"do": "appeal", "about": appeal.ruling_id, "once": "z" * 24})
    assert late.status_code == 409 and "asked about this ruling already" in said(late)


def test_how_the_meeting_goes_on_is_moved_in_two_steps_each_with_its_own_fields(running):
    client, page = signed_in(SECONDER), at(running, "procedure")
    assert "Close debate" in text_of(client.get(page))
    assert 'name="minutes"' not in client.get(f"{page}?what=close+debate").content.decode()
    form = f"{page}?what=limit+speaking+time"
    assert 'name="seconds"' in client.get(form).content.decode()
    assert client.post(form, {"once": once_of(client.get(form)), "seconds": ""}).status_code == 422
    short = client.post(form, {"once": once_of(client.get(form)), "seconds": 5})
    assert short.status_code == 422 and "greater than or equal to 30" in said(short)
    done(client.post(form, {"once": once_of(client.get(form)), "seconds": 120}))
    moved = Motion.objects.get(procedure="limit speaking time")
    assert moved.asks == {"seconds": 120}


def test_an_appeal_is_not_moved_as_a_procedure(running):
    page = signed_in(MOVER).get(f"{at(running, 'procedure')}?what=appeal")
    assert "Close debate" in text_of(page), "the list is shown instead"


def test_in_a_secret_vote_the_phone_leads_to_the_booth_at_a_bounded_cost(empty_replay):
    world, meeting = called_for_now()
    open_by_pages(meeting)
    motion = move(world, meeting, words="We open at six.", by=MOVER)
    poll = put_to_the_vote(motion.pk, CHAIR, ballot="secret")
    client = signed_in(SECONDER)
    assert f"/polls/{poll.pk}/vote/" in client.get(at(meeting, ROOM)).content.decode()
    assert cost_of(client, at(meeting, ROOM)) <= MOST_QUERIES
    outside = signed_in(TELLERS[0])
    Presence.objects.filter(meeting=meeting.pk, member=TELLERS[0]).delete()
    assert outside.get(at(meeting, ROOM)).status_code == 200


# ---- The chair -------------------------------------------------------------------------------------------------------


def test_a_point_of_order_is_offered_to_the_chair_first(running):
    page = text_of(signed_in(CHAIR).get(at(running, TABLE)))
    assert "Point of order" in page, "it was called before the others, by one press"


def test_more_hands_than_people_are_refused_with_the_figures_still_in_the_form(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    motion = move(world, meeting, by=MOVER)
    put_to_the_vote(motion.pk, CHAIR)
    refused = press(chair, at(meeting, TABLE), "enter the hands", for_0=11, against_0=3, abstaining_0=0)
    assert refused.status_code == 409, said(refused)
    assert re.search(r'name="for_0"[^>]*value="11"|value="11"[^>]*name="for_0"', refused.content.decode())
    assert Poll.objects.get(meeting=meeting.pk).state == "open"
    done(press(chair, at(meeting, TABLE), "enter the hands", for_0=7, against_0=3, abstaining_0=0))
    assert Poll.objects.get(meeting=meeting.pk).state == "counted"


def test_a_missing_figure_is_named_beside_its_field(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    put_to_the_vote(move(world, meeting, by=MOVER).pk, CHAIR)
    refused = press(chair, at(meeting, TABLE), "enter the hands", for_0=7, against_0="", abstaining_0=0)
    assert refused.status_code == 422
    assert "Against" in said(refused)


def test_the_chair_cannot_move_on_while_people_wait(running):
    chair = signed_in(CHAIR)
    item = running.items.get(place=2)
    refused = chair.post(at(running, TABLE), {"do": "take up", "about": item.pk, "once": "x" * 24})
    assert refused.status_code == 409
    assert "R6" in text_of(refused)


def test_a_ruling_without_a_reason_is_refused(running):
    refused = press(signed_in(CHAIR), at(running, TABLE), "rule", what="other", said="No.")
    assert refused.status_code == 422 and "With what reason" in said(refused)
    assert not running.rulings.exists()


def test_what_is_put_is_what_stood_on_the_chairs_page(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    motion = move(world, meeting, words="We open at six.", by=MOVER)
    form = form_with(chair.get(at(meeting, TABLE)).content.decode(), "put", motion.pk)
    assert form["text"] == motion.text, "the words that the chair has read go along"
    changed = form | {"text": "0" * 64}
    refused = chair.post(at(meeting, TABLE), changed)
    assert refused.status_code == 409 and "amended meanwhile" in said(refused)
    assert not Poll.objects.filter(meeting=meeting.pk).exists()


# ---- Tellers, door, wall ---------------------------------------------------------------------------------------------


def test_hands_counted_by_section_are_added_up_here(empty_replay):
    world, meeting = called_for_now()
    open_by_pages(meeting)
    motion = move(world, meeting, by=MOVER)
    poll = put_to_the_vote(motion.pk, CHAIR)
    teller = signed_in(TELLERS[0])
    done(press(teller, at(meeting, COUNT), "hands", for_1=3, against_1=1, for_2=4, against_2=1, abstaining_3=1))
    poll.refresh_from_db()
    part = poll.outcome["parts"][0]
    assert (part["for"], part["against"], part["abstaining"]) == (7, 2, 1)


def test_no_hands_at_all_are_no_count(empty_replay):
    world, meeting = called_for_now()
    open_by_pages(meeting)
    poll = put_to_the_vote(move(world, meeting, by=MOVER).pk, CHAIR)
    assert press(signed_in(TELLERS[0]), at(meeting, COUNT), "hands").status_code == 422
    poll.refresh_from_db()
    assert poll.state == "open"


def test_heads_are_added_up_by_section_and_not_above_the_register(running):
    teller = signed_in(TELLERS[0])
    done(press(teller, at(running, COUNT), "heads", heads_1=6, heads_2=5))
    running.refresh_from_db()
    assert (running.present, running.doors) == (11, "heads")
    refused = press(teller, at(running, COUNT), "heads", heads_1=9, heads_2=5)
    assert refused.status_code == 409 and "12 are entitled" in said(refused)


def test_the_door_lets_a_card_in_says_no_to_others_and_shows_no_name(running):
    page, keeper = at(running, DOOR), signed_in(SECRETARY)
    let_in = press(keeper, page, "in", card=str(card_of(TELLERS[0]).pk))
    told = text_of(keeper.get(done(let_in)["Location"]))
    assert "Come in" in told and "11" in told
    assert [name for name in NAMES if name in told] == [], "not even whose session it is"
    for card, why in (("999999", "no card with this number"), ("not a card", "no card with this number")):
        refused = press(keeper, page, "in", card=card)
        assert refused.status_code == 409 and why in said(refused), card


def test_the_door_reads_the_code_of_a_card_as_a_scanner_types_it(running):
    scanned = f"https://works.example/sign-in/?card={card_of(TELLERS[0]).pk}"
    done(press(signed_in(SECRETARY), at(running, DOOR), "in", card=scanned))
    assert Presence.objects.filter(meeting=running.pk, member=TELLERS[0], kind="entitled").exists()


def test_guests_come_in_only_when_the_meeting_lets_them_and_are_counted_apart(running):
    keeper, chair = signed_in(SECRETARY), signed_in(CHAIR)
    refused = keeper.post(at(running, DOOR), {"do": "guest in", "kind": "guest", "once": "x" * 24})
    assert refused.status_code == 409 and "has not let in guests" in said(refused)
    done(press(chair, at(running, TABLE), "decide on the doors", access="open", votes_for=8, against=1, abstaining=1))
    done(keeper.post(at(running, DOOR), {"do": "guest in", "kind": "guest", "once": "y" * 24}))
    assert Presence.objects.filter(meeting=running.pk, kind="guest").count() == 1
    assert Presence.objects.filter(meeting=running.pk, kind="entitled").count() == len(HERE)


def test_the_wall_reads_without_its_script_and_allows_no_other(running):
    page = Client().get(at(running, WALL))
    told = text_of(page)
    assert "has the floor" in told or "Point of order" in told
    assert re.search(r"\d:\d\d left, until \d\d:\d\d:\d\d", told)
    assert "script-src 'self'" in page["Content-Security-Policy"] and "unsafe" not in page["Content-Security-Policy"]
    assert page.content.decode().count("<script") == 1


def test_the_wall_shows_the_vote_and_then_its_result(empty_replay):
    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    motion = move(world, meeting, words="The canteen opens at six.", by=MOVER)
    assert "The canteen opens at six." in text_of(Client().get(at(meeting, WALL)))
    put_to_the_vote(motion.pk, CHAIR)
    assert "We vote now: raise your hands" in text_of(Client().get(at(meeting, "now")))
    done(press(chair, at(meeting, TABLE), "enter the hands", for_0=7, against_0=2, abstaining_0=1))
    told = text_of(Client().get(at(meeting, "now")))
    assert "carried" in told and "10 present of 12 entitled" in told


# ---- Asking again and again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [ROOM, "now"])
def test_who_asks_again_is_told_that_nothing_has_changed_until_something_has(running, page):
    cache.clear()
    client = signed_in(MOVER)
    # The clock of who speaks is new every few seconds: here nobody speaks.
    done(press(signed_in(CHAIR), at(running, TABLE), "end the speech"))
    for speech in Speech.objects.filter(meeting=running, ended=None).exclude(began=None):
        done(press(signed_in(CHAIR), at(running, TABLE), "end the speech", about=speech.pk))
    first = client.get(at(running, page))
    again = client.get(at(running, page), HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and not again.content
    done(press(signed_in(CHAIR), at(running, TABLE), "note a hand", kind="speech", side="for"))
    assert client.get(at(running, page), HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_a_phone_learns_at_once_that_its_owner_was_let_in(running):
    client = signed_in(TELLERS[0])
    first = client.get(at(running, ROOM))
    come_in(running.pk, TELLERS[0])
    assert client.get(at(running, ROOM), HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_nobody_is_served_the_page_of_another(running):
    first = signed_in(MOVER).get(at(running, ROOM))
    assert signed_in(SECONDER).get(at(running, ROOM), HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    assert "private" in first["Cache-Control"]


def test_being_told_that_nothing_has_changed_costs_next_to_nothing(running):
    client = Client()
    tag = client.get(at(running, "now"))["ETag"]
    client.get(at(running, "now"), HTTP_IF_NONE_MATCH=tag)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(at(running, "now"), HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert len(queries) <= 3, [one["sql"][:80] for one in queries]


# ---- Motions ---------------------------------------------------------------------------------------------------------


def test_an_amendment_is_shown_as_a_redline(running):
    amendment = Motion.objects.get(kind="amendment")
    page = Client().get(f"/motions/{amendment.pk}/").content.decode()
    assert "<del>six</del>" in page and "<ins>five</ins>" in page


def test_words_that_do_not_stand_in_the_motion_are_refused_and_stay_in_the_form(running):
    motion = Motion.objects.get(kind="main")
    page, client = f"/motions/{motion.pk}/amend/", signed_in(MOVER)
    sent = {"old": "at seven", "new": "at eight", "title": "Another hour", "once": once_of(client.get(page))}
    refused = client.post(page, sent)
    assert refused.status_code == 409 and "at seven" in refused.content.decode()
    assert "don't stand in motion" in said(refused).replace("&#x27;", "'")


def test_a_motion_that_names_nobody_to_act_is_refused_with_its_guarantee(running):
    client = signed_in(MOVER)
    page = at(running, "move")
    item = running.items.get(place=1)
    sent = {
        "item": item.pk,
        "title": "Something is done",
        "who": "",
        "about": "a matter",
        "once": once_of(client.get(page)),
    }
    refused = client.post(page, sent)
    assert refused.status_code == 409 and "R13" in text_of(refused)
    assert not Motion.objects.filter(title="Something is done").exists()


def test_a_mover_does_not_second_their_own_motion(running):
    motion = move_by_page(signed_in(MOVER), running, title="Tea is free")
    refused = signed_in(MOVER).post(f"/motions/{motion.pk}/", {"do": "second", "about": motion.pk, "once": "x" * 24})
    assert refused.status_code == 409 and "somebody else" in said(refused)
    done(press(signed_in(SECONDER), f"/motions/{motion.pk}/", "second", about=motion.pk))


def test_a_minority_says_what_is_read_with_the_decision_and_others_sign_without_a_name(empty_replay):
    from floor.meetings.models import MinoritySignature, MinorityStatement

    world, meeting = called_for_now()
    chair, _secretary = open_by_pages(meeting)
    motion = move(world, meeting, by=MOVER)
    early = signed_in(SECONDER)
    refused = early.post(f"/motions/{motion.pk}/minority/", {"text": "We warned of it.", "once": "x" * 24})
    assert refused.status_code == 409 and "was counted" in said(refused)
    put_to_the_vote(motion.pk, CHAIR)
    done(press(chair, at(meeting, TABLE), "enter the hands", for_0=7, against_0=2, abstaining_0=1))
    done(early.post(f"/motions/{motion.pk}/minority/", {"text": "We warned of it.", "once": "y" * 24}))
    statement = MinorityStatement.objects.get()
    other = signed_in(THIRD_SPEAKER)
    done(press(other, f"/motions/{motion.pk}/", "sign", about=statement.pk))
    told = text_of(other.get(f"/motions/{motion.pk}/"))
    assert "We warned of it." in told and "2 people stand behind it" in told
    assert MinoritySignature.objects.count() == 1
