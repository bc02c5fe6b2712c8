"""What was counted when a meeting raised its hands over its own affairs: who may come in, who may go on speaking."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from floor.book.act import Authority, Refusal, Scene

from .authority import as_officer
from .laws import has_quorum
from .models import Meeting


class Hands(BaseModel):
    """Hands raised in the room, as they were counted. A count is entered, never a word for it (R4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    votes_for: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(default=0, ge=0)

    @property
    def carried(self) -> bool:
        return self.votes_for > self.against

    def as_figures(self) -> dict[str, int]:
        return {"for": self.votes_for, "against": self.against, "abstaining": self.abstaining}


def counted_by_the_chair(scene: Scene, meeting: Meeting, hands: Hands) -> Authority:
    """The authority of the chair or a teller to enter hands that can have been raised: there is a quorum, and no guest voted."""
    authority = as_officer(scene, meeting, "chair", "teller")
    raised = hands.votes_for + hands.against + hands.abstaining
    if not raised:
        raise Refusal(meeting.article, "No hands were counted. A meeting decides by a count.", "R4")
    if raised > meeting.present:
        raise Refusal(meeting.article, f"{meeting.present} who may vote are in the room, and {raised} hands were counted. Guests have no vote.", "R11")  # fmt: skip
    if not has_quorum(meeting):
        raise Refusal(meeting.article, f"{meeting.present} of {meeting.entitled} are here: that is no quorum.", "R4")
    return authority
