"""Two devices of the chair and two of the tellers, at the same moment: what is put is put once, what is counted is counted once."""

from __future__ import annotations

from floor.book.act import by_member
from floor.book.doing import do
from floor.meetings.acts.moving import SecondMotion
from floor.meetings.deciding.doors import put_to_the_vote
from floor.meetings.deciding.signing import sign_statement
from floor.meetings.models import MinoritySignature
from floor.meetings.tests.test_two_devices import at_once
from floor.polls.acts.hands import CountHands, Hands
from floor.polls.models import Poll
from floor.promises.models import Undertaking
from tests.meeting import running_meeting
from tests.motions import again, by_hands, move
from tests.world import CHAIR, TELLERS, assert_the_book_rebuilds


def test_two_devices_put_a_motion_once(lasting_works, empty_replay):
    works = lasting_works
    motion = move(works, running_meeting(works))

    def put_it() -> None:
        put_to_the_vote(motion.pk, CHAIR, at=works.now)

    assert at_once(put_it, put_it, put_it) == ["Refusal", "Refusal", "done"]
    assert Poll.objects.get().state == "open"
    assert_the_book_rebuilds()


def test_one_form_sent_three_times_puts_it_once(lasting_works):
    works = lasting_works
    motion = move(works, running_meeting(works))

    def put_it() -> None:
        put_to_the_vote(motion.pk, CHAIR, at=works.now, once="the key of this form")

    assert at_once(put_it, put_it, put_it) == ["done", "done", "done"]
    assert Poll.objects.get().state == "open"


def test_two_motions_put_at_once_are_put_one_after_the_other(lasting_works):
    works = lasting_works
    meeting = running_meeting(works)
    motions = [move(works, meeting), move(works, meeting, "Another matter")]
    came = at_once(*(lambda number=motion.pk: put_to_the_vote(number, CHAIR, at=works.now) for motion in motions))
    assert came == ["Refusal", "done"] and Poll.objects.count() == 1


def test_two_tellers_who_enter_the_same_hands_count_them_once(lasting_works):
    works = lasting_works
    motion = move(works, running_meeting(works))
    poll = put_to_the_vote(motion.pk, CHAIR, at=works.now)
    act = CountHands(poll=poll.pk, present=10, hands=[Hands(votes_for=7, against=2, abstaining=1)], tellers=TELLERS)
    came = at_once(*(lambda teller=teller: do(act, by_member(teller), at=works.now) for teller in TELLERS))
    assert came == ["Refusal", "done"]
    assert again(motion).state == "carried" and Undertaking.objects.count() == 1


def test_two_who_second_at_once_second_it_once(lasting_works):
    works = lasting_works
    motion = move(works, running_meeting(works), seconded=False)
    came = at_once(
        *(lambda who=who: do(SecondMotion(motion=motion.pk), by_member(who), at=works.now) for who in (8, 9))
    )
    assert came == ["Refusal", "done"]


def test_one_signature_sent_twice_under_a_minority_statement_is_one(lasting_works):
    from floor.meetings.acts.minority import FileMinorityStatement

    works = lasting_works
    motion = by_hands(works, move(works, running_meeting(works)))
    works.say(FileMinorityStatement(motion=motion.pk, text=works.attach("It is too early.")), 5)
    statement = motion.minority_statements.get()
    assert at_once(*[lambda: sign_statement(statement.pk, 6, at=works.now)] * 2) == ["Refusal", "done"]
    assert MinoritySignature.objects.count() == 1
