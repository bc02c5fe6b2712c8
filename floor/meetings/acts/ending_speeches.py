"""How a speech ends: by itself, by the clock, or with the item. Called from the `apply` of acts."""

from __future__ import annotations

from datetime import datetime

from floor.meetings.models import Meeting, Speech
from floor.meetings.speakers.list import on_the_floor, seconds_used


def end_speeches(meeting: Meeting, at: datetime) -> None:
    """With its item a list ends: whoever has the floor stops, whoever waits was not reached. Called from the apply of acts."""
    for speech in on_the_floor(meeting):
        end(speech, at, "item done")
    Speech.objects.filter(meeting=meeting, began=None, ended=None, withdrawn=None).update(
        ended=at, how_ended="not reached"
    )


def end(speech: Speech, at: datetime, how: str) -> None:
    """Write the end of a speech: what it took, and what it lost while the clock stood still. Called from the apply of acts."""
    lost = speech.lost + (int((at - speech.stopped).total_seconds()) if speech.stopped else 0)
    Speech.objects.filter(pk=speech.pk).update(
        ended=at, stopped=None, lost=lost, used=seconds_used(speech, at), how_ended=how
    )
