"""A motion from the floor to a resolution: moved, seconded, put, counted, and carried out or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.book.models import RecordedRefusal
from floor.meetings.acts.closing import CloseMeeting
from floor.meetings.acts.moving import DivideMotion, KeepMotion, MoveMotion, SecondMotion, WithdrawMotion
from floor.meetings.acts.putting import PutMotion
from floor.meetings.acts.refused import DeclareCarried
from floor.meetings.acts.taking_up import TakeUpItem
from floor.meetings.models import Motion
from floor.polls.models import Poll
from floor.promises.models import Undertaking
from tests.meeting import call_meeting, close_meeting, open_meeting, running_meeting, take_up
from tests.motions import MOVER, SECONDER, again, by_hands, move, put
from tests.polling import count_hands
from tests.world import CHAIR, SECRETARY, TELLERS

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------------------- moved and seconded


def test_a_motion_is_moved_seconded_put_and_carried_and_somebody_must_act(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, words="The canteen opens at six in the morning.")
    poll = put(works, motion)
    assert (poll.state, poll.meeting, poll.entitled, poll.tellers) == ("open", meeting.pk, 12, TELLERS)
    assert again(motion).state == "put"
    count_hands(works, poll, (7, 2, 1), by=CHAIR)
    motion = again(motion)
    assert (motion.state, motion.poll.outcome["carried"], motion.binds_since) == ("carried", True, works.now)
    undertaking = Undertaking.objects.get()
    assert (undertaking.who, undertaking.due, undertaking.source_number) == (
        "factory committee",
        motion.by_when,
        motion.pk,
    )


def test_what_is_lost_or_tied_obliges_nobody(works):
    meeting = running_meeting(works)
    assert by_hands(works, move(works, meeting), (2, 7, 1)).state == "lost"
    assert by_hands(works, move(works, meeting, "Another matter"), (4, 4, 2)).state == "tied"
    assert not Undertaking.objects.exists()


def test_a_declaration_asks_nobody_to_act(works):
    motion = by_hands(works, move(works, running_meeting(works), "We greet the strikers", declaration=True))
    assert motion.state == "carried" and not Undertaking.objects.exists()


@pytest.mark.parametrize(
    "said",
    [{}, {"who": "factory committee"}, {"declaration": True, "who": "factory committee"}, {"who": "the management"}],
)
def test_a_motion_says_who_and_by_when_or_that_it_is_a_declaration(works, said):
    meeting = running_meeting(works)
    if said.get("who") == "the management":
        said = said | {"by_when": works.now + timedelta(days=9)}
    with pytest.raises(Refusal) as refused:
        works.say(MoveMotion(item=meeting.items.get(place=1).pk, title="Lamps are mended", **said), MOVER)
    assert refused.value.guarantee == "R13"


def test_a_motion_is_seconded_by_somebody_else(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, seconded=False)
    assert motion.state == "moved"
    with pytest.raises(Refusal, match="somebody else"):
        works.say(SecondMotion(motion=motion.pk), MOVER)
    with pytest.raises(Refusal, match="Nobody has seconded"):
        put(works, motion)
    works.say(SecondMotion(motion=motion.pk), SECONDER)
    with pytest.raises(Refusal, match="no other second"):
        works.say(SecondMotion(motion=motion.pk), 9)


def test_in_a_body_of_three_nobody_needs_to_second(works):
    meeting = call_meeting(works, by=CHAIR, body="factory committee")
    motion = move(works, meeting, by=SECRETARY, seconded=False)
    assert motion.state == "open"


def test_a_motion_is_moved_before_the_meeting_until_the_set_time_and_then_from_the_floor(works):
    meeting = call_meeting(works)
    early = move(works, meeting, "Moved at home")
    assert early.state == "open"
    works.now = meeting.items_until
    with pytest.raises(Refusal, match="from the floor, at its item"):
        move(works, meeting, "Too late")
    open_meeting(works, meeting, present=tuple(range(1, 11)))
    with pytest.raises(Refusal, match="not before the meeting"):
        move(works, meeting, "Before its item")
    take_up(works, meeting, 1, by=SECRETARY)
    assert move(works, meeting, "From the floor").state == "open"


def test_who_sits_elsewhere_moves_and_seconds_nothing(works):
    meeting = call_meeting(works, by=CHAIR, body="factory committee")
    with pytest.raises(Refusal, match="sits in the factory committee") as refused:
        move(works, meeting, by=9)
    assert refused.value.guarantee == "R11"
    motion = move(works, meeting, by=SECRETARY, seconded=False)
    with pytest.raises(Refusal, match="sits in"):
        works.say(SecondMotion(motion=motion.pk), 9)


def test_the_same_motion_is_not_moved_twice_at_once(works):
    meeting = running_meeting(works)
    first = move(works, meeting, "Lamps are mended")
    with pytest.raises(Refusal, match=f"motion {first.pk}"):
        move(works, meeting, "lamps are mended!", by=9)


# ------------------------------------------------------------------------------------------------------- what it may be


def test_what_somebody_said_is_nothing_to_move_about(works):
    with pytest.raises(Refusal, match="never an offence") as refused:
        move(
            works, running_meeting(works), "Against such speeches", about="what was said in a meeting", declaration=True
        )
    assert refused.value.guarantee == "R8" and RecordedRefusal.objects.get().guarantee == "R8"


def test_a_bundled_expulsion_is_refused(works):
    meeting = running_meeting(works)
    with pytest.raises(Refusal, match="2 persons") as refused:
        move(works, meeting, "They are expelled", about="a person", persons=[5, 6], declaration=True)
    assert refused.value.guarantee == "R22"
    with pytest.raises(Refusal, match="one by one"):
        move(works, meeting, "Expel", about="a person", persons=[5], parts=["5", "6"], declaration=True)
    with pytest.raises(Refusal, match="says about whom"):
        move(works, meeting, "He is expelled", about="a person", declaration=True)


def test_a_meeting_without_a_body_decides_nothing(works):
    meeting = call_meeting(works, body="", items=[{"title": "Solidarity"}], by=SECRETARY)
    with pytest.raises(Refusal, match="decides nothing"):
        move(works, meeting)


def test_a_vote_of_the_statutes_belongs_to_its_own_body(works):
    meeting = running_meeting(works)
    assert move(works, meeting, "Ten roubles for the library", vote="money").vote == "money"
    with pytest.raises(Refusal, match="no vote called"):
        move(works, meeting, "Everything", vote="everything")
    committee = call_meeting(works, by=CHAIR, body="factory committee")
    with pytest.raises(Refusal, match="of general meeting, not of factory committee"):
        move(works, committee, "Twenty roubles", vote="money", by=SECRETARY)


def test_what_it_claims_of_another_decision_names_the_count_or_is_unproven(works):
    meeting = running_meeting(works)
    decided = by_hands(works, move(works, meeting))
    move(works, meeting, "We join them", claim="They opened it at six", cites_poll=decided.poll_id)
    assert move(works, meeting, "We join others", claim="The bolt shop agrees").cites_poll is None
    with pytest.raises(Refusal, match="no question that could be cited"):
        move(works, meeting, "We join nobody", claim="They agree", cites_poll=99)
    with pytest.raises(Refusal, match="beside its number"):
        move(works, meeting, "We join somebody", cites_poll=decided.poll_id)


# ------------------------------------------------------------------------------------------------------------- putting


def test_only_the_chair_puts_motions(works):
    motion = move(works, running_meeting(works))
    for who in (MOVER, SECRETARY):
        with pytest.raises(Refusal, match="The chair of the meeting"):
            put(works, motion, by=who)


def test_nothing_is_put_without_a_quorum(works):
    meeting = call_meeting(works)
    open_meeting(works, meeting, present=(1, 2, 3))
    take_up(works, meeting, 1, by=SECRETARY)
    motion = move(works, meeting, by=SECRETARY)
    with pytest.raises(Refusal, match="3 of 12 are here: that is no quorum") as refused:
        put(works, motion, by=SECRETARY)
    assert refused.value.guarantee == "R4" and RecordedRefusal.objects.filter(act="meetings.PutMotion").exists()


def test_one_question_at_a_time(works):
    meeting = running_meeting(works)
    first, second = move(works, meeting), move(works, meeting, "Another matter")
    put(works, first)
    with pytest.raises(Refusal, match="One question at a time"):
        put(works, second)


def test_two_devices_of_the_chair_put_a_motion_once(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    put(works, motion, once=None)
    with pytest.raises(Refusal, match="put to the vote already"):
        put(works, motion)
    assert Poll.objects.count() == 1


def test_a_double_click_puts_it_once_and_gives_the_same_poll(works):
    motion = move(works, running_meeting(works))
    assert put(works, motion, once="a" * 24).pk == put(works, motion, once="a" * 24).pk
    assert Poll.objects.count() == 1


def test_where_the_server_stopped_after_the_motion_was_put_the_clock_opens_the_vote(works):
    from tests.polling import let_fall_due

    motion = move(works, running_meeting(works))
    works.say(PutMotion(motion=motion.pk), CHAIR)
    assert again(motion).poll.state == "announced"
    let_fall_due(works)
    count_hands(works, again(motion).poll, (7, 2, 1))
    assert again(motion).state == "carried"


def test_what_the_chair_sees_is_what_is_put(works):
    motion = move(works, running_meeting(works), words="At six.")
    with pytest.raises(Refusal, match="amended meanwhile"):
        put(works, motion, text=works.attach("At seven."))


def test_a_motion_in_order_is_not_passed_over(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    with pytest.raises(Refusal, match=f"Motion {motion.pk} has not been put"):
        works.say(TakeUpItem(item=meeting.items.get(place=2).pk), CHAIR)
    with pytest.raises(Refusal, match=f"Motion {motion.pk} has not been put") as refused:
        works.say(CloseMeeting(meeting=meeting.pk), CHAIR)
    assert refused.value.guarantee == "R6"


def test_what_nobody_seconded_falls_with_its_item(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, seconded=False)
    take_up(works, meeting, 2)
    assert (again(motion).state, again(motion).why_ended) == ("fallen", "nobody seconded it")


# -------------------------------------------------------------------------------------------------------------- counts


def test_unanimous_is_no_entry_and_a_word_is_no_count(works):
    motion = move(works, running_meeting(works))
    with pytest.raises(Refusal, match="never entered") as refused:
        works.say(DeclareCarried(motion=motion.pk, said="unanimous"), CHAIR)
    assert refused.value.guarantee == "R4" and RecordedRefusal.objects.get().act == "meetings.DeclareCarried"
    poll = put(works, motion)
    for hands in ((), ((10, 0, 1),), ((11, 0, 0),)):
        with pytest.raises((Refusal, ValidationError)):
            count_hands(works, poll, *hands)
    count_hands(works, poll, (10, 0, 0))
    assert again(motion).poll.outcome["parts"][0]["unanimous"]


def test_nobody_is_present_in_the_count_who_is_not_in_the_room(works):
    poll = put(works, move(works, running_meeting(works)))
    with pytest.raises(Refusal, match="10 were in the room") as refused:
        count_hands(works, poll, (11, 0, 0), present=11)
    assert refused.value.guarantee == "R4"


def test_the_chair_and_the_tellers_of_the_meeting_enter_hands_and_nobody_else(works):
    meeting = running_meeting(works)
    poll = put(works, move(works, meeting))
    with pytest.raises(Refusal, match="entered by one of its tellers"):
        count_hands(works, poll, (7, 2, 1), by=9)
    with pytest.raises(Refusal, match="named when the question was put"):
        count_hands(works, poll, (7, 2, 1), by=9, tellers=[9, 10])
    assert count_hands(works, poll, (7, 2, 1), by=TELLERS[1]).state == "counted"


def test_hands_that_nobody_counted_decide_nothing(works):
    from tests.polling import let_fall_due

    motion = move(works, running_meeting(works))
    poll = put(works, motion)
    works.now = poll.closes + timedelta(days=1)
    let_fall_due(works)
    assert again(motion).state == "failed"


# ----------------------------------------------------------------------------------------------- withdrawn and divided


def test_the_mover_withdraws_and_who_seconded_can_keep_it(works):
    meeting = running_meeting(works)
    motion = move(works, meeting)
    with pytest.raises(Refusal, match="Only who moved"):
        works.say(WithdrawMotion(motion=motion.pk), CHAIR)
    works.say(WithdrawMotion(motion=motion.pk), MOVER)
    assert again(motion).state == "withdrawn"
    with pytest.raises(Refusal, match="kept by who seconded"):
        works.say(KeepMotion(motion=motion.pk), 9)
    works.say(KeepMotion(motion=motion.pk), SECONDER)
    assert (again(motion).state, again(motion).mover_id) == ("open", SECONDER)
    assert by_hands(works, again(motion)).state == "carried"


def test_what_is_put_is_not_withdrawn(works):
    motion = move(works, running_meeting(works))
    put(works, motion)
    with pytest.raises(Refusal, match="nothing about it changes"):
        works.say(WithdrawMotion(motion=motion.pk), MOVER)


def test_one_person_has_a_motion_divided(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, "Three matters", parts=["Volunteers", "Newspapers", "Searches"])
    works.wait(minutes=10)
    with pytest.raises(Refusal, match="sits in"):
        works.say(DivideMotion(motion=motion.pk), 99)
    works.say(DivideMotion(motion=motion.pk), 9)
    motion = by_hands(works, again(motion), (7, 2, 1), (3, 6, 1), (2, 7, 1))
    assert (motion.state, motion.parts_carried) == ("carried", [1])


def test_a_bundle_that_was_moved_a_moment_ago_is_divided_of_itself(works):
    motion = move(works, running_meeting(works), "Two matters", parts=["Bread", "Coal"])
    poll = put(works, motion)
    assert poll.divided and poll.form["options"] == 2
    count_hands(works, poll, (7, 2, 1), (7, 2, 1))
    assert again(motion).parts_carried == [1, 2]


def test_a_bundle_that_nobody_divides_is_one_question(works):
    motion = move(works, running_meeting(works), "Two matters", parts=["Bread", "Coal"])
    works.wait(minutes=10)
    assert by_hands(works, motion).state == "carried"


# ---------------------------------------------------------------------------------------------------- a decision stands


def test_a_settled_question_is_not_put_again_before_its_time(works):
    meeting = running_meeting(works)
    decided = by_hands(works, move(works, meeting), (2, 7, 1))
    with pytest.raises(Refusal, match="A decision stands for 3 months") as refused:
        move(works, meeting)
    assert refused.value.guarantee == "R7"
    take_up(works, meeting, 2)
    close_meeting(works, meeting)
    works.wait(days=100)
    later = running_meeting(works)
    with pytest.raises(Refusal, match=f"name poll {decided.poll_id}"):
        move(works, later)
    motion = by_hands(works, move(works, later, reconsiders=decided.poll_id))
    assert motion.state == "carried" and motion.poll.reconsiders_id == decided.poll_id


def test_a_motion_ends_with_the_meeting_and_says_so(works):
    meeting = call_meeting(works)
    motion = move(works, meeting)
    open_meeting(works, meeting, present=(1, 2, 3))
    close_meeting(works, meeting, by=SECRETARY, how="no quorum")
    assert (again(motion).state, again(motion).why_ended) == ("not put", "the meeting ended")
    assert Motion.objects.count() == 1
