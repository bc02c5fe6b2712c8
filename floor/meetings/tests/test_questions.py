"""Questions from the floor: asked in three ways, answered, refused with a reason, or open for everyone to see (M9, R9)."""

from __future__ import annotations

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import RecordedRefusal
from floor.meetings.acts.answering import (
    AnswerQuestion,
    DeleteQuestion,
    GroupQuestions,
    NoteQuestionOverdue,
    RefuseQuestion,
)
from floor.meetings.acts.asking import AskQuestion, NoteQuestion
from floor.meetings.models import Question
from floor.meetings.showing.questions import by_topic, counts_of, open_questions, words_of
from tests.meeting import call_meeting, close_meeting, running_meeting, take_up
from tests.questions import answer, asked, let_fall_due
from tests.world import CHAIR, CONTROLLER, FACTORY, SECRETARY, THIRD

pytestmark = pytest.mark.django_db
WHY = "Where are the loan money and the list of who has signed?"


def ask(works, meeting, text=WHY, by=7, **said) -> Question:
    works.say(AskQuestion(meeting=meeting.pk, text=text, **said), by)
    return Question.objects.latest("pk")


def note(works, meeting, text="When does the canteen open?", by=SECRETARY, **said) -> Question:
    works.say(NoteQuestion(meeting=meeting.pk, text=text, **said), by)
    return Question.objects.latest("pk")


def refuse(works, question, reason, by=CHAIR, **said) -> Question:
    works.say(RefuseQuestion(question=question.pk, reason=reason, text=works.attach("Not here, and not now."), **said), by)  # fmt: skip
    question.refresh_from_db()
    return question


def ended(works):
    """A meeting that is over, with one question to the committee and one to a director."""
    meeting = running_meeting(works)
    ask(works, meeting, to_whom="factory committee")
    note(works, meeting, to_whom="the director")
    take_up(works, meeting, 2)
    return close_meeting(works, meeting)


# ---------------------------------------------------------------------------------------------------------- asking


def test_a_question_in_ones_own_name_is_asked_from_the_call_on(works):
    meeting = call_meeting(works)
    question = ask(works, meeting, item=meeting.items.get(place=1).pk, to_whom="factory committee")
    assert (question.number, question.way, question.asked_by_id, question.state) == (1, "written", 7, "open")
    assert (question.answer_due - question.entered).days == 14, "as the statutes say"


def test_a_question_asked_aloud_has_no_name(works):
    meeting = running_meeting(works)
    spoken, paper = note(works, meeting), note(works, meeting, "Who has the keys?", by=CHAIR, way="written")
    assert (spoken.way, spoken.asked_by, paper.way, paper.asked_by, paper.number) == ("spoken", None, "written", None, 2)  # fmt: skip


@pytest.mark.parametrize("by", [7, THIRD])
def test_only_the_chair_or_the_secretary_notes_what_was_asked_aloud(works, by):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="Only the chair or the secretary"):
        note(works, meeting, by=by)


def test_nothing_is_asked_of_a_meeting_that_is_over_or_has_not_begun(works):
    with pytest.raises(Refusal, match="has not been opened yet"):
        note(works, call_meeting(works))
    over = ended(works)
    with pytest.raises(Refusal, match="Ask at the next one"):
        ask(works, over, "Another one?")


def test_one_asks_a_thing_once_and_about_an_item_of_this_agenda(works):
    meeting = call_meeting(works)
    ask(works, meeting)
    with pytest.raises(Refusal, match="You have asked this already"):
        ask(works, meeting)
    with pytest.raises(Refusal, match="not on the agenda"):
        ask(works, meeting, "Of what?", item=99)


def test_one_person_does_not_take_the_floor_from_all_others(works):
    meeting = call_meeting(works)
    for number in range(20):
        ask(works, meeting, f"Question {number}?")
    with pytest.raises(Refusal, match="leave the floor to the others"):
        ask(works, meeting, "One more?")


# ------------------------------------------------------------------------------------------------- answered or refused


def test_the_chair_enters_what_was_answered_aloud(works):
    question = answer(works, note(works, running_meeting(works), to_whom="factory committee"))
    assert (question.state, question.answered_by) == ("answered", 1), (
        "the mandate of the chair, who sits in the committee"
    )


def test_afterwards_it_is_answered_by_whoever_it_was_put_to(works):
    to_committee, to_director = asked(ended(works))
    assert answer(works, to_committee, by=THIRD).answered_by == 3
    assert answer(works, to_director, "The director says: in May.", by=SECRETARY).state == "answered"


@pytest.mark.parametrize("by", [CONTROLLER, 7])
def test_nobody_else_answers_it_for_them(works, by):
    with pytest.raises(Refusal, match="This was put to: factory committee"):
        answer(works, asked(ended(works))[0], by=by)


def test_while_the_meeting_runs_only_who_was_asked_or_the_chair_answers(works):
    question = note(works, running_meeting(works), to_whom="the director")
    with pytest.raises(Refusal, match="or, while the meeting runs, its chair"):
        answer(works, question, by=THIRD)


