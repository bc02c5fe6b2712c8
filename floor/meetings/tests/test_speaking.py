"""The speakers' list: in an order nobody rules over, with the same time for each, and forgotten when the meeting closes (R8, R17)."""

from __future__ import annotations

import json

import pytest

from floor.book.act import CLOCK, Refusal, by_member
from floor.book.doing import do
from floor.book.models import Entry, Private
from floor.meetings.acts.asking_to_speak import AskToSpeak, LeaveSpeakersList, NoteRaisedHand
from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech, ExtendSpeech, RunClock, StopClock
from floor.meetings.counted_hands import Hands
from floor.meetings.models import Meeting, Speech
from floor.meetings.speakers.asking import ask_to_speak, leave_the_list, place_of
from floor.meetings.speakers.list import list_in_order, next_in, seconds_left
from tests.meeting import close_meeting, running_meeting, take_up
from tests.world import CHAIR, TELLERS

pytestmark = pytest.mark.django_db
OUTSIDE = 11  # entitled, and not in the room


def ask(works, meeting, member, **wanted) -> Speech:
    return ask_to_speak(meeting.pk, member, at=works.now, **wanted)


def call(works, speech, by=CHAIR) -> Speech:
    works.say(CallSpeaker(speech=speech.pk), by)
    speech.refresh_from_db()
    return speech


def speak(works, speech, seconds=60, how="finished", by=CHAIR) -> Speech:
    call(works, speech)
    works.wait(seconds=seconds)
    works.say(EndSpeech(speech=speech.pk, how=how), by)
    speech.refresh_from_db()
    return speech


# --------------------------------------------------------------------------------------------------- the list itself


def test_a_member_asks_for_the_floor_speaks_and_is_not_named_in_the_book(works):
    meeting = running_meeting(works)
    before = Entry.objects.count()
    speech = speak(works, ask(works, meeting, 5, side="for"), 120)
    assert (speech.used, speech.allowed, speech.how_ended) == (120, 300, "finished")
    asked = json.loads(bytes(Entry.objects.get(n=before).line))
    assert asked["by"] == {"clock": True} and asked["payload"]["who"].startswith("c1:")


def test_asking_twice_is_asking_once(works):
    meeting = running_meeting(works)
    assert ask(works, meeting, 5).pk == ask(works, meeting, 5).pk
    assert Speech.objects.count() == 1
    with pytest.raises(Refusal, match="on the list already"):
        do(AskToSpeak(meeting=meeting.pk, who=5), CLOCK, at=works.now)


def test_only_who_is_in_the_room_asks_for_the_floor(works):
    meeting = running_meeting(works)
    for stranger in (OUTSIDE, 99):
        with pytest.raises(Refusal, match="Only who is in the room") as refused:
            ask(works, meeting, stranger)
        assert refused.value.guarantee == "R11"


def test_nobody_puts_another_on_the_list_or_strikes_them_from_it(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="The clock puts on the list"):
        do(AskToSpeak(meeting=meeting.pk, who=6), by_member(5), at=works.now)
    speech = ask(works, meeting, 5)
    with pytest.raises(Refusal, match="nobody strikes another"):
        leave_the_list(speech.pk, 6, at=works.now)
    with pytest.raises(Refusal, match="nobody else strikes"):
        works.say(LeaveSpeakersList(speech=speech.pk), CHAIR)
    leave_the_list(speech.pk, 5, at=works.now)
    assert place_of(meeting, 5) is None and next_in(meeting) is None


def test_the_chair_notes_a_raised_hand_and_nobody_else(works):
    meeting = running_meeting(works)
    works.say(NoteRaisedHand(meeting=meeting.pk, side="against"), CHAIR)
    hand = Speech.objects.get()
    assert (hand.by_phone, hand.who, hand.side) == (False, None, "against")
    with pytest.raises(Refusal, match="Only the chair"):
        works.say(NoteRaisedHand(meeting=meeting.pk), 5)
    works.say(LeaveSpeakersList(speech=hand.pk), CHAIR)


