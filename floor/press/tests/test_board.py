"""The noticeboard: it comes from the acts of every room, nobody chooses it, and it names no private person."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.house.acts.members import EnterMembers
from floor.house.board import lines_of
from floor.house.models import Member, Unit
from floor.meetings.acts.moving_dates import CallOff, ChangePlace, MoveMeeting
from floor.meetings.models import Meeting
from floor.press.models import Letter, Platform
from floor.site.tests.visiting import ORDINARY, SECRETARY, signed_in, text_of
from tests.meeting import call_meeting
from tests.polling import call_election, put_question
from tests.world import BOLTS, CHAIR, DISTRICT, FACTORY, NAMES

from .lived import everything_once
from .pressing import post, write

pytestmark = pytest.mark.django_db
#: Questions to the database for a page, with nothing remembered from before.
MOST = 19
FILES = [f"/units/{FACTORY}/board.ics", f"/units/{FACTORY}/board.atom"]
PAGES = [
    f"/units/{FACTORY}/board/", f"/units/{FACTORY}/board/?large", f"/units/{BOLTS}/board/", f"/units/{DISTRICT}/board/", *FILES, f"/units/{FACTORY}/letters/",
    f"/units/{FACTORY}/platforms/", "/letters/1/", "/letters/2/", "/platforms/1/", "/notices/1/",
]  # fmt: skip
FORMS = [
    f"/units/{FACTORY}/letters/new/", f"/units/{FACTORY}/platforms/new/", f"/units/{FACTORY}/notices/new/", f"/units/{FACTORY}/digest/", "/letters/1/reply/",
    "/letters/1/correct/", "/letters/1/refuse/", "/letters/1/publish/", "/letters/1/overrule/", "/platforms/1/mail/", "/platforms/1/withdraw/",
    "/platforms/1/support/", "/notices/1/take-down/", "/notices/1/correct/",
]  # fmt: skip


@pytest.fixture
def lived(today):
    return everything_once(today)


def said_on(unit: int = FACTORY, client: Client | None = None) -> str:
    cache.clear()
    return text_of((client or Client()).get(f"/units/{unit}/board/"))


def lines(world, unit: int = FACTORY, limit: int = 12):
    return lines_of(Unit.objects.get(pk=unit), world.now, limit)


def test_everything_of_every_room_hangs_there(lived):
    said = said_on()
    for words in (
        "What is coming", "General meeting", "Canteen, first floor", "2. The loan: for whom, from what", "The room was refused by the management: The canteen is being painted.",
        "What was decided", "The canteen opens at six carried", "The dances are held on Sundays lost", "Repair the roof of the nail shop overdue",
        "Hot water for all shifts open", "The baths", "About the roof", "Who answers for it?", "For the eight hours", "For the canteen", "4 supporters",
    ):  # fmt: skip
        assert words in said, words


def test_what_was_lost_hangs_beside_what_was_carried_with_its_figures(lived):
    decided = {line.text: line for line in lines(lived) if line.kind == "decided"}
    assert decided["The canteen opens at six"].figures == (("for", 7), ("against", 2), ("abstaining", 1))
    assert decided["The dances are held on Sundays"].tag == "lost"


def test_polls_come_open_and_are_told(works):
    put_question(works, ballot="secret")
    call_election(works)
    kinds = {line.text: line.kind for line in lines(works)}
    assert kinds["Shall the canteen open at six?"] in ("coming", "open")
    assert kinds["District congress"] == "coming"
    assert "District congress" in [line.text for line in lines(works, DISTRICT)]
    assert {line.event.name for line in lines(works) if line.event} == {"poll-1", "poll-2"}


def test_a_meeting_that_is_moved_or_called_off_keeps_its_name_in_the_calendar_and_says_so(today):
    meeting = call_meeting(today, by=CHAIR)
    first = Client().get(FILES[0]).content.decode()
    assert ("SEQUENCE:0" in first, f"UID:meeting-{meeting.pk}@testserver" in first) == (True, True)
    today.say(
        MoveMeeting(meeting=meeting.pk, starts=meeting.starts + timedelta(days=1), why="The canteen is let out."), CHAIR
    )
    moved = Client().get(FILES[0]).content.decode()
    assert (
        "SEQUENCE:1" in moved,
        f"UID:meeting-{meeting.pk}@testserver" in moved,
        first.count("DTSTART"),
        first == moved,
    ) == (True, True, 1, False)
    assert "Moved by" in said_on()
    today.say(CallOff(meeting=meeting.pk, why="The furnace has burst, nobody can come."), CHAIR)
    off = Client().get(FILES[0]).content.decode()
    assert "STATUS:CANCELLED" in off
    assert int(re.search(r"SEQUENCE:(\d+)", off)[1]) > 1
    assert "called off" in said_on()
    today.wait(days=30)
    assert [line for line in lines(today) if line.text == "General meeting"] == []


def test_another_place_is_told_with_who_and_why(today):
    meeting = call_meeting(today, by=CHAIR)
    today.say(ChangePlace(meeting=meeting.pk, place="Yard", why="The canteen was locked."), CHAIR)
    assert "Yard" in said_on()
    assert "The canteen was locked." in said_on()


def test_a_board_on_which_nothing_hangs_says_so(today):
    assert "Nothing hangs here yet." in said_on(BOLTS)


def test_anyone_reads_everything_and_strangers_read_no_name(lived):
    write(lived, "The third letter of this week.", with_name=True)
    cache.clear()
    for page in PAGES:
        found = Client().get(page)
        assert found.status_code == 200, page
        assert [name for name in NAMES if name in found.content.decode()] == [], page


def test_a_member_reads_the_name_of_who_wants_it_read_on_the_letter_alone(lived):
    letter = write(lived, "The third letter of this week.", with_name=True)
    client = signed_in(ORDINARY)
    assert f"{NAMES[7]} Test" in text_of(client.get(f"/letters/{letter.pk}/"))
    assert [name for name in NAMES if name in said_on(client=client) and name != NAMES[ORDINARY - 1]] == []


def test_forms_are_for_members(lived):
    for page in FORMS:
        assert Client().get(page).status_code == 302, page
        assert signed_in(SECRETARY).get(page).status_code == 200, page
        assert Client().post(page).status_code == 403, page


def test_what_is_not_there_is_said_to_be_not_there(today):
    for page in (
        "/units/99/board/",
        "/units/99/board.ics",
        "/units/99/board-a4.pdf",
        "/units/2/board-a5.pdf",
        "/letters/99/",
        "/notices/99/",
        "/platforms/99/",
    ):
        assert Client().get(page).status_code == 404, page


def questions(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_no_page_asks_more_than_a_few_times(lived):
    client = signed_in(SECRETARY)
    for page in [*PAGES, *FORMS, f"/units/{FACTORY}/board-a4.pdf"]:
        assert questions(client, page) <= MOST, page


def test_a_board_asks_no_more_with_hundreds_of_members_and_dozens_of_letters(lived):
    client = signed_in(SECRETARY)
    before = {page: questions(client, page) for page in PAGES}
    lived.say(
        EnterMembers(under=FACTORY, first=Member.next_id(), units=[(BOLTS, 400)], people=[None] * 400, confirmed=True),
        SECRETARY,
    )
    for number in range(30):
        write(lived, f"The {number}th letter of this week.")
        post(lived, f"The {number}th notice of this week.", title=f"Notice {number}")
        call_meeting(lived, starts=lived.now + timedelta(days=5, hours=number))
    for page in PAGES:
        assert questions(client, page) <= before[page], page
    assert len([line for line in lines(lived, limit=12) if line.kind == "letter"]) == 12
    # What is asked of the register is one unit at most, never its members.
    with CaptureQueriesContext(connection) as asked:
        cache.clear()
        Client().get(f"/units/{FACTORY}/board/")
    assert not any('FROM "house_member"' in query["sql"] for query in asked)


# ---- Through the forms -----------------------------------------------------------------------------------------------


def test_a_signed_letter_is_written_by_form_and_an_unsigned_one_goes_into_the_box(today):
    client = signed_in(ORDINARY)
    page = f"/units/{FACTORY}/letters/new/"
    given = {"title": "About the light", "text": "It is too dark\r\nat the presses.", "about_body": "factory committee"}
    answer = client.post(page, given | {"signed": "unit"})
    assert (answer.status_code, Letter.objects.get().writer_id, Letter.objects.get().with_name) == (
        302,
        ORDINARY,
        False,
    )
    assert "at the presses." in said_on()
    answer = client.post(
        page, {"title": "About the pay", "text": "It came late again this month.", "signed": "no"}, follow=True
    )
    assert "Your letter lies in the box." in text_of(answer)
    assert Letter.objects.count() == 1
    assert (
        client.post(
            page, {"title": "Names", "text": f"It was {NAMES[10]} Test and nobody else.", "signed": "no"}
        ).status_code
        == 409
    )


def test_a_platform_is_begun_by_form_its_code_shown_once_and_used_by_another(today):
    client = signed_in(ORDINARY)
    shown = client.post(
        f"/units/{FACTORY}/platforms/new/", {"title": "For the baths", "statement": "Baths for every shift."}
    )
    code = re.search(r'code-shown">([A-Z0-9-]+)<', shown.content.decode())[1]
    assert shown["Cache-Control"] == "no-store"
    for member in (1, SECRETARY, 3):
        assert signed_in(member).post("/platforms/1/support/").status_code == 302
    assert Platform.objects.get().state == "registered"
    assert "For the baths" in said_on()
    mailing = {"title": "A mailing", "text": "Come and see the baths.", "code": code}
    assert signed_in(3).post("/platforms/1/mail/", mailing | {"code": "AAAA-BBBB"}).status_code == 409
    assert signed_in(3).post("/platforms/1/mail/", mailing).status_code == 302
    assert "Come and see the baths." in text_of(Client().get("/platforms/1/"))
    assert code not in text_of(client.get("/platforms/1/"))


def test_how_few_support_a_platform_is_not_shown_while_it_gathers(today):
    signed_in(ORDINARY).post(
        f"/units/{FACTORY}/platforms/new/", {"title": "For the baths", "statement": "Baths for every shift."}
    )
    assert "supporter." not in text_of(Client().get("/platforms/1/"))
    assert "For the baths" not in said_on()


def test_a_notice_is_posted_and_taken_down_by_form(today):
    client = signed_in(SECRETARY)
    day = (today.now + timedelta(days=9)).date().isoformat()
    given = {"body": "factory committee", "title": "The baths", "text": "They are open on Sundays.", "until": day}
    assert client.post(f"/units/{FACTORY}/notices/new/", given).status_code == 302
    assert "They are open on Sundays." in said_on()
    assert signed_in(ORDINARY).post("/notices/1/take-down/", {"why": "No use for it"}).status_code == 409
    assert client.post("/notices/1/take-down/", {"why": "They are shut"}).status_code == 302
    assert "They are open on Sundays." not in said_on()


def test_the_digest_is_asked_for_and_stopped_with_one_button(today):
    client = signed_in(ORDINARY)
    page = f"/units/{FACTORY}/digest/"
    assert "Send it to me" in text_of(client.get(page))
    assert client.post(page).status_code == 302
    assert "Stop it" in text_of(client.get(page))
    assert client.post(page).status_code == 302
    assert "Send it to me" in text_of(client.get(page))


def test_the_board_is_linked_from_its_unit_and_from_the_front_page_of_a_member(today):
    assert f"/units/{FACTORY}/board/" in Client().get(f"/units/{FACTORY}/").content.decode()
    unit = Member.objects.get(pk=ORDINARY).unit_id
    assert f"/units/{unit}/board/" in signed_in(ORDINARY).get("/").content.decode()


def test_the_wall_newspaper_comes_as_a_pdf_of_both_sheets(lived):
    assert Meeting.objects.exists()
    for sheet in ("a3", "a4"):
        cache.clear()
        answer = Client().get(f"/units/{FACTORY}/board-{sheet}.pdf")
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
