"""The clock of a speech: what is left, and until when, readable without any script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from floor.meetings.models import Speech
from floor.meetings.speakers.list import seconds_left


@dataclass(frozen=True, slots=True)
class Clock:
    """What a speaker has left at one moment."""

    left: int
    allowed: int
    runs: bool
    until: datetime
    """When the time is over, if nothing stops it."""

    @property
    def written(self) -> str:
        """Minutes and seconds: 4:05."""
        return f"{self.left // 60}:{self.left % 60:02}"

    @property
    def short_of_time(self) -> bool:
        return self.left <= 30


def clock_of(speech: Speech, at: datetime) -> Clock:
    left = seconds_left(speech, at)
    return Clock(left, speech.allowed, speech.stopped is None and left > 0, at + timedelta(seconds=left))