def test_the_order_is_that_of_the_list_and_not_the_chairs(works):
    meeting = running_meeting(works)
    first, second, against = (
        ask(works, meeting, 5, side="for"), ask(works, meeting, 6, side="for"), ask(works, meeting, 7, side="against"),
    )  # fmt: skip
    with pytest.raises(Refusal, match="Next is place 1") as refused:
        call(works, second)
    assert refused.value.guarantee == "R8"
    speak(works, first)
    with pytest.raises(Refusal, match="Next is place 3"):
        call(works, second)
    assert [one.number for one in list_in_order(meeting)] == [against.pk, second.pk]
    with pytest.raises(Refusal, match="Only the chair"):
        call(works, against, by=5)


def test_who_has_not_spoken_comes_first_and_how_often_is_counted_not_said(works):
    meeting = running_meeting(works)
    speak(works, ask(works, meeting, 5))
    again, fresh = ask(works, meeting, 5), ask(works, meeting, 6)
    assert (again.spoken_before, fresh.spoken_before) == (1, 0)
    assert next_in(meeting).number == fresh.pk
    with pytest.raises(Refusal, match="counted, not said"):
        works.say(NoteRaisedHand(meeting=meeting.pk, who=7, spoken_before=3), CHAIR)


# ------------------------------------------------------------------------------------------------------ the same time


def test_nobody_is_cut_short(works):
    meeting = running_meeting(works)
    speech = call(works, ask(works, meeting, 5))
    works.wait(seconds=200)
    with pytest.raises(Refusal, match="100 seconds left") as refused:
        works.say(EndSpeech(speech=speech.pk, how="time over"), CHAIR)
    assert refused.value.guarantee == "R8"
    works.wait(seconds=100)
    works.say(EndSpeech(speech=speech.pk, how="time over"), CHAIR)


def test_what_an_interruption_takes_is_given_back(works):
    meeting = running_meeting(works)
    speech = call(works, ask(works, meeting, 5))
    works.wait(seconds=100)
    works.say(StopClock(speech=speech.pk), CHAIR)
    works.wait(seconds=90)
    speech.refresh_from_db()
    assert seconds_left(speech, works.now) == 200
    with pytest.raises(Refusal, match="stands still already"):
        works.say(StopClock(speech=speech.pk), CHAIR)
    works.say(RunClock(speech=speech.pk), CHAIR)
    with pytest.raises(Refusal, match="clock is running"):
        works.say(RunClock(speech=speech.pk), CHAIR)
    works.wait(seconds=50)
    works.say(EndSpeech(speech=speech.pk), CHAIR)
    speech.refresh_from_db()
    assert (speech.used, speech.lost, speech.interruptions) == (150, 90, 1)


def test_an_interrupted_speaker_is_not_passed_over(works):
    meeting = running_meeting(works)
    speech, other = call(works, ask(works, meeting, 5)), ask(works, meeting, 6)
    works.say(StopClock(speech=speech.pk), CHAIR)
    with pytest.raises(Refusal, match="that time is theirs"):
        call(works, other)


def test_who_was_howled_down_comes_next_with_the_time_they_had_left(works):
    meeting = running_meeting(works)
    speech = speak(works, ask(works, meeting, 6), 100, "broken off")
    rest = Speech.objects.get(resumes=speech)
    assert (rest.allowed, rest.who, rest.turn) == (200, 6, speech.turn)
    ask(works, meeting, 7)
    assert next_in(meeting).number == rest.pk
    assert speak(works, rest, 200, "time over").used == 200
    assert ask(works, meeting, 6).spoken_before == 1, "both halves are one speech"


def test_a_point_of_order_stops_the_clock_of_the_speech_it_interrupts(works):
    meeting = running_meeting(works)
    speech = call(works, ask(works, meeting, 5))
    works.wait(seconds=60)
    point = call(works, ask(works, meeting, 6, kind="point of order"))
    works.wait(seconds=30)
    with pytest.raises(Refusal, match="runs on by itself"):
        works.say(RunClock(speech=speech.pk), CHAIR)
    works.say(EndSpeech(speech=point.pk), CHAIR)
    works.wait(seconds=40)
    works.say(EndSpeech(speech=speech.pk), CHAIR)
    speech.refresh_from_db()
    assert (point.allowed, speech.used, speech.lost, speech.interruptions) == (60, 100, 30, 0)


