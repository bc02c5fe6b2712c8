"""The results of one motion wherever it was asked: the meeting, the shops, the units that sat together. Reads only."""

from __future__ import annotations

from floor.meetings.models import Motion
from floor.polls.asking.side_by_side import Beside, side_by_side


def results_beside(motion: Motion) -> Beside:
    """Every count of a motion beside the others, none left out (M3). Three queries, whatever the number of units."""
    return side_by_side(motion.poll) if motion.poll is not None else Beside((), None)
