"""The clock: everything that falls due, from every room, done as ordinary acts, as often and as late as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from .act import CLOCK, Act, Refusal
from .doing import do, now

#: What each room finds due at a moment.
Due = Callable[[datetime], Iterable[Act]]
DUE: list[Due] = []


def falls_due(due: Due) -> Due:
    """Register what a room finds due."""
    DUE.append(due)
    return due


def tick(at: datetime | None = None) -> int:
    """Do what is due; how many acts it took. Two clocks at once, or one that runs late, change nothing in the outcome."""
    done = 0
    moment = at or now()
    for due in DUE:
        for act in due(moment):
            try:
                do(act, CLOCK, at=at)
                done += 1
            except Refusal:
                # Another clock was faster: what was due is done.
                continue
    return done
