"""Minutes: written by the acts, published by themselves, corrected only in sight, approved by the next meeting (M12, R12)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import Attachment, RecordedRefusal
from floor.meetings.acts.hindering import NoteHindrance
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.minuting import (
    ApproveMinutes,
    HoldBackMinutes,
    PublishMinutes,
    ReviseMinutes,
    name_of,
    text_now,
)
from floor.meetings.acts.ruling import NotPut
from floor.meetings.asking import box
from floor.meetings.counted_hands import Hands
from floor.meetings.models import Meeting, Minutes
from floor.meetings.showing.minutes import minutes_of
from floor.meetings.speakers.asking import ask_to_speak
from tests.meeting import call_meeting, choose, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import amend, by_hands, move
from tests.questions import answer, asked, drop, let_fall_due, minutes_of_meeting
from tests.world import CHAIR, NAMES, SECRETARY, TELLERS

pytestmark = pytest.mark.django_db
#: Of the minutes of `whole_meeting`, in their first form.
FIRST_FORM = "cb3ef45b0cdb7c5498309ba943cc00d51d916e0c1343890867061b56b776996a"


def text_of(minutes: Minutes) -> str:
    return Attachment.objects.get(pk=text_now(minutes)).content


def whole_meeting(works) -> Meeting:
    """A meeting with nearly everything that can happen in one."""
    meeting = running_meeting(works)
    speech = ask_to_speak(meeting.pk, 5, side="against", at=works.now)
    from floor.meetings.acts.having_the_floor import CallSpeaker, EndSpeech

    works.say(CallSpeaker(speech=speech.pk), CHAIR)
    works.wait(seconds=90)
    works.say(EndSpeech(speech=speech.pk), CHAIR)
    motion = move(works, meeting, words="The canteen opens at six. Soup is served.")
    by_hands(works, amend(works, motion, "six", "five"))
    by_hands(works, motion)
    lost = move(works, meeting, "Smoking is forbidden", declaration=True)
    lost = by_hands(works, lost, (3, 6, 1))
    passed_over = move(works, meeting, "The moon is bought", declaration=True)
    works.say(NotPut(motion=passed_over.pk, reason="not this body's", said="The moon is not ours to buy."), CHAIR)
    works.say(FileMinorityStatement(motion=lost.pk, text=works.attach("We cannot breathe in here.")), 9)
    works.say(NoteHindrance(meeting=meeting.pk, unit=meeting.unit_id, kind="order from outside", who="the management", why="They wanted the list of speakers."), 6)  # fmt: skip
    drop(meeting, ["Where is the money?", "Who sold the houses?", "Why is it cold?"])
    let_fall_due(works)
    answer(works, asked(meeting)[0], "In the bank, says the treasurer.")
    take_up(works, meeting, 2)
    return close_meeting(works, meeting)


def held(works) -> Meeting:
    meeting = running_meeting(works)
    take_up(works, meeting, 2)
    return close_meeting(works, meeting)


# --------------------------------------------------------------------------------------------------- what stands in them


def test_everything_that_was_entered_stands_in_the_minutes_and_nobody_s_name(works):
    text = text_of(minutes_of_meeting(works, whole_meeting(works)))
    for said in (
        "General meeting, Hammer and Sickle", "Entitled: 12. Present at most: 10, 83.3 percent of those entitled.", "Quorum: 1/3",
        "- Chair from 18:00: chosen with 9 hands", "### 1. The canteen", "against: 1 speech, 1:30", "[-six-]{+five+}",
        "> The canteen opens at five. Soup is served.", "7 for, 2 against, 1 abstaining: carried", "“Smoking is forbidden”. Moved 5 March 2026",
        "3 for, 6 against, 1 abstaining: not carried", "Not put (not this body's)", "“The moon is not ours to buy.” Nobody appealed",
        "Statement of a minority (signed until", "> We cannot breathe in here.", "order from outside, the management: They wanted the list",
        "- Without a name, from the box: 3 asked, 1 answered, 0 refused, 2 open", "> In the bank, says the treasurer.",
        "by 4 April 2026 (undertaking 1)", "Closed: 5 March 2026, 18:01 UTC (agenda done).", "entitled 12, present 10, voted 10",
    ):  # fmt: skip
        assert said in text, f"{said!r} is missing in:\n{text}"
    assert [name for name in NAMES if name in text] == []


def test_what_a_person_writes_never_looks_like_a_heading(works):
    meeting = running_meeting(works, items=[{"title": "The canteen"}, {"title": "Last"}], place="Yard\n## The end")
    move(works, meeting, "Soup", words="## The end\nMeeting closed.", seconded=False)
    take_up(works, meeting, 2)
    text = text_of(minutes_of_meeting(works, close_meeting(works, meeting)))
    assert text.count("\n## The end\n") == 1 and "> ## The end" in text


def test_what_was_not_reached_and_an_early_end_stand_in_them(works):
    meeting = running_meeting(works)
    close_meeting(works, meeting, how="tumult", why="The doors were broken open.")
    text = text_of(minutes_of_meeting(works, meeting))
    assert "- Not reached, passes to the next meeting: Other business" in text
    assert "closed early, the chair: The doors were broken open." in text


def test_the_first_form_of_minutes_does_not_change(works, monkeypatch):
    """Books that were written with it are checked with it. If this fails, add a form and leave the first one as it was."""
    monkeypatch.setattr(box, "_dice", SimpleNamespace(shuffle=lambda questions: questions.sort(key=lambda one: one.text)))  # fmt: skip
    assert name_of(minutes_of(whole_meeting(works), 1)) == FIRST_FORM


# --------------------------------------------------------------------------------------------------------- published


def test_minutes_appear_by_themselves_in_the_time_of_the_statutes(works):
    meeting = held(works)
    let_fall_due(works)
    assert not Minutes.objects.exists()
    works.wait(days=6, hours=23)
    let_fall_due(works)
    assert not Minutes.objects.exists()
    works.wait(hours=1)
    let_fall_due(works)
    minutes = Minutes.objects.get()
    assert (minutes.meeting_id, minutes.published) == (meeting.pk, works.now)
    assert text_of(minutes).startswith("Minutes of meeting 1\n")
    let_fall_due(works)
    assert Minutes.objects.count() == 1


def test_the_secretary_of_the_meeting_publishes_them_sooner(works):
    meeting = held(works)
    sha = works.attach(minutes_of(meeting, 1))
    for by in (7, TELLERS[0]):
        with pytest.raises(Refusal, match="The clock publishes"):
            works.say(PublishMinutes(meeting=meeting.pk, text=sha), by)
    works.say(PublishMinutes(meeting=meeting.pk, text=sha), SECRETARY)
    with pytest.raises(Refusal, match="are published"):
        works.say(PublishMinutes(meeting=meeting.pk, text=sha), SECRETARY)


def test_no_other_text_is_taken_for_the_minutes(works):
    meeting = held(works)
    better = works.attach(minutes_of(meeting, 1).replace("10 present", "12 present"))
    with pytest.raises(Refusal, match="says something else") as refused:
        works.say(PublishMinutes(meeting=meeting.pk, text=better), SECRETARY)
    assert refused.value.guarantee == "R12"
    works.wait(days=8)
    with pytest.raises(Refusal, match="says something else"):
        do(PublishMinutes(meeting=meeting.pk, text=better), CLOCK, at=works.now)


def test_there_are_no_minutes_of_a_meeting_that_runs_or_was_not_held(works):
    meeting = running_meeting(works)
    sha = works.attach(minutes_of(meeting, 1))
    with pytest.raises(Refusal, match="This meeting is open"):
        works.say(PublishMinutes(meeting=meeting.pk, text=sha), SECRETARY)
    missed = call_meeting(works)
    works.wait(days=20)
    let_fall_due(works)
    missed.refresh_from_db()
    assert missed.state == "not held" and not Minutes.objects.filter(meeting=missed).exists()


def test_nobody_holds_minutes_back_and_the_attempt_is_on_record(works):
    meeting = held(works)
    for by in (CHAIR, SECRETARY):
        with pytest.raises(Refusal, match="can't be held back") as refused:
            works.say(HoldBackMinutes(meeting=meeting.pk, why="They are embarrassing."), by)
        assert refused.value.guarantee == "R12"
    assert RecordedRefusal.objects.filter(act="meetings.HoldBackMinutes").exists()
    assert minutes_of_meeting(works, meeting)


def test_questions_left_in_the_box_stand_in_the_minutes(works):
    meeting = running_meeting(works)
    drop(meeting, ["Where is the money?"])
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    works.wait(days=8)
    let_fall_due(works)
    let_fall_due(works)
    assert "“Where is the money?”" in text_of(Minutes.objects.get())


# ----------------------------------------------------------------------------------------------- corrected and approved


def revise(works, meeting, change=("Canteen", "Canteen of the bolt shop"), by=SECRETARY, reason="The place was wrong."):
    text = text_of(Minutes.objects.get(meeting=meeting)).replace(*change)
    return works.say(ReviseMinutes(meeting=meeting.pk, text=works.attach(text), reason=reason), by)


def test_a_correction_stands_beside_the_first_text(works):
    meeting = held(works)
    minutes = minutes_of_meeting(works, meeting)
    revise(works, meeting)
    minutes.refresh_from_db()
    assert "Canteen of the bolt shop" in text_of(minutes)
    assert "Canteen of the bolt shop" not in Attachment.objects.get(pk=minutes.text).content


@pytest.mark.parametrize("by", [7, TELLERS[0], CHAIR])
def test_only_the_secretary_corrects_them(works, by):
    meeting = held(works)
    minutes_of_meeting(works, meeting)
    with pytest.raises(Refusal, match="Only who was secretary"):
        revise(works, meeting, by=by)


def test_a_correction_changes_something_and_leaves_something(works):
    meeting = held(works)
    with pytest.raises(Refusal, match="not published yet"):
        works.say(ReviseMinutes(meeting=meeting.pk, text="0" * 64, reason="Nothing is there."), SECRETARY)
    minutes_of_meeting(works, meeting)
    with pytest.raises(Refusal, match="stands there already"):
        revise(works, meeting, ("nothing", "nothing"))
    with pytest.raises(Refusal, match="leaves nothing of them"):
        works.say(ReviseMinutes(meeting=meeting.pk, text=works.attach("Gone."), reason="Nobody needs to know."), SECRETARY)  # fmt: skip


def test_a_correction_brings_no_name_into_them_but_that_of_an_office_holder(works):
    meeting = held(works)
    minutes_of_meeting(works, meeting)
    with pytest.raises(Refusal, match="leave the name out") as refused:
        revise(works, meeting, ("Canteen", f"Canteen, where {NAMES[8]} Test spoke"))
    assert refused.value.guarantee == "R17" and NAMES[8] not in refused.value.reason
    revise(works, meeting, ("Canteen", f"Canteen, lent by the chair, {NAMES[CHAIR - 1]} Test"))


def next_meeting(works) -> Meeting:
    """The next meeting, which has taken up the item that came on its agenda by itself."""
    meeting = open_meeting(works, call_meeting(works))
    choose(works, meeting, "chair", CHAIR)
    take_up(works, meeting, 1)
    assert meeting.items.get(place=1).kind == "minutes"
    return meeting


def approve(works, meeting, following, hands=(8, 1, 1), by=CHAIR, text="", place=1):
    raised = Hands(votes_for=hands[0], against=hands[1], abstaining=hands[2])
    item = following.items.get(place=place).pk
    text = text or text_now(Minutes.objects.get(meeting=meeting))
    return works.say(ApproveMinutes(meeting=meeting.pk, item=item, text=text, hands=raised), by)


def test_the_next_meeting_approves_them_by_a_count(works):
    meeting = held(works)
    minutes = minutes_of_meeting(works, meeting)
    following = next_meeting(works)
    approve(works, meeting, following, hands=(3, 5, 1))
    minutes.refresh_from_db()
    assert minutes.approved is None, "the hands did not carry it"
    approve(works, meeting, following)
    minutes.refresh_from_db()
    assert (minutes.approved, minutes.approved_in_id) == (works.now, following.pk)
    with pytest.raises(Refusal, match="have been approved"):
        approve(works, meeting, following)
    with pytest.raises(Refusal, match="A later meeting has approved"):
        revise(works, meeting)


def test_nobody_approves_them_elsewhere_or_without_a_count(works):
    meeting = held(works)
    minutes_of_meeting(works, meeting)
    following = next_meeting(works)
    with pytest.raises(Refusal, match="taken up the item for them"):
        approve(works, meeting, following, place=2)
    with pytest.raises(Refusal, match="No hands were counted"):
        approve(works, meeting, following, hands=(0, 0, 0))
    with pytest.raises(Refusal, match="Only the chair or the teller"):
        approve(works, meeting, following, by=7)
    before = text_now(Minutes.objects.get(meeting=meeting))
    revise(works, meeting)
    with pytest.raises(Refusal, match="have been revised since"):
        approve(works, meeting, following, text=before)
    with pytest.raises(Refusal, match="a later meeting of the same body"):
        works.say(ApproveMinutes(meeting=meeting.pk, item=meeting.items.first().pk, text=before, hands=Hands(votes_for=9, against=0)), CHAIR)  # fmt: skip
