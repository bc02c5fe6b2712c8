"""Amendments: which words go, and which come in their place. An amendment to an amendment is as deep as it goes."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.moving import Line, check_time_to_move, moved_by
from floor.meetings.authority import as_one_of_them
from floor.meetings.deciding.motions import motion_not_put_yet, wording_of
from floor.meetings.deciding.replacing import occurs_once
from floor.meetings.models import Motion

Words = Annotated[str, StringConstraints(max_length=20_000)]


class Amend(Act):
    """Move that words of a motion be struck, replaced, or added to. The amendment is put before the motion.

    It names the old words and the new: without old words the new are added at the end, without new ones the old are struck. An
    amendment can itself be amended, and no deeper. When it is carried the words change by themselves; what was moved first stays
    readable beside them.
    """

    serves = ("R6", "R12")
    motion: int
    title: Line
    old: Words = ""
    new: Words = ""

    def guard(self, scene: Scene) -> Authority:
        motion = motion_not_put_yet(self.motion)
        meeting = motion.meeting
        if motion.kind == "procedural":
            raise Refusal(meeting.article, "A motion about how the meeting goes on is not amended; another one is moved.", "R6")  # fmt: skip
        if motion.kind == "amendment" and motion.amends is not None and motion.amends.kind == "amendment":
            raise Refusal(meeting.article, "An amendment to an amendment can't be amended again: nobody could follow. Move another amendment.", "R6")  # fmt: skip
        check_time_to_move(scene, meeting, motion.item)
        if meeting.debate_closed:
            raise Refusal(meeting.article, "The debate is closed; what was moved is put.", "R6")
        self._check_words(motion)
        return as_one_of_them(scene, meeting, "amend a motion")

    def _check_words(self, motion: Motion) -> None:
        article, words = motion.meeting.article, wording_of(motion)
        if self.old == self.new:
            raise Refusal(article, "This changes nothing.")
        if not occurs_once(words, self.old):
            found = words.count(self.old)
            raise Refusal(article, f"These words stand {found} times in motion {motion.pk} as it is now; name enough of them that they stand there once." if found else f"These words don't stand in motion {motion.pk} as it is now.")  # fmt: skip
        if not self.new and words.strip() == self.old.strip():
            raise Refusal(article, "Nothing would be left of the motion; vote against it.", "R6")
        for other in Motion.objects.filter(amends=motion, kind="amendment"):
            same = (other.asks["old"], other.asks["new"]) == (self.old, self.new)
            if same and other.state not in ("withdrawn", "fallen", "failed"):
                raise Refusal(article, f"This amendment has been moved already: motion {other.pk}, {other.state}.", "R7")  # fmt: skip

    def apply(self, scene: Scene) -> None:
        motion = motion_not_put_yet(self.motion)
        Motion.objects.create(
            id=Motion.next_id(), entry=scene.n, meeting=motion.meeting, item=motion.item, unit=motion.unit, body=motion.body,
            kind="amendment", amends=motion, title=self.title, asks={"old": self.old, "new": self.new, "moved": self.new},
            **moved_by(scene, motion.meeting),
        )  # fmt: skip
