"""Whose turn it is: arithmetic that is the same for everyone (R8)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from floor.meetings.speakers.turns import SIDES, Waiting, in_order, next_speaker

kinds = st.sampled_from(["speech", "speech", "speech", "point of order", "reply", "guest"])


@st.composite
def lists(draw):
    number = draw(st.integers(1, 25))
    return [
        Waiting(at, at, kind := draw(kinds), draw(st.sampled_from(SIDES)) if kind == "speech" else "neither", draw(st.integers(0, 3)))
        for at in range(1, number + 1)
    ]  # fmt: skip


def numbers(order):
    return [one.number for one in order]


def test_for_and_against_take_turns_as_long_as_both_wait():
    waiting = [Waiting(at, at, side=side) for at, side in enumerate(["for"] * 4 + ["against"] * 2, start=1)]
    assert [one.side for one in in_order(waiting, {}, 300)] == ["for", "against", "for", "against", "for", "for"]


def test_a_side_that_was_cut_short_gets_what_it_has_missed():
    waiting = [Waiting(1, 1, side="for"), Waiting(2, 2, side="against")]
    assert next_speaker(waiting, {"for": 300, "against": 90}, last_side="against") == waiting[1]


def test_at_the_same_time_for_each_the_other_side_speaks():
    waiting = [Waiting(1, 1, side="for"), Waiting(2, 2, side="against")]
    assert next_speaker(waiting, {"for": 300, "against": 300}, last_side="for") == waiting[1]


def test_who_has_not_spoken_comes_before_who_has():
    waiting = [Waiting(1, 1, spoken_before=1), Waiting(2, 2)]
    assert numbers(in_order(waiting, {}, 300)) == [2, 1]


def test_points_of_order_then_replies_then_what_was_broken_off_then_speeches_then_guests():
    waiting = [
        Waiting(1, 1, "guest"), Waiting(2, 2), Waiting(3, 3, goes_on=True), Waiting(4, 4, "reply"), Waiting(5, 5, "point of order"),
    ]  # fmt: skip
    assert numbers(in_order(waiting, {}, 300)) == [5, 4, 3, 2, 1]


def test_a_closed_debate_still_hears_points_of_order_and_what_was_broken_off():
    waiting = [Waiting(1, 1), Waiting(2, 2, goes_on=True), Waiting(3, 3, "point of order")]
    assert numbers(in_order(waiting, {}, 300, debate_closed=True)) == [3, 2]
    assert next_speaker(waiting[:1], {}, debate_closed=True) is None


@given(lists())
def test_everyone_on_the_list_is_called_once(waiting):
    assert sorted(numbers(in_order(waiting, {}, 300))) == numbers(waiting)


@given(lists(), st.randoms())
def test_the_order_does_not_depend_on_how_the_list_was_read(waiting, dice):
    shuffled = list(waiting)
    dice.shuffle(shuffled)
    assert numbers(in_order(shuffled, {}, 300)) == numbers(in_order(waiting, {}, 300))


@given(lists())
def test_the_speeches_of_sides_that_wait_never_differ_by_more_than_one(waiting):
    speeches = [one for one in in_order(waiting, {}, 300) if one.kind == "speech"]
    left = {side: sum(one.side == side for one in speeches) for side in SIDES}
    had = dict.fromkeys(SIDES, 0)
    for one in speeches:
        both = [side for side in SIDES if left[side]]
        assert had[one.side] <= min(had[side] for side in both)
        had[one.side] += 1
        left[one.side] -= 1
