"""Motions about how the meeting goes on come first, by their rank, and carry themselves out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import CLOCK, Refusal
from floor.book.doing import do
from floor.book.models import RecordedRefusal
from floor.meetings.acts.asking_to_speak import NoteRaisedHand
from floor.meetings.acts.going_on import ResumeMeeting
from floor.meetings.deciding.procedures import PROCEDURES, question_in_words
from floor.meetings.falling_due.motions import fall_due
from floor.polls.models import Poll
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import again, amend, by_hands, move, procedural, put
from tests.polling import count_hands, open_poll
from tests.world import BOLTS, CABLES, CHAIR, NAILS, SECRETARY

pytestmark = pytest.mark.django_db


def test_they_are_put_before_everything_else_by_their_rank(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    debate = procedural(works, meeting, "close debate")
    recess = procedural(works, meeting, "recess", minutes=15)
    with pytest.raises(Refusal, match=f"Motion {debate.pk}|Motion {recess.pk}"):
        put(works, motion)
    with pytest.raises(Refusal, match=f"Motion {recess.pk}, .*how the meeting goes on") as refused:
        put(works, debate)
    assert refused.value.guarantee == "R6"
    by_hands(works, recess, (2, 7, 1))
    by_hands(works, debate, (8, 1, 1))
    assert by_hands(works, motion).state == "carried"


def test_the_order_of_precedence_is_the_order_of_the_list():
    names = list(PROCEDURES)
    assert names[0] == "appeal" and names.index("close the meeting") < names.index("recess") < names.index(
        "close debate"
    )
    assert names.index("close debate") < names.index("postpone") < names.index("refer")


@pytest.mark.parametrize(("hands", "closed"), [((6, 3, 1), True), ((6, 4, 0), False)])
def test_closing_the_debate_takes_two_thirds(works, hands, closed):
    meeting = running_meeting(works)
    motion = by_hands(works, procedural(works, meeting, "close debate"), hands)
    meeting.refresh_from_db()
    assert (motion.state, meeting.debate_closed) == ("carried" if closed else "lost", closed)


def test_who_wants_to_speak_is_heard_before_the_vote_unless_the_debate_is_closed(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, words="At six.")
    works.say(NoteRaisedHand(meeting=meeting.pk, who=9, side="against"), CHAIR)
    with pytest.raises(Refusal, match="Still waiting to speak: 1") as refused:
        put(works, motion)
    assert refused.value.guarantee == "R8"
    by_hands(works, procedural(works, meeting, "close debate"), (8, 1, 1))
    with pytest.raises(Refusal, match="debate is closed"):
        amend(works, motion, "six", "five")
    assert by_hands(works, motion).state == "carried"


def test_a_meeting_closes_when_it_votes_to_and_what_was_not_decided_comes_next_time(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    by_hands(works, procedural(works, meeting, "close the meeting"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.how_closed) == ("closed", "by vote")
    assert (again(motion).state, again(motion).why_ended) == ("not put", "the meeting ended")
    following = call_meeting(works)
    assert {"The canteen", "Other business"} <= {item.title for item in following.items.all()}


def test_to_adjourn_names_the_day(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="must say: until"):
        procedural(works, meeting, "adjourn")
    with pytest.raises(Refusal, match="has passed"):
        procedural(works, meeting, "adjourn", until=works.now)
    by_hands(works, procedural(works, meeting, "adjourn", until=works.now + timedelta(days=2)))
    meeting.refresh_from_db()
    assert meeting.state == "closed" and "to go on at" in meeting.why_closed


def test_a_recess_lasts_as_long_as_was_voted(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    by_hands(works, procedural(works, meeting, "recess", minutes=20))
    meeting.refresh_from_db()
    assert meeting.state == "paused"
    with pytest.raises(Refusal, match="in recess"):
        put(works, motion)
    with pytest.raises(Refusal, match="people rely on it"):
        works.say(ResumeMeeting(meeting=meeting.pk), CHAIR)
    works.wait(minutes=20)
    for act in fall_due(works.now):
        do(act, CLOCK, at=works.now)
    meeting.refresh_from_db()
    assert meeting.state == "open"
    with pytest.raises(Refusal, match="not in recess"):
        works.say(ResumeMeeting(meeting=meeting.pk), CHAIR)


def test_speeches_are_as_long_as_the_meeting_says(works):
    meeting = running_meeting(works)
    by_hands(works, procedural(works, meeting, "limit speaking time", seconds=120))
    meeting.refresh_from_db()
    assert meeting.speaking_seconds == 120


def test_the_order_of_the_agenda_changes_by_a_vote(works):
    meeting = running_meeting(works, items=[{"title": title} for title in ("First", "Second", "Third", "Fourth")])
    third = meeting.items.get(title="Third")
    with pytest.raises(Refusal, match="comes next anyway"):
        procedural(works, meeting, "change the order", item=meeting.items.get(title="Second").pk)
    by_hands(works, procedural(works, meeting, "change the order", item=third.pk))
    assert [item.title for item in meeting.items.order_by("place")] == ["First", "Third", "Second", "Fourth"]
    assert take_up(works, meeting, 2).pk == third.pk


def test_the_doors_are_closed_to_bodies_and_offices_never_to_a_name(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="no body or office"):
        procedural(works, meeting, "close the doors", to=["Agafonova"])
    by_hands(works, procedural(works, meeting, "close the doors", to=["secretary of factory committee"]))
    meeting.refresh_from_db()
    assert (meeting.access, meeting.closed_to) == ("closed", ["secretary of factory committee"])
    with pytest.raises(Refusal, match="sits in"):
        move(works, meeting, by=SECRETARY)


def test_time_is_extended_by_a_vote_where_the_call_set_an_end(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="no time at which"):
        procedural(works, meeting, "extend time", until=works.now + timedelta(hours=1))
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    starts = works.now + timedelta(days=4)
    later = running_meeting(works, starts=starts, ends_by=starts + timedelta(hours=2))
    by_hands(works, procedural(works, later, "extend time", until=starts + timedelta(hours=3)))
    later.refresh_from_db()
    assert later.ends_by == starts + timedelta(hours=3)


def test_after_the_hour_of_the_call_nothing_is_put_but_how_it_goes_on(works):
    starts = works.now + timedelta(days=4)
    meeting = running_meeting(works, starts=starts, ends_by=starts + timedelta(hours=2))
    motion = move(works, meeting)
    works.now = starts + timedelta(hours=2)
    with pytest.raises(Refusal, match="Later no vote opens") as refused:
        put(works, motion)
    assert refused.value.guarantee == "R3" and again(motion).state == "open"
    by_hands(works, procedural(works, meeting, "extend time", until=starts + timedelta(hours=3)))
    assert by_hands(works, motion).state == "carried"


def test_a_motion_that_is_put_off_is_on_the_next_agenda(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    by_hands(works, procedural(works, meeting, "postpone", motion))
    assert (again(motion).state, again(motion).referred_to) == ("referred", "general meeting")
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    following = call_meeting(works)
    assert following.items.get(motion=motion.pk).title == motion.title
    assert not call_meeting(works).items.filter(motion=motion.pk).exists(), "once is enough"


def test_a_motion_that_is_referred_is_before_that_body_and_comes_back(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    for wrong, why in (
        ({"body": "tsar"}, "know no body"),
        ({"body": "shop meeting"}, "sits at a shop"),
        ({"body": "shop meeting", "unit": 99}, "neither above nor below"),
        ({"body": "general meeting"}, "move to postpone"),
    ):
        with pytest.raises(Refusal, match=why):
            procedural(works, meeting, "refer", motion, **wrong)
    by_hands(works, procedural(works, meeting, "refer", motion, body="factory committee"))
    assert (again(motion).state, again(motion).referred_to) == ("referred", "factory committee")
    committee = call_meeting(works, by=CHAIR, body="factory committee")
    assert committee.items.get(motion=motion.pk).origin == "earlier meeting"
    assert call_meeting(works).items.filter(motion=motion.pk).exists()


def test_what_the_meeting_refused_is_not_asked_again_at_once(works):
    meeting = running_meeting(works)
    by_hands(works, procedural(works, meeting, "close debate"), (2, 7, 1))
    with pytest.raises(Refusal, match="after ten minutes") as refused:
        procedural(works, meeting, "close debate")
    assert refused.value.guarantee == "R7"
    works.wait(minutes=10)
    assert procedural(works, meeting, "close debate").state == "open"


def test_what_is_on_no_list_is_not_moved(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="One moves to"):
        procedural(works, meeting, "dissolve the meeting")
    with pytest.raises(Refusal, match="appeal against it"):
        procedural(works, meeting, "appeal")
    with pytest.raises(Refusal, match="about the meeting"):
        procedural(works, meeting, "close debate", move(works, meeting))
    with pytest.raises(Refusal, match="says nothing of: minutes"):
        procedural(works, meeting, "close debate", minutes=3)


def test_one_person_makes_a_vote_secret_without_a_vote(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    assert procedural(works, meeting, "secret ballot", motion, by=9).state == "carried"
    with pytest.raises(Refusal, match="in secret already"):
        procedural(works, meeting, "secret ballot", motion, by=10)
    with pytest.raises(Refusal, match="one is enough") as refused:
        put(works, motion, ballot="show of hands")
    assert refused.value.guarantee == "R5"
    assert put(works, motion).ballot == "secret"


# ------------------------------------------------------------------------------------------------------------ the shops


def test_a_meeting_lets_the_shops_decide_and_their_results_stand_side_by_side(works):
    from floor.meetings.showing.results import results_beside

    meeting = running_meeting(works)
    motion = move(works, meeting, "The new Christmas")
    asked = {"body": "shop meeting", "until": works.now + timedelta(days=3)}
    with pytest.raises(Refusal, match="does not lie below"):
        procedural(works, meeting, "ask the shops", motion, units=[1], **asked)
    by_hands(works, procedural(works, meeting, "ask the shops", motion, units=[BOLTS, NAILS, CABLES], **asked))
    assert again(motion).state == "referred"
    bolts, nails, _ = Poll.objects.filter(electors="shop meeting").order_by("pk")
    for poll, hands in ((bolts, (3, 1, 0)), (nails, (1, 2, 1))):
        count_hands(works, open_poll(works, poll), hands, present=4, by=SECRETARY)
    rows = results_beside(again(motion)).rows
    assert [(row.votes_for, row.carried) for row in rows] == [(3, True), (1, False), (None, None)]


def test_the_shops_choose_between_options(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, "Which Christmas")
    asked = {"body": "shop meeting", "until": works.now + timedelta(days=3), "options": ["the old", "the new"]}
    by_hands(works, procedural(works, meeting, "ask the shops", motion, units=[BOLTS, NAILS], **asked))
    assert {tuple(poll.parts) for poll in Poll.objects.filter(electors="shop meeting")} == {("the old", "the new")}


def test_the_shops_are_asked_beside_the_meeting_and_change_nothing_of_it(works):
    from floor.meetings.acts.asking_shops import AskShopsBeside
    from floor.meetings.showing.results import results_beside

    motion = move(works, running_meeting(works))
    ask = {"units": [BOLTS], "body": "shop meeting", "until": works.now + timedelta(days=3)}
    with pytest.raises(Refusal, match="that the meeting has been asked"):
        works.say(AskShopsBeside(motion=motion.pk, **ask), CHAIR)
    by_hands(works, motion)
    with pytest.raises(Refusal, match="asked by an officer"):
        works.say(AskShopsBeside(motion=motion.pk, **ask), 9)
    works.say(AskShopsBeside(motion=motion.pk, **ask), CHAIR)
    count_hands(works, open_poll(works, Poll.objects.get(electors="shop meeting")), (0, 4, 0), present=4, by=SECRETARY)
    assert again(motion).state == "carried"
    assert [row.carried for row in results_beside(again(motion)).rows] == [True, False]


def test_nothing_of_how_it_goes_on_is_moved_before_an_item_or_by_who_sits_elsewhere(works):
    meeting = open_meeting(works, call_meeting(works))
    with pytest.raises(Refusal, match="No item is before"):
        procedural(works, meeting, "recess", minutes=5)
    with pytest.raises(Refusal, match="sits in"):
        procedural(works, meeting, "recess", minutes=5, by=99)
    assert RecordedRefusal.objects.filter(act="meetings.MoveProcedure").exists()


@pytest.mark.parametrize(
    ("procedure", "asks", "question"),
    [
        ("limit speaking time", {"seconds": 120}, "Shall a speech be 120 seconds long?"),
        ("recess", {"minutes": 15}, "Shall the meeting break off for 15 minutes?"),
        ("adjourn", {"until": "2026-03-09T18:00:00+01:00"}, "Shall the meeting adjourn until 09 March 2026, 17:00 UTC?"),
        ("close the doors", {"to": ["factory committee"]}, "Shall the doors be closed to: factory committee?"),
        ("refer", {"body": "factory committee"}, "Shall the motion be referred to the factory committee?"),
        ("ask the shops", {"units": [3, 4], "until": "2026-03-09T18:00:00Z", "body": "shop meeting"}, "Shall units 3, 4 decide by 09 March 2026, 18:00 UTC?"),
    ],
)  # fmt: skip
def test_the_question_says_what_it_asks_for(procedure, asks, question):
    assert question_in_words(PROCEDURES[procedure], asks) == question
