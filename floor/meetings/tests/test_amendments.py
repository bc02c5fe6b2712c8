"""Amendments come before the motion and change its words; of several alternatives one is chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.act import Refusal
from floor.meetings.acts.moving import WithdrawMotion
from floor.meetings.deciding.motions import wording_of
from floor.meetings.models import Motion
from floor.promises.models import Undertaking
from tests.meeting import call_meeting, running_meeting
from tests.motions import MOVER, SECONDER, again, amend, by_hands, move, put
from tests.polling import count_hands
from tests.world import CHAIR

pytestmark = pytest.mark.django_db
WORDS = "The canteen opens at six in the morning.\nIt closes at eight."


def words(motion: Motion) -> str:
    return wording_of(again(motion))


def test_a_carried_amendment_changes_the_words_and_the_first_ones_stay_readable(works):
    motion = move(works, running_meeting(works), words=WORDS)
    by_hands(works, amend(works, motion, "six", "five"))
    by_hands(works, amend(works, motion, "", "Tea is free."))
    assert words(motion) == "The canteen opens at five in the morning.\nIt closes at eight.\n\nTea is free."
    assert again(motion).first_text == motion.text != again(motion).text
    ended = by_hands(works, again(motion))
    assert ended.state == "carried" and ended.poll.text == ended.text
    assert Undertaking.objects.get().text == ended.text


def test_a_lost_amendment_changes_nothing(works):
    motion = move(works, running_meeting(works), words=WORDS)
    assert by_hands(works, amend(works, motion, "six", "five"), (2, 7, 1)).state == "lost"
    assert words(motion) == WORDS
    with pytest.raises(Refusal, match="moved already") as refused:
        amend(works, motion, "six", "five", by=9)
    assert refused.value.guarantee == "R7"


def test_amendments_are_put_before_the_motion_and_amendments_to_them_before_those(works):
    motion = move(works, running_meeting(works), words=WORDS)
    first = amend(works, motion, "six in the morning", "five on Mondays")
    deeper = amend(works, first, "Mondays", "Tuesdays")
    with pytest.raises(Refusal, match=f"Motion {first.pk}.*it amends this one") as refused:
        put(works, motion)
    assert refused.value.guarantee == "R6"
    with pytest.raises(Refusal, match=f"Motion {deeper.pk}"):
        put(works, first)
    by_hands(works, deeper)
    assert words(first) == "five on Tuesdays"
    by_hands(works, again(first))
    assert words(motion).startswith("The canteen opens at five on Tuesdays.")


def test_no_deeper_than_an_amendment_to_an_amendment(works):
    motion = move(works, running_meeting(works), words=WORDS)
    deeper = amend(works, amend(works, motion, "six", "five"), "five", "half past five")
    with pytest.raises(Refusal, match="nobody could follow"):
        amend(works, deeper, "half", "quarter")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("seven", "five", "don't stand in motion"),
        ("e", "a", "times in motion"),
        ("six", "six", "changes nothing"),
        (WORDS, "", "Nothing would be left"),
    ],
)
def test_an_amendment_names_words_that_are_there_once(works, old, new, why):
    motion = move(works, running_meeting(works), words=WORDS)
    with pytest.raises(Refusal, match=why):
        amend(works, motion, old, new, title="A change")


def test_an_amendment_whose_words_are_gone_falls(works):
    motion = move(works, running_meeting(works), words=WORDS)
    one, other, third = (amend(works, motion, old, new) for old, new in (("opens at six", "stays shut"), ("six", "five"), ("eight", "nine")))  # fmt: skip
    by_hands(works, one)
    assert (again(other).state, again(other).why_ended) == ("fallen", "its words are gone")
    assert again(third).state == "open"


def test_a_motion_without_a_text_is_amended_in_its_title(works):
    motion = move(works, running_meeting(works), "The canteen opens at six")
    by_hands(works, amend(works, motion, "six", "five"))
    assert again(motion).title == "The canteen opens at five" and again(motion).first_text
    assert by_hands(works, again(motion)).poll.title == "The canteen opens at five"


def test_what_nobody_seconds_is_waited_for_a_minute_and_then_falls(works):
    motion = move(works, running_meeting(works), words=WORDS)
    lonely = amend(works, motion, "six", "five", seconded=False)
    with pytest.raises(Refusal, match="ask whether anybody seconds it"):
        put(works, motion)
    works.wait(minutes=1)
    by_hands(works, motion)
    assert (again(lonely).state, again(lonely).why_ended) == ("fallen", "nobody seconded it")


def test_what_the_meeting_has_amended_is_not_withdrawn_any_more(works):
    motion = move(works, running_meeting(works), words=WORDS)
    by_hands(works, amend(works, motion, "six", "five", by=9))
    with pytest.raises(Refusal, match="belongs to the meeting"):
        works.say(WithdrawMotion(motion=motion.pk), MOVER)


def test_amendments_fall_with_a_motion_that_is_withdrawn_and_come_back_when_it_is_kept(works):
    from floor.meetings.acts.moving import KeepMotion

    motion = move(works, running_meeting(works), words=WORDS)
    one = amend(works, motion, "six", "five", by=9)
    works.say(WithdrawMotion(motion=motion.pk), MOVER)
    assert again(one).state == "fallen"
    works.say(KeepMotion(motion=motion.pk), SECONDER)
    assert again(one).state == "open"


def test_what_is_put_or_over_is_not_amended(works):
    meeting = running_meeting(works)
    motion = move(works, meeting, words=WORDS)
    poll = put(works, motion)
    with pytest.raises(Refusal, match="has been put"):
        amend(works, motion, "six", "five")
    count_hands(works, poll, (7, 2, 1))
    with pytest.raises(Refusal, match="has ended: carried"):
        amend(works, motion, "six", "five")


def test_amendments_are_moved_before_the_meeting_like_motions(works):
    meeting = call_meeting(works)
    motion = move(works, meeting, words=WORDS)
    assert amend(works, motion, "six", "five").state == "open"
    works.now = meeting.items_until
    with pytest.raises(Refusal, match="from the floor"):
        amend(works, motion, "eight", "nine")


# --------------------------------------------------------------------------------------------------------- alternatives


def test_of_alternatives_the_chosen_one_is_put_alone_and_the_others_fall(works):
    meeting = running_meeting(works)
    six, seven = move(works, meeting), None
    seven = move(works, meeting, "The canteen opens at seven", instead_of=six.pk, by=9)
    poll = put(works, seven)
    assert (poll.parts, poll.method) == ([f"{six.pk}: {six.title}", f"{seven.pk}: {seven.title}"], "plurality")
    count_hands(works, poll, options=[3, 7])
    assert (again(six).state, again(six).why_ended, again(seven).state) == ("fallen", "another was chosen", "open")
    assert by_hands(works, again(seven)).state == "carried"
    assert Undertaking.objects.get().source_number == seven.pk


def test_being_chosen_is_not_being_carried(works):
    meeting = running_meeting(works)
    six = move(works, meeting)
    move(works, meeting, "The canteen opens at seven", instead_of=six.pk, by=9)
    count_hands(works, put(works, six), options=[6, 4])
    assert by_hands(works, again(six), (4, 6, 0)).state == "lost"


def test_where_no_alternative_has_more_each_is_put_by_itself(works):
    meeting = running_meeting(works)
    six = move(works, meeting)
    seven = move(works, meeting, "The canteen opens at seven", instead_of=six.pk, by=9)
    count_hands(works, put(works, six), options=[5, 5])
    assert {again(six).state, again(seven).state} == {"open"}
    assert put(works, again(six)).method == "yes or no"


def test_an_alternative_is_to_a_main_motion_of_the_same_item(works):
    meeting = running_meeting(works)
    six = move(works, meeting, words=WORDS)
    change = amend(works, six, "six", "five")
    with pytest.raises(Refusal, match="no main motion"):
        move(works, meeting, "Something else", instead_of=change.pk)
    with pytest.raises(Refusal, match="one by one"):
        move(works, meeting, "Somebody else", instead_of=six.pk, about="a person", persons=[5], declaration=True)


def test_alternatives_stand_by_themselves_when_the_first_is_withdrawn(works):
    meeting = running_meeting(works)
    six = move(works, meeting)
    seven = move(works, meeting, "The canteen opens at seven", instead_of=six.pk, by=9)
    works.say(WithdrawMotion(motion=six.pk), MOVER)
    assert by_hands(works, again(seven), by=CHAIR).state == "carried"
    assert works.now + timedelta(days=29) < again(seven).by_when
