"""A verified book shows that no question and no minutes are missing; and its entries read as sentences that name nobody."""

from __future__ import annotations

import pytest

from floor.book.act import ACTS
from floor.book.models import Entry
from floor.book.protected import acting
from floor.book.telling import SENTENCES, told
from floor.meetings.acts import answering, asking, minuting
from floor.meetings.models import Minutes, Question, Revision
from floor.meetings.verification.minutes import minutes_appear_in_time, minutes_can_be_read
from floor.meetings.verification.questions import no_question_is_missing, nobody_stands_beside_a_question_from_the_box
from tests.meeting import call_meeting, close_meeting, running_meeting, take_up
from tests.questions import answer, asked, drop, let_fall_due, minutes_of_meeting
from tests.world import CHAIR, NAMES, SECRETARY, found_works

pytestmark = pytest.mark.django_db
ALL = (
    no_question_is_missing, nobody_stands_beside_a_question_from_the_box, minutes_appear_in_time, minutes_can_be_read,
)  # fmt: skip


def everything_about_questions(world):
    meeting = running_meeting(world)
    drop(meeting, ["Where is the money?", "Who sold the houses?", "Why is it cold?"])
    let_fall_due(world)
    world.say(asking.AskQuestion(meeting=meeting.pk, text="Why loans?"), 7)
    world.say(asking.NoteQuestion(meeting=meeting.pk, text="Whose loans?"), SECRETARY)
    world.say(asking.NoteQuestion(meeting=meeting.pk, text="What loans?", way="written"), SECRETARY)
    world.say(answering.GroupQuestions(meeting=meeting.pk, questions=[4, 5], topic="The loans"), CHAIR)
    answer(world, asked(meeting)[0])
    refused = answering.RefuseQuestion(question=2, reason="names a private person", text=world.attach("It names one."))
    world.say(refused, CHAIR)
    take_up(world, meeting, 2)
    close_meeting(world, meeting)
    minutes_of_meeting(world, meeting)
    text = world.attach("one two three four five six seven eight nine ten eleven")
    world.say(minuting.ReviseMinutes(meeting=meeting.pk, text=text, reason="All of it was wrong."), SECRETARY)
    world.wait(days=15)
    let_fall_due(world)
    return meeting


@pytest.fixture
def forged(db):
    """Its tables are tampered with, so its book is not rebuilt."""
    world = found_works()
    return world, everything_about_questions(world)


def broken(check):
    return [claim for claim in check() if claim.verdict != "holds"]


def tamper(rows, **values):
    with acting("somebody with the database open"):
        rows.update(**values)


def test_a_true_book_shows_them_all(forged):
    assert [broken(check) for check in ALL] == [[], [], [], []]
    assert all(list(check()) for check in ALL)


def test_a_question_that_is_missing_is_found(forged):
    with acting("somebody with the database open"):
        Question.objects.filter(number=2).delete()
    assert broken(no_question_is_missing)


@pytest.mark.parametrize("change", [{"answer": "0" * 64}, {"state": "answered", "answer": ""}, {"state": "refused", "refused_for": ""}])  # fmt: skip
def test_a_question_settled_without_a_word_is_found(forged, change):
    tamper(Question.objects.exclude(state="open"), **change)
    assert broken(no_question_is_missing)


def test_a_name_written_beside_a_question_from_the_box_is_found(forged):
    tamper(Question.objects.filter(number=1), asked_by=5)
    assert broken(nobody_stands_beside_a_question_from_the_box)


def test_minutes_that_were_held_back_are_found(forged):
    world, _meeting = forged
    with acting("somebody with the database open"):
        Revision.objects.all().delete()
        Minutes.objects.all().delete()
    call_meeting(world)
    assert broken(minutes_appear_in_time)


@pytest.mark.parametrize("model", [Minutes, Revision])
def test_minutes_whose_text_is_gone_are_found(forged, model):
    tamper(model.objects, text="0" * 64)
    assert broken(minutes_can_be_read)


def test_every_act_about_questions_and_minutes_has_a_sentence_of_its_own_that_names_nobody(works):
    everything_about_questions(works)
    ours = {name for name, act in ACTS.items() if act.__module__ in (asking.__name__, answering.__name__, minuting.__name__)}  # fmt: skip
    assert ours <= set(SENTENCES)
    entries = Entry.objects.filter(act__in=ours)
    done = {one.act for one in entries}
    assert ours - done == {"meetings.DeleteQuestion", "meetings.HoldBackMinutes", "meetings.ApproveMinutes"}
    for one in told(entries):
        assert len(one.sentence) > 20 and "%(" not in one.sentence, one.act
        assert not any(name in one.sentence for name in NAMES)