def test_a_question_is_answered_once_and_in_words(works):
    question = note(works, running_meeting(works))
    with pytest.raises(Refusal, match="say it in words"):
        answer(works, question, "—")
    answer(works, question)
    with pytest.raises(Refusal, match="has been answered"):
        answer(works, question, "Something else altogether.")


def test_a_question_is_refused_for_a_reason_from_the_list(works):
    meeting = running_meeting(works)
    first, second = note(works, meeting), note(works, meeting, "And when does the canteen open?")
    with pytest.raises(Refusal, match="names the one that was answered"):
        refuse(works, second, "asked and answered")
    with pytest.raises(Refusal, match="has not been answered either"):
        refuse(works, second, "asked and answered", same_as=first.pk)
    answer(works, first)
    assert refuse(works, second, "asked and answered", same_as=first.pk).same_as_id == first.pk
    with pytest.raises(Refusal, match="no other does"):
        refuse(works, note(works, meeting, "And the moon?"), "not this organisation's affair", same_as=first.pk)


def test_a_question_that_names_a_private_person_is_not_shown_again(works):
    question = refuse(works, note(works, running_meeting(works), "Is Mrs Petrova ill?"), "names a private person")
    assert (question.state, words_of(question)) == ("refused", "")


@pytest.mark.parametrize("by", [7, SECRETARY])
def test_nobody_refuses_a_question_that_was_not_put_to_them(works, by):
    with pytest.raises(Refusal, match="its chair for them"):
        refuse(works, note(works, running_meeting(works), to_whom="control commission"), "not this organisation's affair", by=by)  # fmt: skip


def test_a_question_cannot_be_deleted_and_the_attempt_is_on_record(works):
    question = note(works, running_meeting(works))
    before = RecordedRefusal.objects.count()
    for by in (CHAIR, 7):
        with pytest.raises(Refusal, match="can't be deleted") as refused:
            works.say(DeleteQuestion(question=question.pk), by)
        assert refused.value.guarantee == "R9"
    assert RecordedRefusal.objects.count() > before
    assert Question.objects.filter(pk=question.pk).exists()


# --------------------------------------------------------------------------------------------------- grouped and counted


def test_questions_on_one_matter_stand_together_and_keep_their_words(works):
    meeting = running_meeting(works)
    numbers = [note(works, meeting, text).pk for text in ("Why loans?", "What canteen?", "Whose loans?")]
    works.say(GroupQuestions(meeting=meeting.pk, questions=[numbers[0], numbers[2]], topic="The loans"), SECRETARY)
    assert [(topic, [one.number for one in grouped]) for topic, grouped in by_topic(asked(meeting))] == [("The loans", [1, 3]), ("", [2])]  # fmt: skip


def test_only_those_who_keep_the_meeting_group_its_questions(works):
    meeting = running_meeting(works)
    number = note(works, meeting).pk
    with pytest.raises(Refusal, match="Only the chair or the secretary"):
        works.say(GroupQuestions(meeting=meeting.pk, questions=[number], topic="X"), 7)
    for wrong in ([], [number, number], [99]):
        with pytest.raises(Refusal):
            works.say(GroupQuestions(meeting=meeting.pk, questions=wrong, topic="X"), CHAIR)


def test_what_was_asked_is_counted_by_way_for_everyone(works):
    meeting = running_meeting(works)
    first = note(works, meeting)
    note(works, meeting, "Who pays?")
    ask(works, meeting)
    answer(works, first)
    counts = {one.way: (one.asked, one.answered, one.refused, one.open) for one in counts_of(meeting)}
    assert counts == {"spoken": (2, 1, 0, 1), "written": (1, 0, 0, 1), "all": (3, 1, 0, 2)}


def test_what_is_not_answered_in_time_is_overdue_by_the_clock(works):
    meeting = ended(works)
    works.wait(days=13)
    let_fall_due(works)
    assert not Question.objects.exclude(overdue_since=None).exists()
    works.wait(days=1, seconds=1)
    let_fall_due(works)
    assert Question.objects.exclude(overdue_since=None).count() == 2
    assert counts_of(meeting)[-1].overdue == 2
    for by in (CHAIR, 7):
        with pytest.raises(Refusal):
            works.say(NoteQuestionOverdue(question=asked(meeting)[0].pk), by)
    with pytest.raises(Refusal, match="has been noted"):
        do(NoteQuestionOverdue(question=asked(meeting)[0].pk), CLOCK, at=works.now)
    assert answer(works, asked(meeting)[0], by=THIRD).state == "answered", "late is better than never"


def test_an_open_question_follows_the_body_and_comes_on_the_next_agenda(works):
    meeting = ended(works)
    assert [one.number for one in open_questions(meeting.unit)] == [1, 2]
    assert [one.number for one in open_questions(meeting.unit, "factory committee")] == [1]
    following = call_meeting(works, unit=FACTORY)
    assert following.items.filter(kind="questions", title="Questions still open: 2").exists()


def test_an_answer_needs_its_words_in_the_book(works):
    question = note(works, running_meeting(works))
    with pytest.raises(Refusal):
        works.say(AnswerQuestion(question=question.pk, text="0" * 64), CHAIR)
