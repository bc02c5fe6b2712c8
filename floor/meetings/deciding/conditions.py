"""Decisions that bind only when others have decided the same: "we come out if the other shops do" (R3).

Shops may wait for each other. Then none is bound alone: they are bound together, at the moment the last of them has agreed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from floor.book.asked import Asked
from floor.meetings.models import Condition, Motion
from floor.polls.asking.reconsidering import Wording, latest_of, same_question
from floor.polls.models import Poll

AGREED = ("carried", "waiting")
REFUSED = ("lost", "tied", "lapsed")


def settle_own(motion: Motion) -> None:
    """Settle the conditions of a motion by what has been decided before."""
    for condition in Condition.objects.filter(motion=motion, met=None).select_related(
        "on_poll", "on_motion", "on_unit"
    ):
        if condition.on_poll is not None:
            _by_poll(condition, condition.on_poll)
        elif condition.on_motion is not None:
            _by_motion(condition, condition.on_motion)
        elif condition.on_unit is not None and (poll := _decision_in(condition, motion)):
            _by_poll(condition, poll)


def settle_by(poll: Poll) -> set[int]:
    """Settle what waited for this poll; the motions whose conditions it settled."""
    if not _touched(poll=poll.pk, unit=poll.unit_id):
        return set()
    waiting = Condition.objects.filter(met=None).select_related("motion")
    for condition in waiting.filter(on_poll=poll):
        _by_poll(condition, poll)
    for condition in waiting.filter(on_unit=poll.unit):
        if same_question(poll, _wording(condition.motion)):
            _by_poll(condition, poll)
    for condition in waiting.filter(on_motion__poll=poll).select_related("on_motion"):
        assert condition.on_motion is not None
        _by_motion(condition, condition.on_motion)
    return set(Condition.objects.filter(settled_by=poll).values_list("motion", flat=True))


#: Whether a poll has anything to do with a condition: asked of each of ten thousand shops that decide, and mostly not so.
_touched = Asked(
    lambda poll, unit: Condition.objects.filter(
        Q(settled_by=poll) | (Q(met=None) & (Q(on_poll=poll) | Q(on_unit=unit) | Q(on_motion__poll=poll)))
    ).values_list("pk", flat=True)[:1]
)


def _by_poll(condition: Condition, poll: Poll) -> None:
    if poll.state == "counted" and not poll.procedural:
        _settle(condition, bool(poll.outcome["carried"]), poll)


def _by_motion(condition: Condition, motion: Motion) -> None:
    if motion.state in AGREED + REFUSED:
        _settle(condition, motion.state in AGREED, motion.poll)


def _settle(condition: Condition, met: bool, poll: Poll | None) -> None:
    condition.met, condition.settled_by = met, poll
    condition.save(update_fields=["met", "settled_by"])


def _decision_in(condition: Condition, motion: Motion) -> Poll | None:
    unit = condition.on_unit
    assert unit is not None
    polls = Poll.objects.filter(unit=unit, kind="question", procedural=False).values_list("electors", flat=True)
    asked = _wording(motion)
    found = [
        latest_of(Wording(unit, electors, asked.title, asked.text), ("counted",))
        for electors in sorted(set(polls.distinct()))
    ]
    return max((poll for poll in found if poll), key=lambda poll: poll.pk, default=None)


def _wording(motion: Motion) -> Wording:
    return Wording(motion.unit, motion.body, motion.title, motion.text)


def bound_together(motions: Iterable[Motion]) -> tuple[list[Motion], list[Motion]]:
    """Of motions that were carried and wait: which bind now, and which never will.

    A condition on a motion that waits itself is good for as long as that one can still bind: so those who wait for each other
    are bound together, and none of them while one condition of any is open.
    """
    waiting = _with_those_they_wait_for(motions)
    lapsed = _lapsed(waiting)
    bound = {number: each for number, each in waiting.items() if number not in lapsed}
    while True:
        open_ones = {number for number, (_, own) in bound.items() if not all(_holds(one, bound) for one in own)}
        if not open_ones:
            break
        bound = {number: each for number, each in bound.items() if number not in open_ones}
    return [motion for motion, _ in bound.values()], [waiting[number][0] for number in sorted(lapsed)]


Waiting = dict[int, tuple[Motion, list[Condition]]]


def _with_those_they_wait_for(motions: Iterable[Motion]) -> Waiting:
    """These motions and all that hang together with them: those they wait for, and those that wait for them."""
    found: Waiting = {}
    ask = [motion for motion in motions if motion.state == "waiting"]
    while ask:
        motion = ask.pop()
        if motion.pk in found:
            continue
        own = list(motion.conditions.order_by("pk"))
        found[motion.pk] = motion, own
        ask += [other for one in own if (other := _behind(one)) and other.state == "waiting"]
        ask += Motion.objects.filter(state="waiting", conditions__on_motion=motion)
        ask += Motion.objects.filter(state="waiting", conditions__settled_by=motion.poll) if motion.poll_id else []
    return found


def _behind(condition: Condition) -> Motion | None:
    """The motion behind a condition: named, or decided by the poll that settled it."""
    if condition.on_motion_id:
        return condition.on_motion
    return Motion.objects.filter(poll=condition.settled_by_id).exclude(kind="procedural").first() if condition.settled_by_id else None  # fmt: skip


def _lapsed(waiting: Waiting) -> set[int]:
    """Those of which one condition can't be met any more, and those that waited for them."""
    lapsed: set[int] = set()
    while True:
        more = {
            number
            for number, (_, own) in waiting.items()
            if number not in lapsed and any(_is_lost(one, lapsed) for one in own)
        }
        if not more:
            return lapsed
        lapsed |= more


def _is_lost(condition: Condition, lapsed: set[int]) -> bool:
    behind = _behind(condition)
    return condition.met is False or (behind is not None and (behind.pk in lapsed or behind.state == "lapsed"))


def _holds(condition: Condition, bound: Waiting) -> bool:
    behind = _behind(condition)
    return bool(condition.met) and (behind is None or behind.state == "carried" or behind.pk in bound)
