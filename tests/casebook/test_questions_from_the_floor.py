"""Cases of what people ask and say in a meeting: it is answered, on record until then, and never an offence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.house.acts.mandates import Resign
from floor.house.models import Mandate
from floor.meetings.acts.agenda_items import ProposeItem
from floor.meetings.acts.answering import AnswerQuestion, DeleteQuestion, RefuseQuestion
from floor.meetings.acts.asking import AskQuestion
from floor.meetings.acts.calling import CallMeeting
from floor.meetings.acts.moving import MoveMotion
from floor.meetings.acts.petitioning import AnswerPetition
from floor.meetings.agenda import items_that_are_due
from floor.meetings.models import Meeting, Petition, Question
from floor.meetings.petitioning.petitions import days_overdue
from floor.meetings.petitioning.signing import begin_petition, sign
from floor.polls.acts.questions import PutQuestion
from floor.polls.urn.casting import cast
from floor.press.acts.refused import PrintConfession
from floor.promises.tests.promising import let_fall_due as promises_fall_due
from floor.promises.tests.promising import promise
from floor.site import standing
from floor.site.tests.visiting import text_of
from tests.casebook.cases import case
from tests.meeting import call_meeting, close_meeting, running_meeting, take_up
from tests.motions import again, by_hands, move
from tests.polling import open_poll, put_question
from tests.questions import answer, asked, drop, let_fall_due
from tests.world import CHAIR, CONTROLLER, FACTORY, SECRETARY, THIRD

pytestmark = pytest.mark.django_db

FORCED = "1923-09-delegates-force-meeting"
REPRIMAND = "1927-02-20-complainant-reprimanded"
NOT_PUT = "1928-02-06-motion-not-put"
ASK_AGAIN = "1929-01-11-may-we-ask-again"
SILENT = "1929-01-15-silent-delegates"
DOUBTING = "1931-09-removed-for-doubting"
SAID = "what was said in a meeting"


def question_in(meeting: Meeting, works, text: str, by: int = 9, **wanted) -> Question:
    works.say(AskQuestion(meeting=meeting.pk, text=text, **wanted), by)
    return meeting.questions.latest("pk")


# --------------------------------------------------------------------------------------------------- asked and answered


@pytest.mark.casebook(SILENT, must=(1,))
def test_two_written_questions_stay_open_until_answered_or_refused_with_a_reason(works, client):
    meeting = running_meeting(works)
    texts = [
        "Why are there queues for bread?",
        "What does the state cost now, and what did it cost?",
        "When is pay day?",
    ]
    drop(meeting, texts)
    let_fall_due(works)
    queues, cost = (Question.objects.get(text=text) for text in texts[:2])
    works.wait(days=15)
    let_fall_due(works)
    assert {one.state for one in asked(meeting)} == {"open"} and all(one.overdue_since for one in asked(meeting))
    board = text_of(client.get(f"/units/{FACTORY}/board/"))
    assert all(text in board for text in texts)
    with pytest.raises(Refusal, match="can't be deleted"):
        works.say(DeleteQuestion(question=queues.pk), CHAIR)
    answer(works, queues, "3 bakeries of 7 are shut; 400 pounds are missing each day.")
    with pytest.raises(ValueError, match="reason"):
        RefuseQuestion(question=cost.pk, reason="not suitable", text="0" * 64)
    works.say(RefuseQuestion(question=cost.pk, reason="not this organisation's affair", text=works.attach("We keep no books of the state.")), CHAIR)  # fmt: skip
    page = text_of(client.get(f"/meetings/{meeting.pk}/questions/"))
    assert "3 bakeries of 7 are shut" in page and "We keep no books of the state." in page


@pytest.mark.casebook(DOUBTING, must=(2,))
def test_the_criticism_of_the_leadership_is_a_question_that_it_must_answer(works):
    meeting = running_meeting(works)
    doubt = question_in(meeting, works, "How is the plan to be met with half the coal?", to_whom="factory committee")
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    works.wait(days=15)
    let_fall_due(works)
    doubt.refresh_from_db()
    assert doubt.state == "open" and doubt.overdue_since is not None
    titles = [item.title for item in items_that_are_due(Meeting(unit=meeting.unit, body="general meeting"))]
    assert "Questions still open: 1" in titles, "and it opens the next meeting by itself"
    with pytest.raises(Refusal, match="put to: factory committee"):
        works.say(AnswerQuestion(question=doubt.pk, text=works.attach("He must admit a mistake.")), 8)
    answer(works, doubt, "Two trains of coal are due on Friday; without them it can't be met.", by=THIRD)
    assert (doubt.state, doubt.asked_by_id) == ("answered", 9), "who asked was not called up for it"


@pytest.mark.casebook(FORCED, must=(2,))
def test_the_promise_of_credit_has_a_day_and_the_repeated_question_the_same_answer(works, client):
    days = case(FORCED)["numbers"]["derived_days_between_reports"]
    credit = promise(works, what="Short loans for the journey home, paid out at the cash desk", due=works.now + timedelta(days=days))  # fmt: skip
    meeting = running_meeting(works)
    first = question_in(meeting, works, "When will credit come?")
    answer(works, first, f"On {credit.due:%d %B}; it is undertaking {credit.pk}, and its state stands there every day.")
    again_asked = question_in(meeting, works, "When will the credit come at last?", by=8)
    with pytest.raises(Refusal, match="names the one that was answered"):
        works.say(RefuseQuestion(question=again_asked.pk, reason="asked and answered", text=works.attach("See above.")), CHAIR)  # fmt: skip
    works.say(RefuseQuestion(question=again_asked.pk, reason="asked and answered", same_as=first.pk, text=works.attach("The tracker says it.")), CHAIR)  # fmt: skip
    again_asked.refresh_from_db()
    assert again_asked.same_as_id == first.pk
    works.now = credit.due + timedelta(days=1)
    promises_fall_due(works)
    assert "overdue" in text_of(client.get(f"/undertakings/{credit.pk}/"))


# ------------------------------------------------------------------------------------- what is said is never an offence


@pytest.mark.casebook(ASK_AGAIN, must=(1,))
@pytest.mark.casebook(DOUBTING, must=(1,))
@pytest.mark.parametrize("charge", ["A speech at the congress", "A forecast that the plan would not be met"])
def test_what_somebody_said_is_no_ground_for_a_procedure(works, charge):
    meeting = running_meeting(works)
    item = {"title": charge, "about": SAID}
    motion = {"item": meeting.items.get(place=1).pk, "title": charge, "declaration": True}
    for attempt in (
        CallMeeting(unit=FACTORY, body="general meeting", starts=works.now + timedelta(days=5), place="Hall", items=[item]),
        ProposeItem(meeting=call_meeting(works).pk, item=item),
        MoveMotion(about=SAID, **motion),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=r"never an offence|can't be listed|nothing about it is sent") as refused:
            works.say(attempt, SECRETARY)
        assert refused.value.guarantee == "R8"
    assert not meeting.motions.exists()
    with pytest.raises(Refusal, match="no kind of text"):
        works.say(PrintConfession(unit=FACTORY), 9)
    # Called by another name it is a vote on a person: about one alone, in secret, and under a rule of the statutes.
    with pytest.raises(Refusal, match="secret"):
        works.say(PutQuestion(unit=FACTORY, title=charge, electors="general meeting", about_member=9, ballot="show of hands"), SECRETARY)  # fmt: skip


@pytest.mark.casebook(ASK_AGAIN, must=(2,))
def test_to_ask_a_body_to_think_again_is_a_right_and_is_answered(works):
    meeting = running_meeting(works)
    settled = by_hands(works, move(works, meeting, "Our candidate is the one sent to us", declaration=True), (8, 2, 0))
    with pytest.raises(Refusal) as refused:
        move(works, meeting, "Our candidate is the one sent to us", declaration=True)
    assert refused.value.guarantee == "R7", "not in the same meeting"
    asked_for = begin_petition(FACTORY, "factory committee", 9, title="May we ask again?", text="We ask the committee to think again about the candidate.", at=works.now)  # fmt: skip
    sign(asked_for.pk, 10, at=works.now)
    asked_for.refresh_from_db()
    assert asked_for.reply_due == works.now + timedelta(days=14)
    works.say(AnswerPetition(petition=asked_for.pk, text=works.attach("It comes back when its time is over.")), THIRD)
    assert Petition.objects.get().replied == works.now
    works.wait(days=100)
    later = running_meeting(works)
    back = move(works, later, "Our candidate is the one sent to us", declaration=True, reconsiders=settled.poll_id)
    assert back.state == "open" and again(settled).state == "carried", "the first decision stays where it was"


@pytest.mark.casebook(REPRIMAND, must=(2,))
def test_dues_and_attendance_are_not_joined_to_a_vote_on_a_person(works):
    meeting = running_meeting(works)
    charge = {"item": meeting.items.get(place=1).pk, "title": "The complaint of member 9", "declaration": True}
    parts = ["a reprimand", "dues that were not paid", "a study circle that was not attended"]
    with pytest.raises(Refusal, match="one by one") as refused:
        works.say(MoveMotion(about="a person", persons=[9], parts=parts, **charge), 7)
    assert refused.value.guarantee == "R22"
    with pytest.raises(Refusal, match="2 persons") as refused:
        works.say(MoveMotion(about="a person", persons=[9, 10], **charge), 7)
    assert refused.value.guarantee == "R22"
    alone = move(works, meeting, "The complaint of member 9", about="a person", persons=[9], declaration=True)
    assert (alone.about_member, alone.parts) == (9, [])


@pytest.mark.casebook(NOT_PUT, must=(2,))
def test_a_petition_left_lying_for_five_months_goes_up_by_itself_and_shows_how_late_it_is(works, client, monkeypatch):
    rates = begin_petition(FACTORY, "factory committee", 9, title="Our piece rates", text="We ask for the old rates.", at=works.now)  # fmt: skip
    sign(rates.pk, 10, at=works.now)
    before = call_meeting(works, body="general meeting")
    works.wait(days=14)
    let_fall_due(works)
    rates.refresh_from_db()
    works.wait(days=30 * case(NOT_PUT)["numbers"]["months_unanswered"])
    assert days_overdue(rates, works.now) == 150
    up = "Petitions that were not answered in time: 1"
    meeting = call_meeting(works, body="general meeting")
    first = meeting.items.order_by("place").first()
    assert (first.title, first.origin) == (up, "law") and not before.items.filter(title=up).exists()
    monkeypatch.setattr(standing, "now", lambda: works.now)
    assert f"overdue since {rates.overdue_since:%-d %B %Y} 150 days" in text_of(
        client.get(f"/meetings/petitions/{rates.pk}/")
    )
    works.say(AnswerPetition(petition=rates.pk, text=works.attach("The old rates hold from June.")), THIRD)
    assert not call_meeting(works, body="general meeting", title="The next").items.filter(title=up).exists()


@pytest.mark.casebook(NOT_PUT, must=())
def test_the_promise_to_take_rates_first_is_followed_and_overdue_until_it_is_kept(works):
    """Line 5 in part: to hold it against the agreement is for the agreements."""
    first = promise(works, what="Rates come first in the next agreement", who="management", outside=True)
    works.wait(days=11)
    promises_fall_due(works)
    first.refresh_from_db()
    assert first.state == "overdue"
    titles = [item.title for item in items_that_are_due(Meeting(unit=first.unit, body="general meeting"))]
    assert titles == ["Resolutions that were not carried out: 1"]


@pytest.mark.casebook(ASK_AGAIN, must=(0,))
def test_bureau_and_control_commission_cannot_sit_as_one_and_accusers_do_not_judge(works):
    mandate = Mandate.objects.get(holder=5, seat__body="control commission")
    works.say(Resign(mandate=mandate.pk), 5)
    for accuser in (CHAIR, THIRD):
        with pytest.raises(Refusal) as refused:
            works.elect(unit=FACTORY, body="control commission", votes={accuser: 9})
        assert refused.value.guarantee == "R20", "nobody sits in both"
    both = {"unit": FACTORY, "body": "factory committee and control commission", "place": "The office"}
    with pytest.raises(Refusal, match="know no body"):
        works.say(CallMeeting(starts=works.now + timedelta(days=4), items=[{"title": "The delegate"}], **both), CHAIR)
    poll = open_poll(works, put_question(works, title="We condemn him", electors="factory committee", about_member=9))
    assert poll.entitled == 3
    with pytest.raises(Refusal, match="You are not on the roll"):
        cast(poll.pk, CONTROLLER, (1,), at=works.now)
