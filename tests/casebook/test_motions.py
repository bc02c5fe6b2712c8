"""Cases about motions: one that was not put, one that bound others, a minority that was not heard, a debate that was ended from outside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.going_on import MoveProcedure
from floor.meetings.acts.hindering import NoteHindrance
from floor.meetings.acts.minority import FileMinorityStatement
from floor.meetings.acts.refused import DeclareCarried
from floor.meetings.acts.ruling import AppealRuling, NotPut
from floor.meetings.deciding.signing import sign_statement, signatures_under
from floor.meetings.models import MinorityStatement, Motion, Ruling
from floor.meetings.showing.motions import is_unproven, statements_that_go_with
from floor.meetings.tests.test_conditions import OF
from floor.polls.models import Poll
from floor.promises.models import Undertaking
from tests.casebook.cases import case
from tests.meeting import call_meeting, open_meeting, running_meeting, take_up
from tests.motions import again, by_hands, move, procedural, put
from tests.polling import count_hands
from tests.world import BOLTS, CABLES, CHAIR, FACTORY, NAILS, SECRETARY, THIRD

pytestmark = pytest.mark.django_db

THIRTEEN = "1918-02-25-thirteen-eleven"
HOLIDAY = "1923-12-holiday-by-shop"
CARRIED_ONLY = "1924-11-only-what-was-carried"
LEVELLING = "1925-11-26-levelling"
NOT_PUT = "1928-02-06-motion-not-put"
CHRISTMAS = "1928-12-christmas-votes"
HALTED = "1929-07-debate-halted"


@pytest.mark.casebook(NOT_PUT, must=(0,))
def test_the_officials_can_not_avoid_the_motion_on_the_dismissal(works):
    meeting = running_meeting(works)
    take_up(works, meeting, 2)
    motion = move(works, meeting, "The dismissal is taken back")
    with pytest.raises(Refusal, match="has not been put"):
        works.say(CloseMeeting(meeting=meeting.pk), CHAIR)
    works.say(NotPut(motion=motion.pk, reason="not this body's", said="This is a matter of the management."), CHAIR)
    ruling = Ruling.objects.get()
    works.say(AppealRuling(ruling=ruling.pk), 9)
    by_hands(works, Motion.objects.get(ruling=ruling), (8, 1, 1))
    assert by_hands(works, again(motion)).state == "carried"
    ruling.refresh_from_db()
    assert (ruling.reason, ruling.upheld) == ("not this body's", False), (
        "the reason stands in the minutes, and how it fared"
    )


def shop_decides(works, shop, title, hands, **wanted):
    """A meeting of a shop that moves and votes at once, its first member in the chair."""
    chair = OF[shop][0]
    meeting = call_meeting(works, unit=shop, body="shop meeting")
    works.now = meeting.starts
    works.wait(minutes=15)
    open_meeting(works, meeting, by=chair, present=tuple(OF[shop]))
    take_up(works, meeting, 1, by=chair)
    motion = move(works, meeting, title, by=OF[shop][1], seconded=False, **wanted)
    count_hands(works, put(works, motion, by=chair), hands, present=4, by=chair)
    return again(motion)


@pytest.mark.casebook(CHRISTMAS, must=(2, 3))
def test_maintenance_agreed_only_if_the_others_did_and_they_did_not(works):
    title = "We work through Christmas"
    maintenance = shop_decides(
        works, CABLES, title, (4, 0, 0), waits_for=[{"unit": BOLTS}, {"unit": NAILS}],
        claim="The women of the bolt shop have agreed",
    )  # fmt: skip
    assert maintenance.state == "waiting" and is_unproven(maintenance), "told in the meeting, linked to no count"
    assert shop_decides(works, NAILS, title, (1, 2, 1)).state == "lost"
    assert again(maintenance).state == "lapsed" and not Undertaking.objects.filter(unit=CABLES).exists()


@pytest.mark.casebook(THIRTEEN, must=(1,))
def test_what_the_eleven_say_goes_with_the_motion_into_the_general_meeting(works):
    committee = open_meeting(works, call_meeting(works, by=CHAIR, body="factory committee"), by=CHAIR, present=())
    from floor.meetings.acts.attending import TakeSeat

    for member in (CHAIR, SECRETARY, THIRD):
        works.say(TakeSeat(meeting=committee.pk), member)
    take_up(works, committee, 1, by=CHAIR)
    narrow = by_hands(
        works, move(works, committee, "Against a separate peace", by=SECRETARY, declaration=True), (2, 1, 0), by=CHAIR,
        present=3, tellers=[CHAIR, THIRD],
    )  # fmt: skip
    works.say(FileMinorityStatement(motion=narrow.pk, text=works.attach("The works want peace.")), THIRD)
    hall = running_meeting(works)
    motion = move(
        works,
        hall,
        "Against a separate peace",
        declaration=True,
        claim="The committee adopted it",
        cites_poll=narrow.poll_id,
    )
    assert [statement.filed_by_id for statement in statements_that_go_with(motion)] == [THIRD]


@pytest.mark.casebook(HOLIDAY, must=(0,))
def test_the_shops_the_options_and_the_day_stand_in_the_decision(works):
    meeting = running_meeting(works)
    motion, until = move(works, meeting, "Which Christmas"), works.now + timedelta(days=3)
    ask = procedural(
        works, meeting, "ask the shops", motion, body="shop meeting", units=[BOLTS, NAILS, CABLES], until=until,
        options=["the old calendar", "the new calendar"],
    )  # fmt: skip
    by_hands(works, ask)
    polls = Poll.objects.filter(electors="shop meeting").order_by("unit")
    assert [poll.unit_id for poll in polls] == [BOLTS, NAILS, CABLES] and {poll.closes for poll in polls} == {until}
    for asks in ({"units": [BOLTS]}, {"units": [BOLTS], "body": "shop meeting"}):
        with pytest.raises(Refusal, match="must say"):
            works.say(MoveProcedure(meeting=meeting.pk, procedure="ask the shops", motion=motion.pk, asks=asks), 9)


@pytest.mark.casebook(CARRIED_ONLY, must=(1,))
def test_a_resolution_has_its_figures_and_no_word_stands_for_them(works):
    motion = move(works, running_meeting(works))
    with pytest.raises(Refusal, match="carried by a count"):
        works.say(DeclareCarried(motion=motion.pk, said="adopted unanimously"), CHAIR)
    motion = by_hands(works, motion, (6, 3, 1))
    part, figures = motion.poll.outcome["parts"][0], motion.poll.outcome["figures"]
    assert (part["for"], part["against"], part["abstaining"], figures["present"]) == (6, 3, 1, 10)
    assert not part["unanimous"]


@pytest.mark.casebook(LEVELLING, must=(4,))
def test_the_seven_attach_their_statement(works):
    against = case(LEVELLING)["numbers"]["votes_against"]
    motion = by_hands(works, move(works, running_meeting(works), "Wages are levelled"), (10 - against, against, 0))
    works.say(FileMinorityStatement(motion=motion.pk, text=works.attach("Skill must count.")), 5)
    statement = MinorityStatement.objects.get()
    for member in range(6, 6 + against - 1):
        sign_statement(statement.pk, member, at=works.now)
    assert signatures_under(statement) == against and statements_that_go_with(motion) == [statement]


@pytest.mark.casebook(HALTED, must=(1,))
def test_an_order_from_outside_ends_no_debate(works):
    meeting = running_meeting(works)
    works.say(
        NoteHindrance(unit=FACTORY, meeting=meeting.pk, kind="order from outside", who="the director", why="All talk of closing the site is to stop."), CHAIR
    )  # fmt: skip
    meeting.refresh_from_db()
    assert not meeting.debate_closed and not meeting.hindrances.get().had_effect
    asked = by_hands(works, procedural(works, meeting, "close debate"), (6, 4, 0))
    meeting.refresh_from_db()
    assert asked.state == "lost" and not meeting.debate_closed, "two thirds of those who voted, with the count"