def test_more_time_is_given_by_the_meeting_and_not_by_the_chair(works):
    meeting = running_meeting(works)
    speech = call(works, ask(works, meeting, 5))
    with pytest.raises(Refusal, match="No hands were counted"):
        works.say(ExtendSpeech(speech=speech.pk, seconds=60, hands=Hands(votes_for=0, against=0)), CHAIR)
    works.say(ExtendSpeech(speech=speech.pk, seconds=60, hands=Hands(votes_for=2, against=7)), CHAIR)
    works.say(ExtendSpeech(speech=speech.pk, seconds=60, hands=Hands(votes_for=6, against=2)), TELLERS[0])
    speech.refresh_from_db()
    assert speech.allowed == 360


def test_calling_the_next_ends_the_speech_before(works):
    meeting = running_meeting(works)
    first, second = call(works, ask(works, meeting, 5)), ask(works, meeting, 6)
    works.wait(seconds=301)
    call(works, second)
    first.refresh_from_db()
    assert (first.how_ended, first.used, second.ended) == ("time over", 301, None)


def test_the_same_call_twice_gives_the_floor_once_and_never_to_the_next(works):
    """Two devices of the chair, or a double click: the second is refused, it does not skip anybody."""
    meeting = running_meeting(works)
    first, second = ask(works, meeting, 5), ask(works, meeting, 6)
    call(works, first)
    with pytest.raises(Refusal, match="called already"):
        works.say(CallSpeaker(speech=first.pk), CHAIR)
    second.refresh_from_db()
    assert second.began is None
    works.say(EndSpeech(speech=first.pk), CHAIR)
    with pytest.raises(Refusal, match="does not have the floor"):
        works.say(EndSpeech(speech=first.pk), CHAIR)


# ---------------------------------------------------------------------------------------------- the end of the debate


def test_the_chair_does_not_end_a_debate_by_moving_on(works):
    meeting = running_meeting(works)
    speech = ask(works, meeting, 5)
    with pytest.raises(Refusal, match="Still waiting to speak: 1") as refused:
        take_up(works, meeting, 2)
    assert refused.value.guarantee == "R6"
    speak(works, speech)
    take_up(works, meeting, 2)
    ask(works, meeting, 6)
    with pytest.raises(Refusal, match="Still waiting to speak: 1"):
        close_meeting(works, meeting)


def test_with_its_item_a_speech_ends_and_a_closed_meeting_hears_nobody(works):
    meeting = running_meeting(works)
    speech = call(works, ask(works, meeting, 5))
    waiting = ask(works, meeting, 6)
    works.wait(seconds=30)
    close_meeting(works, meeting, how="tumult", why="The lights went out in the hall.")
    speech.refresh_from_db()
    waiting.refresh_from_db()
    assert (speech.how_ended, speech.used, waiting.how_ended, waiting.began) == ("item done", 30, "not reached", None)
    with pytest.raises(Refusal, match="is over"):
        ask(works, meeting, 7)


# ------------------------------------------------------------------------------------------------------ it is forgotten


def test_when_the_meeting_closes_who_spoke_is_in_no_table_and_not_in_the_private_store(works):
    meeting = running_meeting(works)
    speak(works, ask(works, meeting, 5, side="for"), 10, "broken off")
    works.say(NoteRaisedHand(meeting=meeting.pk, who=6), CHAIR)
    held = Private.objects.filter(content__in=("5", "6")).count()
    assert held == 2 and Speech.objects.filter(who__isnull=False).count() == 3
    close_meeting(works, meeting, how="tumult", why="The lights went out in the hall.")
    assert not Private.objects.filter(content__in=("5", "6")).exists()
    assert not Speech.objects.filter(who__isnull=False).exists()


def test_the_book_stays_whole_for_those_who_do_not_know_who_spoke(works):
    """Replayed from the published lines alone, while the meeting runs and after it."""
    from floor.book.doing import statutes_in_force
    from floor.book.models import Attachment
    from floor.book.replaying import empty_database, replay

    meeting = running_meeting(works)
    speak(works, ask(works, meeting, 5))
    ask(works, meeting, 5)
    lines = [bytes(line) for line in Entry.objects.order_by("n").values_list("line", flat=True)]
    texts = dict(Attachment.objects.values_list("sha256", "content"))
    with empty_database():
        assert not replay(lines, texts.get).faults
        assert Speech.objects.count() == 2 and statutes_in_force(works.now)
    close_meeting(works, Meeting.objects.get(pk=meeting.pk), how="tumult", why="The lights went out.")
