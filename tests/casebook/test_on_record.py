"""Cases in which what was ordered, said, asked or lost must stay on record, with its author and its day, and people must not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.book.models import Attachment, Entry, RecordedRefusal
from floor.congress.returns.carrying import Figures
from floor.house.counted_question import QuestionCount
from floor.house.models import Mandate
from floor.law.checker import check
from floor.law.reading import read
from floor.meetings.acts.agenda_items import ProposeItem
from floor.meetings.acts.answering import AnswerQuestion
from floor.meetings.acts.asking import AskQuestion
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech, RunClock, StopClock
from floor.meetings.acts.hindering import NoteHindrance
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.minuting import ReviseMinutes
from floor.meetings.models import Question, Speech
from floor.meetings.showing.motions import statements_that_go_with
from floor.meetings.showing.speaking import debate_of, interrupted_in
from floor.meetings.speakers.asking import ask_to_speak
from floor.polls.acts.refused import RemoveHolder
from floor.press.acts.refused import DenySpace
from floor.press.doors.platforms import send_mailing
from floor.press.tests.pressing import platform
from tests.casebook.cases import case
from tests.casebook.people import percent
from tests.meeting import call_meeting, close_meeting, running_meeting, take_up
from tests.motions import by_hands, move
from tests.questions import let_fall_due, minutes_of_meeting
from tests.world import CHAIR, FACTORY, NAMES, SECRETARY, STATUTES, THIRD

pytestmark = pytest.mark.django_db

AT_ONCE = "1919-03-05-instant-recall"
DEPARTURES = "1921-03-congress-after-departures"
IMPOSED = "1921-05-28-list-imposed"
UNANIMOUS = "1922-01-04-unanimous-at-midnight"
BAN = "1921-1927-temporary-ban"
ALONE = "1923-1925-organiser-alone"
SHORT = "1926-06-14-fifty-short"
YOUTH = "1927-12-national-youth-vote"
UNKNOWN = "1927-12-unknown-list"


def minutes_text(works, meeting) -> str:
    return Attachment.objects.get(pk=minutes_of_meeting(works, meeting).text).content


def speak(works, meeting, member: int, side: str, seconds: int) -> None:
    speech = ask_to_speak(meeting.pk, member, at=works.now, side=side)
    works.say(CallSpeaker(speech=speech.pk), CHAIR)
    works.wait(seconds=seconds)
    works.say(EndSpeech(speech=speech.pk, how="finished"), CHAIR)


@pytest.mark.casebook(UNANIMOUS, must=(3,))
def test_start_and_end_what_was_lost_and_the_time_of_each_side_are_in_the_minutes(works):
    minutes_at_most = case(UNANIMOUS)["numbers"]["derived_minutes_at_most"]
    starts = (works.now + timedelta(days=4)).replace(hour=19, minute=50)
    meeting = running_meeting(works, starts=starts)
    speak(works, meeting, 5, "for", 240)
    speak(works, meeting, 6, "against", 180)
    lost = by_hands(works, move(works, meeting, "The minority has three of ten", declaration=True), (4, 6, 0))
    carried = by_hands(works, move(works, meeting, "The ten of the committee's list", declaration=True), (6, 4, 0))
    assert (lost.state, carried.state) == ("lost", "carried")
    take_up(works, meeting, 2)
    works.now = starts + timedelta(minutes=minutes_at_most - 5)
    meeting = close_meeting(works, meeting)
    text = minutes_text(works, meeting)
    assert f"{meeting.opened:%H:%M}" in text and f"{meeting.closed:%H:%M}" in text
    assert (meeting.closed - meeting.opened) <= timedelta(minutes=minutes_at_most)
    for line in (
        "The minority has three of ten",
        "4 for, 6 against, 0 abstaining: not carried.",
        "for: 1 speech, 4:00",
        "against: 1 speech, 3:00",
    ):
        assert line in text


@pytest.mark.casebook(IMPOSED, must=(2,))
def test_an_order_from_above_stands_in_the_minutes_with_its_author_and_its_day(works):
    meeting = running_meeting(works)
    order = NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="order from outside", who="the highest body", why="The commission's nominees are to be taken over.")  # fmt: skip
    works.say(order, CHAIR)
    take_up(works, meeting, 2)
    text = minutes_text(works, close_meeting(works, meeting))
    assert "the highest body" in text and "The commission's nominees are to be taken over." in text
    assert f"{meeting.starts.day} {meeting.starts:%B %Y}" in text


@pytest.mark.casebook(AT_ONCE, must=(2,))
def test_the_demand_for_an_answer_is_a_question_with_a_day_and_turns_overdue(works):
    meeting = running_meeting(works)
    works.say(AskQuestion(meeting=meeting.pk, text="What has been done?", to_whom="factory committee"), 9)
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    question = Question.objects.get()
    assert question.answer_due is not None
    works.now = question.answer_due + timedelta(minutes=1)
    let_fall_due(works)
    question.refresh_from_db()
    assert (question.overdue_since is not None and "overdue" in str(question.overdue_since)) or question.overdue_since
    with pytest.raises(Refusal):
        works.say(AnswerQuestion(question=question.pk, text=works.attach("It is not your concern.")), 9)


@pytest.mark.casebook(DEPARTURES, must=(1,))
def test_nothing_is_added_to_the_agenda_on_the_last_day(works):
    meeting = running_meeting(works)
    before = list(meeting.items.values_list("title", flat=True))
    for who in (CHAIR, SECRETARY, 9):
        with pytest.raises(Refusal) as refused:
            works.say(ProposeItem(meeting=meeting.pk, item={"title": "Against groupings"}), who)
        assert refused.value.guarantee in ("R10", "R3")
    assert list(meeting.items.values_list("title", flat=True)) == before
    called = call_meeting(works, starts=works.now + timedelta(days=4))
    works.now = called.starts - timedelta(minutes=5)
    with pytest.raises(Refusal):
        works.say(ProposeItem(meeting=called.pk, item={"title": "Against groupings"}), 9)


@pytest.mark.casebook(SHORT, must=(2,))
def test_the_minority_attaches_its_programme_to_the_plan_of_the_committee(works):
    meeting = running_meeting(works)
    plan = by_hands(works, move(works, meeting, "The plan of the committee"), (7, 3, 0))
    programme = "More leadership from below."
    works.say(FileMinorityStatement(motion=plan.pk, text=works.attach(programme)), 9)
    (statement,) = statements_that_go_with(plan)
    assert Attachment.objects.get(pk=statement.text).content == programme
    take_up(works, meeting, 2)
    assert programme in minutes_text(works, close_meeting(works, meeting))


@pytest.mark.casebook(YOUTH, must=())
def test_a_national_vote_has_its_shares_and_none_is_declared_without_the_number_entitled():
    """Line 1 in part: the results of its units and their turnout are not on record."""
    numbers = case(YOUTH)["numbers"]
    votes = numbers["votes_for"], numbers["votes_against"], numbers["votes_abstaining"]
    whole = sum((Figures(asked=1, decided=1, votes_for=votes[0] // 2, against=votes[1], abstaining=0), Figures(asked=1, decided=1, votes_for=votes[0] - votes[0] // 2, abstaining=votes[2])), Figures())  # fmt: skip
    total = whole.votes_for + whole.against + whole.abstaining
    assert (total, whole.asked, whole.decided) == (numbers["derived_total"], 2, 2)
    shares = [percent(one, total) for one in (whole.votes_for, whole.against, whole.abstaining)]
    assert shares == [numbers["derived_for_percent"], numbers["derived_against_percent"], numbers["derived_abstaining_percent"]]  # fmt: skip
    with pytest.raises(ValidationError, match="entitled"):
        QuestionCount(present=total, votes_for=votes[0], against=votes[1], abstaining=votes[2], tellers=[1, 2], closed="1927-12-01T00:00:00Z")  # fmt: skip


@pytest.mark.casebook(YOUTH, must=(2,))
def test_a_list_of_those_who_spoke_can_not_be_made_or_sent(works):
    passed_up = case(YOUTH)["numbers"]["names_passed_up"]
    meeting = running_meeting(works)
    for member in (9, 10)[:passed_up]:
        speak(works, meeting, member, "against", 60)
    take_up(works, meeting, 2)
    meeting = close_meeting(works, meeting)
    assert Speech.objects.filter(meeting=meeting).count() == passed_up
    assert not Speech.objects.exclude(who=None).filter(meeting=meeting).exists(), "forgotten when the meeting closes"
    text = minutes_text(works, meeting)
    assert not [name for name in NAMES if name in text]
    with pytest.raises(Refusal, match="leave the name out") as refused:
        works.say(ReviseMinutes(meeting=meeting.pk, text=works.attach(f"{text}\n{NAMES[8]} Test spoke against."), reason="The district asks who it was."), SECRETARY)  # fmt: skip
    assert refused.value.guarantee == "R17"
    assert not [entry.n for entry in Entry.objects.filter(act="meetings.AskToSpeak") if b'"who":9' in bytes(entry.line)]


@pytest.mark.casebook(UNKNOWN, must=(2,))
def test_an_interruption_is_in_the_log_with_the_time_lost_and_what_a_chair_says_ends_no_mandate(works):
    meeting = running_meeting(works)
    speech = ask_to_speak(meeting.pk, 5, at=works.now, side="for")
    works.say(CallSpeaker(speech=speech.pk), CHAIR)
    works.wait(seconds=60)
    works.say(StopClock(speech=speech.pk), CHAIR)
    works.wait(seconds=90)
    works.say(RunClock(speech=speech.pk), CHAIR)
    works.wait(seconds=60)
    works.say(EndSpeech(speech=speech.pk, how="finished"), CHAIR)
    (heard,) = debate_of(meeting).sides
    assert (heard.interruptions, heard.seconds) == (1, 120)
    (broken_into,) = interrupted_in(meeting)
    assert broken_into.lost == 90
    mandate = Mandate.objects.get(holder=CHAIR, seat__office="chair")
    with pytest.raises(Refusal, match="whatever was said or done"):
        works.say(RemoveHolder(mandate=mandate.pk, reason="helped to defeat the list"), THIRD)


@pytest.mark.casebook(ALONE, must=(0,))
def test_the_post_is_elected_by_those_it_serves_and_no_other_organisation_fills_it(works):
    post = """
