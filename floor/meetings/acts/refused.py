"""What nobody can do in a meeting. These acts exist so that an attempt is answered with the article, and is on record (R25)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.deciding.motions import motion_called


class DeclareCarried(Act):
    """Declare a motion carried without a count: "unanimous", "adopted", "as one". Always refused: hands are counted, and the word
    follows from the figures.
    """

    serves = ("R4",)
    motion: int
    said: str = ""

    def guard(self, scene: Scene) -> Authority:
        motion = motion_called(self.motion)
        raise Refusal(
            motion.meeting.article,
            "A motion is carried by a count: how many were for, how many against, how many abstained. Whether that is unanimous "
            "is worked out from the figures, never entered.",
            "R4",
        )
