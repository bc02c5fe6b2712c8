"""What the chair's page offers first, case by case. Pure: no database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from floor.meetings.showing.next_step import OnTheFloor, Situation, Step, next_steps

#: A meeting at an item, with a second item to come and nobody waiting.
AT_WORK = Situation(item=1, next_item=2)


def first(here: Situation) -> Step:
    return next_steps(here)[0]


def names(here: Situation) -> list[str]:
    return [one.name for one in next_steps(here)]


@pytest.mark.parametrize(
    ("here", "step"),
    [
        (Situation(state="called", due=False), Step("wait for the hour")),
        (Situation(state="called"), Step("open")),
        (Situation(state="paused", due=False), Step("wait for the recess")),
        (Situation(state="paused"), Step("go on")),
        (Situation(state="closed"), Step("over")),
        (Situation(state="called off"), Step("over")),
        (Situation(counted=False, next_item=1), Step("count")),
        (Situation(quorum=False, next_item=1), Step("count again")),
        (Situation(chair_chosen=False, next_item=1), Step("choose the chair")),
        (Situation(tellers=1, next_item=1), Step("choose a teller")),
        (Situation(next_item=1), Step("take up", 1)),
        (Situation(next_item=1, objection=True), Step("decide the objection", 1)),
        (AT_WORK, Step("take up", 2)),
        (replace(AT_WORK, next_item=None), Step("close")),
        (replace(AT_WORK, next_speaker=7, waiting=1), Step("call", 7)),
        (replace(AT_WORK, motion=3), Step("put", 3)),
        (replace(AT_WORK, motion=3, next_speaker=7, waiting=1), Step("call", 7)),
        (replace(AT_WORK, motion=3, procedural=True, next_speaker=7, waiting=1), Step("put", 3)),
        (replace(AT_WORK, unseconded=4), Step("ask for a second", 4)),
        (replace(AT_WORK, floor=OnTheFloor(7, left=30)), Step("end the speech", 7)),
        (replace(AT_WORK, floor=OnTheFloor(7, left=0)), Step("time is over", 7)),
        (replace(AT_WORK, floor=OnTheFloor(7, left=30, stopped=True)), Step("run the clock", 7)),
        (replace(AT_WORK, floor=OnTheFloor(7, left=30), next_speaker=9, next_kind="point of order"), Step("call", 9)),
        (replace(AT_WORK, floor=OnTheFloor(9, kind="point of order", left=30), next_speaker=10, next_kind="point of order"), Step("end the speech", 9)),
        (replace(AT_WORK, poll=5, ballot="show of hands"), Step("enter the hands", 5)),
        (replace(AT_WORK, poll=5, ballot="roll call"), Step("call the roll", 5)),
        (replace(AT_WORK, poll=5, ballot="secret"), Step("wait for the papers", 5)),
        (replace(AT_WORK, poll=5, ballot="secret", poll_over=True), Step("count the papers", 5)),
        (replace(AT_WORK, poll=5, ballot="show of hands", next_speaker=7, floor=OnTheFloor(7)), Step("enter the hands", 5)),
    ],
)  # fmt: skip
def test_the_next_step_follows_from_where_the_meeting_stands(here, step):
    assert first(here) == step


def test_a_mass_meeting_is_never_asked_for_a_quorum_a_vote_or_officers():
    mass = Situation(decides=False, quorum=False, chair_chosen=False, tellers=0, next_item=1)
    assert first(mass) == Step("take up", 1)
    assert not {"choose the chair", "choose a teller", "decide on the doors"} & set(names(mass))


def test_while_a_vote_is_taken_nobody_is_called_nothing_is_put_and_no_item_taken_up():
    voting = replace(AT_WORK, poll=5, ballot="secret", motion=3, next_speaker=7, waiting=1)
    assert not {"call", "put", "take up"} & set(names(voting))


def test_while_people_wait_to_speak_the_next_item_is_not_offered():
    assert "take up" not in names(replace(AT_WORK, next_speaker=7, waiting=1))
    assert "take up" not in names(replace(AT_WORK, motion=3))


def test_who_was_interrupted_goes_on_before_another_is_called():
    interrupted = replace(AT_WORK, floor=OnTheFloor(7, left=30, stopped=True), next_speaker=9, waiting=1)
    assert "call" not in names(interrupted)
    assert "break off" in names(interrupted)


def test_without_a_quorum_nothing_is_offered_to_be_put():
    assert "put" not in names(replace(AT_WORK, quorum=False, motion=3))


def test_a_running_meeting_can_always_be_closed_and_ruled_and_counted():
    for here in (AT_WORK, replace(AT_WORK, poll=5, ballot="secret"), replace(AT_WORK, floor=OnTheFloor(7, left=3)), Situation(quorum=False)):  # fmt: skip
        assert {"close", "rule", "count"} <= set(names(here)) | {"count" if first(here).name == "count again" else ""}


def test_no_step_is_offered_twice():
    for here in (AT_WORK, replace(AT_WORK, motion=3), Situation(next_item=1, chair_chosen=False), replace(AT_WORK, floor=OnTheFloor(7))):  # fmt: skip
        steps = next_steps(here)
        assert len(steps) == len(set(steps))
