"""The pages of questions, minutes and texts in many units: what each shows, to whom, and at what cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from floor.meetings.acts.minuting import PublishMinutes, ReviseMinutes
from floor.meetings.models import AskingTicket, Meeting, Minutes, Motion, Question, Slip
from floor.meetings.showing.minutes import minutes_of
from floor.polls.printing.tests.reading_pdf import text_of as words_in
from floor.site.tests.visiting import ORDINARY, signed_in, text_of
from tests.meeting import close_meeting, running_meeting, take_up
from tests.motions import by_hands, move
from tests.questions import answer, asked, drop, let_fall_due
from tests.world import CHAIR, FACTORY, NAMES, SECRETARY, World

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19


def at_work(world: World, days: int) -> Meeting:
    """A meeting that has begun so many days ago, with three questions from the box and one that was answered."""
    world.now -= timedelta(days=days + 4)
    meeting = running_meeting(world)
    drop(meeting, ["Where is the money?", "Who sold the houses?", "Why is it cold?"])
    let_fall_due(world)
    answer(world, asked(meeting)[0], "In the bank, says the treasurer.")
    return meeting


@pytest.fixture
def running(today) -> Meeting:
    return at_work(today, 0)


@pytest.fixture
def over(today) -> Meeting:
    """One that has closed, with its minutes, corrected once."""
    meeting = at_work(today, 6)
    by_hands(today, move(today, meeting, words="The canteen opens at six."))
    take_up(today, meeting, 2)
    close_meeting(today, meeting)
    today.say(PublishMinutes(meeting=meeting.pk, text=today.attach(minutes_of(meeting, 1))), SECRETARY)
    text = today.attach("Minutes of meeting 1\n## The call\n> [-one-]{+two+} <b>three</b>\n- four\nfive six seven eight nine ten eleven\n")  # fmt: skip
    today.say(ReviseMinutes(meeting=meeting.pk, text=text, reason="The place was wrong."), SECRETARY)
    return meeting


def key_in(page) -> str:
    return re.search(r'name="once" value="([^"]+)"', page.content.decode())[1]


def cost_of(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200, page
    return len(queries)


def test_everyone_reads_questions_and_minutes_and_strangers_read_no_name(over):
    at, text = f"/meetings/{over.pk}", Motion.objects.get().text
    for page in (f"{at}/questions/", f"{at}/minutes/", f"{at}/minutes.txt", f"{at}/questions/?state=open", "/questions/1/", f"/units/{FACTORY}/questions/", f"/units/{FACTORY}/questions/?to=factory+committee", f"/motions/texts/{text}/"):  # fmt: skip
        found = Client().get(page)
        assert found.status_code == 200, page
        assert [name for name in NAMES if name in text_of(found)] == [], page


@pytest.mark.parametrize("page", ["/questions/99/", "/meetings/99/questions/", "/meetings/99/minutes/", "/units/99/questions/", f"/motions/texts/{'0' * 64}/"])  # fmt: skip
def test_what_is_not_there_is_said_to_be_not_there(today, page):
    assert Client().get(page).status_code == 404


def test_each_page_asks_the_database_little(over):
    at, text = f"/meetings/{over.pk}", Motion.objects.get().text
    for page in (f"{at}/questions/", f"{at}/minutes/", "/questions/1/", f"/units/{FACTORY}/questions/", f"/motions/texts/{text}/"):  # fmt: skip
        for client in (Client(), signed_in(SECRETARY)):
            assert cost_of(client, page) <= MOST_QUERIES, page


def test_a_hundred_questions_cost_no_more_than_four(today, running):
    before = cost_of(signed_in(CHAIR), f"/meetings/{running.pk}/questions/")
    from floor.meetings.acts.asking import NoteQuestion

    for number in range(104):
        today.say(NoteQuestion(meeting=running.pk, text=f"Question number {number}?"), SECRETARY)
    page = f"/meetings/{running.pk}/questions/"
    assert cost_of(signed_in(CHAIR), page) <= before
    assert "Question number 99?" not in text_of(Client().get(page)), "it is on the next page"
    assert "Question number 99?" in text_of(Client().get(page + "?after=100"))


# ------------------------------------------------------------------------------------------------------------- asking


def test_asking_without_a_name_needs_a_ticket_and_no_sign_in(today, running):
    page = f"/meetings/{running.pk}/questions"
    here = signed_in(ORDINARY)
    shown = here.post(f"{page}/ticket/")
    code = re.search(r"[2-9A-Z]{5}(-[2-9A-Z]{5}){3}", shown.content.decode())[0]
    assert code not in here.get(f"{page}/ticket/").content.decode(), "it is shown once"
    assert here.post(f"{page}/ticket/").status_code == 409

    stranger = Client()
    form = stranger.get(f"{page}/without-a-name/")
    sent = {"code": code, "text": "Who has the keys?", "to_whom": "", "item": "", "once": key_in(form)}
    answers = [stranger.post(f"{page}/without-a-name/", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302] and code not in answers[0]["Location"]
    assert Slip.objects.count() == 1 and AskingTicket.objects.filter(left=4).count() == 4, "sent twice, it is one slip"
    assert not stranger.session.keys(), "nothing is kept of who asked"
    assert "lies in the box" in text_of(stranger.get(answers[0]["Location"]))


def test_a_wrong_code_is_refused_and_not_for_ever_tried(running):
    page = f"/meetings/{running.pk}/questions/without-a-name/"
    sent = {"code": "AAAAA-AAAAA-AAAAA-AAAAA", "text": "Who has the keys?"}
    client = Client()
    assert [client.post(page, sent).status_code for _ in range(60)] == [409] * 60
    assert client.post(page, sent).status_code == 429


def test_forms_of_the_meeting_are_for_those_who_can_use_them(today, running):
    page = f"/meetings/{running.pk}/questions"
    for path in ("ask", "note", "ticket", "box", "topics"):
        assert Client().get(f"{page}/{path}/").status_code == 302, path
    assert signed_in(ORDINARY).get(f"{page}/box/").status_code == 403
    assert signed_in(CHAIR).get(f"{page}/box/").status_code == 200
    assert signed_in(ORDINARY).post(f"{page}/note/", {"text": "Who has the keys?", "way": "spoken"}).status_code == 409
    said = text_of(signed_in(ORDINARY).get(f"{page}/"))
    assert "Take your ticket" in said and "Take the questions out of the box" not in said


def test_a_question_is_asked_noted_grouped_answered_and_refused_by_form(today, running):
    page, chair = f"/meetings/{running.pk}/questions", signed_in(CHAIR)
    assert signed_in(ORDINARY).post(f"{page}/ask/", {"text": "Why loans?", "to_whom": "factory committee"}).status_code == 302  # fmt: skip
    assert chair.post(f"{page}/note/", {"text": "Whose loans?", "way": "spoken"}).status_code == 302
    assert chair.post(f"{page}/topics/", {"questions": "4, 5", "topic": "The loans"}).status_code == 302
    assert chair.post(f"{page}/topics/", {"questions": "4, 99", "topic": "The loans"}).status_code == 409
    assert chair.post("/questions/4/answer/", {"text": "Because we need a roof."}).status_code == 302
    refusal = {"reason": "asked and answered", "text": "The same as before.", "same_as": "4"}
    assert chair.post("/questions/5/refuse/", refusal).status_code == 302
    assert chair.post("/questions/5/refuse/", refusal).status_code == 409
    said = text_of(Client().get(f"{page}/"))
    assert "The loans" in said and "Because we need a roof." in said
    assert "It was question 4" in text_of(Client().get("/questions/5/"))
    assert Question.objects.get(pk=4).asked_by_id == ORDINARY


def test_the_chair_takes_out_what_lies_in_the_box(today, running):
    drop(running, ["Who has the keys?"], members=[7])
    chair = signed_in(CHAIR)
    said = text_of(chair.post(f"/meetings/{running.pk}/questions/box/"))
    assert "1 question was in the box" in said and "not mixed" in said
    assert "The box is empty" in text_of(chair.post(f"/meetings/{running.pk}/questions/box/"))


def test_the_page_says_what_is_not_promised(running):
    said = text_of(Client().get(f"/meetings/{running.pk}/questions/without-a-name/"))
    assert "Not promised: where few are in the room" in said and "operator who changes the server" in said


# ------------------------------------------------------------------------------------------------------------ minutes


def test_minutes_are_read_with_what_was_corrected(over):
    page = Client().get(f"/meetings/{over.pk}/minutes/").content.decode()
    assert "<del>one</del>" in page and "<ins>two</ins>" in page and "&lt;b&gt;three&lt;/b&gt;" in page
    assert "The place was wrong." in page and Minutes.objects.get().text in page
    assert Client().get(f"/meetings/{over.pk}/minutes.txt").content.decode().startswith("Minutes of meeting")


def test_minutes_are_printed_with_the_checkpoint(over):
    found = Client().get(f"/meetings/{over.pk}/minutes.pdf")
    assert found["Content-Type"] == "application/pdf" and found.content.startswith(b"%PDF")
    said = "".join(words_in(found.content).split())
    assert "Minutesofmeeting1" in said and "thebookstoodso" in said and "onetwo" in said


def test_until_they_appear_the_page_says_when(running):
    assert "when the meeting has been held" in text_of(Client().get(f"/meetings/{running.pk}/minutes/"))
    assert Client().get(f"/meetings/{running.pk}/minutes.txt").status_code == 404


def test_the_secretary_corrects_them_by_form_and_nobody_else(over):
    page = f"/meetings/{over.pk}/minutes/correct/"
    sent = {
        "reason": "A figure was wrong.",
        "text": "Minutes of meeting 1\r\n\r\none two three four five six seven eight",
    }
    assert signed_in(ORDINARY).post(page, sent).status_code == 409
    assert signed_in(SECRETARY).post(page, sent).status_code == 302
    assert "Correct them" not in text_of(signed_in(ORDINARY).get(f"/meetings/{over.pk}/minutes/"))


def test_they_are_approved_by_form_when_the_next_meeting_has_taken_them_up(today, over):
    page = f"/meetings/{over.pk}/minutes/approve/"
    assert signed_in(CHAIR).get(page).status_code == 404
    running_meeting(today)
    assert "Enter whether they are approved" in text_of(signed_in(CHAIR).get(f"/meetings/{over.pk}/minutes/"))
    hands = {"votes_for": 8, "against": 1, "abstaining": 0}
    assert signed_in(ORDINARY).post(page, hands).status_code == 409
    assert signed_in(CHAIR).post(page, hands).status_code == 302
    assert Minutes.objects.get(meeting=over).approved is not None