[body."women's organiser"]
at          = "factory"
elected     = { by = "BY", seats = 1, method = "plurality", term = "1 year", notice = "7 days", tie = "lot" }
recall      = { petition = "1/5 of electors" }
accounts-to = "general meeting"
reports     = "half-yearly"
"""
    for by, broken in (("the party", True), ("general meeting", False)):
        text = STATUTES.replace("[vote.money]", f"{post.replace('BY', by)}\n[vote.money]")
        found = {finding.guarantee for finding in check(read(text)) if finding.severity == "broken"}
        assert ("R1" in found) is broken
    with pytest.raises(Refusal, match="the register says 12") as refused:
        works.elect(unit=FACTORY, body="control commission", votes={9: 3}, entitled=3, present=3, cast=3)
    assert refused.value.guarantee in ("R2", "R4") and not Mandate.objects.filter(holder=9).exists()


@pytest.mark.casebook(BAN, must=(3,))
def test_a_platform_group_exists_and_publishes_during_and_between_congresses_and_nobody_forbids_it(works):
    meeting = running_meeting(works)
    begun, code = platform(works, "For the eight hours")
    assert (begun.state, meeting.state) == ("registered", "open")
    send_mailing(begun.pk, 5, code, "To the congress", "What we propose today.", at=works.now)
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    works.wait(days=60)
    send_mailing(begun.pk, 5, code, "Between congresses", "What we propose for spring.", at=works.now)
    for member in (CHAIR, SECRETARY, 9):
        with pytest.raises(Refusal) as refused:
            works.say(DenySpace(platform=begun.pk, why="Groupings are forbidden by the resolution of March."), member)
        assert refused.value.guarantee == "R8"
    begun.refresh_from_db()
    assert begun.state == "registered" and begun.mailings.count() == 2
    assert RecordedRefusal.objects.filter(act="press.DenySpace", guarantee="R8").exists()
